"""What is wrong with a problem of sets, all at once and before any work.

A private never-with is never spoken of. A lock that something stands against is refused with one sentence whatever
that is.
"""

from __future__ import annotations

import math
from collections import Counter

from kith.foundation.faults import Fault, Faults
from kith.matching.reading import MOST_WEIGHT
from kith.matching.rulebook import POINTS_PER_WEIGHT, Attribute, AttributeKind, Strength, Verb
from kith.matching.sets.hours import STEP, zone_of
from kith.matching.sets.plain import PlainSets
from kith.matching.sets.reading import MOST_PEOPLE
from kith.matching.sets.rules import reads_category
from kith.matching.sets.types import SIDE, SetRule, SetsProblem, SetVerb
from kith.matching.suggesting import nearest
from kith.matching.types import Member

MOST_HERE = 50_000
"""People in one problem; a flow of more does not fit."""
_WHOLE = {SetVerb.SPREAD, SetVerb.NEVER_ALONE, SetVerb.GATHER}


def check_problem(problem: SetsProblem) -> tuple[Fault, ...]:
    """Every fault of a problem; empty when it can be solved."""
    faults = Faults()
    _check_shape(problem, faults)
    _check_rules(problem, faults)
    if faults:  # a rule that was not read from a file may be anything; the rest relies on its shape
        return tuple(faults)
    _check_people(problem, faults)
    _check_values(problem, faults)
    _check_pairs(problem, faults)
    if not faults:
        _check_locks(problem, faults)
    return tuple(faults)


def _check_shape(problem: SetsProblem, faults: Faults) -> None:
    shape = problem.shape
    if not 2 <= shape.most <= MOST_PEOPLE:
        faults.add(
            "matching.sets.rules.whole_number", key="most", value=str(shape.most), low=2, most=MOST_PEOPLE
        )
    if shape.fewest is not None and not 1 <= shape.fewest <= shape.most:
        faults.add("matching.sets.rules.fewest_above_most", fewest=shape.fewest, most=shape.most)
    if shape.sets is not None and shape.sets < 1:
        faults.add("matching.sets.rules.whole_number", key="sets", value=str(shape.sets), low=1, most=100_000)
    if not 0 <= problem.bonus <= MOST_WEIGHT * POINTS_PER_WEIGHT:
        faults.add(
            "matching.sets.problem.bonus", value=str(problem.bonus), most=MOST_WEIGHT * POINTS_PER_WEIGHT
        )
    window = shape.window
    if window is not None and not (
        0 <= window.begins < window.ends <= 24 * 60
        and 0 < window.minutes <= window.ends - window.begins
        and window.minutes % STEP == 0
        and 0 <= window.points <= MOST_WEIGHT * POINTS_PER_WEIGHT
    ):
        faults.add("matching.problem.rule_shape", rule="window")


def _check_rules(problem: SetsProblem, faults: Faults) -> None:
    keys = [*(rule.key for rule in problem.set_rules), *(rule.key for rule in problem.rules.rules)]
    for key, times in Counter(keys).items():
        if times > 1:
            faults.add("matching.rules.twice", rule=key)
    known = {attribute.key: attribute for attribute in problem.rules.attributes}
    for rule in problem.set_rules:
        if not _fits(rule) or (reads_category(rule) and not _is_category(known.get(rule.on))):
            faults.add("matching.problem.rule_shape", rule=rule.key)
    for pair_rule in problem.rules.rules:
        hard = pair_rule.strength is Strength.MUST
        reads = pair_rule.verb is not Verb.WISH
        fine = pair_rule.verb is not Verb.NEW and pair_rule.facing is None and pair_rule.side is None
        fine = fine and 0 <= pair_rule.points <= MOST_WEIGHT * POINTS_PER_WEIGHT
        if not fine or hard is (pair_rule.points > 0) or (reads and pair_rule.on not in known):
            faults.add("matching.problem.rule_shape", rule=pair_rule.key)


def _fits(rule: SetRule) -> bool:
    if not 0 <= rule.points <= MOST_WEIGHT * POINTS_PER_WEIGHT:
        return False
    if rule.hard and rule.verb in (SetVerb.GATHER, SetVerb.BALANCE):
        return False
    return rule.verb not in _WHOLE or (rule.limit is not None and 1 <= rule.limit <= MOST_PEOPLE)


def _is_category(attribute: Attribute | None) -> bool:
    return attribute is not None and attribute.kind in (AttributeKind.CATEGORY, AttributeKind.GRADE)


def _check_people(problem: SetsProblem, faults: Faults) -> None:
    for id_, times in Counter(member.id for member in problem.people).items():
        if times > 1:
            faults.add("matching.problem.duplicate_id", id=id_, side=SIDE, times=times)
    known = {member.id for member in problem.people}
    for member in problem.people:
        if member.side != SIDE:
            faults.add("matching.problem.unknown_side", id=member.id, side=member.side, known=SIDE)
        if not member.id.strip():
            faults.add("matching.problem.empty_id", side=SIDE)
        for wished, times in Counter(member.wishes).items():
            if wished not in known or wished == member.id:
                faults.add("matching.problem.unknown_wish", id=member.id, wished=wished)
            if times > 1:
                faults.add("matching.problem.wish_twice", id=member.id, wished=wished)
    if len(problem.people) > MOST_HERE:
        faults.add("matching.sets.problem.too_many", people=len(problem.people), most=MOST_HERE)


