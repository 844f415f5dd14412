"""The only door to the matching wing: rows to a problem, the wing, rows again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from uuid import UUID

from django.utils.translation import gettext

from kith import matching
from kith.foundation.messages import words
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
    return _result(json.dumps(run.result))


def explainer(run: MatchRun) -> Explainer:
    return _explainer(json.dumps(run.problem), json.dumps(run.result))


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _result(text: str) -> matching.MatchResult:
    return matching.result_from_json(text)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _explainer(problem: str, result: str) -> Explainer:
    """A lead looks at one pair after another of the same run."""
    return Explainer(matching.problem_from_json(problem), _result(result))


def explain_pair(run: MatchRun, left: UUID, right: UUID) -> PairExplanation:
    return explainer(run).pair(str(left), str(right))


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


def rule_table(definition: Definition, language: str) -> list[tuple[str, str, str]]:
    """Each rule's key, its phrase in the reader's language, and its weight ("always" for a must)."""
    if definition.match is None:
        return []
    return [
        (
            rule.key,
            _phrase(rule, definition, language),
            gettext("Always") if not rule.points else f"{rule.weight:g}",
        )
        for rule in definition.match.rules.rules
    ]


def reason_phrases(definition: Definition, language: str) -> dict[str, str]:
    """What a preference has given two people, in a few words, by the rule's key: “same site”, “shared interests”."""
    if definition.match is None:
        return {}
    phrases = {}
    for rule in definition.match.rules.prefers:
        labels = _labels(definition, language)
        on = labels.get(rule.on or "", rule.on or "")
        phrases[rule.key] = words(f"matches.reason.{rule.verb.value}", {"on": on}, gettext)
    return phrases


def _labels(definition: Definition, language: str) -> dict[str, str]:
    """Each attribute as the definition calls it; in English without its capital, to stand inside a sentence."""
    found = {attribute.key: attribute.label.in_language(language) for attribute in definition.attributes}
    return {key: label[:1].lower() + label[1:] for key, label in found.items()} if language == "en" else found


def rule_phrases(definition: Definition, language: str) -> dict[str, str]:
    return {key: phrase for key, phrase, _weight in rule_table(definition, language)}


def _phrase(rule: matching.Rule, definition: Definition, language: str) -> str:
    """A rule in words, its attributes and side called as the definition calls them."""
    said = describe(rule)
    labels = _labels(definition, language)
    params = dict(said.params)
    for name, key in (("on", rule.on), ("facing", rule.facing)):
        if key in labels:
            params[name] = labels[key]
    if rule.side is not None:
        params["side"] = definition.role(rule.side).name.in_language(language)
    phrase = words(said.code, params, gettext)
    return phrase[:1].upper() + phrase[1:]


def reason_sentences(cohort: Cohort, unmatched: matching.Unmatched, language: str) -> list[str]:
    """Why somebody has no partner, as far as everybody may know."""
    definition = definition_of(cohort)
    phrases = rule_phrases(definition, language)
    sides = {role.key: role.plural.in_language(language) for role in definition.roles}
    labels = _labels(definition, language)
    known = {"rule": phrases, "other": sides, "side": sides, "attribute": labels}
    return [
        words(
            reason.code,
            {name: known.get(name, {}).get(str(value), value) for name, value in reason.params.items()},
            gettext,
        )
        for reason in unmatched.reasons
    ]


def gives_words(cohort: Cohort, gives: matching.Reason, per_weight: int) -> str:
    """What an alternative would cost, in the coordinator's own units."""
    scaled = {
        name: f"{value / per_weight:g}" if isinstance(value, int) else value
        for name, value in gives.params.items()
    }
    return words(gives.code, scaled, gettext)


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
    "explain_pair",
    "explainer",
    "explanation_to_json",
    "prices",
    "problem_of",
    "problem_to_json",
    "result_of",
    "result_to_json",
    "solve",
]
