"""A matching with people left over, as an auction in which everybody gets somebody.

Everybody has a double on the other side: a row and a column that stays empty are matched with their own
doubles, and the doubles of a pair that is made with each other. So the market is square again, and no
price of a column that stays empty need be known beforehand. Where every row must have a partner its
double is not for sale; where only ``size`` rows can, each pair is worth ``level`` more than staying
alone, enough to make so many.

References: Ramshaw & Tarjan (2012), On minimum-cost assignments in unbalanced bipartite graphs, HP Labs
HPL-2012-40, section 1.5 (doubling).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching.pairs.auction import Market, market
from kith.matching.pairs.candidates import Edges

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sides:
    """How a problem of rows x columns (no more rows than columns) goes to market.

    Parameters
    ----------
    level
        What a pair is worth more than staying alone; 0 where every row must have a partner.
    """

    rows: int
    columns: int
    size: int
    level: int = 0

    @property
    def square(self) -> bool:
        """Whether nobody is left over."""
        return self.rows == self.columns == self.size

    @property
    def all_rows(self) -> bool:
        return self.rows == self.size

    @property
    def times(self) -> int:
        """Worths are multiplied by this, so that a step of 1 is exact."""
        return 2 * (self.rows + self.columns) + 1

    def market(self, edges: Edges, before: Market | None = None) -> Market:
        """The market of some edges, with the prices and partners of an earlier one."""
        worth = (edges.worth + self.level) * self.times
        if self.square:
            made = market(self.rows, edges.rows, edges.columns, worth)
        else:
            made = market(self.rows + self.columns, *self._doubled(edges, worth))
        if before is not None:
            made.price, made.partner, made.owner = before.price, before.partner, before.owner
        return made

    def _doubled(self, edges: Edges, worth: Ints) -> tuple[Ints, Ints, Ints]:
        each_column = np.arange(self.columns)
        each_row = np.arange(0 if self.all_rows else self.rows)
        rows = (edges.rows, edges.columns + self.rows, each_column + self.rows, each_row)
        columns = (edges.columns, edges.rows + self.columns, each_column, each_row + self.columns)
        nothing = np.zeros(len(edges) + len(each_column) + len(each_row), dtype=np.int64)
        return np.concatenate(rows), np.concatenate(columns), np.concatenate((worth, nothing))

    def pairs(self, here: Market) -> Ints:
        """Each row's column, -1 for none."""
        partner = here.partner[: self.rows]
        return np.where(partner < self.columns, partner, -1)

    def prices(self, here: Market, edges: Edges) -> Ints:
        """A price for each column, at least 0 where one may stay empty."""
        if self.square:
            return here.price.copy()
        prices = np.zeros(self.columns, dtype=np.int64)
        np.maximum.at(
            prices, edges.columns, here.price[edges.columns] - here.price[self.columns + edges.rows]
        )
        return prices
