"""The best pairs: objectives in order, each fixed before the next, all in whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.foundation.faults import KithError
from kith.foundation.provenance import provenance
from kith.matching import lottery
from kith.matching.compare import Points
from kith.matching.pairs import standing
from kith.matching.pairs.assignment import best_assignment
from kith.matching.pairs.exchange import problem_hash
from kith.matching.pairs.layout import Grid, Weights, earlier_mask, grid, standing_mask, weights
from kith.matching.pairs.outcome import matched_pairs, unmatched_people
from kith.matching.pairs.problem import check_problem
from kith.matching.pairs.thresholds import largest_matching, size_and_threshold
from kith.matching.rules import rules_hash
from kith.matching.score import BLOCK_CELLS, Scoring
from kith.matching.types import BestFor, MatchedPair, MatchProblem, MatchResult, Objective, ObjectiveKey

METHOD = "matching.pairs"
LIBRARIES = ("numpy", "scipy")

Progress = Callable[[str, float], None]
"""Called with the step (``score``, ``worst``, ``total``, ``reasons``) and the share of it done, 0-1."""
Stop = Callable[[], bool]


class Stopped(Exception):
    """Somebody asked the run to stop, and it did. Nothing was decided."""


def solve(
    problem: MatchProblem, *, seed: int, progress: Progress | None = None, should_stop: Stop | None = None
) -> MatchResult:
    """The best pairs of a problem, with reasons for whoever has no partner.

    In order, each fixed before the next: as many pairs as can be made; as many standing pairs kept as can
    be (where there are any); the worst pair as good as can be (left out when the rules say
    ``best_for = "most"``); the total; the most pairs of an earlier result made again (where there is one without
    a bonus); a lottery keyed by person id.
    Excluded pairs (a ``must``, a forbid, a never-with) are never made. Locked pairs always are, and
    like pairs that are kept stand outside "the worst pair". All arithmetic is on whole numbers that float64
    holds exactly.

    Parameters
    ----------
    problem
        Two sides, 0 or more people on each.
    seed
        Any whole number. The same problem and seed give the same result, in whatever order the
        people come.
    progress, should_stop
        Called now and then. A single assignment cannot be interrupted: 3 s at 5,000 a side.

    Raises
    ------
    KithError
        With every fault of the problem (see :func:`kith.matching.pairs.problem.check_problem`).
    Stopped
        When ``should_stop`` says so.

    >>> from kith.matching import Member, parse_rules
    >>> rules = parse_rules([{"prefer": "same_site", "weight": 1}])
    >>> people = [("a", "x", "Leeds"), ("b", "x", "York"), ("c", "y", "York"), ("d", "y", "Leeds")]
    >>> members = tuple(Member(id, side, {"site": site}) for id, side, site in people)
    >>> [(p.left, p.right, p.points) for p in solve(MatchProblem(("x", "y"), members, rules), seed=1).pairs]
    [('a', 'd', 100), ('b', 'c', 100)]
    """
    faults = check_problem(problem)
    if faults:
        raise KithError(faults)
    step = _Steps(progress, should_stop)
    scoring = Scoring(problem)
    matrix = scoring.matrix(lambda done, whole: step("score", done / whole))
    places = grid(problem, scoring, matrix)
    found = _pursue(problem, scoring, places, seed, step)
    step("reasons", 0.0)
    made = matched_pairs(problem, scoring, found.pairs, places.locked)
    if sum(pair.points for pair in made if not pair.locked) != sum(int(matrix[cell]) for cell in found.pairs):
        raise AssertionError("arrays and plain Python score a pair differently")
    result = MatchResult(
        kind=problem.kind,
        sides=problem.sides,
        pairs=made,
        unmatched=unmatched_people(problem, scoring, made),
        objectives=_objectives(problem, made, found),
        best_for=problem.rules.best_for,
        most_points=problem.rules.most_points,
        provenance=provenance(
            METHOD,
            inputs={"problem": problem_hash(problem), "rules": rules_hash(problem.rules)},
            seed=seed,
            libraries=LIBRARIES,
        ),
    )
    step("reasons", 1.0)
    return result


class _Steps:
    """Says how far the run is, and ends it when asked."""

    def __init__(self, progress: Progress | None, should_stop: Stop | None) -> None:
        self._progress = progress
        self._should_stop = should_stop

    def __call__(self, name: str, share: float) -> None:
        if self._should_stop is not None and self._should_stop():
            raise Stopped
        if self._progress is not None:
            self._progress(name, share)


def _objectives(problem: MatchProblem, made: Sequence[MatchedPair], found: _Found) -> tuple[Objective, ...]:
    """Every objective that was pursued, in order. All are proven: the arithmetic is exact."""
    values = {ObjectiveKey.MATCHED: len(made)}
    if problem.standing:
        values[ObjectiveKey.KEPT] = sum(pair.kept for pair in made)
    new = [pair.points for pair in made if not (pair.locked or pair.kept)]
    if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND and new:
        values[ObjectiveKey.WORST] = min(new)
    again = len({(pair.left, pair.right) for pair in made} & set(problem.earlier))
    values[ObjectiveKey.TOTAL] = sum(pair.points for pair in made) + 2 * problem.bonus * again
    if problem.earlier and not problem.standing:
        values[ObjectiveKey.KEPT] = again
    values[ObjectiveKey.LOTTERY] = found.tickets
    return tuple(Objective(key, value, proven=True) for key, value in values.items())


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found beyond the locked pairs; ``pairs`` are indices into the scoring."""

    pairs: list[tuple[int, int]]
    tickets: int = 0


def _pursue(problem: MatchProblem, scoring: Scoring, places: Grid, seed: int, step: _Steps) -> _Found:
    """One objective after the other."""
    step("worst", 0.0)
    stands = standing_mask(scoring, places) if problem.standing else None
    if stands is not None:
        aim = standing.goal(problem, places.points, stands, lambda: step("worst", 0.5))
        size, threshold = aim.size, aim.threshold
    elif problem.rules.best_for is BestFor.MOST:
        size, threshold = largest_matching(places.points, 0), 0
    else:
        size, threshold = size_and_threshold(places.points, lambda: step("worst", 0.5))
    step("worst", 1.0)
    if size == 0:
        return _Found([])
    again = earlier_mask(problem, scoring, places)
    weigh = weights(problem, sum(places.points.shape))
    left = lottery.numbers(scoring.left, seed)[places.rows]
    right = lottery.numbers(scoring.right, seed)[places.columns]
    cost = _costs(places.points, threshold, weigh, left, right)
    if stands is not None:
        standing.favour(cost, places, stands, weigh, (left, right))
    if again is not None:
        cost[again] -= weigh.earlier
    step("total", 0.0)
    rows, columns = best_assignment(cost, size)
    step("total", 1.0)
    pairs = [(int(places.rows[r]), int(places.columns[c])) for r, c in zip(rows, columns, strict=True)]
    tickets = lottery.tickets_of_pairs(left[rows], right[columns], weigh.bits)
    return _Found(pairs, int(tickets.sum()))


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
