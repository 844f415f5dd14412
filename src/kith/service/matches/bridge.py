"""The only door to the matching wing: rows to a problem, the wing, rows again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from kith import matching
from kith.matching.describe import describe
from kith.matching.explain import (
    ChoicePrice,
    Explainer,
    PairExplanation,
    RulePrice,
    price_of_choice,
    price_of_rules,
)
from kith.programmes.types import Attribute, Definition
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.job_runs import Cancelled
from kith.service.matches.models import Decision, MatchRun, NeverWith, Pair, Preferences

Progress = Callable[[str, float], None]
KEPT_IN_MEMORY = 8
"""Runs whose result has been read: their rows never change."""


def build(cohort: Cohort, *, best_for: str) -> matching.MatchProblem:
    """The cohort's confirmed people as a problem, ids being those of their places.

    Raises KithError when the definition brings nobody together.
    """
    definition = definition_of(cohort)
    match = definition.match
    if match is None:
        raise ValueError(f"the definition {definition.key} has no match")
    places = list(cohort.places.filter(state=Place.State.CONFIRMED).select_related("person"))
    answers = dict(Preferences.objects.filter(place__in=places).values_list("place_id", "answers"))
    live = Decision.objects.filter(cohort=cohort, undone_at=None)
    inside = {place.pk for place in places}
    members = tuple(_member(place, definition, answers.get(place.pk, {})) for place in places)
    rules = tuple(rule for rule in match.rules.rules if _can_count(rule, match.sides, members))
    return matching.MatchProblem(
        sides=match.sides,
        members=members,
        rules=replace(match.rules, rules=rules, best_for=matching.BestFor(best_for)),
        locks=_pairs(live, Decision.Kind.LOCK, inside),
        forbids=_pairs(live, Decision.Kind.FORBID, inside),
        never_with=_never_with(places),
        previous=_earlier_pairs(places, match.sides),
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


def _never_with(places: list[Place]) -> tuple[matching.types.PersonPair, ...]:
    """Private wishes, by any address that the other person is known under. Those who are not here do not matter."""
    from kith.service.people.domain.many import people_by_address

    place_of = {place.person_id: str(place.pk) for place in places}
    rows = NeverWith.objects.filter(place__in=places).values_list("place_id", "address")
    people = people_by_address(address for _place, address in rows)
    wishes = {
        (str(asker), place_of[people[address].pk])
        for asker, address in rows
        if address in people and people[address].pk in place_of
    }
    return tuple(sorted(wishes))


def _earlier_pairs(places: list[Place], sides: tuple[str, ...]) -> tuple[matching.types.PersonPair, ...]:
    """Who was together in an earlier cohort, as the places they hold now."""
    left = {place.person_id: str(place.pk) for place in places if place.side == sides[0]}
    right = {place.person_id: str(place.pk) for place in places if place.side == sides[1]}
    found = set()
    rows = Pair.objects.filter(left__person_id__in=[*left, *right]).values_list(
        "left__person_id", "right__person_id"
    )
    for one, other in rows:
        for first, second in ((one, other), (other, one)):
            if first in left and second in right:
                found.add((left[first], right[second]))
    return tuple(sorted(found))


def solve(
    problem: matching.MatchProblem, *, seed: int, progress: Progress, should_stop: Callable[[], bool]
) -> matching.MatchResult:
    """The best pairs, checked by the wing's independent checker before anybody sees them.

    Raises Cancelled when somebody asked to stop: a run that was stopped decided nothing.
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
    return _result(run.pk)


def told_of(run: MatchRun) -> Mapping[str, Any]:
    """What the draft page says of the whole of a finished run."""
    return _told(run.pk)


def explain_pair(run: MatchRun, left: UUID, right: UUID) -> PairExplanation:
    """Why these two. Whoever asks has looked whether the problem is still there: an erasure takes it."""
    return _explainer(run.pk).pair(str(left), str(right))


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _result(run_id: UUID) -> matching.MatchResult:
    """A lead looks at one page after another of the same run, and what came out of it never changes."""
    return matching.result_from_json(json.dumps(_kept(run_id, "result")))


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _told(run_id: UUID) -> Mapping[str, Any]:
    return MatchRun.objects.only("explanation").get(pk=run_id).told


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _explainer(run_id: UUID) -> Explainer:
    return Explainer(matching.problem_from_json(json.dumps(_kept(run_id, "problem"))), _result(run_id))


def _kept(run_id: UUID, column: str) -> object:
    return MatchRun.objects.values_list(column, flat=True).get(pk=run_id)


def problem_to_json(problem: matching.MatchProblem) -> object:
    return matching.problem_to_json(problem)


def result_to_json(result: matching.MatchResult) -> object:
    return matching.result_to_json(result)


def explanation_to_json(
    problem: matching.MatchProblem, result: matching.MatchResult, *, seed: int
) -> dict[str, object]:
    """What the draft page says of the whole: each pair's strongest reasons, each rule's price, the choice's price."""
    asked = Explainer(problem, result)
    chosen = choice(problem, result, seed=seed)
    return {
        "reasons": [
            [
                {"rule": part.rule, "points": part.points, "most": part.most}
                for part in asked.pair(pair.left, pair.right).strongest
            ]
            for pair in result.pairs
        ],
        "prices": [
            {"rule": one.rule, "share": one.share, "matched_change": one.matched_change}
            for one in prices(problem, result, seed=seed)
        ],
        "choice": {
            "fair_total": chosen.fair_total,
            "fair_worst": chosen.fair_worst,
            "most_total": chosen.most_total,
            "most_worst": chosen.most_worst,
            "share": chosen.share,
        },
        "freeing": {
            one.id: [
                {"rule": free.rule, "partners": free.partners} for free in asked.freeing(one.side, one.id)
            ]
            for one in result.unmatched
        },
    }


POINTS_PER_WEIGHT = matching.types.POINTS_PER_WEIGHT


def prices(
    problem: matching.MatchProblem, result: matching.MatchResult, *, seed: int
) -> tuple[RulePrice, ...]:
    return price_of_rules(problem, result, seed=seed)


def choice(problem: matching.MatchProblem, result: matching.MatchResult, *, seed: int) -> ChoicePrice:
    """What "nobody left with a poor match" costs beside "best for most"."""
    return price_of_choice(problem, result, seed=seed)


__all__ = [
    "build",
    "choice",
    "describe",
    "explain_pair",
    "explanation_to_json",
    "prices",
    "problem_of",
    "problem_to_json",
    "result_of",
    "result_to_json",
    "solve",
    "told_of",
]
