"""Is a result right? Checked against its problem by other means than those that found it.

Pairs are judged one by one in plain Python. That no larger matching, no better worst pair and no better
total exists is shown by searching for alternating paths and by prices, without the assignment solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from kith.foundation.faults import Fault, Faults
from kith.matching import lottery
from kith.matching.pairs import large_checks, paths
from kith.matching.pairs.exchange import problem_hash
from kith.matching.pairs.layout import Grid, earlier_mask, grid, standing_mask, staying_decides, weights
from kith.matching.pairs.outcome import matched_pairs, unmatched_people
from kith.matching.pairs.places import needs_flow
from kith.matching.pairs.places_checks import check_fewest, check_places
from kith.matching.pairs.problem import check_problem
from kith.matching.pairs.standing_checks import check_standing, filled
from kith.matching.pairs.stopped_checks import check_says, check_total
from kith.matching.pairs.types import MatchedPair, MatchResult
from kith.matching.plain import Plain
from kith.matching.rulebook import BestFor
from kith.matching.rules import rules_hash
from kith.matching.score import Scoring
from kith.matching.types import MatchProblem, ObjectiveKey, RulePart, Unmatched

Progress = Callable[[str, float], None]

LARGE = 4_000_000
"""Above so many possible pairs no matrix of weights is made."""


def verify(problem: MatchProblem, result: MatchResult, progress: Progress | None = None) -> tuple[Fault, ...]:
    """Every way in which ``result`` is not a right answer to ``problem``; empty when it is.

    Checked in turn: that the result belongs to the problem and its rules; that everybody is named once,
    within their capacity; that no pair is excluded, no lock missing, and each pair's points and parts
    are what the rules give; that the stated objectives, satisfactions and reasons are the true ones; and, for
    each objective in order, that no allowed matching does better while the earlier ones hold.
    """
    said: Progress = progress or (lambda step, share: None)
    wrong = check_problem(problem)
    if wrong:
        return wrong
    faults = Faults()
    _check_belongs(problem, result, faults)
    if len(problem.sides) == 1:
        from kith.matching.pairs.one_side_checks import check_one_side

        check_one_side(problem, result, faults)
        said("check", 1.0)
        return tuple(faults)
    if result.threes:
        faults.add("matching.check.heading")
    check_says(result, faults)
    _check_people(problem, result, faults)
    check_fewest(problem, result, faults)
    if not faults:
        _check_pairs(problem, result, faults)
    if not faults:
        _check_values(problem, result, faults)
    scoring = Scoring(problem)
    if not faults:
        _check_words(problem, result, scoring, faults)
        if needs_flow(problem):
            check_places(problem, result, scoring, faults)
        else:
            _check_optimal(problem, result, scoring, faults, said)
    said("check", 1.0)
    return tuple(faults)


def _check_belongs(problem: MatchProblem, result: MatchResult, faults: Faults) -> None:
    if result.provenance.inputs.get("rules") != rules_hash(problem.rules):
        faults.add("matching.check.other_rules")
    if result.provenance.inputs.get("problem") != problem_hash(problem):
        faults.add("matching.check.other_problem")
    same = (
        (result.kind, result.sides, result.best_for, result.most_points)
        == (problem.kind, problem.sides, problem.rules.best_for, problem.rules.most_points)
    )  # fmt: skip
    if not same or result.provenance.seed is None:
        faults.add("matching.check.heading")


def _check_people(problem: MatchProblem, result: MatchResult, faults: Faults) -> None:
    for place, side in enumerate(problem.sides):
        room = {member.id: member.capacity for member in problem.members if member.side == side}
        used = Counter((pair.left, pair.right)[place] for pair in result.pairs)
        alone = Counter(one.id for one in result.unmatched if one.side == side)
        for id_ in sorted({*used, *alone, *room}):
            if id_ not in room:
                faults.add("matching.check.unknown_person", id=id_, side=side)
            elif used[id_] > room[id_]:
                faults.add("matching.check.over_capacity", id=id_, times=used[id_], capacity=room[id_])
            elif alone[id_] != (0 if used[id_] else 1):
                faults.add("matching.check.not_once", id=id_)
    for pair, times in Counter((pair.left, pair.right) for pair in result.pairs).items():
        if times > 1:
            faults.add("matching.check.pair_twice", left=pair[0], right=pair[1])
    if any(one.side not in problem.sides for one in result.unmatched):
        faults.add("matching.check.heading")


def _check_pairs(problem: MatchProblem, result: MatchResult, faults: Faults) -> None:
    people = {(member.side, member.id): member for member in problem.members}
    plain = Plain(problem)
    for pair in result.pairs:
        left, right = people[problem.sides[0], pair.left], people[problem.sides[1], pair.right]
        if not plain.can_be_paired(left, right):
            faults.add("matching.check.excluded", left=pair.left, right=pair.right)
        parts = tuple(
            RulePart(rule.key, plain.points(rule, left, right), rule.points) for rule in problem.rules.prefers
        )
        points = sum(part.points for part in parts)
        if pair.parts != parts or pair.points != points:
            faults.add("matching.check.points", left=pair.left, right=pair.right, points=points)
    locked = {(pair.left, pair.right) for pair in result.pairs if pair.locked}
    for left_id, right_id in sorted(set(problem.locks) ^ locked):
        faults.add("matching.check.locks", left=left_id, right=right_id)


def _check_values(problem: MatchProblem, result: MatchResult, faults: Faults) -> None:
    stated = {one.key: one.value for one in result.objectives}
    again = len({(pair.left, pair.right) for pair in result.pairs} & set(problem.earlier))
    real: dict[ObjectiveKey, int | None] = {
        ObjectiveKey.MATCHED: len(result.pairs),
        ObjectiveKey.TOTAL: result.total + 2 * problem.bonus * again,
        ObjectiveKey.LOTTERY: stated.get(ObjectiveKey.LOTTERY),  # computed with the proof below
    }
    if problem.standing:
        real[ObjectiveKey.KEPT] = sum(pair.kept for pair in result.pairs)
    elif staying_decides(problem):
        real[ObjectiveKey.KEPT] = again
    if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND and result.worst is not None:
        real[ObjectiveKey.WORST] = result.worst
    if len(stated) < len(result.objectives):
        faults.add("matching.check.heading")
    for key in ObjectiveKey:
        if stated.get(key) != real.get(key) or (key is ObjectiveKey.LOTTERY and key not in stated):
            faults.add("matching.check.objective", objective=key.value, value=real.get(key))


def _check_words(problem: MatchProblem, result: MatchResult, scoring: Scoring, faults: Faults) -> None:
    """What the result says of people: each satisfaction, and why somebody has no partner."""
    free = [scoring.index((pair.left, pair.right)) for pair in result.pairs if not pair.locked]
    locked = [scoring.index((pair.left, pair.right)) for pair in result.pairs if pair.locked]
    said = {(pair.left, pair.right): (pair.satisfaction, pair.kept) for pair in result.pairs}
    for pair in matched_pairs(problem, scoring, free, locked):
        if said[pair.left, pair.right] != (pair.satisfaction, pair.kept):
            faults.add("matching.check.satisfaction", left=pair.left, right=pair.right)
    if sorted(result.unmatched, key=_who) != sorted(
        unmatched_people(problem, scoring, result.pairs), key=_who
    ):
        faults.add("matching.check.reasons")


def _who(one: Unmatched) -> tuple[str, str]:
    return one.side, one.id


def _check_optimal(
    problem: MatchProblem, result: MatchResult, scoring: Scoring, faults: Faults, said: Progress
) -> None:
    places = grid(problem, scoring, scoring.matrix(lambda done, whole: said("check", 0.3 * done / whole)))
    partners = _partners(scoring, places, result.pairs)
    worst = result.worst if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND else None
    if problem.standing:
        stands = standing_mask(scoring, places)
        check_standing(problem, result, places.points, stands, partners, faults)
        said("check", 0.6)
        if not faults:
            _check_total(problem, result, scoring, places, partners, worst or 0, faults, stands)
        return
    made = int(np.count_nonzero(partners >= 0))
    if made < min(places.points.shape):
        larger = paths.enlarge(places.points >= 0, partners, min(places.points.shape))
        if np.count_nonzero(larger >= 0) > made:
            faults.add("matching.check.more_pairs", value=len(result.pairs))
            return
    stated = result.objective(ObjectiveKey.WORST)
    threshold = worst or 0 if stated is None or stated.proven else 0
    said("check", 0.4)
    _check_worst(result, places, partners, faults)
    said("check", 0.6)
    if not faults:
        _check_total(problem, result, scoring, places, partners, threshold, faults)


def _check_worst(result: MatchResult, places: Grid, partners: paths.Partners, faults: Faults) -> None:
    stated = result.objective(ObjectiveKey.WORST)
    if stated is None:
        return
    most = stated.value if stated.proven else stated.bound
    if most is not None and _can_be_raised(places, partners, most):
        faults.add("matching.check.better_worst", value=most)


def _check_total(
    problem: MatchProblem,
    result: MatchResult,
    scoring: Scoring,
    places: Grid,
    partners: paths.Partners,
    threshold: int,
    faults: Faults,
    stands: NDArray[np.bool_] | None = None,
) -> None:
    if stands is None and (result.stopped or places.points.size > LARGE):
        judged = large_checks.judged(problem, result, scoring, places, threshold)
        rows = np.flatnonzero(partners >= 0)
        drawn = judged.worth(rows, partners[rows]) % judged.weigh.tickets
        _check_tickets(result, int(drawn.sum()), faults)
        if result.stopped:
            locked = sum(pair.points for pair in result.pairs if pair.locked)
            check_total(
                result, large_checks.with_bonus(problem, judged), threshold, len(rows), locked, faults
            )
        elif not large_checks.is_best(judged, partners):
            faults.add("matching.check.better_total", value=result.total)
        return
    combined, tickets = _combined(problem, result, scoring, places, partners, threshold, stands)
    _check_tickets(result, tickets, faults)
    if stands is not None:
        combined, partners = filled(combined, partners)
    if not paths.is_best(combined, partners):
        faults.add("matching.check.better_total", value=result.total)


def _check_tickets(result: MatchResult, tickets: int, faults: Faults) -> None:
    stated = result.objective(ObjectiveKey.LOTTERY)
    if stated is None or stated.value != tickets:
        faults.add("matching.check.objective", objective=ObjectiveKey.LOTTERY.value, value=tickets)


def _partners(scoring: Scoring, places: Grid, pairs: tuple[MatchedPair, ...]) -> paths.Partners:
    """The result's pairs in the grid: which copy of a person with several places does not matter."""
    spare_rows = _by_member(places.rows)
    spare_columns = _by_member(places.columns)
    partners = np.full(len(places.rows), -1, dtype=np.int64)
    for pair in pairs:
        if not pair.locked:
            row, column = scoring.index((pair.left, pair.right))
            partners[spare_rows[row].pop()] = spare_columns[column].pop()
    return partners


