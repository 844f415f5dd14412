"""The sheets of an XLSForm, whether they came in a workbook, a CSV or Markdown, and out again."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.questionnaires.exchange.types import Loss, loss
from kith.tables.delimited import open_delimited
from kith.tables.escaping import neutralise
from kith.tables.kinds import is_workbook
from kith.tables.sheet import is_blank
from kith.tables.types import PEOPLE_LIMITS, Cell, Limits
from kith.tables.values import as_text
from kith.tables.workbook import open_workbook
from kith.tables.writing import write_workbook

KNOWN = ("survey", "choices", "settings")
_MD_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by heading; blank cells are not there. ``number`` is the spreadsheet's."""

    number: int
    cells: Mapping[str, str]

    def get(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: its headings as they stand, and its rows."""

    file: str
    name: str
    headings: tuple[str, ...] = ()
    rows: tuple[SheetRow, ...] = ()

    def where(self, row: int | None = None, column: str | None = None) -> Where:
        return Where(file=self.file, sheet=self.name, row=row, column=column)


@dataclass(slots=True)
class Written:
    """A sheet being written: headings appear in the order they were declared, if any row fills them."""

    headings: tuple[str, ...]
    rows: list[dict[str, str]] = field(default_factory=list)

    def add(self, cells: Mapping[str, str | None]) -> int:
        """Add a row and say which it will be in a spreadsheet."""
        self.rows.append({heading: said for heading, said in cells.items() if said})
        return len(self.rows) + 1

    def laid_out(self, always: Sequence[str] = ()) -> tuple[list[str], list[list[Cell]]]:
        used = {heading for row in self.rows for heading in row} | set(always)
        headings = [heading for heading in self.headings if heading in used]
        return headings, [[row.get(heading) for heading in headings] for row in self.rows]


def read_workbook(content: bytes, name: str, limits: Limits = PEOPLE_LIMITS) -> dict[str, Page]:
    """The known sheets of an XLSX, by lower-case name. Raises KithError for what is no safe workbook."""
    where = Where(file=name)
    if not is_workbook(content, where, limits):
        raise KithError(Fault("exchange.xlsform.not_workbook", where))
    pages = {}
    for title in _titles(content, where):
        if title.strip().lower() in KNOWN:
            sheet = open_workbook(content, where, title)
            pages[title.strip().lower()] = _page(name, title, _limited(sheet.rows, where, limits))
    return pages


def _titles(content: bytes, where: Where) -> list[str]:
    from openpyxl import load_workbook

    open_workbook(content, where, None)  # refuses what is damaged or hostile, in words
    return [str(title) for title in load_workbook(BytesIO(content), read_only=True).sheetnames]


def read_csv(content: bytes, name: str, limits: Limits = PEOPLE_LIMITS) -> dict[str, Page]:
    """The sheets of a CSV: a sheet's name alone in the first column, its rows one column in."""
    where = Where(file=name)
    if is_workbook(content, where, limits):
        return read_workbook(content, name, limits)
    return _stacked(name, _limited(open_delimited(content, where, None).rows, where, limits))


def read_markdown(content: bytes, name: str, limits: Limits = PEOPLE_LIMITS) -> dict[str, Page]:
    """The sheets of Markdown tables, laid out as in the CSV."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KithError(Fault("exchange.not_utf8", Where(file=name))) from error
    return _stacked(name, _limited(_markdown_rows(text), Where(file=name), limits))


def write_sheets(sheets: Mapping[str, Written]) -> bytes:
    """The sheets as an XLSX."""
    return write_workbook({name: sheet.laid_out() for name, sheet in sheets.items()})


def write_csv(sheets: Mapping[str, Written]) -> bytes:
    """The sheets stacked in one CSV, as XLSForm converters read it; nothing in it is run by Excel."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in _stack(sheets):
        writer.writerow([neutralise(cell) for cell in row])
    return out.getvalue().encode("utf-8")  # no mark at the start: converters take it for a sheet's name


def write_markdown(sheets: Mapping[str, Written]) -> bytes:
    """The sheets stacked in Markdown tables. A line break in a cell becomes a space."""
    lines = ("| " + " | ".join(map(_md_cell, row)) + " |" for row in _stack(sheets))
    return ("\n".join(lines) + "\n").encode()


def line_breaks(sheets: Mapping[str, Written]) -> list[Loss]:
    """The cells whose lines Markdown cannot keep apart."""
    return [
        loss("exchange.xlsform.line_breaks", Where(sheet=name, row=number, column=heading))
        for name, sheet in sheets.items()
        for number, row in enumerate(sheet.rows, start=2)
        for heading, said in row.items()
        if "\n" in said
    ]


def _md_cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split("\n"))


def _stack(sheets: Mapping[str, Written]) -> Iterator[list[str]]:
    for name, sheet in sheets.items():
        headings, rows = sheet.laid_out()
        if not headings:
            continue
        yield [name, *[""] * len(headings)]
        yield ["", *headings]
        yield from (["", *("" if cell is None else str(cell) for cell in row)] for row in rows)


Rows = Iterable[tuple[int, tuple[Cell, ...]]]


def _limited(rows: Rows, where: Where, limits: Limits) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    seen = 0
    for number, cells in rows:
        if is_blank(cells):
            continue
        seen += 1
        if seen > limits.rows:
            raise KithError(Fault("tables.too_many_rows", where, {"rows": seen, "limit": limits.rows}))
        filled = sum(cell is not None for cell in cells)
        if filled > limits.columns:
            params = {"columns": filled, "limit": limits.columns}
            raise KithError(Fault("tables.too_many_columns", where, params))
        yield number, cells


def _markdown_rows(text: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("|") and set(stripped) - set("|-: "):
            cells = [cell.strip().replace("\\|", "|") for cell in _MD_CELL.split(stripped)[1:]]
            if cells and cells[-1] == "":
                cells.pop()
            yield number, tuple(cell or None for cell in cells)


def _stacked(name: str, rows: Iterable[tuple[int, tuple[Cell, ...]]]) -> dict[str, Page]:
    found: dict[str, list[tuple[int, tuple[Cell, ...]]]] = {}
    current: list[tuple[int, tuple[Cell, ...]]] | None = None
    for number, cells in rows:
        first, rest = cells[0] if cells else None, cells[1:]
        if first is not None and is_blank(rest):
            current = found.setdefault(as_text(first).strip().lower(), [])
        elif current is None:  # one table alone is the survey
            current = found.setdefault("survey", [])
            current.append((number, cells))
        elif first is None:
            current.append((number, rest))
        else:
            current.append((number, cells))
    return {title: _page(name, title, rows) for title, rows in found.items() if title in KNOWN}


def _page(file: str, title: str, rows: Iterable[tuple[int, tuple[Cell, ...]]]) -> Page:
    walk = iter(rows)
    number, top = next(walk, (1, ()))
    headings = [None if cell is None else as_text(cell).strip() for cell in top]
    page = Page(file, title)
    faults = Faults()
    for twice in {h for h in headings if h is not None and headings.count(h) > 1}:
        first, second = [i for i, h in enumerate(headings) if h == twice][:2]
        faults.add(
            "exchange.xlsform.heading_twice", page.where(number, twice), first=first + 1, second=second + 1
        )
    faults.raise_if_any()
    kept = []
    for row, cells in walk:
        filled = {
            heading: _text(cell)
            for heading, cell in zip(headings, cells, strict=False)
            if heading is not None and cell is not None
        }
        if filled:
            kept.append(SheetRow(row, filled))
    return Page(file, title, tuple(h for h in headings if h), tuple(kept))


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"  # as converters read them
    return as_text(cell)
