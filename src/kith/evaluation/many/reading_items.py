"""Columns of answers: whole numbers within their scale, or a fault a column that says where it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kith.evaluation.many.types import MISSING, Answers, ManyPlan
from kith.evaluation.recognise import MISSING as MISSING_WORDS
from kith.foundation.faults import Faults
from kith.tables.columnar import ROW, ColumnTable
from kith.tables.naming import shorten

if TYPE_CHECKING:
    import polars as pl


def note_items(table: ColumnTable, frame: pl.DataFrame, plan: ManyPlan, faults: Faults) -> None:
    """Note every item with answers that are no whole numbers, or that its scale does not have."""
    ends: dict[str, tuple[int, int]] = {}
    for scale in plan.scales:
        for item in scale.items:
            range_here = (scale.point_low, scale.point_high)
            if ends.setdefault(item, range_here) != range_here:
                faults.add("evaluation.many.range_differs", table.where(column=item), item=item)
    for item, (low, high) in ends.items():
        if item in frame.columns:
            _note_item(table, frame, item, low, high, faults)


def whole_numbers(frame: pl.DataFrame, plan: ManyPlan) -> Answers:
    """The answers of checked columns, shape (rows, items)."""
    import polars as pl

    columns = [_number(frame[item]).cast(pl.Int16).fill_null(MISSING) for item in plan.items]
    return np.ascontiguousarray(np.stack([column.to_numpy() for column in columns], axis=1))


def _note_item(
    table: ColumnTable, frame: pl.DataFrame, item: str, low: int, high: int, faults: Faults
) -> None:
    import polars as pl

    column, rows = frame[item], frame[ROW]
    if not (column.dtype.is_numeric() or column.dtype in (pl.String, pl.Null)):
        faults.add("evaluation.many.only_words", table.where(column=item))
        return
    given, number = _given(column), _number(column)
    odd = given & (number.is_null() | (number != number.floor())).fill_null(True)
    if odd.any():
        place = int(odd.arg_max() or 0)
        where = table.where(row=rows[place], column=item)
        value = shorten(str(column[place]), 40)
        count = int(odd.sum())
        faults.add("evaluation.many.not_whole", where, count=count, value=value, first=rows[place])
    outside = ~odd & ((number < low) | (number > high)).fill_null(False)
    if outside.any():
        place = int(outside.arg_max() or 0)
        where = table.where(row=rows[place], column=item)
        faults.add(
            "evaluation.many.out_of_range", where, count=int(outside.sum()), value=_short(number[place]),
            low=low, high=high, first=rows[place],
        )  # fmt: skip


def _given(column: pl.Series) -> pl.Series:
    """Where there is an answer: not blank, nor a word for a missing one."""
    import polars as pl

    if column.dtype != pl.String:
        return column.is_not_null()
    return column.is_not_null() & ~column.str.to_lowercase().is_in(list(MISSING_WORDS)).fill_null(True)


def _number(column: pl.Series) -> pl.Series:
    import polars as pl

    if column.dtype == pl.String:
        number = column.str.strip_chars().cast(pl.Float64, strict=False)
        return number.set(number.is_nan() | number.is_infinite(), None)
    return column.cast(pl.Float64) if column.dtype == pl.Null else column


def _short(value: float) -> str:
    return f"{value:g}"
