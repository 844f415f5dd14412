"""Is an answer with several places on both sides, or with minimums, the best? By chains and cycles, without a flow solver.

References: Ahuja, Magnanti & Orlin (1993), Network Flows, theorems 6.4 (no augmenting path) and 9.1 (no negative
cycle).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kith.foundation.faults import Faults
from kith.matching import lottery
from kith.matching.pairs.layout import weights
from kith.matching.pairs.places import room_of
from kith.matching.pairs.types import MatchResult
from kith.matching.rulebook import BestFor
from kith.matching.score import EXCLUDED, Scoring
from kith.matching.types import MatchProblem, ObjectiveKey

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
FAR = 1 << 60


def check_fewest(problem: MatchProblem, result: MatchResult, faults: Faults) -> None:
    """Everybody has at least as many partners as they need."""
    for place, side in enumerate(problem.sides):
        for member in problem.on_side(side):
            count = sum((pair.left, pair.right)[place] == member.id for pair in result.pairs)
            if count < member.fewest:
                faults.add("matching.check.fewest", id=member.id, fewest=member.fewest, value=count)


def check_places(problem: MatchProblem, result: MatchResult, scoring: Scoring, faults: Faults) -> None:
    """No larger, fairer or better answer exists."""
    room = room_of(problem, scoring)
    points = scoring.matrix().astype(np.int64)
    used = np.zeros(points.shape, dtype=np.bool_)
    for pair in result.pairs:
        if pair.locked:
            points[scoring.index((pair.left, pair.right))] = EXCLUDED
        else:
            used[scoring.index((pair.left, pair.right))] = True
    size = int(used.sum())
    if int(grown(points >= 0, used, room.most).sum()) > size:
        faults.add("matching.check.more_pairs", value=len(result.pairs))
        return
    worst = result.worst if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND else None
    if worst is not None:
        edges = points > worst
        larger = int(grown(edges, used & edges, room.most).sum()) >= size
        nobody = np.zeros_like(used)
        needs = (
            (room.fewest[0], room.most[1], int(room.fewest[0].sum())),
            (room.most[0], room.fewest[1], int(room.fewest[1].sum())),
        )
        if larger and all(int(grown(edges, nobody, (a, b)).sum()) >= need for a, b, need in needs):
            faults.add("matching.check.better_worst", value=worst)
            return
    seed = result.provenance.seed or 0
    weigh = weights(problem, sum(int(one.sum()) for one in room.most))
    left, right = lottery.numbers(scoring.left, seed), lottery.numbers(scoring.right, seed)
    worth = weigh(points.astype(np.int32), left, right)
    worth[tuple(scoring.earlier.T)] += weigh.earlier
    worth[(points < (worst or 0)) | (points < 0)] = -1
    tickets = int((worth[used] % weigh.tickets).sum())
    stated = result.objective(ObjectiveKey.LOTTERY)
    if stated is None or stated.value != tickets:
        faults.add("matching.check.objective", objective=ObjectiveKey.LOTTERY.value, value=tickets)
    if _can_gain(worth, used, room.most, room.fewest):
        faults.add("matching.check.better_total", value=result.total)


def grown(edges: Mask, used: Mask, most: tuple[Ints, Ints]) -> Mask:
    """A largest set of pairs within ``most``, grown from ``used`` by one augmenting chain after another."""
    used = used.copy()
    while True:
        parent = np.full(edges.shape[1], -1, dtype=np.int64)
        back = np.full(edges.shape[0], -1, dtype=np.int64)
        seen = np.flatnonzero(used.sum(axis=1) < most[0])
        back[seen] = -2
        frontier, end = seen.tolist(), -1
        while frontier and end < 0:
            following: list[int] = []
            for row in frontier:
                for column in np.flatnonzero(edges[row] & ~used[row] & (parent < 0)).tolist():
                    parent[column] = row
                    if used[:, column].sum() < most[1][column]:
                        end = column
                        break
                    others = np.flatnonzero(used[:, column] & (back == -1))
                    back[others] = column
                    following += others.tolist()
                if end >= 0:
                    break
            frontier = following
        if end < 0:
            return used
        while end >= 0:
            taker = int(parent[end])
            used[taker, end] = True
            before = int(back[taker])
            if before >= 0:
                used[taker, before] = False
            end = before


def _can_gain(worth: Ints, used: Mask, most: tuple[Ints, Ints], fewest: tuple[Ints, Ints]) -> bool:
    """Whether a cycle of changes gains: Bellman and Ford over rows, columns and the two ends."""
    rows, columns = worth.shape
    if not (rows and columns):
        return False
    there = np.where((worth >= 0) & ~used, -worth, FAR)
    back = np.where(used, worth, FAR)
    counts = used.sum(axis=1), used.sum(axis=0)
    more = [np.where(counts[place] < most[place], 0, FAR) for place in (0, 1)]
    less = [np.where(counts[place] > fewest[place], 0, FAR) for place in (0, 1)]
    row, column = np.zeros(rows, dtype=np.int64), np.zeros(columns, dtype=np.int64)
    source = sink = 0
    for _ in range(rows + columns + 3):
        new_row = np.minimum(row, np.minimum(source + more[0], (column[None, :] + back).min(axis=1)))
        new_column = np.minimum(column, np.minimum(sink + less[1], (row[:, None] + there).min(axis=0)))
        new_source = min(source, int((row + less[0]).min()))
        new_sink = min(sink, int((column + more[1]).min()))
        if (
            (new_row == row).all()
            and (new_column == column).all()
            and (new_source, new_sink) == (source, sink)
        ):
            return False
        row, column, source, sink = new_row, new_column, new_source, new_sink
    return True
