"""What is wrong with a problem, all at once and before any work.

A lock, forbid or previous pair names people to the lead who wrote it. A private never-with is never
spoken of: one about somebody who is not here has no effect and no fault, and a lock that something
stands against is refused with one sentence whatever that is, so that it does not say what, nor whose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kith.foundation.faults import Fault, Faults
from kith.matching.pairs.brought import check_bonus, check_fewest, check_scores, check_standing
from kith.matching.pairs.layout import EXACT_BITS, FEWEST_LOTTERY_BITS, lottery_bits, most_worth
from kith.matching.plain import Plain
from kith.matching.reading import MOST_WEIGHT
from kith.matching.rulebook import POINTS_PER_WEIGHT, Attribute, AttributeKind, Rule, RuleBook, Strength, Verb
from kith.matching.types import AttributeValue, Kind, MatchProblem, Member
from kith.matching.values.fitting import fits
from kith.matching.vocabulary import GRANTED, UNITS, WHOLE_LIMITS, WORDS

MOST_CELLS = 400_000_000
"""Possible pairs that are scored at once, 20,000 a side: about 1.2 GB with the solver's own numbers."""
_EMPTY: tuple[AttributeValue, ...] = ("", frozenset())
MOST_SHARED_TAGS = 192
"""Tags that stand on both sides: their count must fit the scoring's 8 bits."""


def check_problem(problem: MatchProblem) -> tuple[Fault, ...]:
    """Every fault of a problem; empty when it can be solved."""
    faults = Faults()
    if problem.kind is not Kind.PAIRS:
        faults.add("matching.problem.kind", kind=problem.kind.value)
    if len(problem.sides) == 1:
        return (*faults, *_check_one_side(problem))
    if len(problem.sides) != 2 or len(set(problem.sides)) != 2:
        faults.add("matching.problem.two_sides", sides=", ".join(problem.sides))
        return tuple(faults)
    _check_shapes(problem.rules, faults)
    if faults:  # a rule that was not read by `rules` may be anything; the rest relies on its shape
        return tuple(faults)
    _check_members(problem, faults)
    _check_values(problem, faults)
    _check_rules(problem, faults)
    _check_pairs(problem, faults)
    check_standing(problem, faults)
    check_bonus(problem, faults)
    if problem.rules.threes:
        faults.add("matching.problem.threes_two_sides")
    check_scores(problem, faults)
    _check_size(problem, faults)
    if not faults:
        _check_locks(problem, faults)
    if not faults:
        check_fewest(problem, faults)
    return tuple(faults)


def _check_one_side(problem: MatchProblem) -> tuple[Fault, ...]:
    from kith.matching.pairs import one_side_problem

    faults = Faults()
    _check_shapes(problem.rules, faults)
    if faults:
        return tuple(faults)
    one_side_problem.check_people(problem, faults)
    _check_values(problem, faults)
    one_side_problem.check_rules(problem, faults)
    one_side_problem.check_decided(problem, faults)
    check_bonus(problem, faults)
    check_scores(problem, faults)
    if not faults:
        one_side_problem.check_locks_and_size(problem, faults)
    return tuple(faults)


def _check_shapes(book: RuleBook, faults: Faults) -> None:
    """Rules from a changed file, or made by hand, must be such as a rules file could hold."""
    known = {attribute.key: attribute for attribute in book.attributes}
    for key, times in Counter(rule.key for rule in book.rules).items():
        if times > 1:
            faults.add("matching.rules.twice", rule=key)
    for rule in book.rules:
        if not _is_well_formed(rule, known):
            faults.add("matching.problem.rule_shape", rule=rule.key)


def _is_well_formed(rule: Rule, known: Mapping[str, Attribute]) -> bool:
    phrase = (rule.strength, rule.verb)
    word = WORDS.get(phrase) or GRANTED.get(phrase)
    if word is None or (rule.points > 0) is (rule.strength is Strength.MUST):
        return False
    if not 0 <= rule.points <= MOST_WEIGHT * POINTS_PER_WEIGHT:
        return False
    read = {known[key] for key in (rule.on, rule.on_second) if key and key in known}
    if word.needs_attribute:
        kinds = {(attribute.kind, attribute.scale) for attribute in read}
        if rule.on not in known or rule.on_second not in known or len(kinds) != 1:
            return False
        kind, scale = kinds.pop()
        if kind not in word.kinds or (kind is AttributeKind.GRADE) is not (len(scale) > 1):
            return False
        if rule.limit is None and kind in word.limit_needed_for:
            return False
        if rule.unit is not (UNITS.get(kind) if rule.limit is not None else None):
            return False
    elif rule.unit is not None or rule.on is not None or rule.facing is not None:
        return False
    if word.limit in WHOLE_LIMITS:
        return rule.limit is not None and rule.limit >= 1 and rule.limit.is_integer()
    return rule.limit is None or (word.limit is not None and rule.limit >= 0)


