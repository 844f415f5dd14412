"""What comes out of a person's file, and how much of a file we take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType

from kith.foundation.faults import Fault, Parameter, Where

Cell = str | int | float | bool | date | datetime | time | None
"""One cell as the file holds it. A CSV cell is text or None; None is a blank cell, never zero."""

Progress = Callable[[int, int | None], None]
"""Called now and then with what is done and, where it is known, the whole (both in rows)."""

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Note(Fault):
    """Something we noticed in a file and dealt with. Nothing is wrong, but its owner should know."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be. A larger one is refused with a fault that names the limit.

    ``megabytes`` is checked before a byte is read; ``unpacked_megabytes`` is what an XLSX, which is a
    zip, may grow to (a zip bomb grows a thousandfold).
    """

    megabytes: int = 20
    rows: int = 20_000
    columns: int = 500
    unpacked_megabytes: int = 200


PEOPLE_LIMITS = Limits()
"""A list of people, uploaded to the service."""

FILE_LIMITS = Limits(megabytes=150, rows=1_000_000, columns=2_000, unpacked_megabytes=2_000)
"""Data on the command line, where the memory is the user's own."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a file: headings and rows, tidied but not interpreted.

    Attributes
    ----------
    name
        The file's name, as its owner knows it.
    sheet
        The sheet of an XLSX; None for a CSV.
    columns
        The headings, trimmed, none empty, no two alike (upper and lower case apart).
    rows
        One tuple a row, each as long as ``columns``. Wholly blank rows are left out.
    row_numbers
        The row of each in a spreadsheet, so that a fault can be found (the first row is 1).
    notes
        What we noticed and dealt with: a guessed encoding, rows above the headings, hidden sheets.
    """

    name: str
    sheet: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_numbers: tuple[int, ...]
    notes: tuple[Note, ...] = ()

    def where(self, *, row: int | None = None, column: str | None = None) -> Where:
        """A place in this table; ``row`` is the spreadsheet's."""
        return Where(file=self.name, sheet=self.sheet, row=row, column=column)

    def column(self, heading: str) -> tuple[Cell, ...]:
        """The cells under a heading, in order. Raises ValueError for a heading that is not there."""
        index = self.columns.index(heading)
        return tuple(row[index] for row in self.rows)


def note(code: str, where: Where, **params: Parameter) -> Note:
    return Note(code, where, MappingProxyType(params))


def fault(code: str, where: Where, **params: Parameter) -> Fault:
    return Fault(code, where, MappingProxyType(params))


Value = str | int | float | bool | date | tuple[str, ...] | None
"""One typed value of a record. None is missing."""


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of a table as typed values, keyed by field. Fields without a column are None.

    ``row_numbers[i]`` is the spreadsheet row of ``records[i]``; ``notes`` holds the table's notes and
    what was noticed while reading values, such as dates that could be read two ways.
    """

    records: tuple[Mapping[str, Value], ...]
    row_numbers: tuple[int, ...]
    notes: tuple[Note, ...] = ()
