"""Rows as they stand in a file, before anyone knows which are the headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kith.foundation.faults import Fault, Where
from kith.tables.types import Cell, Note

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns count from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def is_wide(self) -> bool:
        return self.last_column > self.first_column


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file, to be read once.

    ``expected_rows`` is a guess, for progress; ``filled_rows`` is how many are not blank, headings too,
    where that is known without reading them all.
    """

    where: Where
    rows: Iterator[tuple[int, tuple[Cell, ...]]]
    merges: tuple[Merge, ...] = ()
    notes: tuple[Note, ...] = ()
    faults: tuple[Fault, ...] = ()
    expected_rows: int | None = None
    filled_rows: int | None = None


def tidy(text: str) -> str | None:
    """A cell's text without space, no-break space and invisible marks around it; None if nothing is left."""
    text = text.strip()
    while text and (text[0] in INVISIBLE or text[-1] in INVISIBLE):
        text = text.strip(INVISIBLE).strip()
    return text or None


def is_blank(cells: tuple[Cell, ...]) -> bool:
    return all(cell is None for cell in cells)
