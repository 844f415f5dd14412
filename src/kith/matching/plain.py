"""The rules once more, one pair at a time in plain Python: slow, obvious, and apart from the engine.

The checker judges the pairs of a result by these, and the tests hold the engine's arrays to them.
"""

from __future__ import annotations

import math

from kith.matching.rulebook import AttributeKind, Rule, Verb
from kith.matching.types import AttributeValue, MatchProblem, Member, Period, Point
from kith.matching.values import positions
from kith.matching.values.periods import shared_days


def given_points(problem: MatchProblem) -> dict[tuple[str, str], int | None]:
    """The scores that were given, by pair."""
    scores = problem.scores
    if scores is None:
        return {}
    return {
        (left, right): cell
        for left, line in zip(scores.left, scores.points, strict=True)
        for right, cell in zip(scores.right, line, strict=True)
    }


_EMPTY: tuple[AttributeValue, ...] = ("", frozenset())


class Plain:
    """The rules of one problem."""

    def __init__(self, problem: MatchProblem) -> None:
        asked = problem.never_with
        self._kept_apart = {*problem.forbids, *asked, *((other, one) for one, other in asked)}
        self._previous = set(problem.previous)
        self._standing = set(problem.standing)
        self._given = given_points(problem)
        self._attributes = {attribute.key: attribute for attribute in problem.rules.attributes}
        self._musts, self._prefers = problem.rules.musts, problem.rules.prefers

    def can_be_paired(self, left: Member, right: Member) -> bool:
        """Whether no rule, forbid or request keeps the two apart, or they stand together already."""
        if (left.id, right.id) in self._standing and left.id != right.id:
            return True
        if left.id == right.id or (left.id, right.id) in self._kept_apart:
            return False
        return all(self.satisfies(rule, left, right) for rule in self._musts)

    def satisfies(self, rule: Rule, left: Member, right: Member) -> bool:
        """Whether the two satisfy one ``must``. A missing value never does."""
        if rule.verb is Verb.NEW:
            return (left.id, right.id) not in self._previous
        if rule.verb is Verb.GIVEN:
            return self._given.get((left.id, right.id)) is not None
        one, other = _value(left, rule.on), _value(right, rule.on_second)
        if one is None or other is None:
            return False
        if rule.verb is Verb.SAME:
            return one == other
        if rule.verb is Verb.DIFFERENT:
            return one != other
        if rule.verb is Verb.SHARE:
            return _shared(one, other) >= (rule.limit or 1)
        if rule.verb is Verb.OVERLAP:
            return _days(one, other) >= (rule.limit or 1)
        if isinstance(one, Point) and isinstance(other, Point):
            return positions.line_squared(one, other) <= positions.limit_squared(rule.limit or 0.0)
        return self._distance(rule, one, other) <= (rule.limit or 0)

    def points(self, rule: Rule, left: Member, right: Member) -> int:
        """What one ``prefer`` gives the two. A missing value gives nothing."""
        if rule.verb is Verb.NEW:
            return rule.points if (left.id, right.id) not in self._previous else 0
        if rule.verb is Verb.GIVEN:
            return self._given.get((left.id, right.id)) or 0
        if rule.verb is Verb.WISH:
            return sum(
                _wish(rule, rule.points if rule.side else rule.points // 2, me, other)
                for me, other in ((left, right), (right, left))
                if rule.side in (None, me.side)
            )
        one, other = _value(left, rule.on), _value(right, rule.on_second)
        if one is None or other is None:
            return 0
        if rule.verb is Verb.SAME:
            return rule.points if one == other else 0
        if rule.verb is Verb.DIFFERENT:
            return rule.points if one != other else 0
        if rule.verb is Verb.SHARE:
            enough = int(rule.limit or 1)
            return rule.points * min(_shared(one, other), enough) // enough
        if rule.verb is Verb.OVERLAP:
            enough = int(rule.limit or 1)
            return rule.points * min(_days(one, other), enough) // enough
        if isinstance(one, Point) and isinstance(other, Point):
            line = positions.line_squared(one, other)
            return positions.close_points(line, rule.points, rule.limit or 0.0)
        return self._close(rule, one, other)

    def total_points(self, left: Member, right: Member) -> int:
        """What all rules give the two."""
        return sum(self.points(rule, left, right) for rule in self._prefers)

    def _distance(self, rule: Rule, one: AttributeValue, other: AttributeValue) -> float:
        attribute = self._attributes[rule.on or ""]
        if attribute.kind is AttributeKind.GRADE:
            return float(abs(attribute.scale.index(str(one)) - attribute.scale.index(str(other))))
        return abs(float(str(one)) - float(str(other)))

    def _close(self, rule: Rule, one: AttributeValue, other: AttributeValue) -> int:
        distance = self._distance(rule, one, other)
        attribute = self._attributes[rule.on or ""]
        grade = attribute.kind is AttributeKind.GRADE
        reach = float(len(attribute.scale)) if rule.limit is None else rule.limit + (1.0 if grade else 0.0)
        if reach == 0:
            return rule.points if distance == 0 else 0
        return math.floor(rule.points * min(1.0, max(0.0, 1.0 - distance / reach)))


def _value(member: Member, key: str | None) -> AttributeValue | None:
    value = member.attributes.get(key or "")
    return None if value in _EMPTY else value


def _shared(one: AttributeValue, other: AttributeValue) -> int:
    return len(one & other) if isinstance(one, frozenset) and isinstance(other, frozenset) else 0


def _days(one: AttributeValue, other: AttributeValue) -> int:
    return shared_days(one, other) if isinstance(one, Period) and isinstance(other, Period) else 0


def _wish(rule: Rule, most: int, me: Member, other: Member) -> int:
    counted = int(rule.limit or 1)
    rank = me.wishes.index(other.id) if other.id in me.wishes else counted
    return most * (counted - rank) // counted if rank < counted else 0