def _check_members(problem: MatchProblem, faults: Faults) -> None:
    for (side, id_), times in Counter((member.side, member.id) for member in problem.members).items():
        if times > 1:
            faults.add("matching.problem.duplicate_id", id=id_, side=side, times=times)
    for member in problem.members:
        if member.side not in problem.sides:
            faults.add(
                "matching.problem.unknown_side",
                id=member.id,
                side=member.side,
                known=", ".join(problem.sides),
            )
        if not member.id.strip():
            faults.add("matching.problem.empty_id", side=member.side)
        if member.capacity < 0:
            faults.add("matching.problem.capacity", id=member.id, capacity=member.capacity)
    others = {
        side: {member.id for member in problem.members if member.side != side} for side in problem.sides
    }
    for member in (one for one in problem.members if one.wishes):
        _check_wishes(member, others.get(member.side, set()), faults)


def _check_wishes(member: Member, others: set[str], faults: Faults) -> None:
    for wished, times in Counter(member.wishes).items():
        if wished not in others:
            faults.add("matching.problem.unknown_wish", id=member.id, wished=wished)
        if times > 1:
            faults.add("matching.problem.wish_twice", id=member.id, wished=wished)


def _check_values(problem: MatchProblem, faults: Faults) -> None:
    known = {attribute.key: attribute for attribute in problem.rules.attributes}
    for member in problem.members:
        for key, value in member.attributes.items():
            attribute = known.get(key)
            if attribute is None or (attribute.kind is AttributeKind.CATEGORY and isinstance(value, str)):
                continue  # most values are words, and any word will do
            if value not in _EMPTY:
                _check_value(member, attribute, value, faults)


def _check_value(member: Member, attribute: Attribute, value: AttributeValue, faults: Faults) -> None:
    if not fits(value, attribute.kind):
        faults.add(
            "matching.problem.value_kind", id=member.id, attribute=attribute.key, kind=attribute.kind.value
        )
    elif attribute.kind is AttributeKind.GRADE and value not in attribute.scale:
        faults.add(
            "matching.problem.not_on_scale",
            id=member.id,
            attribute=attribute.key,
            value=str(value),
            scale=", ".join(attribute.scale),
        )


def _check_rules(problem: MatchProblem, faults: Faults) -> None:
    for rule in problem.rules.rules:
        if rule.side is not None and rule.side not in problem.sides:
            faults.add(
                "matching.problem.rule_side", rule=rule.key, side=rule.side, known=", ".join(problem.sides)
            )
        for side, key in zip(problem.sides, (rule.on, rule.on_second), strict=True):
            members = [member for member in problem.members if member.side == side]
            if key is not None and members and not any(_has(member, key) for member in members):
                faults.add("matching.problem.attribute_empty", rule=rule.key, attribute=key, side=side)
        counted = rule.verb is Verb.SHARE and rule.unit is None  # a week has no more half-hours than fit
        if counted and _tags_in_common(problem, rule) > MOST_SHARED_TAGS:
            faults.add("matching.problem.too_many_tags", attribute=str(rule.on), most=MOST_SHARED_TAGS)


def _has(member: Member, key: str) -> bool:
    return member.attributes.get(key) not in (None, "", frozenset())


def _tags_in_common(problem: MatchProblem, rule: Rule) -> int:
    sides = [
        {
            tag
            for member in problem.members
            if member.side == side and isinstance(value := member.attributes.get(key or ""), frozenset)
            for tag in value
        }
        for side, key in zip(problem.sides, (rule.on, rule.on_second), strict=True)
    ]
    return len(sides[0] & sides[1])


def _check_pairs(problem: MatchProblem, faults: Faults) -> None:
    ids = [{member.id for member in problem.members if member.side == side} for side in problem.sides]
    for code, pairs in (("lock", problem.locks), ("forbid", problem.forbids)):
        for pair in sorted(set(pairs)):
            for id_, known, side in zip(pair, ids, problem.sides, strict=True):
                if id_ not in known:
                    faults.add(
                        f"matching.problem.{code}_unknown", id=id_, side=side, left=pair[0], right=pair[1]
                    )
    for place, side in enumerate(problem.sides):
        room = {member.id: member.capacity for member in problem.members if member.side == side}
        for id_, times in sorted(Counter(lock[place] for lock in set(problem.locks)).items()):
            if times > room.get(id_, times):
                faults.add("matching.problem.locked_too_often", id=id_, times=times, capacity=room[id_])


def _check_size(problem: MatchProblem, faults: Faults) -> None:
    places = sum(max(0, member.capacity) for member in problem.members)
    most = most_worth(problem)
    again = bool(problem.earlier)
    left, right = (
        sum(max(0, member.capacity) for member in problem.members if member.side == side)
        for side in problem.sides
    )
    if left * right > MOST_CELLS:
        faults.add("matching.problem.too_many_pairs", left=left, right=right, most=MOST_CELLS)
    elif (
        lottery_bits(places, most, standing=bool(problem.standing), earlier=again and not problem.bonus)
        < FEWEST_LOTTERY_BITS
    ):
        code = "matching.problem.earlier_too_large" if again else "matching.problem.too_large"
        faults.add(code, places=places, points=most, bits=EXACT_BITS)


def _check_locks(problem: MatchProblem, faults: Faults) -> None:
    """One sentence for every lock that cannot be: see the head of this module."""
    if not problem.locks:
        return
    people = {(member.side, member.id): member for member in problem.members}
    plain = Plain(problem)
    for left, right in sorted(set(problem.locks)):
        one, other = people[problem.sides[0], left], people[problem.sides[1], right]
        if not plain.can_be_paired(one, other):
            faults.add("matching.problem.lock_refused", left=left, right=right)
