"""Is a large match the best of all? As :func:`kith.matching.pairs.paths.is_best`, without a matrix of weights.

Weights are made from points and tickets as they are needed. Prices rise by relaxation (Bellman-Ford) from the
result's own pairs, so nothing of the solver, and no price it found, comes into it.

References: Ahuja, Magnanti & Orlin (1993), Network Flows, section 5.5 (label correcting, cycles in the tree of
predecessors) and theorem 9.4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching import lottery
from kith.matching.compare import Points
from kith.matching.pairs.compiled import fast
from kith.matching.pairs.layout import Grid, Weights, places_of, weights
from kith.matching.pairs.paths import NEVER, Partners, back
from kith.matching.pairs.types import MatchResult
from kith.matching.score import Scoring
from kith.matching.types import MatchProblem

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is judged: pairs of at least ``least`` points; ``again`` are the cells that are worth extra."""

    points: Points
    least: int
    left: NDArray[np.uint64]
    right: NDArray[np.uint64]
    weigh: Weights
    again: Ints

    def worth(self, rows: Ints, columns: Ints) -> Ints:
        """Points, tickets and extra of some pairs in one whole number."""
        tickets = lottery.tickets_of_pairs(self.left[rows], self.right[columns], self.weigh.bits)
        worth: Ints = self.points[rows, columns].astype(np.int64) * self.weigh.scale + tickets
        wide = self.points.shape[1]
        return worth + self.weigh.earlier * np.isin(
            rows * wide + columns, self.again[:, 0] * wide + self.again[:, 1]
        )


def judged(
    problem: MatchProblem, result: MatchResult, scoring: Scoring, places: Grid, threshold: int
) -> Judged:
    """A result's problem, its pairs of at least ``threshold`` points."""
    seed = result.provenance.seed or 0
    return Judged(
        places.points,
        threshold,
        lottery.numbers(scoring.left, seed)[places.rows],
        lottery.numbers(scoring.right, seed)[places.columns],
        weights(problem, sum(places.points.shape)),
        places_of(scoring.earlier, places),
    )


def with_bonus(problem: MatchProblem, judged: Judged) -> NDArray[np.int64]:
    """What each pair counts in the total, negative where it cannot be made."""
    points = judged.points.astype(np.int64)
    rows, columns = judged.again.T
    points[rows, columns] += 2 * problem.bonus * (points[rows, columns] >= 0)
    return points


def is_best(judged: Judged, partners: Partners) -> bool:
    """Whether no matching of the same size is worth more, given that none is larger."""
    owners = back(partners, judged.points.shape[1])
    held = np.flatnonzero(partners >= 0)
    if (judged.points[held, partners[held]] < judged.least).any():
        return False
    own = np.zeros(len(partners), dtype=np.int64)
    own[held] = judged.worth(held, partners[held])
    prices = np.zeros(len(owners), dtype=np.int64)
    if not _raise(judged, partners, owners, own, prices, held) or (prices[owners < 0] > 0).any():
        return False
    outside = np.flatnonzero(partners < 0)
    if not len(outside):
        return True
    pushed = np.full(len(owners), NEVER, dtype=np.int64)
    if not _raise(judged, partners, owners, own, pushed, outside) or (pushed[owners < 0] > NEVER // 2).any():
        return False
    return bool((pushed[partners[held]] <= own[held]).all())


def _raise(judged: Judged, partners: Partners, owners: Partners, own: Ints, prices: Ints, rows: Ints) -> bool:
    """Raise ``prices`` until no row would gain by another column; false when a cycle of exchanges gains."""
    order = np.lexsort((judged.again[:, 1], judged.again[:, 0]))
    extra = judged.again[order]
    starts = np.searchsorted(extra[:, 0], np.arange(len(partners) + 1))
    parent = np.full(len(owners), -1, dtype=np.int64)
    waits = np.zeros(len(partners), dtype=np.bool_)
    waits[rows] = True  # each row waits at most once, so there is room for all that follow
    loop = fast(_relax, judged.points.size)
    weigh = judged.weigh
    while len(rows):
        following = np.empty(len(partners), dtype=np.int64)
        with np.errstate(over="ignore"):  # the lottery's numbers wrap round
            count = loop(
                judged.points, judged.least, judged.left, judged.right, weigh.bits, weigh.scale, weigh.earlier,
                starts, extra[:, 1].copy(), partners, owners, own, prices, parent, rows, waits, following,
            )  # fmt: skip
        rows = np.sort(following[:count])
        if _goes_round(parent, partners):
            return False
    return True


def _goes_round(parent: Ints, partners: Partners) -> bool:
    """Whether following prices back to where they came from comes round: then a cycle gains."""
    back_to = np.where(parent >= 0, partners[parent], -1)
    for _ in range(len(parent).bit_length() + 1):
        back_to = np.where(back_to >= 0, back_to[back_to], -1)
    return bool((back_to >= 0).any())


def _relax(  # type: ignore[no-untyped-def]
    points, least, left, right, bits, scale, more, starts, extra,
    partners, owners, own, prices, parent, rows, waits, following,
):  # fmt: skip
    """Each of ``rows`` offers for every column what it would give; whose column then costs more, follows."""
    top = np.int64((1 << bits) - 1)
    shift, rest = np.uint64(33), np.uint64(64 - bits)
    first, second = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
    wide = points.shape[1]
    count = 0
    for row in rows:
        waits[row] = False
        gain = prices[partners[row]] - own[row] if partners[row] >= 0 else np.int64(0)
        for at in range(wide + starts[row + 1] - starts[row]):
            column = at if at < wide else extra[starts[row] + at - wide]
            value = np.int64(points[row, column])
            if value < least or column == partners[row]:
                continue
            added = gain if at < wide else gain + more
            value = value * scale + added
            if value + top <= prices[column]:
                continue
            number = left[row] + right[column]
            number = (number ^ (number >> shift)) * first
            number = (number ^ (number >> shift)) * second
            number = (number ^ (number >> shift)) >> rest
            value += np.int64(number)
            if value <= prices[column]:
                continue
            prices[column] = value
            parent[column] = row
            other = owners[column]
            if other >= 0 and not waits[other]:
                waits[other] = True
                following[count] = other
                count += 1
    return count