def _check_values(problem: SetsProblem, faults: Faults) -> None:
    known = {attribute.key: attribute for attribute in problem.rules.attributes}
    for member in problem.people:
        for key, value in member.attributes.items():
            if key in known and value not in ("", frozenset()):
                _check_value(member, known[key], value, faults)
    if problem.people:
        for rule in problem.set_rules:
            _check_column(problem, rule, faults)
        for pair_rule in problem.rules.rules:
            if pair_rule.on is not None and not any(_has(member, pair_rule.on) for member in problem.people):
                faults.add(
                    "matching.problem.attribute_empty", rule=pair_rule.key, attribute=pair_rule.on, side=SIDE
                )
    _check_zones(problem, faults)


def _check_value(member: Member, attribute: Attribute, value: object, faults: Faults) -> None:
    kind = attribute.kind
    if kind is AttributeKind.NUMBER:
        fine = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    elif kind in (AttributeKind.CATEGORY, AttributeKind.GRADE):
        fine = isinstance(value, str)
    else:
        fine = not isinstance(value, str | int | float)
    if not fine:
        faults.add("matching.problem.value_kind", id=member.id, attribute=attribute.key, kind=kind.value)
    elif kind is AttributeKind.GRADE and value not in attribute.scale:
        scale = ", ".join(attribute.scale)
        faults.add(
            "matching.problem.not_on_scale",
            id=member.id,
            attribute=attribute.key,
            value=str(value),
            scale=scale,
        )


def _check_column(problem: SetsProblem, rule: SetRule, faults: Faults) -> None:
    """A rule about a column that nobody filled in, or about a value that nobody has."""
    if rule.verb is SetVerb.AVOID:
        return
    if rule.verb is SetVerb.GATHER:
        values = {one for wishes in problem.ranked.get(rule.on, {}).values() for one in wishes}
        wanted = set(rule.topics)
    else:
        values = {str(m.attributes[rule.on]) for m in problem.people if _has(m, rule.on)}
        wanted = set() if rule.value is None else {rule.value}
    if not values:
        faults.add("matching.problem.attribute_empty", rule=rule.key, attribute=rule.on, side=SIDE)
        return
    for value in sorted(wanted - values):
        if rule.verb is SetVerb.GATHER:  # a topic that nobody wishes for is a set that nobody wants
            faults.add("matching.sets.problem.topic_unwanted", rule=rule.key, value=value)
        else:
            near = nearest(value, values) or "-"
            faults.add(
                "matching.sets.problem.value_unknown",
                rule=rule.key,
                value=value,
                attribute=rule.on,
                near=near,
            )


def _has(member: Member, key: str) -> bool:
    return member.attributes.get(key) not in (None, "", frozenset())


def _check_zones(problem: SetsProblem, faults: Faults) -> None:
    window = problem.shape.window
    if window is None:
        return
    for member in problem.by_id():
        zone = member.attributes.get(window.zone)
        if zone not in (None, "") and not (isinstance(zone, str) and zone_of(zone) == zone):
            faults.add("matching.sets.problem.zone", id=member.id, value=str(zone))


def _check_pairs(problem: SetsProblem, faults: Faults) -> None:
    known = {member.id for member in problem.people}
    for code, pairs in (("lock", problem.locks), ("forbid", problem.forbids)):
        for one, other in sorted(set(pairs)):
            for id_ in (one, other):
                if id_ not in known:
                    faults.add(f"matching.problem.{code}_unknown", id=id_, side=SIDE, left=one, right=other)
            if one == other:
                faults.add("matching.sets.problem.oneself", id=one)


def _check_locks(problem: SetsProblem, faults: Faults) -> None:
    """People who are locked together, directly or through others, must be able to be one set."""
    plain = PlainSets(problem)
    for group in locked_groups(problem):
        if len(group) > problem.shape.most:
            faults.add(
                "matching.sets.problem.lock_too_many", people=len(group), most=problem.shape.most, id=group[0]
            )
        elif set(plain.broken_inside(group)) - _can_still_hold(problem):
            faults.add("matching.sets.problem.lock_refused", left=group[0], right=group[-1])


def _can_still_hold(problem: SetsProblem) -> set[str]:
    """Rules that more people can mend: who is alone now need not stay alone."""
    return {rule.key for rule in problem.set_rules if rule.verb is SetVerb.NEVER_ALONE}


def locked_groups(problem: SetsProblem) -> list[tuple[str, ...]]:
    """People who are locked together, directly or through others."""
    group_of: dict[str, set[str]] = {}
    for pair in sorted(set(problem.locks)):
        merged = set(pair).union(*(group_of.get(one, set()) for one in pair))
        for one in merged:
            group_of[one] = merged
    return sorted({tuple(sorted(group)) for group in group_of.values()})
