"""The most pairs, and the best worst pair, of a large problem: on the strongest pairs first, then on all.

What the few strongest pairs allow is allowed. What they do not allow is looked for among all pairs, by
growing the matching they gave along alternating paths; when none is left, there is no larger one.

References: Hopcroft & Karp (1973), doi 10.1137/0202019; Berge (1957), doi 10.1073/pnas.43.9.842.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching.compare import Points
from kith.matching.pairs.candidates import Edges
from kith.matching.pairs.compiled import fast

Ints = NDArray[np.int64]
Tick = Callable[[], None]


@dataclass(slots=True)
class Start:
    """A largest matching (``partner``: each row's column or -1), its worst pair, and the most the worst can be."""

    partner: Ints
    least: int
    most: int

    @property
    def size(self) -> int:
        return int(np.count_nonzero(self.partner >= 0))


def largest(points: Points, edges: Edges) -> Start:
    """A largest matching, with no thought of its worst pair."""
    full = min(points.shape)
    ceiling = _ceiling(points, full)
    partner = _among(_shape(points), edges)
    if np.count_nonzero(partner >= 0) < full:
        partner = grown(points, 0, partner, full, lambda: None)
        ceiling = _ceiling(points, int(np.count_nonzero(partner >= 0)))
    return Start(partner, 0, ceiling)


def raise_worst(points: Points, edges: Edges, start: Start, tick: Tick) -> None:
    """Give ``start`` the matching of its size whose worst pair is best; stopped by ``tick``, it is as far as it got."""
    if not start.size:
        return
    worth = points[edges.rows, edges.columns]
    start.least = _worst(points, start.partner)
    levels = np.unique(worth[(worth > start.least) & (worth <= start.most)])
    low, high = -1, len(levels)  # the highest level first: it is often the answer
    middle = high - 1
    while high - low > 1:
        tick()
        partner = _among(_shape(points), edges.where(worth >= levels[middle]))
        if np.count_nonzero(partner >= 0) == start.size:
            start.partner, start.least, low = partner, int(levels[middle]), middle
        else:
            high = middle
        middle = (low + high) // 2
    _among_all(points, start, tick)


def _among_all(points: Points, start: Start, tick: Tick) -> None:
    reach = 1
    while start.least < start.most:
        tick()
        level = min(start.least + reach, start.most)
        partner = np.where(_worths(points, start.partner) >= level, start.partner, -1)
        partner = grown(points, level, partner, start.size, tick)
        if np.count_nonzero(partner >= 0) == start.size:
            start.partner, start.least = partner, _worst(points, partner)
            reach *= 2
        else:
            start.most = level - 1
            reach = max(1, reach // 2)


def _worths(points: Points, partner: Ints) -> Points:
    worths: Points = points[np.arange(len(partner)), partner]
    return worths


def _worst(points: Points, partner: Ints) -> int:
    rows = np.flatnonzero(partner >= 0)
    return int(points[rows, partner[rows]].min())


def _ceiling(points: Points, size: int) -> int:
    """No matching of ``size`` has a worst pair above its size-th best row or column."""
    if not size:
        return 0
    best = (np.sort(points.max(axis=axis))[::-1] for axis in (0, 1))
    return max(0, min(int(ordered[size - 1]) for ordered in best))


def _shape(points: Points) -> tuple[int, int]:
    return points.shape[0], points.shape[1]


def _among(shape: tuple[int, int], edges: Edges) -> Ints:
    """A largest matching of the edges."""
    starts = np.searchsorted(edges.rows, np.arange(shape[0] + 1))
    partner = np.full(shape[0], -1, dtype=np.int64)
    owner = np.full(shape[1], -1, dtype=np.int64)
    loop = fast(_grow_listed, len(edges))
    while loop(
        starts, edges.columns, partner, owner, np.full(shape[1], -1, dtype=np.int64),
        np.arange(shape[0]), np.zeros(shape[0], dtype=np.bool_), np.empty(shape[0], dtype=np.int64),
    ):  # fmt: skip
        pass
    return partner


def grown(points: Points, least: int, partner: Ints, target: int, tick: Tick) -> Ints:
    """The matching grown over all pairs of at least ``least`` points until it has ``target`` pairs or is a largest."""
    rows, columns = points.shape
    partner = partner.copy()
    owner = np.full(columns, -1, dtype=np.int64)
    paired = np.flatnonzero(partner >= 0)
    owner[partner[paired]] = paired
    loop = fast(_grow, points.size)
    while np.count_nonzero(partner >= 0) < target:
        tick()
        if not loop(
            points, least, partner, owner, np.arange(columns), np.full(columns, -1, dtype=np.int64),
            np.arange(rows), np.zeros(rows, dtype=np.bool_), np.empty(rows, dtype=np.int64),
        ):  # fmt: skip
            break
    return partner


def _grow(  # type: ignore[no-untyped-def]
    points, least, partner, owner, unseen, parent, root, done, queue
):
    """One forest from all free rows, breadth first; a path is taken as soon as it meets a free column."""
    found = 0
    head = 0
    tail = 0
    left = len(unseen)
    for row in range(len(partner)):
        if partner[row] < 0:
            queue[tail] = row
            tail += 1
    while head < tail and left > 0:
        row = queue[head]
        head += 1
        place = 0
        while place < left and not done[root[row]]:
            column = unseen[place]
            if points[row, column] < least:
                place += 1
                continue
            left -= 1
            unseen[place] = unseen[left]
            parent[column] = row
            other = owner[column]
            if other >= 0:
                queue[tail] = other
                tail += 1
                root[other] = root[row]
                continue
            done[root[row]] = True
            found += 1
            while column >= 0:
                mine = parent[column]
                following = partner[mine]
                partner[mine] = column
                owner[column] = mine
                column = following
    return found


def _grow_listed(  # type: ignore[no-untyped-def]
    starts, columns, partner, owner, parent, root, done, queue
):
    """As :func:`_grow`, over edges: a column is seen once it has a parent."""
    found = 0
    head = 0
    tail = 0
    for row in range(len(partner)):
        if partner[row] < 0:
            queue[tail] = row
            tail += 1
    while head < tail:
        row = queue[head]
        head += 1
        edge = starts[row]
        while edge < starts[row + 1] and not done[root[row]]:
            column = columns[edge]
            edge += 1
            if parent[column] >= 0:
                continue
            parent[column] = row
            other = owner[column]
            if other >= 0:
                queue[tail] = other
                tail += 1
                root[other] = root[row]
                continue
            done[root[row]] = True
            found += 1
            while column >= 0:
                mine = parent[column]
                following = partner[mine]
                partner[mine] = column
                owner[column] = mine
                column = following
    return found
