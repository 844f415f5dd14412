"""Tables out: CSV and XLSX that open safely in a spreadsheet and read back the same."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, cast

from kith.foundation.faults import KithError, Where
from kith.tables.escaping import neutralise
from kith.tables.types import Cell, fault

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell

Page = Any
"""openpyxl's write-only sheet, whose published types leave out the widths of its columns."""

LONGEST_CELL = 32_767  # Excel's limit
SHEET_NAME_LENGTH = 31  # Excel's limit
WIDEST_COLUMN = 60
ROWS_MEASURED = 100
FIRST_EXCEL_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STAMP = (1980, 1, 1, 0, 0, 0)  # a zip's own zero, so that the same table gives the same bytes
_SAVED_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ",") -> bytes:
    """The table as CSV in UTF-8, with the mark at the start that tells Excel so.

    Text that a spreadsheet would run gets an apostrophe in front (see :mod:`kith.tables.escaping`),
    which :func:`~kith.tables.reading.read_table` takes off again. Dates are written like 2026-12-31, truth
    as TRUE and FALSE, a missing cell as nothing.

    >>> write_csv(["Name", "Day"], [["=1+1", date(2026, 12, 31)]]).decode("utf-8-sig")
    '"Name","Day"\\r\\n"\\'=1+1","2026-12-31"\\r\\n'
    """
    out = StringIO(newline="")
    # All text is quoted: Excel in a country of decimal commas divides an unquoted cell at a semicolon.
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([neutralise(column) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def write_xlsx(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str = "Sheet1") -> bytes:
    """The table as an Excel workbook: text as text, so that nothing is run, and real dates.

    The same table gives the same bytes. A time with a zone is written as text, for Excel knows no zones.

    Raises
    ------
    KithError
        If a text is longer than an Excel cell may be.
    """
    return write_workbook({sheet: (columns, rows)})


def write_workbook(sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """Several tables as the sheets of one workbook, as :func:`write_xlsx` writes one. Raises as it does."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for sheet, (columns, rows) in sheets.items():
        headings = [_excel_value(column) for column in columns]
        body = [[_excel_value(cell) for cell in row] for row in rows]
        page = book.create_sheet(
            _NOT_IN_SHEET_NAME.sub(" ", sheet)[:SHEET_NAME_LENGTH].strip("' ") or "Sheet1"
        )
        _lay_out(page, columns, body)
        page.append([_sheet_cell(page, heading, bold=True) for heading in headings])
        for row in body:
            page.append([_sheet_cell(page, cell) for cell in row])
    saved = BytesIO()
    book.save(saved)
    return _without_clock(saved.getvalue())


def _csv_cell(cell: Cell) -> str | int | float:
    if isinstance(cell, str):
        return neutralise(_CONTROLS.sub("", cell))
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if cell is None:
        return ""
    return cell if isinstance(cell, (int, float)) else cell.isoformat()


def _excel_value(cell: Cell) -> Cell:
    """What Excel can hold of a cell: no zones, no days before March 1900, no control characters."""
    zoned = isinstance(cell, (datetime, time)) and cell.tzinfo is not None
    too_early = isinstance(cell, date) and date(cell.year, cell.month, cell.day) < FIRST_EXCEL_DAY
    if isinstance(cell, (date, time)) and (zoned or too_early):
        return cell.isoformat()
    if isinstance(cell, str):
        cell = _CONTROLS.sub("", cell)
        if len(cell) > LONGEST_CELL:
            raise KithError(fault("tables.cell_too_long", Where(), limit=LONGEST_CELL))
    return cell


def _sheet_cell(page: Page, cell: Cell, *, bold: bool = False) -> SheetCell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    made = WriteOnlyCell(page, value=cast(Any, cell))
    if isinstance(cell, str):
        made.data_type = "s"  # else openpyxl makes a formula of what begins with =
    if bold:
        made.font = Font(bold=True)
    return made


def _lay_out(page: Page, columns: Sequence[str], body: list[list[Cell]]) -> None:
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    for index, column in enumerate(columns):
        shown = [column, *(str(row[index]) for row in body[:ROWS_MEASURED] if row[index] is not None)]
        width = min(max(map(len, shown)) + 2, WIDEST_COLUMN)
        page.column_dimensions[get_column_letter(index + 1)].width = width


def _without_clock(content: bytes) -> bytes:
    """The same workbook without the moment of saving, which openpyxl takes from the clock."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as saved,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as stamped,
    ):
        for name in saved.namelist():
            part = saved.read(name)
            if name == "docProps/core.xml":
                part = _SAVED_AT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", part)
            stamped.writestr(zipfile.ZipInfo(name, _STAMP), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
