"""The rules of sets once more, one set at a time in plain Python: slow, obvious, and apart from the model.

The checker judges a result by these, its points and reasons are found by these, and the tests hold the model to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from kith.matching.plain import Plain
from kith.matching.rulebook import Rule, Strength, Verb
from kith.matching.sets import hours
from kith.matching.sets.counting import home_sets, room
from kith.matching.sets.types import KEEP, SIDE, WINDOW, SetRule, SetsProblem, SetVerb
from kith.matching.types import MatchProblem, Member, PersonPair, RulePart


class PlainSets:
    """The rules of one problem. ``with_requests=False``: as far as everybody may know."""

    def __init__(self, problem: SetsProblem, *, with_requests: bool = True) -> None:
        self.problem = problem
        self.room = room(problem)
        self.people = {member.id: member for member in problem.people}
        self._plain = Plain(MatchProblem((SIDE, "other"), (), problem.rules))
        asked = (*problem.forbids, *problem.never_with) if with_requests else ()
        self._apart = _both_ways(asked)
        self._met = _both_ways(problem.met)
        self._counts = {
            rule.key: Counter(value for m in problem.people if (value := _value(m, rule.on)) is not None)
            for rule in problem.set_rules
        }
        self._homes = {id_: key for key, ids in problem.standing for id_ in ids}
        self.most_of = self._most_of()

    def _most_of(self) -> dict[str, int]:
        problem, most = self.problem, self.problem.shape.most
        points = {rule.key: rule.points for rule in problem.set_rules}
        points |= {rule.key: rule.points for rule in problem.rules.rules}
        keys = dict.fromkeys((*problem.order, *points))
        found = {key: points[key] * most for key in keys if points.get(key)}
        window = problem.shape.window
        if window is not None and window.points:
            found[WINDOW] = window.points * most
        if problem.bonus:
            found[KEEP] = problem.bonus * most
        return found

    # --- what may be ------------------------------------------------------------------------------------

    def broken(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Every rule that these people break as a set; ``apart`` for two who are kept apart, ``size`` for too
        few or too many."""
        found = [] if self.room.fewest <= len(ids) <= self.problem.shape.most else ["size"]
        return (*found, *self.broken_inside(ids))

    def broken_inside(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The same without the size."""
        found = [rule.key for rule in self.problem.set_rules if rule.hard and self._broken(rule, ids)]
        members = [self.people[id_] for id_ in ids]
        for rule in self.problem.rules.musts:
            if not self._holds(rule, members):
                found.append(rule.key)
        window = self.problem.shape.window
        if window is not None and not window.points and not self.starts(ids):
            found.append(WINDOW)
        if any((one, other) in self._apart for one in ids for other in ids):
            found.append("apart")
        return tuple(found)

    def _holds(self, rule: Rule, members: Sequence[Member]) -> bool:
        if rule.verb in (Verb.SAME, Verb.DIFFERENT) and any(_value(m, str(rule.on)) is None for m in members):
            return False
        return all(
            self._plain.satisfies(rule, one, other)
            for place, one in enumerate(members)
            for other in members[place + 1 :]
        )

    def _broken(self, rule: SetRule, ids: Sequence[str]) -> bool:
        if rule.verb is SetVerb.AVOID:
            return any((one, other) in self._met for one in ids for other in ids)
        counts, limit = self._of_values(rule, ids), int(rule.limit or 0)
        if rule.verb is SetVerb.SPREAD:
            return any(count > limit for count in counts.values())
        return rule.verb is SetVerb.NEVER_ALONE and any(count < limit for count in counts.values())

    def _of_values(self, rule: SetRule, ids: Iterable[str]) -> Counter[str]:
        values = (_value(self.people[id_], rule.on) for id_ in ids)
        return Counter(one for one in values if one is not None and rule.value in (None, one))

    def starts(self, ids: Sequence[str]) -> frozenset[int]:
        """When these people could all meet: minutes after Monday 00:00 UTC."""
        window = self.problem.shape.window
        if window is None:
            return frozenset()
        zones = {id_: self.people[id_].attributes.get(window.zone) for id_ in ids}
        free = {id_: hours.starts(window, str(zone)) if zone else frozenset() for id_, zone in zones.items()}
        if window.points:  # whose zone is not known is asked about by the set itself
            free = {id_: times for id_, times in free.items() if zones[id_]}
        return hours.common(free, free)

    def _has_no_hour(self, ids: Sequence[str]) -> bool:
        window = self.problem.shape.window
        known = window is not None and any(self.people[id_].attributes.get(window.zone) for id_ in ids)
        return known and not self.starts(ids)

    # --- what it is worth -------------------------------------------------------------------------------

    def parts(self, ids: Sequence[str], place: int) -> tuple[RulePart, ...]:
        """What each rule gives these people as the set at ``place``, in the order of the rules."""
        rules: dict[str, SetRule | Rule] = {rule.key: rule for rule in self.problem.set_rules}
        rules |= {rule.key: rule for rule in self.problem.rules.prefers}
        found = []
        for key, most in self.most_of.items():
            if key == WINDOW:
                lost = most if self._has_no_hour(ids) else 0
            elif key == KEEP:
                lost = self.problem.bonus * sum(not self.is_kept(id_, place) for id_ in ids)
            else:
                rule = rules[key]
                lost = (
                    self._set_loss(rule, ids, place)
                    if isinstance(rule, SetRule)
                    else self._pair_loss(rule, ids)
                )
            found.append(RulePart(key, most - lost, most))
        return tuple(found)

    def loss(self, ids: Sequence[str], place: int) -> int:
        """What these people lose as the set at ``place``, under all rules together."""
        return sum(part.most - part.points for part in self.parts(ids, place))

    def is_kept(self, id_: str, place: int) -> bool:
        """Whether somebody is where they were in the earlier matching; true for whoever was nowhere."""
        return id_ not in self._homes or self.homes.get(place) == self._homes[id_]

    def stayed(self, id_: str, place: int) -> bool:
        """Whether somebody was in a set before and is there still."""
        return id_ in self._homes and self.is_kept(id_, place)

    @cached_property
    def homes(self) -> dict[int, str]:
        """Place -> key of the earlier set that goes on there."""
        keys = {ids: key for key, ids in self.problem.standing}
        found = {}
        for place, present in home_sets(self.problem, self.room.sets).items():
            found[place] = next(key for ids, key in keys.items() if set(present) <= set(ids))
        return found

    def topic(self, rule: SetRule, ids: Sequence[str], place: int) -> str | None:
        """What the set is about: as the rule says, or what its people lose least by (the first by name)."""
        if rule.topics:
            return rule.topics[place % len(rule.topics)]
        ranked = self.problem.ranked.get(rule.on, {})
        counted = int(rule.limit or 1)
        topics = sorted({one for wishes in ranked.values() for one in wishes[:counted]})
        return min(topics, key=lambda topic: (self._topic_loss(rule, ids, topic), topic), default=None)

    def _set_loss(self, rule: SetRule, ids: Sequence[str], place: int) -> int:
        if rule.verb is SetVerb.GATHER:
            topic = self.topic(rule, ids, place)
            return 0 if topic is None else self._topic_loss(rule, ids, topic)
        if rule.verb is SetVerb.AVOID:
            met = sum((one, other) in self._met for n, one in enumerate(ids) for other in ids[n + 1 :])
            return met * self._share(rule.points)
        counts, limit = self._of_values(rule, ids), int(rule.limit or 0)
        if rule.verb is SetVerb.SPREAD:
            return rule.points * sum(max(0, count - limit) for count in counts.values())
        if rule.verb is SetVerb.NEVER_ALONE:
            return rule.points * sum(count for count in counts.values() if count < limit)
        uneven = 0
        for value, people in self._counts[rule.key].items():
            low, high = people // self.room.sets, -(-people // self.room.sets)
            uneven += max(0, counts[value] - high) + max(0, low - counts[value])
        return uneven * (rule.points // 2)

    def topic_loss(self, rule: SetRule, id_: str, topic: str) -> int:
        """What one person loses in a set about a topic."""
        counted = int(rule.limit or 1)
        wishes = self.problem.ranked.get(rule.on, {}).get(id_, ())[:counted]
        if not wishes:
            return 0
        return rule.points * wishes.index(topic) // counted if topic in wishes else rule.points

    def _topic_loss(self, rule: SetRule, ids: Iterable[str], topic: str) -> int:
        return sum(self.topic_loss(rule, id_, topic) for id_ in ids)

    def _share(self, points: int) -> int:
        return 2 * points // max(1, self.problem.shape.most - 1)

    def _pair_loss(self, rule: Rule, ids: Sequence[str]) -> int:
        members = [self.people[id_] for id_ in ids]
        if rule.verb is Verb.WISH:
            return sum(self.wish_loss(rule, member, ids) for member in members)
        most = max(1, self.problem.shape.most - 1)
        return sum(
            self._share(rule.points) - 2 * self._plain.points(rule, one, other) // most
            for place, one in enumerate(members)
            for other in members[place + 1 :]
        )

    def wish_loss(self, rule: Rule, member: Member, ids: Iterable[str]) -> int:
        """What somebody loses by who of those they wished for is not with them."""
        kept = min(int(rule.limit or 1), len(member.wishes))
        if not kept:
            return 0
        whole, inside = kept * (kept + 1) // 2, set(ids)
        gains = (
            rule.points * (kept - rank) // whole
            for rank, wished in enumerate(member.wishes[:kept])
            if wished in inside
        )
        return rule.points - sum(gains)

    def satisfaction(self, id_: str, ids: Sequence[str], place: int) -> float | None:
        """0-1: what somebody's own wishes and set-mates give them; ``None`` where nothing was asked."""
        got, most = 0.0, 0
        member = self.people[id_]
        for rule in self.problem.set_rules:
            topic = self.topic(rule, ids, place) if rule.verb is SetVerb.GATHER else None
            if topic is not None and self.problem.ranked.get(rule.on, {}).get(id_):
                most += rule.points
                got += rule.points - self.topic_loss(rule, id_, topic)
        mates = [self.people[other] for other in ids if other != id_]
        for pair_rule in self.problem.rules.prefers:
            if pair_rule.verb is Verb.WISH:
                if member.wishes:
                    most += pair_rule.points
                    got += pair_rule.points - self.wish_loss(pair_rule, member, ids)
            elif mates:
                most += pair_rule.points
                got += sum(self._plain.points(pair_rule, member, other) for other in mates) / len(mates)
        return got / most if most else None


def without_requests(problem: SetsProblem) -> SetsProblem:
    """The problem as far as everybody may know."""
    return replace(problem, forbids=(), never_with=())


def must_values(problem: SetsProblem) -> tuple[tuple[str, str], ...]:
    """(rule, attribute) of every rule that nobody with a blank there can satisfy."""
    found = [
        (rule.key, str(rule.on))
        for rule in problem.rules.rules
        if rule.strength is Strength.MUST and rule.on is not None
    ]
    window = problem.shape.window
    if window is not None and not window.points:
        found.append((WINDOW, window.zone))
    return tuple(found)


def _value(member: Member, key: str) -> str | None:
    value = member.attributes.get(key)
    return None if value in (None, "", frozenset()) else str(value)


def _both_ways(pairs: Iterable[PersonPair]) -> frozenset[PersonPair]:
    """Each two in both orders."""
    found = tuple(pairs)
    return frozenset((*found, *((other, one) for one, other in found)))
