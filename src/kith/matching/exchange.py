"""What the files of every kind have in common, written as plain values; :mod:`kith.matching.restore` reads it back.

A problem file holds private requests (``never_with``) and is for the engine and for whoever may see them. A
result file holds none. Both name their format and its version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kith.matching.types import (
    AttributeValue,
    Member,
    Objective,
    Period,
    PersonPair,
    Point,
    Reason,
    RulePart,
    Unmatched,
)

FORMAT_VERSION = 1
PRIVATE_KEYS = ("forbids", "never_with")
"""Left out of the hash that a result shows: with the rest known, a hash of these could be guessed."""


def member_to_json(member: Member) -> dict[str, object]:
    """One member, its attributes by name and its sets sorted."""
    return {
        "id": member.id,
        "side": member.side,
        "capacity": member.capacity,
        **({"fewest": member.fewest} if member.fewest else {}),
        "wishes": list(member.wishes),
        "attributes": attributes_to_json(member.attributes),
    }


def attributes_to_json(attributes: Mapping[str, AttributeValue]) -> dict[str, object]:
    """Attributes by name."""
    return {key: value_to_json(value) for key, value in sorted(attributes.items())}


def value_to_json(value: AttributeValue) -> object:
    """An attribute's value; a set becomes a sorted list, a place and some days a table."""
    if isinstance(value, str):
        return value
    if isinstance(value, Point):
        return {"latitude": value.latitude, "longitude": value.longitude}
    if isinstance(value, Period):
        return {"from": value.first.isoformat(), "to": value.last.isoformat()}
    return sorted(value) if isinstance(value, frozenset) else value


def pairs_to_json(pairs: Iterable[PersonPair]) -> list[list[str]]:
    """Pairs of ids, each once and in order."""
    return [list(pair) for pair in sorted(set(pairs))]


def parts_to_json(parts: Iterable[RulePart]) -> list[dict[str, object]]:
    """What each rule gave."""
    return [{"rule": part.rule, "points": part.points, "most": part.most} for part in parts]


def objectives_to_json(objectives: Iterable[Objective]) -> list[dict[str, object]]:
    """The objectives in order; ``bound`` stands only where one is not proven."""
    return [
        {
            "key": one.key.value,
            "value": one.value,
            "proven": one.proven,
            **({} if one.bound is None else {"bound": one.bound}),
        }
        for one in objectives
    ]


def unmatched_to_json(one: Unmatched) -> dict[str, object]:
    """Somebody who is left over, and why."""
    return {"side": one.side, "id": one.id, "reasons": [reason_to_json(reason) for reason in one.reasons]}


def reason_to_json(reason: Reason) -> dict[str, object]:
    """A code and its parameters."""
    params: Mapping[str, object] = reason.params
    return {"code": reason.code, "params": dict(sorted(params.items()))}
