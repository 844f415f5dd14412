"""What counting alone says, before any search: how many sets, how many can be in one, and why not more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from kith.matching.rulebook import Strength, Verb
from kith.matching.sets import hours
from kith.matching.sets.meeting import moments, most_meeting
from kith.matching.sets.types import SetRule, SetsProblem, SetVerb, Window
from kith.matching.types import Reason

SMALLEST = (2, 3)
"""The part of an even set that a set must have at least, where sets must share an hour and no size was asked."""


@dataclass(frozen=True, slots=True)
class Cap:
    """A rule that lets a set have at most ``limit`` of each value; ``counts``: value -> people."""

    rule: str
    on: str
    limit: int
    counts: MappingProxyType[str, int]

    def room(self, sets: int) -> int:
        """How many of the people with a value fit in some sets."""
        return sum(min(count, self.limit * sets) for count in self.counts.values())


@dataclass(frozen=True, slots=True)
class Room:
    """How many sets there are, their fewest people, and how many people counting lets in."""

    sets: int
    fewest: int
    placed: int


def room(problem: SetsProblem) -> Room:
    """As few sets as hold as many people as any number of sets could, by counting one rule at a time.

    By hand: 20 people, sets of 4 to 5, no more than one of a country, 5 of them from one country. Four sets
    hold everybody by size; the rule wants five.
    """
    people, shape = len(problem.people), problem.shape
    if people < 2:
        return Room(0, shape.fewest or 1, 0)
    caps = caps_of(problem)

    def placed(sets: int) -> int:
        left_out = max((sum(cap.counts.values()) - cap.room(sets) for cap in caps), default=0)
        return max(0, min(people - left_out, sets * shape.most))

    if shape.sets is not None:
        number = min(shape.sets, people // (shape.fewest or 1))
    else:
        first = -(-people // shape.most)
        last = people // shape.fewest if shape.fewest else max(first, people // 2)
        number = min(range(min(first, last), last + 1), key=lambda sets: (-placed(sets), sets))
    if number == 0:
        return Room(0, shape.fewest or 1, 0)
    fewest = shape.fewest or max(1, placed(number) // number)
    if shape.window is None or shape.window.points:
        return Room(number, fewest, placed(number))
    return _room_with_an_hour(problem, shape.window, number, placed)


def _room_with_an_hour(
    problem: SetsProblem, window: Window, number: int, placed: Callable[[int], int]
) -> Room:
    """Where a set must share an hour: as many sets more as place more, and sets may be smaller, so that nobody
    waits for others of their own part of the world to fill one."""
    shape, zones = problem.shape, _counts(problem, window.zone, None)
    known = tuple(sorted((zone, count) for zone, count in zones.items() if hours.zone_of(zone) == zone))

    def made(sets: int) -> Room:
        fewest = shape.fewest or max(1, placed(sets) // sets * SMALLEST[0] // SMALLEST[1])
        meet = most_meeting(window, known, sets, fewest, shape.most)
        return Room(sets, fewest, min(placed(sets), meet))

    people = len(problem.people)
    last = number if shape.sets is not None else number + moments(window, known)
    best = made(number)
    for sets in range(number + 1, min(last, people // (shape.fewest or 2)) + 1):
        if best.placed == placed(number):
            break
        best = max(best, made(sets), key=lambda room: (room.placed, -room.sets))
    return best


def caps_of(problem: SetsProblem) -> tuple[Cap, ...]:
    """Every rule that always holds and caps how many alike may be in a set."""
    found = [
        Cap(rule.key, rule.on, int(rule.limit or 1), _counts(problem, rule.on, rule.value))
        for rule in problem.set_rules
        if rule.verb is SetVerb.SPREAD and rule.hard
    ]
    found += [
        Cap(rule.key, str(rule.on), 1, _counts(problem, str(rule.on), None))
        for rule in problem.rules.rules
        if rule.strength is Strength.MUST and rule.verb is Verb.DIFFERENT
    ]
    return tuple(found)


def clashes(problem: SetsProblem) -> tuple[Reason, ...]:
    """In words, which single rule leaves people over whatever is done. Counts only what everybody may know."""
    made = room(problem)
    found = []
    for cap in caps_of(problem):
        for value, count in sorted(cap.counts.items()):
            places = cap.limit * made.sets
            if count > places:
                found.append(
                    _reason(
                        "cap",
                        rule=cap.rule,
                        value=value,
                        people=count,
                        sets=made.sets,
                        limit=cap.limit,
                        places=places,
                    )
                )
    for rule in problem.set_rules:
        if rule.verb is SetVerb.NEVER_ALONE and rule.hard:
            found += _too_few(problem, rule)
    if made.sets and len(problem.people) > made.sets * problem.shape.most:
        places = made.sets * problem.shape.most
        found.append(_reason("places", people=len(problem.people), sets=made.sets, places=places))
    return tuple(found)


def home_sets(problem: SetsProblem, sets: int) -> dict[int, tuple[str, ...]]:
    """The place among the sets of each earlier one, by its key: ``set-3`` is the third."""
    here = {member.id for member in problem.people}
    found: dict[int, tuple[str, ...]] = {}
    rest = []
    for key, ids in sorted(problem.standing):
        present = tuple(id_ for id_ in ids if id_ in here)
        number = key.removeprefix("set-")
        place = int(number) - 1 if number.isdecimal() and len(number) < 7 else -1
        if present and 0 <= place < sets and place not in found:
            found[place] = present
        elif present:
            rest.append(present)
    free = (place for place in range(sets) if place not in found)
    return found | dict(zip(free, sorted(rest, key=lambda ids: (-len(ids), ids)), strict=False))


def _too_few(problem: SetsProblem, rule: SetRule) -> list[Reason]:
    counts = _counts(problem, rule.on, rule.value)
    return [
        _reason("alone", rule=rule.key, value=value, people=count, limit=int(rule.limit or 2))
        for value, count in sorted(counts.items())
        if count < int(rule.limit or 2)
    ]


def _counts(problem: SetsProblem, on: str, value: str | None) -> MappingProxyType[str, int]:
    values = (member.attributes.get(on) for member in problem.people)
    known = Counter(str(one) for one in values if one not in (None, "", frozenset()))
    return MappingProxyType({one: count for one, count in known.items() if value is None or one == value})


def _reason(name: str, **params: str | int) -> Reason:
    return Reason(f"matching.sets.clash.{name}", MappingProxyType(dict(params)))
