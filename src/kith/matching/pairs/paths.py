"""Alternating paths from a given matching: is there a larger one, and is there a better one?

Written for the checker, so it shares nothing with the solver: breadth-first search for "larger",
prices by relaxation (Bellman-Ford) for "better".

References: Berge (1957), doi 10.1073/pnas.43.9.842 (a matching is largest if and only if no path
augments it); Ahuja, Magnanti & Orlin (1993), Network Flows, theorem 9.1 (no negative cycle) and
9.4 (complementary slackness).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Partners = NDArray[np.int64]
"""For each row its column, -1 for none."""

NEVER = np.iinfo(np.int64).min // 4
"""Stands for minus infinity: far below any sum of weights, far above what overflows."""


def back(partners: Partners, columns: int) -> Partners:
    """For each column its row, -1 for none."""
    rows = np.full(columns, -1, dtype=np.int64)
    paired = np.flatnonzero(partners >= 0)
    rows[partners[paired]] = paired
    return rows


def enlarge(edges: NDArray[np.bool_], partners: Partners, target: int) -> Partners:
    """A matching at least ``target`` large if there is one, else a largest; it grows from ``partners``.

    Parameters
    ----------
    edges
        Rows x columns: where a pair can be made.
    partners
        A matching that uses only these.
    """
    partners = partners.copy()
    while np.count_nonzero(partners >= 0) < target:
        paths = _disjoint_paths(edges, partners, back(partners, edges.shape[1]))
        if not paths:
            break
        for path in paths:
            for row, column in path:
                partners[row] = column
    return partners


def _disjoint_paths(
    edges: NDArray[np.bool_], partners: Partners, owners: Partners
) -> list[list[tuple[int, int]]]:
    """Augmenting paths that share no vertex, at most one from each free row; none: the matching is largest.

    A breadth-first forest from all free rows at once. A path is cut from a tree when it meets a free
    column; rows of a tree that has given its path no longer grow.
    """
    unseen = np.ones(edges.shape[1], dtype=np.bool_)
    parent = np.full(edges.shape[1], -1, dtype=np.int64)
    root = np.arange(edges.shape[0])
    done: set[int] = set()
    frontier = [int(row) for row in np.flatnonzero(partners < 0)]
    paths = []
    while frontier:
        following: list[int] = []
        for row in frontier:
            if int(root[row]) in done:
                continue
            found = np.flatnonzero(edges[row] & unseen)
            free = found[owners[found] < 0]
            if len(free):
                parent[free[0]] = row
                unseen[free[0]] = False
                done.add(int(root[row]))
                paths.append(_trace(int(free[0]), parent, partners))
                continue
            unseen[found] = False
            parent[found] = row
            reached = owners[found]
            root[reached] = root[row]
            following.extend(int(one) for one in reached)
        frontier = following
    return paths


def _trace(column: int, parent: Partners, partners: Partners) -> list[tuple[int, int]]:
    path = []
    while column >= 0:
        row = int(parent[column])
        path.append((row, column))
        column = int(partners[row])
    return path


def is_best(weights: NDArray[np.int64], partners: Partners) -> bool:
    """Whether no matching of the same size weighs more, given that none is larger.

    Each column gets the smallest price that is at least 0 and leaves no row a reason to leave its own
    column for another. The matching is best if and only if such prices exist (no chain of exchanges
    gains), free columns stay at 0 (no exchange brings in a free column with gain) and no free row could
    push out a matched one with gain. Rows x columns, negative where a pair cannot be made.
    """
    owners = back(partners, weights.shape[1])
    held = np.flatnonzero(partners >= 0)
    own = np.zeros(len(partners), dtype=np.int64)
    own[held] = weights[held, partners[held]]
    if (own[held] < 0).any():
        return False
    prices = _raise_prices(weights, partners, owners, own, np.zeros(weights.shape[1], dtype=np.int64))
    if prices is None or (prices[owners < 0] > 0).any():
        return False
    outside = np.flatnonzero(partners < 0)
    if not len(outside):
        return True
    offers = weights[outside].max(axis=0, initial=-1)
    start = np.where(offers >= 0, offers, NEVER)
    pushed = _raise_prices(weights, partners, owners, own, start)
    if pushed is None or (pushed[owners < 0] > NEVER // 2).any():
        return False
    return bool((pushed[partners[held]] <= own[held]).all())


def _raise_prices(
    weights: NDArray[np.int64],
    partners: Partners,
    owners: Partners,
    own: NDArray[np.int64],
    prices: NDArray[np.int64],
) -> NDArray[np.int64] | None:
    """The least prices above ``prices`` that are stable, or ``None`` when a cycle of exchanges gains."""
    prices = prices.copy()
    changed = np.flatnonzero((owners >= 0) & (prices > NEVER // 2))
    for _ in range(weights.shape[0] + 2):
        if not len(changed):
            return prices
        rows = owners[changed]
        better = np.full(len(prices), NEVER, dtype=np.int64)
        for row, gain in zip(rows, prices[changed] - own[rows], strict=True):
            line = weights[row]
            np.maximum(better, np.where(line >= 0, line + gain, NEVER), out=better)
        risen = better > prices
        prices[risen] = better[risen]
        changed = np.flatnonzero(risen & (owners >= 0))
    return None
