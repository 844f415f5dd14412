"""Limits that carry their unit: “4 weeks”, “90 minutes”, “30 km”."""

from __future__ import annotations

import re

from kith.matching.rulebook import AttributeKind, Unit
from kith.matching.vocabulary import UNITS

_WRITTEN = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([^\W\d]+(?:[\s-]+[^\W\d]+)?)\s*")
_WORDS: dict[Unit, dict[str, float]] = {
    Unit.HALF_HOURS: {"hour": 2, "h": 2, "half hour": 1, "minute": 1 / 30, "min": 1 / 30},
    Unit.KILOMETRES: {"km": 1, "kilometre": 1, "kilometer": 1, "m": 0.001, "mile": 1.609344},
    Unit.DAYS: {"day": 1, "week": 7},
}
_SHOWN: dict[Unit, tuple[tuple[str, float], ...]] = {
    Unit.HALF_HOURS: (("hour", 2.0), ("half-hour", 1.0)),
    Unit.DAYS: (("week", 7.0), ("day", 1.0)),
}


def read_limit(value: object, kind: AttributeKind | None) -> object:
    """A limit in the attribute's own unit, where it was written as text with a unit; else as it was.

    >>> read_limit("4 weeks", AttributeKind.DATES), read_limit("1 hour", AttributeKind.AVAILABILITY)
    (28.0, 2.0)
    >>> read_limit(3, AttributeKind.TAGS)
    3
    """
    unit = None if kind is None else UNITS.get(kind)
    found = _WRITTEN.fullmatch(value) if isinstance(value, str) else None
    if unit is None or found is None:
        return value
    word = re.sub(r"[\s-]+", " ", found[2].casefold())
    size = _WORDS[unit].get(word, _WORDS[unit].get(word.removesuffix("s")))
    return value if size is None else round(float(found[1]) * size, 9)


def write_limit(limit: float, unit: Unit | None) -> str:
    """A limit as a rules file holds it: ``"4 weeks"``, ``30``. :func:`read_limit` reads it back.

    >>> write_limit(28.0, Unit.DAYS), write_limit(3.0, Unit.HALF_HOURS), write_limit(2.5, None)
    ('"4 weeks"', '"3 half-hours"', '2.5')
    """
    for word, size in _SHOWN.get(unit, ()) if unit is not None else ():
        if limit >= size and (limit / size).is_integer():
            times = int(limit / size)
            return f'"{times} {word}{"" if times == 1 else "s"}"'
    return str(int(limit)) if limit.is_integer() else repr(limit)
