"""Pairs for up to millions of people, among possible pairs that are listed: a good match and a bound on the best.

With so many people nobody can score everybody with everybody. Each person's strongest partners among some that
are near and some at random, taken from both sides, make a list; the answer is bounded by the prices of one
auction, and the bound is for the pairs of that list, not for all that could be thought of. A pair is worth
``level`` more than two people left over, so that hardly anybody is; as many pairs are made as that gives, which
need not be the most that can be.

References: Bertsekas (1988), doi 10.1007/BF02186476, section 5 (prices that start at nothing leave unsold
columns at nothing, so sides may be uneven).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching.pairs.compiled import fast

Ints = NDArray[np.integer]

FINE = 16
"""Parts of a point that prices may differ by."""
BIDS_AT_ONCE = 5_000_000
"""Bids between two looks at whether to stop: some tenths of a second."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Possible pairs by row: row r's columns stand in ``columns[start[r]:start[r + 1]]``, with their ``points``."""

    start: NDArray[np.int64]
    columns: NDArray[np.int32]
    points: NDArray[np.int32]
    across: int
    """How many columns there are."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A match of a list and what it is known to be worth.

    Parameters
    ----------
    partner
        Each row's column, -1 for none.
    total
        Its points.
    bound
        No match of as many pairs, of the same list, has more.
    """

    partner: NDArray[np.int64]
    total: int
    bound: int

    @property
    def gap(self) -> float:
        """The share of the bound that is missing at most, 0-1."""
        return (self.bound - self.total) / max(1, self.bound)


def listed(rows: Ints, columns: Ints, points: Ints, shape: tuple[int, int]) -> Listed:
    """Possible pairs in any order, each once or more often with the same points.

    Parameters
    ----------
    rows, columns
        Numbers of people in the order of their ids, so that the order of a file does not matter.
    points
        Whole, at least 0.
    """
    keys = rows.astype(np.int64) * shape[1] + columns
    keys, first = np.unique(keys, return_index=True)
    row, column = np.divmod(keys, shape[1])
    start = np.searchsorted(row, np.arange(shape[0] + 1))
    return Listed(start, column.astype(np.int32), points[first].astype(np.int32), shape[1])


def best_listed(of: Listed, *, step: float, tick: Callable[[], None] = lambda: None) -> Bounded:
    """A match within about ``step`` points a pair of the best of the list.

    ``tick`` is called now and then; what it raises comes through. Not a random choice in it: the same list gives
    the same match.

    >>> pairs = np.array([[0, 0, 5], [0, 1, 4], [1, 0, 4], [1, 1, 1]])
    >>> best = best_listed(listed(*pairs.T, (2, 2)), step=0.25)
    >>> best.partner.tolist(), best.total, best.bound
    ([1, 0], 8, 8)
    """
    rows = len(of.start) - 1
    price = np.zeros(of.across, dtype=np.int64)
    partner = np.full(rows, -1, dtype=np.int64)
    owner = np.full(of.across, -1, dtype=np.int64)
    level = 1 + int(of.points.max(initial=0))
    waiting = np.arange(rows)[::-1].copy()
    left, fine = rows, max(1, round(step * FINE))
    loop = fast(_offer, len(of.columns))
    while left:
        tick()
        left = loop(
            of.start,
            of.columns,
            of.points,
            price,
            partner,
            owner,
            waiting,
            left,
            fine,
            level,
            BIDS_AT_ONCE,
            FINE,
        )
    best = np.zeros(rows, dtype=np.int64)
    total = fast(_account, len(of.columns))(
        of.start, of.columns, of.points, price, partner, level, best, FINE
    )
    made = int(np.count_nonzero(partner >= 0))
    bound = (int(best.sum()) + int(price.sum()) - level * made * FINE) // FINE
    return Bounded(partner, int(total), bound)


def _offer(  # type: ignore[no-untyped-def]
    start, to, points, price, partner, owner, waiting, left, step, level, bids, fine
):
    """Waiting rows bid until none waits or so many ``bids`` are made; how many still wait.

    A row for which no column is worth its price any more stays alone for good: prices only rise.
    """
    while left > 0 and bids > 0:
        bids -= 1
        row = waiting[left - 1]
        first = np.int64(0)
        second = np.int64(0)
        column = np.int64(-1)
        for edge in range(start[row], start[row + 1]):
            value = (np.int64(points[edge]) + level) * fine - price[to[edge]]
            if value > first:
                second = first
                first = value
                column = np.int64(to[edge])
            elif value > second:
                second = value
        if column < 0:
            left -= 1
            continue
        price[column] += first - second + step
        before = owner[column]
        owner[column] = row
        partner[row] = column
        if before >= 0:
            partner[before] = -1
            waiting[left - 1] = before
        else:
            left -= 1
    return left


def _account(start, to, points, price, partner, level, best, fine):  # type: ignore[no-untyped-def]
    """Each row's best value into ``best``; the points of the pairs made."""
    total = np.int64(0)
    for row in range(len(partner)):
        for edge in range(start[row], start[row + 1]):
            value = (np.int64(points[edge]) + level) * fine - price[to[edge]]
            if value > best[row]:
                best[row] = value
            if to[edge] == partner[row]:
                total += np.int64(points[edge])
    return total
