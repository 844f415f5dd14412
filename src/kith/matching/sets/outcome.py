"""From chosen people to sets: keys, points of every rule, hours, and why somebody is left over.

Nothing here may depend on a forbid or a private request: reasons are found under the rules alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from kith.foundation.faults import Parameter
from kith.matching.sets.counting import clashes
from kith.matching.sets.plain import PlainSets, must_values, without_requests
from kith.matching.sets.types import SIDE, MadeSet, SetsProblem, SetVerb
from kith.matching.types import Reason, Unmatched


def reason(code: str, **params: Parameter) -> Reason:
    """A reason with its parameters."""
    return Reason(code, MappingProxyType(params))


def made_sets(problem: SetsProblem, sets: Sequence[Sequence[str]]) -> tuple[MadeSet, ...]:
    """The sets in the order of their keys.

    Sets that are the same to everybody are numbered by their smallest ids; one that goes on from an earlier
    matching, or is about a topic of its own, keeps its place.
    """
    plain = PlainSets(problem)
    return tuple(
        made_set(plain, place, ids) for place, ids in enumerate(numbered(problem, plain, sets)) if ids
    )


def numbered(problem: SetsProblem, plain: PlainSets, sets: Sequence[Sequence[str]]) -> list[list[str]]:
    """The sets at their places, those of one kind by their smallest id."""
    homes = plain.homes
    topics = [rule.topics for rule in problem.set_rules if rule.verb is SetVerb.GATHER and rule.topics]
    kinds: dict[object, list[int]] = {}
    for place in range(len(sets)):
        about = (place if place in homes else None, *(one[place % len(one)] for one in topics))
        kinds.setdefault(about, []).append(place)
    found: list[list[str]] = [[] for _ in sets]
    for places in kinds.values():
        mine = sorted((sorted(sets[place]) for place in places), key=lambda ids: (not ids, ids))
        for place, ids in zip(places, mine, strict=True):
            found[place] = ids
    return found


def made_set(plain: PlainSets, place: int, ids: Sequence[str]) -> MadeSet:
    """One set with everything that is said of it."""
    parts = plain.parts(ids, place)
    starts = plain.starts(ids)
    gathered = [rule for rule in plain.problem.set_rules if rule.verb is SetVerb.GATHER]
    topics = ((rule.key, plain.topic(rule, ids, place)) for rule in gathered)
    return MadeSet(
        key=f"set-{place + 1}",
        members=tuple(sorted(ids)),
        points=sum(part.points for part in parts),
        parts=parts,
        topics=tuple((key, topic) for key, topic in topics if topic is not None),
        starts=min(starts, default=None),
    )


def left_over(problem: SetsProblem, made: Sequence[MadeSet]) -> tuple[Unmatched, ...]:
    """Everybody in no set, with the reasons that everybody may know."""
    placed = {id_ for one in made for id_ in one.members}
    rest = [member.id for member in problem.by_id() if member.id not in placed]
    if not rest:
        return ()
    public = without_requests(problem)
    plain, general = PlainSets(public), clashes(public)
    return tuple(Unmatched(SIDE, id_, _reasons(plain, id_, general)) for id_ in rest)


def _reasons(plain: PlainSets, id_: str, general: Sequence[Reason]) -> tuple[Reason, ...]:
    problem, member = plain.problem, plain.people[id_]
    blank = [
        reason("matching.sets.left.value_missing", rule=rule, attribute=attribute)
        for rule, attribute in must_values(problem)
        if member.attributes.get(attribute) in (None, "", frozenset())
    ]
    if blank:
        return tuple(blank)
    if len(problem.people) < max(2, plain.room.fewest) or not plain.room.sets:
        return (
            reason(
                "matching.sets.left.too_few", people=len(problem.people), fewest=max(2, plain.room.fewest)
            ),
        )
    values = {str(value) for value in member.attributes.values() if isinstance(value, str)}
    own = [one for one in general if one.params.get("value") in (None, *values)]
    return (*own, *_hour(plain, id_)) or (reason("matching.sets.left.no_set"),)


def _hour(plain: PlainSets, id_: str) -> tuple[Reason, ...]:
    """With how many others somebody has an hour in common, where every set must have one."""
    window, others = plain.problem.shape.window, [one for one in plain.people if one != id_]
    if window is None or window.points:
        return ()
    shared = sum(bool(plain.starts((id_, other))) for other in others)
    if shared == len(others):
        return ()
    return (reason("matching.sets.left.hour", shared=shared, people=len(others)),)
