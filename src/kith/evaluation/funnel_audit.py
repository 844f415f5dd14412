"""What a careful reader of a funnel can work out: stages are nested, groups add up, totals are known.

A reader is taken to know more than is published: the exact total of each stage (leads see it on their
own pages), which groups were joined to which, the policy, and that nobody reaches a stage but through the
one before. Under that, each figure must still be able to take several values.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kith.publishing.disclosure import DisclosurePolicy, Reason, Withheld
from kith.publishing.disclosure.policy import Shown

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Grid = list[list[Shown]]
"""Rows are groups, columns stages."""
NEAR_WHOLE = 1e-6


def ranges(figures: Grid, policy: DisclosurePolicy) -> tuple[Whole, Whole]:
    """The least and most true count behind each figure by itself; -1 for no most."""
    low, high = (np.zeros((len(figures), len(figures[0])), dtype=np.int64) for _ in range(2))
    for row, cells in enumerate(figures):
        for column, figure in enumerate(cells):
            low[row, column], high[row, column] = _range(figure, policy)
    return low, high


def _range(figure: Shown, policy: DisclosurePolicy) -> tuple[int, int]:
    if isinstance(figure, int):
        return policy.range_of(figure)
    if figure.reason is Reason.SMALL_COUNT:
        return 0, policy.count_threshold
    return (policy.count_threshold + 1 if figure.reason is Reason.PROTECTS_ANOTHER else 0), -1


class Reader:
    """Everything a reader can write down about one characteristic, as linear rules on whole numbers.

    Parameters
    ----------
    figures
        What is shown, a row a group, a column a stage.
    totals
        The exact number of people at each stage.
    joined
        Sets of rows that add up, cell by cell, to another row, where groups are shown joined as well:
        ``(parts, whole, columns)``. Rows that are a whole are not counted again in the total.

    Notes
    -----
    For rows and totals alone the matrix is totally unimodular: columns' sums can be signed in turn, and
    each row's chain of differences then so that no variable gets more than one (Ghouila-Houri 1962), so
    corners of the polyhedron are whole. With joined rows they may not be; a corner that is not whole
    proves nothing here, and the figure is treated as exposed.
    """

    def __init__(
        self,
        figures: Grid,
        totals: Sequence[int],
        policy: DisclosurePolicy,
        joined: Sequence[tuple[tuple[int, ...], int, tuple[int, ...]]] = (),
    ) -> None:
        self._shape = len(figures), len(totals)
        low, high = ranges(figures, policy)
        limit = np.broadcast_to(np.asarray(totals, dtype=np.int64), self._shape)
        most = np.where(high < 0, limit, np.minimum(high, limit)).ravel().tolist()
        self._bounds = list(zip(map(float, low.ravel().tolist()), map(float, most), strict=True))
        self._equal, self._equal_to = self._sums(totals, joined)
        self._falls = self._nested()

    def _place(self, row: int, column: int) -> int:
        return row * self._shape[1] + column

    def _sums(
        self, totals: Sequence[int], joined: Sequence[tuple[tuple[int, ...], int, tuple[int, ...]]]
    ) -> tuple[Floats, Floats]:
        rows, columns = self._shape
        wholes = {whole for _, whole, _ in joined}
        lines = []
        for column in range(columns):
            line = np.zeros(rows * columns)
            line[[self._place(row, column) for row in range(rows) if row not in wholes]] = 1.0
            lines.append((line, float(totals[column])))
        for parts, whole, places in joined:
            for column in places:
                line = np.zeros(rows * columns)
                line[[self._place(row, column) for row in parts]] = 1.0
                line[self._place(whole, column)] = -1.0
                lines.append((line, 0.0))
        return np.array([line for line, _ in lines]), np.array([to for _, to in lines])

    def _nested(self) -> Floats:
        rows, columns = self._shape
        lines = np.zeros((rows * (columns - 1), rows * columns))
        for row in range(rows):
            for column in range(columns - 1):
                at = row * (columns - 1) + column
                lines[at, self._place(row, column)] = -1.0
                lines[at, self._place(row, column + 1)] = 1.0
        return lines

    def exposed(self, truth: Whole, wanted: NDArray[np.bool_], values: int) -> list[tuple[int, int]]:
        """The figures of ``wanted`` that can take fewer than ``values`` whole values, row and column.

        The truth is one answer of the rules; others are looked for in random directions first, since one
        answer vouches for every figure in which it differs, then for each figure left in its own.
        Between two whole answers everything whole is one too, as far as a single figure goes.
        """
        least, most = truth.ravel().copy(), truth.ravel().copy()
        open_ = wanted.ravel().copy()
        rng = np.random.default_rng(0)  # any directions do: they only save work, and never change an answer
        for _ in range(4):
            if not open_.any():
                break
            direction = np.where(open_, rng.choice([-1.0, 1.0], len(open_)), 0.0)
            for sign in (1.0, -1.0):
                self._try(direction * sign, least, most)
            open_ &= most - least + 1 < values
        for place in np.flatnonzero(open_):
            if most[place] - least[place] + 1 >= values:
                continue
            for sign in (1.0, -1.0):
                direction = np.zeros(len(open_))
                direction[place] = sign
                self._try(direction, least, most)
        left = wanted.ravel() & (most - least + 1 < values)
        return [divmod(int(place), self._shape[1]) for place in np.flatnonzero(left)]

    def _try(self, direction: Floats, least: Whole, most: Whole) -> None:
        from scipy.optimize import linprog

        found = linprog(
            direction,
            A_eq=self._equal,
            b_eq=self._equal_to,
            A_ub=self._falls if len(self._falls) else None,
            b_ub=np.zeros(len(self._falls)) if len(self._falls) else None,
            bounds=self._bounds,
            method="highs",
        )
        if not found.success or found.x is None:
            return
        whole = np.rint(found.x)
        if np.abs(found.x - whole).max() < NEAR_WHOLE:
            np.minimum(least, whole.astype(np.int64), out=least)
            np.maximum(most, whole.astype(np.int64), out=most)


def withheld(reason: Reason, policy: DisclosurePolicy) -> Withheld:
    """A figure kept back for this reason."""
    return Withheld(reason, policy.count_threshold)
