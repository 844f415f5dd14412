"""The objectives in order for up to some thousands a side, on the whole matrix of costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kith.matching import lottery
from kith.matching.compare import Points
from kith.matching.pairs import standing
from kith.matching.pairs.assignment import best_assignment
from kith.matching.pairs.layout import Grid, Weights, earlier_mask, standing_mask
from kith.matching.pairs.steps import Found, Steps
from kith.matching.pairs.thresholds import largest_matching, size_and_threshold
from kith.matching.rulebook import BestFor
from kith.matching.score import BLOCK_CELLS, Scoring
from kith.matching.types import MatchProblem

Numbers = tuple[NDArray[np.uint64], NDArray[np.uint64]]


def pursue(
    problem: MatchProblem, scoring: Scoring, places: Grid, numbers: Numbers, weigh: Weights, step: Steps
) -> Found:
    """One objective after the other. ``numbers``: the lottery numbers of the places."""
    stands = standing_mask(scoring, places) if problem.standing else None
    size, threshold = _aim(problem, places, stands, step)
    step("worst", 1.0)
    if size == 0:
        return Found([])
    again = earlier_mask(problem, scoring, places)
    cost = _costs(places.points, threshold, weigh, *numbers)
    if stands is not None:
        standing.favour(cost, places, stands, weigh, numbers)
    if again is not None:
        cost[again] -= weigh.earlier
    step("total", 0.0)
    rows, columns = best_assignment(cost, size)
    pairs = [(int(places.rows[r]), int(places.columns[c])) for r, c in zip(rows, columns, strict=True)]
    tickets = lottery.tickets_of_pairs(numbers[0][rows], numbers[1][columns], weigh.bits)
    return Found(pairs, int(tickets.sum()))


def _aim(
    problem: MatchProblem, places: Grid, stands: NDArray[np.bool_] | None, step: Steps
) -> tuple[int, int]:
    """How many pairs to make, and what each new one must be worth at least."""
    if stands is not None:
        aim = standing.goal(problem, places.points, stands, lambda: step("worst", 0.5))
        return aim.size, aim.threshold
    if problem.rules.best_for is BestFor.MOST:
        return largest_matching(places.points, 0), 0
    return size_and_threshold(places.points, lambda: step("worst", 0.5))


def _costs(
    points: Points, threshold: int, weigh: Weights, left: NDArray[np.uint64], right: NDArray[np.uint64]
) -> NDArray[np.float64]:
    """Minus the combined weight of each pair worth at least ``threshold``, infinite for the others."""
    cost = np.empty(points.shape, dtype=np.float64)
    step = max(1, BLOCK_CELLS // max(1, len(right)))
    for start in range(0, len(left), step):
        block = points[start : start + step]
        np.negative(weigh(block, left[start : start + step], right), out=cost[start : start + step])
        cost[start : start + step][block < threshold] = np.inf
    return cost
