"""The only door to the matching wing: rows to a problem, the wing, rows again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from kith import matching
from kith.matching.describe import describe
from kith.matching.pairs.keeping import keeping
from kith.matching.pairs.standing import nearest
from kith.programmes.types import Attribute, Definition
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.job_runs import Cancelled
from kith.service.matches.domain.between_people import earlier_pairs, never_with
from kith.service.matches.domain.in_play import in_play
from kith.service.matches.domain.rule_changes import in_force
from kith.service.matches.models import Decision, MatchRun, Preferences

Progress = Callable[[str, float], None]
KEPT_IN_MEMORY = 8
"""Runs whose result has been read: their rows never change."""
MOST_STANDING = 500
"""Pairs that a re-match may change are looked at up to here: the exact arithmetic and the proof take a second."""


def build(run: MatchRun) -> matching.MatchProblem:
    """The confirmed people of a run's cohort as a problem, ids being those of their places.

    Near an earlier draft, those of its pairs that are still here count for what it is worth to leave them alone.
    Raises KithError when the definition brings nobody together.
    """
    cohort = run.cohort
    places = list(cohort.places.filter(state=Place.State.CONFIRMED).select_related("person"))
    live = Decision.objects.filter(cohort=cohort, undone_at=None)
    inside = {place.pk for place in places}
    problem = replace(
        _problem(cohort, places, run.best_for),
        locks=_pairs(live, Decision.Kind.LOCK, inside),
        forbids=_pairs(live, Decision.Kind.FORBID, inside),
    )
    if run.near_id is None:
        return problem
    return keeping(problem, result_by_id(run.near_id), bonus=run.keep_points)


def build_rematch(run: MatchRun) -> matching.MatchProblem:
    """Those in play as they are now, the pairs that stand beside them where pairs may change.

    Of more than ``MOST_STANDING`` pairs those are looked at that could help somebody who waits best.
    """
    rows = in_play(run)
    standing = _as_ids(rows.standing)
    problem = _problem(run.cohort, rows.places, run.best_for)
    whole = replace(
        problem,
        locks=_as_ids(rows.locks),
        forbids=_as_ids(rows.forbids),
        previous=tuple(sorted(set(problem.previous) - set(standing))),
        standing=standing,
        most_changes=run.may_change,
    )
    return nearest(whole, MOST_STANDING)


def _as_ids(pairs: Iterable[tuple[UUID, UUID]]) -> tuple[matching.types.PersonPair, ...]:
    return tuple((str(left), str(right)) for left, right in pairs)


def _problem(cohort: Cohort, places: Sequence[Place], best_for: str) -> matching.MatchProblem:
    definition = definition_of(cohort)
    match = definition.match
    if match is None:
        raise ValueError(f"the definition {definition.key} has no match")
    held = in_force(cohort).book
    answers = dict(Preferences.objects.filter(place__in=places).values_list("place_id", "answers"))
    members = tuple(_member(place, definition, answers.get(place.pk, {})) for place in places)
    rules = tuple(rule for rule in held.rules if _can_count(rule, match.sides, members))
    return matching.MatchProblem(
        sides=match.sides,
        members=members,
        rules=replace(held, rules=rules, best_for=matching.BestFor(best_for)),
        never_with=never_with(places),
        previous=earlier_pairs(places, match.sides),
    )


def _member(place: Place, definition: Definition, answers: Mapping[str, object]) -> matching.Member:
    values: dict[str, matching.AttributeValue] = {}
    for attribute in definition.attributes:
        if place.side not in attribute.roles:
            continue
        source = (
            answers.get(attribute.item or "") if attribute.asked_in else place.attributes.get(attribute.key)
        )
        value = _value(attribute, source)
        if value is not None:
            values[attribute.key] = value
    return matching.Member(id=str(place.pk), side=place.side, attributes=values)


def _can_count(rule: matching.Rule, sides: tuple[str, ...], members: tuple[matching.Member, ...]) -> bool:
    """A preference about something that a whole side has not told yet cannot count; the workbench says so.

    A ``must`` always counts: the wing refuses it, by name, rather than let everybody through.
    """
    if rule.strength is matching.Strength.MUST:
        return True
    if rule.verb is matching.Verb.WISH:
        return any(member.wishes for member in members)
    keys = zip(sides, (rule.on, rule.on_second), strict=True)
    return all(
        key is None or any(member.side == side and key in member.attributes for member in members)
        for side, key in keys
    )


def _value(attribute: Attribute, source: object) -> matching.AttributeValue | None:
    """What the wing reads; None for missing. A declined answer is missing: it must not score."""
    match source:
        case None | "" | [] | dict():
            return None
        case list():
            return frozenset(str(one) for one in source)
        case bool():
            return "yes" if source else "no"
        case int() | float():
            return float(source) if attribute.kind.value == "number" else str(source)
        case _:
            return frozenset({str(source)}) if attribute.kind.value in {"tags", "slots"} else str(source)


def _pairs(decisions: object, kind: str, inside: set[UUID]) -> tuple[matching.types.PersonPair, ...]:
    rows = decisions.filter(kind=kind).values_list("left_id", "right_id")  # type: ignore[attr-defined]
    return tuple(sorted({(str(left), str(right)) for left, right in rows if {left, right} <= inside}))


def solve(
    problem: matching.MatchProblem, *, seed: int, progress: Progress, should_stop: Callable[[], bool]
) -> matching.MatchResult:
    """The best pairs, checked by the wing's independent checker before anybody sees them.

    Stopped by somebody it is the best so far, with its bounds. Raises Cancelled where there was nothing yet.
    """
    try:
        result = matching.solve(problem, seed=seed, progress=progress, should_stop=should_stop)
    except matching.Stopped as stopped:
        raise Cancelled from stopped
    wrong = matching.verify(problem, result)
    if wrong:
        raise AssertionError(f"the engine's answer failed its own check: {[fault.code for fault in wrong]}")
    return result


def problem_of(run: MatchRun) -> matching.MatchProblem:
    return matching.problem_from_json(json.dumps(run.problem))


def result_of(run: MatchRun) -> matching.MatchResult:
    """What came out of a finished run."""
    return result_by_id(run.pk)


def told_of(run: MatchRun) -> Mapping[str, Any]:
    """What the draft page says of the whole of a finished run."""
    return _told(run.pk)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def result_by_id(run_id: UUID) -> matching.MatchResult:
    """A lead looks at one page after another of the same run, and what came out of it never changes."""
    return matching.result_from_json(json.dumps(kept(run_id, "result")))


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _told(run_id: UUID) -> Mapping[str, Any]:
    return MatchRun.objects.only("explanation").get(pk=run_id).told


def kept(run_id: UUID, column: str) -> object:
    return MatchRun.objects.values_list(column, flat=True).get(pk=run_id)


def problem_to_json(problem: matching.MatchProblem) -> object:
    return matching.problem_to_json(problem)


def result_to_json(result: matching.MatchResult) -> object:
    return matching.result_to_json(result)


POINTS_PER_WEIGHT = matching.rulebook.POINTS_PER_WEIGHT


__all__ = [
    "build",
    "describe",
    "problem_of",
    "problem_to_json",
    "result_of",
    "result_to_json",
    "solve",
    "told_of",
]
