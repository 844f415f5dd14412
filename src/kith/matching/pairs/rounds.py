"""The best total of all pairs without their matrix of costs: solve a small graph, price it, add, repeat.

An auction over the strongest pairs gives a matching and prices. The prices are held against every pair
there is (:mod:`kith.matching.pairs.prices`): whatever they have overlooked is added, with what comes near,
and the auction goes on from where it was. When the bound of the prices is the matching's worth, no matching
of all pairs is worth more: points first and tickets second, both in the one whole number.

The answer has the same points, and the same tickets, as that of the dense way; they are the same pairs
wherever two answers do not have equal tickets. Which way is taken depends on the sizes alone, so the same
problem and seed always give the same pairs.

References: Lee & Orlin (1994), doi 10.1007/978-1-4613-3632-7_11 (growing graphs for large assignments).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching.pairs.auction import HIGHEST, Market, TooDear, settle, steps_from
from kith.matching.pairs.candidates import Edges, Field
from kith.matching.pairs.growth import Start
from kith.matching.pairs.prices import NOTHING, best_known, exact_sum, look
from kith.matching.pairs.sides import Sides

Ints = NDArray[np.int64]
MOST_ROUNDS = 400
NEAR = 16
"""At first, pairs within the range of worths divided by this are added too; half as near each round."""


class OutOfRounds(Exception):
    """The graph kept growing without an end."""


@dataclass(slots=True)
class Best:
    """The best matching so far (each row's column or -1), its worth, and what none can pass."""

    partner: Ints
    worth: int
    bound: int

    @property
    def proven(self) -> bool:
        return self.bound == self.worth


class Search:
    """The rounds of one problem. ``best`` may be read at any moment, after an interruption too.

    Parameters
    ----------
    field
        No more rows than columns.
    start
        A matching of the size to reach, its pairs of at least ``start.least`` points.
    """

    def __init__(self, field: Field, edges: Edges, start: Start) -> None:
        self._field, self._least = field, start.least
        rows = np.flatnonzero(start.partner >= 0)
        first = field.keys(rows, start.partner[rows])
        strong = edges.where(field.points[edges.rows, edges.columns] >= start.least)
        self._edges = field.edges(np.concatenate((field.keys(strong.rows, strong.columns), first)))
        largest = int(self._edges.worth.max(initial=0))
        self._range = largest - int(self._edges.worth.min(initial=0)) + 1
        level = 0 if len(rows) == field.shape[0] else 2 * largest + 2
        self._sides = Sides(*field.shape, len(rows), level)
        self._range += level
        worth = exact_sum(field.worth(rows, start.partner[rows]))
        self.best = Best(start.partner, worth, exact_sum(np.sort(_row_best(field))[-len(rows) :]))
        self._market: Market | None = None

    def run(self, tick: Callable[[float], None]) -> None:
        """Until the best is proven. ``tick`` gets a share of the way, 0-1, and may raise."""
        step = self._range * self._sides.times // 4
        near = self._range // NEAR
        for turn in range(MOST_ROUNDS):
            self._market = self._sides.market(self._edges, self._market)
            self._settle(step, lambda turn=turn: tick(1 - 0.7**turn))  # type: ignore[misc]
            if self._falls_short():
                step = self._sides.level * self._sides.times
                continue
            found = self._look(near * self._sides.times)
            if self.best.proven:
                return
            step, near = max(1, found // 8), near // 2
        raise OutOfRounds

    def _settle(self, largest: int, tick: Callable[[], None]) -> None:
        assert self._market is not None
        for step in steps_from(largest):
            settle(self._market, step, tick)
            self._keep(self._sides.pairs(self._market))

    def _keep(self, partner: Ints) -> None:
        rows = np.flatnonzero(partner >= 0)
        if len(rows) == self._sides.size:
            worth = exact_sum(self._field.worth(rows, partner[rows]))
            if worth > self.best.worth:
                self.best.partner, self.best.worth = partner.copy(), worth

    def _falls_short(self) -> bool:
        """Whether staying alone was still worth more to somebody than to make as many pairs as can be."""
        assert self._market is not None
        if np.count_nonzero(self._sides.pairs(self._market) >= 0) >= self._sides.size:
            return False
        self._sides = Sides(*self._field.shape, self._sides.size, 4 * self._sides.level)
        if self._sides.level * self._sides.times > HIGHEST // 4:
            raise TooDear
        return True

    def tighten(self) -> None:
        """Bring the bound down to what the present prices show: after an interruption."""
        if self._market is not None and not self.best.proven:
            self._look(0)

    def _look(self, near: int) -> int:
        """Prices against all pairs: the bound, the pairs to add. By how much the best overlooked one is better."""
        assert self._market is not None
        sides, edges = self._sides, self._edges
        prices = sides.prices(self._market, edges)
        known = best_known(edges, prices, sides.rows, sides.times)
        if not sides.all_rows:
            known = np.maximum(known, -sides.level * sides.times)
        found = look(self._field, self._least, known, prices, sides.times, near)
        if (found.best > NOTHING).all():
            most = exact_sum(found.best + sides.level * sides.times) + exact_sum(prices)
            bound = (most - sides.level * sides.times * sides.size) // sides.times
            self.best.bound = min(self.best.bound, bound)
        more = (self._field.keys(edges.rows, edges.columns), found.keys)
        self._edges = self._field.edges(np.concatenate(more))
        return found.most


def _row_best(field: Field) -> Ints:
    """What no row's pair can be worth more than, by its points alone."""
    top = field.points.max(axis=1, initial=-1).astype(np.int64)
    return np.where(top >= 0, (top + 1) * field.scale + field.more, 0)