def _by_member(members: NDArray[np.int64]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, member in enumerate(members):
        found.setdefault(int(member), []).append(place)
    return found


def _can_be_raised(places: Grid, partners: paths.Partners, worst: int) -> bool:
    """Whether as many pairs can be made with every one above ``worst``."""
    edges = places.points > worst
    rows = np.flatnonzero(partners >= 0)
    kept = np.full_like(partners, -1)
    good = rows[edges[rows, partners[rows]]]
    kept[good] = partners[good]
    return bool(np.count_nonzero(paths.enlarge(edges, kept, len(rows)) >= 0) == len(rows))


def _combined(
    problem: MatchProblem,
    result: MatchResult,
    scoring: Scoring,
    places: Grid,
    partners: paths.Partners,
    threshold: int,
    stands: NDArray[np.bool_] | None,
) -> tuple[NDArray[np.int64], int]:
    """What stands, points and lottery in one number a pair, negative where excluded; and the tickets of the pairs
    made."""
    seed = result.provenance.seed or 0
    again = earlier_mask(problem, scoring, places)
    weigh = weights(problem, sum(places.points.shape))
    left = lottery.numbers(scoring.left, seed)[places.rows]
    right = lottery.numbers(scoring.right, seed)[places.columns]
    combined = np.empty(places.points.shape, dtype=np.int64)
    for row, points in enumerate(places.points):
        combined[row] = weigh(points[None, :], left[row : row + 1], right)[0]
        combined[row][points < threshold] = -1
        if stands is not None:
            kept = stands[row]
            whole = weigh(points[None, kept], left[row : row + 1], right[kept])[0]
            combined[row][kept] = whole + weigh.standing
    if again is not None:
        combined[again & (combined >= 0)] += weigh.earlier
    rows = np.flatnonzero(partners >= 0)
    tickets = combined[rows, partners[rows]] % weigh.tickets
    return combined, int(tickets.sum())
