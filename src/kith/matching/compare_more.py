"""How rules see hours, places and dates: arrays in, arrays out, equal to plain Python to the last bit.

Hours are sets of up to 336 half-hours and may share more than 8 bits can count; places are compared on a grid
of whole numbers (see :mod:`kith.matching.values.positions`); dates are days counted from the year 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.matching.rulebook import Rule
from kith.matching.types import AttributeValue, Period, Point
from kith.matching.values import positions

Rows = slice
Values = Sequence[AttributeValue | None]
Integers = NDArray[np.integer[Any]]
Lines = NDArray[np.int64]

FEW_PLACES = 1_024
"""Up to so many different places on the first side, each place's line of points is made once."""
_NOWHERE = 4 * positions.GRID**2 * 4
"""Longer than any line through the earth: stands for a missing place."""


def near(left: Values, right: Values, rule: Rule) -> Callable[[Rows], NDArray[np.bool_]]:
    """Where two places are at most ``rule.limit`` kilometres apart. A missing place never is."""
    longest = positions.limit_squared(rule.limit or 0.0)
    return _by_place(left, right, lambda lines: lines <= longest)


def near_points(
    left: Values, right: Values, rule: Rule, dtype: type[np.integer[Any]]
) -> Callable[[Rows], Integers]:
    """Points that fall in a straight line with the distance, to none at ``rule.limit`` kilometres."""
    most, reach = rule.points, rule.limit or 0.0
    limits = np.array(positions.limits_of_points(most, reach), dtype=np.int64)
    at_reach = positions.limit_squared(reach)

    def points(lines: Lines) -> Integers:
        given = np.zeros(lines.shape, dtype=dtype)
        inside = lines <= at_reach
        if reach <= 0:
            given[inside & (lines == 0)] = most
            return given
        close = lines[inside]
        # The limits fall as points rise: from the other end they rise, as a search needs.
        given[inside] = most - np.searchsorted(limits[::-1], close, side="left")
        return given

    return _by_place(left, right, points)


def days(side: Values) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last day of each period; a missing one ends long before it begins."""
    known = [
        (value.first.toordinal(), value.last.toordinal()) if isinstance(value, Period) else (1 << 40, -1)
        for value in side
    ]
    both = np.array(known, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def shared_days(left: Values, right: Values) -> Callable[[Rows], NDArray[np.int64]]:
    """Days that lie in both periods; 0 where one is missing."""
    (first, last), (other_first, other_last) = days(left), days(right)

    def count(rows: Rows) -> NDArray[np.int64]:
        ends = np.minimum(last[rows, None], other_last[None, :])
        starts = np.maximum(first[rows, None], other_first[None, :])
        both: NDArray[np.int64] = np.maximum(ends - starts + 1, 0)
        return both

    return count


def day_points(
    shared: Callable[[Rows], NDArray[np.int64]], rule: Rule, dtype: type[np.integer[Any]]
) -> Callable[[Rows], Integers]:
    """Points in proportion to the days shared, rounded down, full once enough are."""
    enough = int(rule.limit or 1)
    return lambda rows: (rule.points * np.minimum(shared(rows), enough) // enough).astype(dtype)


def _by_place(left: Values, right: Values, judge: Callable[[Lines], Any]) -> Callable[[Rows], Any]:
    """What ``judge`` says of the lines of a block; people at one place are judged once."""
    places, place_of = _distinct(left)
    here, there = _grid(places), _grid(right)
    if len(places) <= min(FEW_PLACES, max(1, len(left) // 2)):
        judged = judge(_lines(here, there))
        return lambda rows: judged[place_of[rows]]
    return lambda rows: judge(_lines(here[place_of[rows]], there))


def _distinct(side: Values) -> tuple[list[Point | None], NDArray[np.int64]]:
    number: dict[Point | None, int] = {}
    place_of = [number.setdefault(value if isinstance(value, Point) else None, len(number)) for value in side]
    return list(number), np.array(place_of, dtype=np.int64)


def _grid(side: Values) -> Lines:
    """Three coordinates a place; a missing one gets the mark of nowhere in a fourth column."""
    rows = [
        (*positions.direction(value), 0) if isinstance(value, Point) else (0, 0, 0, _NOWHERE)
        for value in side
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 4)


def _lines(here: Lines, there: Lines) -> Lines:
    """Squared straight lines of rows x columns; at least :data:`_NOWHERE` where a place is missing."""
    total: Lines = here[:, 3][:, None] + there[:, 3][None, :]
    for axis in range(3):
        apart = here[:, axis][:, None] - there[:, axis][None, :]
        apart *= apart
        total += apart
    return total
