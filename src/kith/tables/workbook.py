"""XLSX: the first sheet that a person sees, with the values they last saw in it.

A formula is not run: its cell gives the value that the spreadsheet program last kept for it, which is
what the person saw, and the notes count them. A formula without a kept value is a fault.
"""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from io import BytesIO
from typing import Protocol, cast

from kith.foundation.faults import KithError, Where
from kith.tables.naming import plain
from kith.tables.sheet import Merge, Sheet, is_blank, tidy
from kith.tables.types import Cell, Note, fault, note

Rows = Iterator[tuple[int, tuple[Cell, ...]]]

CHUNK = 1 << 22
PROLOG = 1 << 16  # more than this before the first element is no spreadsheet's
ELEMENT = re.compile(rb"<[A-Za-z_]")
MISC = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)  # comments may hold what looks like an element
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*hidden=\"(?:1|true)\"")
VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)>")
MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*ref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\"")
# A formula whose kept value is not there. One that gave an empty text (t="str") has been worked out.
UNVALUED = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
CELL = re.compile(rb"\br=\"([A-Z]+)(\d+)\"")
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error)
MOST_MERGES = 10_000
MOST_FAULTS = 1_000
LAST_ROW = 1_048_576  # Excel's; openpyxl would count up to any number a file claims


class _Worksheet(Protocol):
    """What we use of openpyxl's read-only sheet, whose published types leave it out."""

    title: str
    sheet_state: str
    _worksheet_path: str  # the only way to the sheet's part without reading the relations again

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, values_only: bool) -> Iterator[tuple[object, ...]]: ...


@dataclass(slots=True)
class _Scan:
    """What openpyxl's streaming reader does not tell, found by one pass over the sheet's bytes."""

    filled_rows: int = 0
    hidden_rows: int = 0
    formulas: int = 0
    merges: list[Merge] = field(default_factory=list)
    unvalued: list[tuple[int, str]] = field(default_factory=list)

    def take(self, block: bytes) -> None:
        self.filled_rows += sum(VALUE.search(row) is not None for row in block.split(b"row>"))
        self.hidden_rows += len(HIDDEN_ROW.findall(block))
        self.formulas += len(FORMULA.findall(block))
        for first, first_row, last, last_row in MERGE.findall(block)[: MOST_MERGES - len(self.merges)]:
            self.merges.append(Merge(int(first_row), _column(first), int(last_row), _column(last)))
        for attributes in UNVALUED.findall(block)[: MOST_FAULTS - len(self.unvalued)]:
            cell = CELL.search(attributes)
            if cell and b't="str"' not in attributes:
                self.unvalued.append((int(cell[2]), cell[1].decode()))


def open_workbook(content: bytes, where: Where, wanted: str | None) -> Sheet:
    """The rows of a sheet: the one ``wanted`` by name, else the first visible one that is not empty.

    Raises KithError for a damaged or hostile workbook, or a sheet that is not there.
    """
    with _refusing(where):
        return _open(content, where, wanted)


def _open(content: bytes, where: Where, wanted: str | None) -> Sheet:
    from openpyxl import load_workbook

    with zipfile.ZipFile(BytesIO(content)) as archive:
        _refuse_declarations(archive, where)
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    sheet, notes = _choose(cast(list[_Worksheet], book.worksheets), where, wanted)
    at = Where(file=where.file, sheet=sheet.title)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        scan = _scan(archive, sheet._worksheet_path)
    if scan.hidden_rows:
        notes.append(note("tables.hidden_rows", at, rows=scan.hidden_rows))
    if scan.formulas:
        notes.append(note("tables.formulas", at, cells=scan.formulas))
    unvalued = (
        fault("tables.formula_without_value", replace(at, row=row, column=letters))
        for row, letters in scan.unvalued
    )
    rows = _guarded(_rows(sheet), at)
    return Sheet(
        at, rows, tuple(scan.merges), tuple(notes), tuple(unvalued), scan.filled_rows, scan.filled_rows
    )


