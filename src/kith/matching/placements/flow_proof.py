"""That nothing better exists, where places are all that ties people together: alternating paths and prices.

Each place of a project is a column of its own; a locked person and their place are out. Nothing here is shared with
the flow that finds the answer. See :mod:`kith.matching.pairs.paths` for the theorems.
"""

from __future__ import annotations

import numpy as np

from kith.matching.pairs import paths
from kith.matching.placements.grid import Bools, Grid, Ints
from kith.matching.types import Objective, ObjectiveKey


class FlowProof:
    """Proofs about one choice of cells."""

    def __init__(self, the: Grid, chosen: Bools, weights: Ints) -> None:
        locked = the.locked
        self._rows = np.flatnonzero(
            ~locked.any(axis=1) & np.array([one.most > 0 for one in the.people], dtype=np.bool_)
        )
        places = np.array([one.places for one in the.projects], dtype=np.int64) - locked.sum(axis=0)
        columns = np.repeat(np.arange(len(the.projects)), np.minimum(places, len(the.people)))
        self._edges = the.allowed[np.ix_(self._rows, columns)]
        self._view = the.view[np.ix_(self._rows, columns)]
        self._weights = weights[np.ix_(self._rows, columns)]
        self._partners = self._seats(chosen[self._rows], columns)

    @staticmethod
    def _seats(chosen: Bools, columns: Ints) -> paths.Partners:
        """Which place each person has: which of a project's places does not matter."""
        free: dict[int, list[int]] = {}
        for place, column in enumerate(columns.tolist()):
            free.setdefault(column, []).append(place)
        partners = np.full(len(chosen), -1, dtype=np.int64)
        for row, column in zip(*(axis.tolist() for axis in np.nonzero(chosen)), strict=True):
            partners[row] = free[column].pop()
        return partners

    def is_largest(self) -> bool:
        """Whether nobody more can be placed."""
        made = int(np.count_nonzero(self._partners >= 0))
        larger = paths.enlarge(self._edges, self._partners, min(self._edges.shape, default=0))
        return int(np.count_nonzero(larger >= 0)) == made

    def cannot_be_raised(self, worst: int) -> bool:
        """Whether fewer people can be placed once everybody must be above ``worst``."""
        edges = self._edges & (self._view > worst)
        rows = np.flatnonzero(self._partners >= 0)
        kept = np.full_like(self._partners, -1)
        good = rows[edges[rows, self._partners[rows]]]
        kept[good] = self._partners[good]
        return bool(np.count_nonzero(paths.enlarge(edges, kept, len(rows)) >= 0) < len(rows))

    def is_best(self, worst: int | None) -> bool:
        """Whether no choice of the same size weighs more."""
        allowed = self._edges if worst is None else self._edges & (self._view >= worst)
        return paths.is_best(np.where(allowed, self._weights, -1), self._partners)

    def shows(self, one: Objective, worst: int | None) -> bool:
        """Whether nothing passes the value of an objective. Points, who stays and lottery are one weight."""
        if one.key is ObjectiveKey.MATCHED:
            return self.is_largest()
        if one.key is ObjectiveKey.WORST:
            return self.cannot_be_raised(one.value)
        return one.key is not ObjectiveKey.TOTAL or self.is_best(worst)
