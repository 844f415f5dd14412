"""From a table with a row a person to the answers of a scale's questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.cells import in_order, mark
from kith.evaluation.change_columns import note_missing_columns
from kith.evaluation.items.types import ItemScale, ItemsData
from kith.evaluation.reading_numbers import read_numbers
from kith.foundation.faults import Faults
from kith.foundation.words import Text
from kith.tables.types import Table


@dataclass(frozen=True, slots=True)
class ReadItems:
    """The answers and the scales they make; the ends of the points are those given, or those found."""

    data: ItemsData
    scales: tuple[ItemScale, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read: scales as ``NAME=COLUMN,-COLUMN``, the ends of the points (``None``: the least and most found),
    and, where people answered more than once, the columns of times and of people."""

    scales: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    wave: str | None = None
    person: str | None = None
    again: tuple[str, str] | None = None


def read_items(table: Table, wanted: Wanted) -> ReadItems:
    """Read the questions, or refuse with every fault of the file at once.

    Raises
    ------
    KithError
        For scales that are not written as they should be, columns that are not there, words where numbers
        belong, times that are not there, and a person who stands twice at one time.
    """
    faults = Faults()
    written = [_written(scale, faults) for scale in wanted.scales]
    faults.raise_if_any()
    columns = tuple(dict.fromkeys(item for _name, items, _turned in written for item in items))
    extra = tuple(column for column in (wanted.wave, wanted.person) if column is not None)
    note_missing_columns(table, (*extra, *columns), faults)
    faults.raise_if_any()
    numbers = {column: read_numbers(table, column, faults) for column in columns}
    times = (
        ("",) * len(table.rows)
        if wanted.wave is None
        else tuple(mark(cell) for cell in table.column(wanted.wave))
    )
    if wanted.again is not None:
        for time in wanted.again:
            if time not in times:
                faults.add("evaluation.items.no_time", table.where(column=wanted.wave), time=time,
                           known=", ".join(in_order(set(times))))  # fmt: skip
    rows = _rows(table, times, wanted.person, faults)
    faults.raise_if_any()
    answers = {
        time: {column: _placed(values, places) for column, values in numbers.items()}
        for time, places in rows.items()
    }
    everything = np.concatenate(list(numbers.values()))
    if np.isnan(everything).all():
        faults.add("evaluation.items.nothing", table.where(column=columns[0]))
        faults.raise_if_any()
    low = float(np.nanmin(everything)) if wanted.low is None else wanted.low
    high = float(np.nanmax(everything)) if wanted.high is None else wanted.high
    scales = tuple(
        ItemScale(name, Text.of(name), items, frozenset(turned), low, high) for name, items, turned in written
    )
    return ReadItems(ItemsData(answers, again=(wanted.again,) if wanted.again else ()), scales)


def _written(scale: str, faults: Faults) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    name, _, rest = scale.partition("=")
    given = [item.strip() for item in rest.split(",") if item.strip().lstrip("-").strip()]
    items = [item.lstrip("-").strip() for item in given]
    if not name.strip() or len(items) < 2 or len(set(items)) < len(items):
        faults.add("evaluation.items.bad_scale", value=scale)
    turned = tuple(item for item, one in zip(items, given, strict=True) if one.startswith("-"))
    return name.strip(), tuple(items), turned


def _rows(
    table: Table, times: Sequence[str], person: str | None, faults: Faults
) -> dict[str, list[int | None]]:
    """Time to the row of each person, people in one order at every time; ``None`` where they did not answer."""
    kinds = in_order(set(times))
    if person is None:
        return {time: [row for row, one in enumerate(times) if one == time] for time in kinds}
    found: dict[tuple[str, str], int] = {}
    for row, (time, cell) in enumerate(zip(times, table.column(person), strict=True)):
        who, at = mark(cell), table.row_numbers[row]
        if not who:
            faults.add("evaluation.person_blank", table.where(row=at, column=person))
        elif (earlier := found.setdefault((time, who), row)) != row:
            faults.add("evaluation.items.twice", table.where(row=at, column=person), time=time,
                       first=table.row_numbers[earlier])  # fmt: skip
    people = sorted({who for _time, who in found})
    return {time: [found.get((time, who)) for who in people] for time in kinds}


def _placed(values: NDArray[np.float64], places: Sequence[int | None]) -> NDArray[np.float64]:
    return np.array([np.nan if place is None else values[place] for place in places], dtype=np.float64)