def _refuse_declarations(archive: zipfile.ZipFile, where: Where) -> None:
    """No part of a spreadsheet declares entities; one that does is meant to harm.

    Checked here, because openpyxl refuses it only while lxml is not installed beside it. A declaration
    can stand only before the first element.
    """
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                prolog = part.read(PROLOG).replace(b"\0", b"")  # UTF-16 reads alike
            if _declares(prolog):
                raise KithError(fault("tables.hostile", where))


def _declares(prolog: bytes) -> bool:
    plainly = MISC.sub(b"", prolog)
    root = ELEMENT.search(plainly)
    before = plainly[: root.start()] if root else plainly
    return b"<!DOCTYPE" in before or (root is None and len(prolog) == PROLOG)


def _choose(sheets: list[_Worksheet], where: Where, wanted: str | None) -> tuple[_Worksheet, list[Note]]:
    if wanted is not None:
        for sheet in sheets:
            if plain(sheet.title) == plain(wanted):
                return sheet, []
        raise KithError(
            fault(
                "tables.no_such_sheet", where, sheet=wanted, sheets=", ".join(sheet.title for sheet in sheets)
            )
        )
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    filled = [sheet for sheet in visible if not _is_empty(sheet)]
    if not filled:
        raise KithError(fault("tables.empty_file", where))
    notes = []
    if len(visible) < len(sheets):
        notes.append(note("tables.hidden_sheets", where, sheets=len(sheets) - len(visible)))
    if len(filled) > 1:
        others = ", ".join(sheet.title for sheet in filled[1:])
        notes.append(note("tables.other_sheets", where, sheet=filled[0].title, others=others))
    return filled[0], notes


def _is_empty(sheet: _Worksheet) -> bool:
    sheet.reset_dimensions()
    return all(is_blank(tuple(_tidied(row))) for row in sheet.iter_rows(values_only=True))


def _scan(archive: zipfile.ZipFile, path: str) -> _Scan:
    scan, tail = _Scan(), b""
    with archive.open(path.lstrip("/")) as part:
        while chunk := part.read(CHUNK):
            block = tail + chunk
            # Whole rows only, so that no cell is cut in two; after the rows, whole tags.
            cut = block.rfind(b"row>") + 4 if b"row>" in block else block.rfind(b"<")
            scan.take(block[:cut])
            tail = block[cut:] if cut > 0 else b""
    scan.take(tail)
    return scan


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _rows(sheet: _Worksheet) -> Rows:
    sheet.reset_dimensions()
    for row, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if row > LAST_ROW:
            raise ValueError("more rows than a sheet can have")
        yield row, _tidied(values)


def _tidied(values: tuple[object, ...]) -> tuple[Cell, ...]:
    return tuple([_tidy(value) for value in values])


def _tidy(value: object) -> Cell:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()  # Excel has one type for both
    if value is None or isinstance(value, (int, float, date, time)):
        return value
    return str(value)  # a length of time


def _guarded(rows: Rows, at: Where) -> Rows:
    """Rows are read late, so a damaged sheet shows late."""
    with _refusing(at):
        yield from rows


@contextmanager
def _refusing(at: Where) -> Iterator[None]:
    """Turn what a bad workbook makes openpyxl raise into a fault.

    openpyxl does not check what it reads: a malformed workbook shows as whatever its code trips over.
    """
    from defusedxml import DefusedXmlException

    try:
        yield
    except KithError:
        raise
    except (*_BROKEN_ZIP, SyntaxError, LookupError, ValueError, TypeError) as error:
        # openpyxl wraps the refusal of an XML bomb in an error of its own.
        hostile = any(isinstance(cause, DefusedXmlException) for cause in (error, error.__cause__))
        raise KithError(fault("tables.hostile" if hostile else "tables.damaged", at)) from error
    except (AttributeError, ArithmeticError, OSError, EOFError, RuntimeError) as error:
        raise KithError(fault("tables.damaged", at)) from error
