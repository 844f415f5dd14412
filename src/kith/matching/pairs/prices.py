"""Prices against all pairs: a bound on every matching, and the pairs that a small graph has overlooked.

For any prices v of the columns that are at least 0, no matching of ``size`` pairs is worth more than

    sum over rows of max(0, max over columns of (worth - v - level)) + sum of v + level x size

whatever ``level`` is (weak duality). Where every row must have a partner the 0 is left out and the level
is 0; where every column must too, prices may be negative. When a matching is worth as much as the bound,
rounded down, it is the best of all pairs, however few of them were ever looked at one by one.

References: Burkard, Dell'Amico & Martello (2012), Assignment Problems, section 4.1.2, doi
10.1137/1.9781611972238.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching.pairs.candidates import Edges, Field
from kith.matching.pairs.compiled import fast, in_parts

Ints = NDArray[np.int64]

ADDED = 8
"""At most so many overlooked pairs of a row are added at once."""
NOTHING = -(1 << 62)


@dataclass(frozen=True, slots=True)
class Overlooked:
    """``best``: each row's best value over all its pairs. ``keys``: pairs better than any known of their row, or near."""

    best: Ints
    keys: Ints
    most: int
    """By how much the best of them is better."""


def best_known(edges: Edges, prices: Ints, rows: int, times: int) -> Ints:
    """Each row's best value (worth x ``times`` less price) among the edges."""
    best = np.full(rows, NOTHING, dtype=np.int64)
    np.maximum.at(best, edges.rows, edges.worth * times - prices[edges.columns])
    return best


def look(field: Field, least: int, known: Ints, prices: Ints, times: int, near: int = 0) -> Overlooked:
    """All pairs of at least ``least`` points against the prices.

    With ``near``, pairs that come so near to their row's best are returned too: prices will move.
    """
    rows = field.shape[0]
    best = known.copy()
    gain = np.full((rows, ADDED), -near, dtype=np.int64)
    at = np.zeros((rows, ADDED), dtype=np.int64)
    loop = fast(_look, field.points.size)

    def part(start: int, stop: int) -> None:
        loop(
            field.points, start, stop, field.left, field.right, field.bits, field.scale,
            least, known, prices, times, best, gain, at,
        )  # fmt: skip

    in_parts(part, rows, field.points.size)
    row, place = np.nonzero(gain > -near)
    return Overlooked(best, field.keys(row, at[row, place]), int((best - known).max(initial=0)))


def exact_sum(values: Ints) -> int:
    """The sum, which may pass 64 bits."""
    high, low = np.divmod(values, 1 << 32)
    return (int(high.sum()) << 32) + int(low.sum())


def _look(  # type: ignore[no-untyped-def]
    points, first_row, last_row, left, right, bits, scale, least, known, prices, times, best, gain, at
):
    top = np.int64((1 << bits) - 1) * times
    size = gain.shape[1]
    each = np.int64(scale) * times
    shift, rest = np.uint64(33), np.uint64(64 - bits)
    first, second = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
    for row in range(first_row, last_row):
        limit = known[row] + gain[row, 0]
        for column in range(points.shape[1]):
            value = np.int64(points[row, column])
            if value < least or value * each - prices[column] + top <= limit:
                continue
            number = left[row] + right[column]
            number = (number ^ (number >> shift)) * first
            number = (number ^ (number >> shift)) * second
            number = (number ^ (number >> shift)) >> rest
            value = value * each + np.int64(number) * times - prices[column]
            if value > best[row]:
                best[row] = value
            more = value - known[row]
            if more <= gain[row, 0]:
                continue
            place = 0
            while place + 1 < size and gain[row, place + 1] < more:
                gain[row, place] = gain[row, place + 1]
                at[row, place] = at[row, place + 1]
                place += 1
            gain[row, place] = more
            at[row, place] = column
            limit = known[row] + gain[row, 0]
    return 0
