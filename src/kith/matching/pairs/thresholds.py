"""The most pairs that can be made, and the best that the worst of them can be.

The largest number of points t such that the pairs worth at least t still allow a matching of full
size (the bottleneck assignment), found by doubling the number of pairs looked at until one is large
enough, then halving the interval; each step is one maximum matching.

References: Hopcroft & Karp (1973), doi 10.1137/0202019; Burkard, Dell'Amico & Martello (2012),
Assignment Problems, section 6.2 (threshold algorithms), doi 10.1137/1.9781611972238.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from kith.matching.compare import Points
from kith.matching.pairs.growth import grown

_BLOCK = 512
SMALL = 300_000
"""Up to so many pairs scipy's matching is soon done; above, some graphs would keep it busy for minutes."""


def largest_matching(points: Points, threshold: int) -> int:
    """How many pairs of at least ``threshold`` points can be made at once.

    Parameters
    ----------
    points
        Rows x columns; a pair that cannot be made is negative.
    threshold
        At least 0.
    """
    if points.size > SMALL:
        nobody = np.full(len(points), -1, dtype=np.int64)
        return int(np.count_nonzero(grown(points, threshold, nobody, min(points.shape), lambda: None) >= 0))
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    mask = points >= threshold
    counts = np.count_nonzero(mask, axis=1)
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    columns = np.nonzero(mask)[1].astype(np.int32)
    graph = csr_array((np.ones(len(columns), dtype=np.int8), columns, starts), shape=points.shape)
    partners = maximum_bipartite_matching(graph, perm_type="column")
    return int(np.count_nonzero(partners >= 0))


def size_and_threshold(points: Points, tick: Callable[[], None]) -> tuple[int, int]:
    """The size of a largest matching, and the best possible worst pair of one.

    Returns ``(size, threshold)``; threshold is 0 when no pair can be made.
    """
    levels, at_least = _levels(points)
    if not len(levels):
        return 0, 0
    full = min(points.shape)
    size = full if _has_no_empty_line(points) else None
    low = _first_enough(points, levels, at_least, full, tick) if size else None
    if low is None:
        tick()
        size = largest_matching(points, 0)
        low = _first_enough(points, levels, at_least, size, tick)
    return size or 0, low or 0


def _levels(points: Points) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct points from the highest down, and how many pairs have at least as many."""
    counts = np.zeros(int(points.max(initial=0)) + 1, dtype=np.int64)
    for start in range(0, len(points), _BLOCK):
        block = points[start : start + _BLOCK]
        counts += np.bincount(block[block >= 0], minlength=len(counts))
    levels = np.flatnonzero(counts)[::-1]
    return levels, np.cumsum(counts[levels])


def _has_no_empty_line(points: Points) -> bool:
    """Whether everyone on the shorter side has somebody: without that no full matching exists."""
    axis = 1 if points.shape[0] <= points.shape[1] else 0
    return bool((points.max(axis=axis, initial=-1) >= 0).all())


def _first_enough(
    points: Points,
    levels: NDArray[np.int64],
    at_least: NDArray[np.int64],
    size: int,
    tick: Callable[[], None],
) -> int | None:
    """The highest level whose pairs allow a matching of ``size``, or ``None``."""
    start = _highest_thinkable(points, levels, size)
    failed, tried = start - 1, start
    while True:
        tick()
        if largest_matching(points, int(levels[tried])) >= size:
            break
        if tried == len(levels) - 1:
            return None
        failed = tried
        tried = max(tried + 1, int(np.searchsorted(at_least, 2 * at_least[tried])))
        tried = min(tried, len(levels) - 1)
    while tried - failed > 1:
        tick()
        middle = (failed + tried) // 2
        if largest_matching(points, int(levels[middle])) >= size:
            tried = middle
        else:
            failed = middle
    return int(levels[tried])


def _highest_thinkable(points: Points, levels: NDArray[np.int64], size: int) -> int:
    """No matching of ``size`` has a worst pair above its size-th best row or column."""
    best = (np.sort(points.max(axis=axis))[::-1] for axis in (0, 1))
    bound = min(int(ordered[size - 1]) for ordered in best)
    return int(np.searchsorted(-levels, -max(bound, int(levels[-1]))))
