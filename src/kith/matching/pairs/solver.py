"""The best pairs: objectives in order, each fixed before the next, all in whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

from kith.foundation.faults import KithError
from kith.foundation.provenance import provenance
from kith.matching import lottery
from kith.matching.pairs import dense, sparse
from kith.matching.pairs import places as flowing
from kith.matching.pairs.exchange import problem_hash
from kith.matching.pairs.layout import Grid, grid, places_of, staying_decides, weights
from kith.matching.pairs.outcome import matched_pairs, unmatched_people
from kith.matching.pairs.places import needs_flow, room_of
from kith.matching.pairs.problem import check_problem
from kith.matching.pairs.steps import Found, Progress, Steps, Stop, Stopped
from kith.matching.pairs.thresholds import SMALL
from kith.matching.pairs.types import MatchedPair, MatchResult
from kith.matching.rulebook import BestFor
from kith.matching.rules import rules_hash
from kith.matching.score import Scoring
from kith.matching.types import MatchProblem, Objective, ObjectiveKey

__all__ = ["LIBRARIES", "METHOD", "Progress", "Stop", "Stopped", "solve"]

METHOD = "matching.pairs"
LIBRARIES = ("numpy", "scipy")
LARGE_LIBRARIES = ("numba", *LIBRARIES)


def solve(
    problem: MatchProblem, *, seed: int, progress: Progress | None = None, should_stop: Stop | None = None
) -> MatchResult:
    """The best pairs of a problem, with reasons for whoever has no partner.

    In order, each fixed before the next: as many pairs as can be made; as many standing pairs kept as can
    be (where there are any); the worst pair as good as can be (left out when the rules say
    ``best_for = "most"``); the total, with what staying is worth; the most pairs of an earlier result made again
    (where there is one; with a bonus, only as far as the numbers have room for it, some two thousand a side); a
    lottery keyed by person id.
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
        Called often. Up to 2,000 a side, and where pairs stand, a single assignment cannot be interrupted.
        Above, a run that is stopped once it has a largest matching gives the best so far, with its bounds.

    Raises
    ------
    KithError
        With every fault of the problem (see :func:`kith.matching.pairs.problem.check_problem`).
    Stopped
        When ``should_stop`` says so and nothing is found yet.

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
    step = Steps(progress, should_stop)
    if len(problem.sides) == 1:
        return _one_list(problem, seed, step)
    scoring = Scoring(problem)
    matrix = scoring.matrix(lambda done, whole: step("score", done / whole))
    places = grid(problem, scoring, matrix.copy() if needs_flow(problem) else matrix)
    found = _pursue(problem, scoring, places, seed, step)
    step.say("reasons", 0.0)
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
            libraries=LARGE_LIBRARIES if places.points.size > SMALL else LIBRARIES,
        ),
        stopped=found.stopped,
    )
    step.say("reasons", 1.0)
    return result


def _one_list(problem: MatchProblem, seed: int, step: Steps) -> MatchResult:
    """Pairs of one list: found by other means, said in the same words."""
    from kith.matching.pairs import one_side, one_side_outcome
    from kith.matching.pairs.mirror import Mirror

    step("score", 0.0)
    mirror = Mirror(problem)
    found = one_side.pursue(mirror, seed, step)
    locked = one_side.locked_pairs(mirror)
    grown = set(found.joined.values())
    pairs = one_side_outcome.made_pairs(
        mirror,
        [pair for pair in found.pairs if pair not in grown],
        [pair for pair in locked if pair not in grown],
    )
    threes = one_side_outcome.made_threes(mirror, found.joined, locked)
    together = [id_ for pair in pairs for id_ in (pair.left, pair.right)]
    together += [id_ for three in threes for id_ in three.ids]
    step.say("reasons", 1.0)
    return MatchResult(
        kind=problem.kind,
        sides=problem.sides,
        pairs=pairs,
        unmatched=one_side_outcome.left_over(mirror, together),
        objectives=one_side_outcome.objectives(mirror, found.pairs, locked, found.joined, found.tickets),
        best_for=problem.rules.best_for,
        most_points=problem.rules.most_points,
        provenance=provenance(
            METHOD,
            inputs={"problem": problem_hash(problem), "rules": rules_hash(problem.rules)},
            seed=seed,
            libraries=("numpy", "rustworkx", "scipy"),
        ),
        threes=threes,
    )


def _is_large(problem: MatchProblem, places: Grid) -> bool:
    """Whether the way without a matrix of costs is taken: by the sizes alone, so that it is always the same."""
    return places.points.size > sparse.DENSE_CELLS and not problem.standing


def _pursue(problem: MatchProblem, scoring: Scoring, places: Grid, seed: int, step: Steps) -> Found:
    """One objective after the other."""
    step("worst", 0.0)
    if needs_flow(problem):
        whole = sum(int(one.sum()) for one in room_of(problem, scoring).most)
        return flowing.pursue(problem, scoring, scoring.matrix(), weights(problem, whole), seed, step)
    weigh = weights(problem, sum(places.points.shape))
    numbers = (
        lottery.numbers(scoring.left, seed)[places.rows],
        lottery.numbers(scoring.right, seed)[places.columns],
    )
    if not _is_large(problem, places):
        return dense.pursue(problem, scoring, places, numbers, weigh, step)
    try:
        again = places_of(scoring.earlier, places)
        return sparse.pursue(places, numbers, weigh, again, problem.rules.best_for, step)
    except (sparse.TooDear, sparse.OutOfRounds):
        return dense.pursue(problem, scoring, places, numbers, weigh, step)


def _objectives(problem: MatchProblem, made: Sequence[MatchedPair], found: Found) -> tuple[Objective, ...]:
    """Every objective that was pursued, in order. All are proven, the arithmetic is exact, unless it was stopped."""
    again = len({(pair.left, pair.right) for pair in made} & set(problem.earlier))
    bonus = 2 * problem.bonus * again
    stated = [Objective(ObjectiveKey.MATCHED, len(made), proven=True)]
    if problem.standing:
        stated.append(Objective(ObjectiveKey.KEPT, sum(pair.kept for pair in made), proven=True))
    new = [pair.points for pair in made if not (pair.locked or pair.kept)]
    if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND and new:
        stated.append(_bounded(ObjectiveKey.WORST, min(new), found.worst_most))
    locked = sum(pair.points for pair in made if pair.locked)
    most = None if found.total_most is None else found.total_most + locked
    stated.append(_bounded(ObjectiveKey.TOTAL, sum(pair.points for pair in made) + bonus, most))
    if staying_decides(problem):
        stated.append(Objective(ObjectiveKey.KEPT, again, proven=found.proven))
    stated.append(Objective(ObjectiveKey.LOTTERY, found.tickets, proven=found.proven))
    return tuple(stated)


def _bounded(key: ObjectiveKey, value: int, most: int | None) -> Objective:
    """Proven where nothing more can be."""
    return Objective(key, value, proven=True) if most in (None, value) else Objective(key, value, False, most)
