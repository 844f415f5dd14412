"""A square assignment over few possible pairs, by auction: rows bid for columns, prices rise.

With a step e, every row ends with a column whose value (worth less price) is within e of its best: the
total is within rows x e of the best. Steps shrink from phase to phase; worths are multiples of more than
the number of rows, so a step of 1 is exact.

References: Bertsekas (1988), doi 10.1007/BF02186476 (auction); Bertsekas & Castanon (1989), doi
10.1109/CDC.1989.70136 (sparse, with scaling); Burkard, Dell'Amico & Martello (2012), section 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching.pairs.compiled import fast

Ints = NDArray[np.int64]

SHRINK = 8
"""By how much the step shrinks from phase to phase."""
BIDS_AT_ONCE = 2_000_000
"""Bids between two looks at whether to stop: some tenths of a second."""
HIGHEST = 1 << 60
"""A price above this would soon overflow."""


class TooDear(Exception):
    """Prices rise without end: there is no way to give everybody a partner, or the numbers are too large."""


@dataclass(slots=True)
class Market:
    """Rows that bid for columns, as many of each; every row has an edge. ``start``: where a row's edges begin."""

    start: Ints
    to: Ints
    worth: Ints
    price: Ints
    partner: Ints
    owner: Ints

    @property
    def size(self) -> int:
        return len(self.partner)


def market(size: int, rows: Ints, columns: Ints, worth: Ints, price: Ints | None = None) -> Market:
    """A market from edges in any order, nobody with a partner."""
    order = np.lexsort((columns, rows))
    start = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=size)))).astype(np.int64)
    nobody = np.full(size, -1, dtype=np.int64)
    price = np.zeros(size, dtype=np.int64) if price is None else price
    return Market(start, columns[order], worth[order], price, nobody, nobody.copy())


def settle(here: Market, step: int, tick: Callable[[], None]) -> None:
    """Everybody has a partner within ``step`` of their best value.

    Whoever still is within it keeps theirs. ``tick`` is called now and then and may raise.
    Raises :class:`TooDear` when prices rise without end.
    """
    here.price -= here.price.min(initial=0)
    steps = len(here.to)
    waiting = np.empty(here.size, dtype=np.int64)
    left = fast(_leave, steps)(
        here.start, here.to, here.worth, here.price, here.partner, here.owner, step, waiting
    )
    alone = 1 + int(here.worth.max(initial=0)) - int(here.worth.min(initial=0))
    while left:
        tick()
        left = fast(_bid, steps)(
            here.start, here.to, here.worth, here.price, here.partner, here.owner, waiting, left, step, alone,
            BIDS_AT_ONCE,
        )  # fmt: skip
        if int(here.price.max(initial=0)) > HIGHEST:
            raise TooDear


def steps_from(largest: int, last: int = 1) -> Iterator[int]:
    """Steps from ``largest`` down to ``last``.

    >>> list(steps_from(100))
    [100, 12, 1]
    """
    step = max(largest, last)
    while step > last:
        yield step
        step //= SHRINK
    yield last


def _leave(start, to, worth, price, partner, owner, step, waiting):  # type: ignore[no-untyped-def]
    """Rows whose column is not within ``step`` of their best leave it; how many wait."""
    left = 0
    for row in range(len(partner)):
        column = partner[row]
        if column >= 0:
            best = np.int64(-(1 << 62))
            mine = best
            for edge in range(start[row], start[row + 1]):
                value = worth[edge] - price[to[edge]]
                if value > best:
                    best = value
                if to[edge] == column:
                    mine = value
            if mine + step >= best:
                continue
            owner[column] = -1
            partner[row] = -1
        waiting[left] = row
        left += 1
    return left


def _bid(  # type: ignore[no-untyped-def]
    start, to, worth, price, partner, owner, waiting, left, step, alone, bids
):
    """Waiting rows bid until none waits or so many ``bids`` are made; how many still wait."""
    lowest = np.int64(-(1 << 62))
    while left > 0 and bids > 0:
        bids -= 1
        row = waiting[left - 1]
        first = lowest
        second = lowest
        column = np.int64(-1)
        for edge in range(start[row], start[row + 1]):
            value = worth[edge] - price[to[edge]]
            if value > first:
                second = first
                first = value
                column = to[edge]
            elif value > second:
                second = value
        if second == lowest:
            second = first - alone
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
