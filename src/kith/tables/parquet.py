"""Parquet in and out: the kind of file in which a million rows are small, and columns keep their types."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from kith.foundation.faults import Faults, KithError, Where
from kith.tables.naming import shorten
from kith.tables.sheet import Sheet, tidy
from kith.tables.types import MEGABYTE, Cell, Limits, fault

if TYPE_CHECKING:
    import polars as pl

SIGNATURE = b"PAR1"
HEADING_ROWS = 1
"""Names of columns stand for row 1, so that a fault's row is the one the same table has as CSV."""
ROWS_AT_ONCE = 10_000
LARGEST_WHOLE = 2**53


@dataclass(frozen=True, slots=True, eq=False)
class ParquetColumns:
    """The names of all columns of a file, and those that were asked for."""

    columns: tuple[str, ...]
    frame: pl.DataFrame


def is_parquet(start: bytes) -> bool:
    """Whether a file that begins with these bytes says that it is Parquet."""
    return start.startswith(SIGNATURE)


def open_parquet(content: bytes, where: Where, limits: Limits) -> Sheet:
    """The rows of a Parquet file, its names of columns as the first.

    Raises
    ------
    KithError
        If it is damaged, too large for ``limits``, or a column holds lists or bytes: every such column at once.
    """
    frame = read_parquet(content, where, limits).frame
    return Sheet(where, _rows(frame), expected_rows=frame.height, filled_rows=frame.height + HEADING_ROWS)


def read_parquet(
    source: bytes | Path, where: Where, limits: Limits, columns: Sequence[str] | None = None
) -> ParquetColumns:
    """The columns of a Parquet file, NaN as a gap and floats that are all whole as whole numbers.

    Parameters
    ----------
    columns
        Only these, where they are there: the others are not read at all.

    Raises
    ------
    KithError
        As for :func:`open_parquet`.
    """
    import polars as pl

    try:
        scan = pl.scan_parquet(BytesIO(source) if isinstance(source, bytes) else source)
        schema = scan.collect_schema()
        wanted = [name for name in schema if columns is None or name in columns]
        _check_shape(schema, scan, wanted, where, limits)
        frame = scan.select(_plain(pl.col(name), schema[name]) for name in wanted).collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise KithError(fault("tables.parquet_damaged", where)) from error
    _check_words(frame, where, limits)
    return ParquetColumns(tuple(schema), frame.select(_whole(frame[name]) for name in frame.columns))


def write_parquet(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as Parquet. A column of whole numbers, numbers, truth, dates or times keeps its kind.

    A column of several kinds is written as text. The same table gives the same bytes.

    Raises
    ------
    ValueError
        If two columns have one name.
    """
    import polars as pl

    if len(set(columns)) != len(columns):
        raise ValueError("two columns have one name")
    body = [tuple(row) for row in rows]
    made = [_series(name, [row[place] for row in body]) for place, name in enumerate(columns)]
    out = BytesIO()
    pl.DataFrame(made).write_parquet(out, compression="zstd")
    return out.getvalue()


def _check_shape(
    schema: pl.Schema, scan: pl.LazyFrame, wanted: Sequence[str], where: Where, limits: Limits
) -> None:
    """Refuse from what the file says of itself, before any of it is unpacked."""
    import polars as pl

    faults = Faults()
    if not schema:
        raise KithError(fault("tables.empty_file", where))
    if len(schema) > limits.columns:
        raise KithError(fault("tables.too_many_columns", where, columns=len(schema), limit=limits.columns))
    rows = int(scan.select(pl.len()).collect().item())
    if rows > limits.rows:
        raise KithError(fault("tables.too_many_rows", where, rows=rows, limit=limits.rows))
    for name in wanted:
        if schema[name].is_nested() or schema[name] in (pl.Binary, pl.Object, pl.Duration):
            at = Where(file=where.file, column=shorten(name))
            faults.add("tables.parquet_column", at)
    faults.raise_if_any()


def _check_words(frame: pl.DataFrame, where: Where, limits: Limits) -> None:
    """A text that stands once in the file and in a million rows is small until each row has its own."""
    import polars as pl

    words = frame.select(pl.col(pl.String).str.len_bytes().sum())
    unpacked = sum(words.row(0)) / MEGABYTE if words.width else 0
    if unpacked > limits.unpacked_megabytes:
        size, most = math.ceil(unpacked), limits.unpacked_megabytes
        raise KithError(fault("tables.parquet_unpacks_too_large", where, size=size, limit=most))


def _plain(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    import polars as pl

    if kind in (pl.Categorical, pl.Enum):
        return column.cast(pl.String)
    if kind.is_decimal() or kind.is_float():
        return column.cast(pl.Float64).fill_nan(None)
    if kind.is_unsigned_integer() or kind.is_integer():
        return column.cast(pl.Int64)
    return column.cast(pl.String) if kind == pl.Null else column


def _whole(column: pl.Series) -> pl.Series:
    """Programs that know no gap among whole numbers write them as floats: 3.0 for 3."""
    import polars as pl

    if column.dtype != pl.Float64:
        return column
    whole = ((column == column.floor()) & (column.abs() < LARGEST_WHOLE)).all()
    return column.cast(pl.Int64) if whole else column


def _rows(frame: pl.DataFrame) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    yield HEADING_ROWS, tuple(tidy(name) for name in frame.columns)
    number = HEADING_ROWS
    for start in range(0, frame.height, ROWS_AT_ONCE):
        for row in frame.slice(start, ROWS_AT_ONCE).rows():
            number += 1
            yield number, tuple([_cell(value) for value in row])


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)  # no number that anything can be worked out with, and no gap
    return value


def _series(name: str, cells: list[Cell]) -> pl.Series:
    import polars as pl

    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds <= {int, float} and float in kinds:
        return pl.Series(name, cells, dtype=pl.Float64, strict=False)
    if len(kinds) == 1:
        return pl.Series(name, cells)
    return pl.Series(name, [None if cell is None else str(cell) for cell in cells], dtype=pl.String)
