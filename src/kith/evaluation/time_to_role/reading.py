"""From a table with a row a person to times until the next role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kith.evaluation.cells import excerpt, mark, number, text
from kith.evaluation.change_columns import note_missing_columns
from kith.evaluation.recognise import is_missing
from kith.evaluation.time_to_role.types import TimesData, Unit
from kith.foundation.faults import Faults
from kith.tables.types import Cell, Table

YES = frozenset({"1", "yes", "true", "y", "moved"})
NO = frozenset({"0", "no", "false", "n", ""})
DAYS = {Unit.DAYS: 1.0, Unit.WEEKS: 7.0, Unit.MONTHS: 365.25 / 12, Unit.YEARS: 365.25}
"""A month is the twelfth part of a year of 365.25 days."""


@dataclass(frozen=True, slots=True)
class TimeColumns:
    """Either ``time`` and ``moved`` (a length and yes or no), or ``start`` and ``end`` (dates) with ``until``, the
    day of the last news of those without an end. ``group`` is optional."""

    time: str | None = None
    moved: str | None = None
    start: str | None = None
    end: str | None = None
    until: dt.date | None = None
    group: str | None = None
    unit: Unit = Unit.MONTHS


def read_times(table: Table, columns: TimeColumns) -> TimesData:
    """Read who moved when, or refuse with every fault of the file at once.

    Raises
    ------
    KithError
        For columns that are not there, cells that are no number, date, or yes or no, an end before its start,
        and a start after the last news.
    """
    faults = Faults()
    wanted = (columns.time, columns.moved, columns.start, columns.end, columns.group)
    note_missing_columns(table, [column for column in wanted if column is not None], faults)
    faults.raise_if_any()
    times, moved = _lengths(table, columns, faults) if columns.time else _dates(table, columns, faults)
    faults.raise_if_any()
    groups = (
        [""] * len(times) if columns.group is None else [mark(cell) for cell in table.column(columns.group)]
    )
    return TimesData(np.array(times), np.array(moved, dtype=np.bool_), tuple(groups), columns.unit)


def _lengths(table: Table, columns: TimeColumns, faults: Faults) -> tuple[list[float], list[bool]]:
    assert columns.time is not None
    assert columns.moved is not None
    times, moved = [], []
    for row, (length, said) in enumerate(
        zip(table.column(columns.time), table.column(columns.moved), strict=True)
    ):
        read, at = number(length), table.row_numbers[row]
        if read is None or read < 0:
            faults.add(
                "evaluation.times.bad_length",
                table.where(row=at, column=columns.time),
                value=excerpt(length),
            )
        word = "" if is_missing(text(said)) else mark(said).casefold()
        if word not in YES and word not in NO:
            faults.add(
                "evaluation.times.bad_moved", table.where(row=at, column=columns.moved), value=excerpt(said)
            )
        times.append(0.0 if read is None else read)
        moved.append(word in YES)
    return times, moved


def _dates(table: Table, columns: TimeColumns, faults: Faults) -> tuple[list[float], list[bool]]:
    assert columns.start is not None
    assert columns.end is not None
    assert columns.until is not None
    starts = _days(table, columns.start, faults)
    ends = _days(table, columns.end, faults)
    times, moved = [], []
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        last = columns.until if end is None else end
        at = table.where(row=table.row_numbers[row], column=columns.end)
        if start is None:
            faults.add(
                "evaluation.times.no_start", table.where(row=table.row_numbers[row], column=columns.start)
            )
        elif last < start:
            faults.add("evaluation.times.ends_first", at, start=start.isoformat(), end=last.isoformat())
        elif end is not None and end > columns.until:
            faults.add(
                "evaluation.times.after_news", at, end=end.isoformat(), until=columns.until.isoformat()
            )
        times.append(0.0 if start is None else max(0, (last - start).days) / DAYS[columns.unit])
        moved.append(end is not None)
    return times, moved


def _days(table: Table, column: str, faults: Faults) -> Sequence[dt.date | None]:
    found: list[dt.date | None] = []
    for row, cell in enumerate(table.column(column)):
        day = _day(cell)
        if day is None and not is_missing(text(cell)):
            where = table.where(row=table.row_numbers[row], column=column)
            faults.add("evaluation.times.bad_date", where, value=excerpt(cell))
        found.append(day)
    return found


def _day(cell: Cell) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    try:
        return dt.date.fromisoformat(str(cell).strip()[:10])
    except ValueError:
        return None
