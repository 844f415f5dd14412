"""A result of sets checked without the solver: every rule in plain Python, every bound by other means where there are any.

Up to seven people every way to make sets is tried. Of more, :func:`verify` looks whether a move or an exchange of two people
does better, which is no proof. That nothing is better, or that nothing passes a bound, is shown again by a linear programme of
the check's own (:mod:`kith.matching.sets.proof`). What that does not reach rests on the solver's word, and
:func:`not_reproved` names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kith.foundation.faults import Fault, Faults
from kith.matching.reproving import claims, on_the_solvers_word
from kith.matching.rulebook import BestFor
from kith.matching.sets.exchange import problem_hash
from kith.matching.sets.exchanges import exchanges
from kith.matching.sets.outcome import left_over
from kith.matching.sets.plain import PlainSets
from kith.matching.sets.problem import check_problem
from kith.matching.sets.proof import shown
from kith.matching.sets.rules import sets_rules_hash
from kith.matching.sets.showing import place_of
from kith.matching.sets.types import MadeSet, SetsProblem, SetsResult, SetVerb
from kith.matching.types import ObjectiveKey
from kith.tables.types import Note

FEW = 7
"""People up to whom every way to make sets is tried."""
MOST_TRIED = 400
"""People up to whom every exchange is tried: 400 take seconds."""

Progress = Callable[[str, float], None]


def verify(problem: SetsProblem, result: SetsResult, progress: Progress | None = None) -> tuple[Fault, ...]:
    """Every way in which the result is not a right answer to the problem; empty when it is one."""
    faults = Faults()
    faults.extend(check_problem(problem))
    if faults:
        return tuple(faults)
    _check_heading(problem, result, faults)
    _check_people(problem, result, faults)
    if faults:
        return tuple(faults)
    plain = PlainSets(problem)
    for number, made in enumerate(result.sets):
        _check_set(plain, made, faults)
        if progress is not None:
            progress("check", (number + 1) / (len(result.sets) + 1))
    _check_locks(problem, result, faults)
    if left_over(problem, result.sets) != result.left_over:
        faults.add("matching.check.reasons")
    _check_objectives(problem, result, faults)
    if not faults:  # of a stopped run what it says is proven
        _check_best(problem, plain, result, faults)
    if progress is not None:
        progress("check", 1.0)
    return tuple(faults)


def not_reproved(
    problem: SetsProblem, result: SetsResult, progress: Progress | None = None
) -> tuple[Note, ...]:
    """What a right result says of better answers and is not shown again here: see :mod:`kith.matching.sets.proof`."""
    if len(problem.people) <= FEW:
        return ()
    said = [one for one in result.objectives if claims(one)]
    found = []
    for number, one in enumerate(said):
        if progress is not None:
            progress("check", number / len(said))
        if not shown(problem, result, one):
            found.append(on_the_solvers_word(one))
    return tuple(found)


def _check_heading(problem: SetsProblem, result: SetsResult, faults: Faults) -> None:
    inputs = result.provenance.inputs
    if inputs.get("rules") != sets_rules_hash(problem):
        faults.add("matching.check.other_rules")
    if inputs.get("problem") != problem_hash(problem):
        faults.add("matching.check.other_problem")
    most = sum(PlainSets(problem).most_of.values())
    ordered = all(list(one.members) == sorted(one.members) for one in result.sets)
    if result.provenance.seed is None or result.most_points != most or not ordered:
        faults.add("matching.check.heading")


def _check_people(problem: SetsProblem, result: SetsResult, faults: Faults) -> None:
    known = {member.id for member in problem.people}
    times = Counter(id_ for one in result.sets for id_ in one.members)
    times.update(one.id for one in result.left_over)
    for id_ in sorted(set(times) - known):
        faults.add("matching.check.unknown_person", id=id_, side="person")
    for id_ in sorted(known):
        if times[id_] != 1:
            faults.add("matching.sets.check.not_once", id=id_)
    sets = PlainSets(problem).room.sets
    right = {f"set-{place + 1}" for place in range(sets)}
    for key, count in sorted(Counter(one.key for one in result.sets).items()):
        if count > 1 or key not in right:
            faults.add("matching.sets.check.unknown_set", key=key, sets=sets)


def _check_set(plain: PlainSets, made: MadeSet, faults: Faults) -> None:
    place, size = place_of(made.key), len(made.members)
    low, high = plain.room.fewest, plain.problem.shape.most
    if not low <= size <= high:
        faults.add("matching.sets.check.size", key=made.key, people=size, fewest=low, most=high)
    if plain.broken_inside(made.members):
        faults.add("matching.sets.check.rule", key=made.key)
    parts = plain.parts(made.members, place)
    if parts != made.parts or made.points != sum(part.points for part in parts):
        faults.add("matching.sets.check.points", key=made.key)
    if made.starts != min(plain.starts(made.members), default=None):
        faults.add("matching.sets.check.window", key=made.key)
    topics = tuple(
        (rule.key, plain.topic(rule, made.members, place))
        for rule in plain.problem.set_rules
        if rule.verb is SetVerb.GATHER
    )
    if tuple(one for one in topics if one[1] is not None) != made.topics:
        faults.add("matching.sets.check.topic", key=made.key)


def _check_locks(problem: SetsProblem, result: SetsResult, faults: Faults) -> None:
    where = result.set_of
    for left, right in sorted(set(problem.locks)):
        if where.get(left) is None or where.get(left) != where.get(right):
            faults.add("matching.sets.check.lock", left=left, right=right)


def _check_objectives(problem: SetsProblem, result: SetsResult, faults: Faults) -> None:
    points = [one.points for one in result.sets]
    values = {ObjectiveKey.MATCHED: sum(len(one.members) for one in result.sets)}
    if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND and points:
        values[ObjectiveKey.WORST] = min(points)
    values[ObjectiveKey.TOTAL] = sum(points)
    if [one.key for one in result.objectives] != list(values):
        faults.add("matching.check.heading")
        return
    for one in result.objectives:
        if one.value != values[one.key]:
            faults.add("matching.check.objective", objective=one.key.value, value=values[one.key])
        elif one.bound is not None and one.bound < one.value:
            faults.add("matching.sets.check.bound", objective=one.key.value, bound=one.bound)


def _check_best(problem: SetsProblem, plain: PlainSets, result: SetsResult, faults: Faults) -> None:
    proven = {one.key for one in result.objectives if one.proven}
    if len(problem.people) <= FEW:
        _check_by_trying(problem, plain, result, proven, faults)
        return
    if len(problem.people) > MOST_TRIED:
        return
    if ObjectiveKey.MATCHED in proven and _has_room(problem, plain, result):
        faults.add("matching.sets.check.more_people", value=len(result.set_of))
    if ObjectiveKey.TOTAL not in proven:
        return
    worst = result.objective(ObjectiveKey.WORST)
    limit = None if worst is None else max((one.points for one in result.sets), default=0) and worst.value
    for change in exchanges(plain, result):
        if change.change > 0 and (limit is None or change.weaker >= limit):
            total = result.objective(ObjectiveKey.TOTAL)
            faults.add("matching.sets.check.better_total", value=0 if total is None else total.value)
            return


def _has_room(problem: SetsProblem, plain: PlainSets, result: SetsResult) -> bool:
    """Whether somebody who is left over could join a set as it is."""
    made = [one.members for one in result.sets if len(one.members) < problem.shape.most]
    return any(not plain.broken(sorted((*ids, one.id))) for one in result.left_over for ids in made)


def _check_by_trying(
    problem: SetsProblem, plain: PlainSets, result: SetsResult, proven: set[ObjectiveKey], faults: Faults
) -> None:
    """Every way to make sets of a few people."""
    keys = [one.key for one in result.objectives]
    mine = tuple(one.value for one in result.objectives)
    best = max(
        (_values(plain, sets, ObjectiveKey.WORST in keys) for sets in every_way(problem, plain)), default=mine
    )
    codes = {
        ObjectiveKey.MATCHED: "matching.sets.check.more_people",
        ObjectiveKey.WORST: "matching.sets.check.better_worst",
        ObjectiveKey.TOTAL: "matching.sets.check.better_total",
    }
    for key, value, better in zip(keys, mine, best, strict=False):
        if better > value and key in proven:
            faults.add(codes[key], value=value)
        if better != value:
            return


def _values(plain: PlainSets, sets: Sequence[Sequence[str]], fair: bool) -> tuple[int, ...]:
    most = sum(plain.most_of.values())
    points = [most - plain.loss(ids, place) for place, ids in enumerate(sets) if ids]
    placed = sum(len(ids) for ids in sets)
    return (placed, min(points), sum(points)) if fair and points else (placed, sum(points))


def every_way(problem: SetsProblem, plain: PlainSets) -> Iterator[list[list[str]]]:
    """All sets that may be, everybody in one of them or in none. For a few people only."""
    ids = [member.id for member in problem.by_id()]

    def extend(start: int, sets: list[list[str]]) -> Iterator[list[list[str]]]:
        if start == len(ids):
            if _may_be(problem, plain, sets):
                yield [list(one) for one in sets]
            return
        yield from extend(start + 1, sets)
        for one in sets:
            if len(one) < problem.shape.most:
                one.append(ids[start])
                yield from extend(start + 1, sets)
                one.pop()

    yield from extend(0, [[] for _ in range(plain.room.sets)])


def _may_be(problem: SetsProblem, plain: PlainSets, sets: Sequence[Sequence[str]]) -> bool:
    where = {id_: place for place, ids in enumerate(sets) for id_ in ids}
    if any(where.get(left, -1) != where.get(right, -2) for left, right in problem.locks):
        return False
    return all(not ids or not plain.broken(ids) for ids in sets)
