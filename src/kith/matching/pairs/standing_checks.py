"""Are the fewest standing pairs changed? Shown by cheapest augmenting paths from the pairs that stand.

Written for the checker, so it shares nothing with the solver. The pairs that stand are the cheapest matching of
their size: none of them is changed. From a cheapest matching, the cheapest path that adds a pair gives a cheapest
matching of one more, and no later path is cheaper.

References: Ahuja, Magnanti & Orlin (1993), Network Flows, section 9.7 (successive shortest paths) and theorem
9.1 (no negative cycle).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kith.foundation.faults import Faults
from kith.matching.pairs import paths
from kith.matching.pairs.types import MatchResult
from kith.matching.rulebook import BestFor
from kith.matching.types import MatchProblem

Mask = NDArray[np.bool_]
FAR = np.iinfo(np.int64).max // 4


def check_standing(
    problem: MatchProblem,
    result: MatchResult,
    points: NDArray[np.integer],
    stands: Mask,
    partners: paths.Partners,
    faults: Faults,
) -> None:
    """Whether more pairs could be made, more standing ones kept, or the worst new pair be better.

    Parameters
    ----------
    points
        The grid: rows x columns, negative where a pair cannot be made.
    stands
        Where a pair stands.
    partners
        The result's pairs in the grid.
    """
    made = int(np.count_nonzero(partners >= 0))
    standing = int(np.count_nonzero(stands))
    rows = np.flatnonzero(partners >= 0)
    changed = standing - int(np.count_nonzero(stands[rows, partners[rows]]))
    most = problem.most_changes
    if most is not None and changed > most:
        faults.add("matching.check.too_many_changes", value=changed, most=most)
        return
    fewest = fewest_changed(points >= 0, stands, made + 1)
    allowed = [size for size, count in fewest.items() if most is None or count <= most]
    if max(allowed) > made:
        faults.add("matching.check.more_pairs", value=len(result.pairs))
    elif fewest[made] < changed:
        faults.add("matching.check.more_kept", value=standing - changed)
    elif problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND and result.worst is not None:
        above = fewest_changed(stands | (points > result.worst), stands, made)
        if above.get(made) == changed:
            faults.add("matching.check.better_worst", value=result.worst)


def fewest_changed(edges: Mask, stands: Mask, most: int) -> dict[int, int]:
    """For each size from that of the standing pairs up to ``most``, the fewest standing pairs that it must change.

    A size that cannot be made is not there.

    >>> edges = np.array([[True, True], [True, False]])
    >>> stands = np.array([[True, False], [False, False]])
    >>> fewest_changed(edges, stands, 3)
    {1: 0, 2: 1}
    """
    partners = (
        np.where(stands.any(axis=1), stands.argmax(axis=1), -1) if stands.size else np.full(len(edges), -1)
    )
    size = int(np.count_nonzero(partners >= 0))
    found, changed = {size: 0}, 0
    while size < most:
        path = _cheapest(edges, stands, partners)
        if path is None:
            break
        cost, cells = path
        for row, column in cells:
            partners[row] = column
        size, changed = size + 1, changed + cost
        found[size] = changed
    return found


def _cheapest(
    edges: Mask, stands: Mask, partners: paths.Partners
) -> tuple[int, list[tuple[int, int]]] | None:
    """What the cheapest path that adds a pair costs in standing pairs, and its new pairs; None: there is none."""
    free = np.flatnonzero(partners < 0)
    if not len(free) or not edges.size:
        return None
    cost = np.where(edges, -stands.astype(np.int64), FAR)
    owners = paths.back(partners, edges.shape[1])
    distance = cost[free].min(axis=0)
    parent = free[cost[free].argmin(axis=0)]
    changed = np.flatnonzero((distance < FAR) & (owners >= 0))
    while len(changed):
        rows = owners[changed]
        offers = np.where(edges[rows], (distance[changed] + stands[rows, changed])[:, None] + cost[rows], FAR)
        best = offers.min(axis=0)
        better = best < distance
        parent[better] = rows[offers.argmin(axis=0)[better]]
        distance[better] = best[better]
        changed = np.flatnonzero(better & (owners >= 0))
    ends = np.flatnonzero((owners < 0) & (distance < FAR))
    if not len(ends):
        return None
    column = int(ends[distance[ends].argmin()])
    total, cells = int(distance[column]), []
    while column >= 0:
        row = int(parent[column])
        cells.append((row, column))
        column = int(partners[row])
    return total, cells


def filled(weights: NDArray[np.int64], partners: paths.Partners) -> tuple[NDArray[np.int64], paths.Partners]:
    """The same question with a stand-in for everybody without a partner, so that the size is fixed.

    A matching of a size that is not the largest could gain by a pair more here and a pair less there; with
    stand-ins that is an exchange like any other.
    """
    rows, columns = weights.shape
    alone = np.flatnonzero(partners < 0)
    spare = np.flatnonzero(paths.back(partners, columns) < 0)
    whole = np.full((rows + len(spare), columns + len(alone)), -1, dtype=np.int64)
    whole[:rows, :columns] = weights
    whole[rows:, :columns] = 0
    whole[:rows, columns:] = 0
    held = np.concatenate([partners, spare])
    held[alone] = columns + np.arange(len(alone))
    return whole, held
