"""Large files by the column: a million rows without a Python object for each cell.

The faults and the row numbers are those of :func:`kith.tables.reading.read_table`, which is asked wherever a
file is not plain enough to be read quickly, or small enough not to matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from kith.foundation.faults import KithError, Where
from kith.tables.delimited import plain_text
from kith.tables.kinds import is_workbook
from kith.tables.parquet import HEADING_ROWS, SIGNATURE, is_parquet, read_parquet
from kith.tables.reading import read_content, read_table
from kith.tables.sheet import INVISIBLE
from kith.tables.types import FILE_LIMITS, MEGABYTE, Cell, Limits, Note, Progress, Table, fault

if TYPE_CHECKING:
    import polars as pl

ROW = "\x1f"
"""The column of spreadsheet rows in :class:`ColumnTable`: no heading that a person writes."""

SMALL = 2 * MEGABYTE
"""A smaller text file is read row by row: it takes less than a second, and nothing can differ."""


@dataclass(frozen=True, slots=True, eq=False)
class ColumnTable:
    """A table by its columns.

    Attributes
    ----------
    name
        The file's name, as its owner knows it.
    columns
        Every heading of the file, also of columns that were not asked for.
    frame
        The columns that were asked for and are there, and :data:`ROW`, the row of each record in a
        spreadsheet. Wholly blank rows are left out where the file is text.
    notes
        What was noticed and dealt with.
    """

    name: str
    columns: tuple[str, ...]
    frame: pl.DataFrame
    notes: tuple[Note, ...] = ()

    def where(self, *, row: int | None = None, column: str | None = None) -> Where:
        """A place in this table; ``row`` is the spreadsheet's."""
        return Where(file=self.name, row=row, column=column)


def read_columns(
    source: Path | bytes,
    *,
    name: str,
    wanted: Sequence[str],
    limits: Limits = FILE_LIMITS,
    progress: Progress | None = None,
) -> ColumnTable:
    """Some columns of a CSV, XLSX or Parquet file.

    Words stand as text, trimmed; Parquet's numbers stay numbers, and a text file's are still text.

    Parameters
    ----------
    source
        A path or the bytes. A Parquet file under a path is read column by column, never whole.
    wanted
        Headings. Those that are not there are left out: the caller knows what to say.
    limits, progress
        As for :func:`~kith.tables.reading.read_table`.

    Raises
    ------
    KithError
        As for :func:`~kith.tables.reading.read_table`.
    """
    where = Where(file=name)
    if _starts_with_parquet(source):
        return _of_parquet(source, where, wanted, limits)
    content = read_content(source, where, limits)
    if len(content) > SMALL and not is_workbook(content, where, limits):
        found = _of_text(content, where, wanted, limits)
        if found is not None:
            return found
    return _of_table(read_table(content, name=name, limits=limits, progress=progress), wanted)


def _starts_with_parquet(source: Path | bytes) -> bool:
    if isinstance(source, bytes):
        return is_parquet(source)
    try:
        with source.open("rb") as file:
            return is_parquet(file.read(len(SIGNATURE)))
    except OSError:
        return False  # whoever reads it says so


def _of_parquet(source: Path | bytes, where: Where, wanted: Sequence[str], limits: Limits) -> ColumnTable:
    import polars as pl

    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > limits.megabytes * MEGABYTE:
        megabytes = -(-size // MEGABYTE)
        raise KithError(fault("tables.too_large", where, size=megabytes, limit=limits.megabytes))
    found = read_parquet(source, where, limits, wanted)
    if not found.frame.height:
        raise KithError(fault("tables.headings_only", where))
    frame = found.frame.with_columns(_tidied(pl.col(pl.String)))
    return ColumnTable(where.file or "", found.columns, frame.with_row_index(ROW, HEADING_ROWS + 1))


def _of_text(content: bytes, where: Where, wanted: Sequence[str], limits: Limits) -> ColumnTable | None:
    """A plain text file by its columns; ``None`` where it has to be read with more care."""
    import polars as pl

    plain = plain_text(content, where)
    if plain is None or len(plain.headings) > limits.columns:
        return None
    has_quotes = '"' in plain.text
    lines = plain.text.count("\n") - plain.text.endswith("\n")
    try:
        frame = pl.read_csv(
            BytesIO(plain.text.encode()),
            has_header=False,
            skip_rows=1,
            schema=dict.fromkeys(plain.headings, pl.String),
            separator=plain.delimiter,
            quote_char='"' if has_quotes else None,
        )
    except pl.exceptions.PolarsError:
        return None
    frame = frame.select(_tidied(pl.col(pl.String)))
    if frame.height != lines or not 0 < lines <= limits.rows or _takes_care(frame, has_quotes):
        return None
    kept = [name for name in plain.headings if name in wanted]
    table = frame.select(kept).with_row_index(ROW, HEADING_ROWS + 1)
    return ColumnTable(where.file or "", plain.headings, table, plain.notes)


def _takes_care(frame: pl.DataFrame, has_quotes: bool) -> bool:
    """Whether there are blank rows, cells kept from being formulas, or quotes that may stand wrongly."""
    import polars as pl

    words = pl.col(pl.String)
    marks = [pl.any_horizontal(words.str.starts_with("'")).any(), pl.all_horizontal(words.is_null()).any()]
    if has_quotes:
        marks.append(pl.any_horizontal(words.str.contains('"', literal=True)).any())
    return any(frame.select(mark).item() for mark in marks)


def _of_table(table: Table, wanted: Sequence[str]) -> ColumnTable:
    import polars as pl

    kept = [name for name in table.columns if name in wanted]
    made = [_series(name, table.column(name)) for name in kept]
    rows = pl.Series(ROW, table.row_numbers, dtype=pl.UInt32)
    return ColumnTable(table.name, table.columns, pl.DataFrame([rows, *made]), table.notes)


def _series(name: str, cells: tuple[Cell, ...]) -> pl.Series:
    import polars as pl

    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds and kinds <= {int, float}:
        return pl.Series(name, cells, dtype=pl.Float64 if float in kinds else pl.Int64, strict=False)
    return pl.Series(name, [None if cell is None else str(cell) for cell in cells], dtype=pl.String)


def _tidied(column: pl.Expr) -> pl.Expr:
    """As :func:`kith.tables.sheet.tidy` has it: nothing invisible round a text, and no empty text."""
    import polars as pl

    text = column.str.strip_chars().str.strip_chars(INVISIBLE).str.strip_chars()
    return pl.when(text != "").then(text)
