"""A rule book, parsed: what is asked of two people, what it weighs, and the attributes that it reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

POINTS_PER_WEIGHT = 100
"""Scores are whole numbers: a rule of weight 1 gives at most 100 points."""


class AttributeKind(StrEnum):
    """How an attribute's values compare."""

    CATEGORY = "category"
    GRADE = "grade"
    TAGS = "tags"
    SLOTS = "slots"
    NUMBER = "number"
    AVAILABILITY = "availability"
    LOCATION = "location"
    LANGUAGES = "languages"
    DATES = "dates"


class Unit(StrEnum):
    """What a rule's limit counts, where it is not the attribute's own steps or tags."""

    HALF_HOURS = "half_hours"
    KILOMETRES = "km"
    DAYS = "days"


class Strength(StrEnum):
    """A ``must`` excludes a pair. A ``prefer`` gives it points."""

    MUST = "must"
    PREFER = "prefer"


class Verb(StrEnum):
    """What a rule asks of two people. The list is closed."""

    SAME = "same"
    DIFFERENT = "different"
    SHARE = "share"
    WITHIN = "within"
    CLOSE = "close"
    OVERLAP = "overlap"
    WISH = "wish"
    NEW = "not_paired_before"
    GIVEN = "given"


class BestFor(StrEnum):
    """Which comes first: the worst pair, or the total."""

    NO_ONE_LEFT_BEHIND = "no_one_left_behind"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class Attribute:
    """How to read one attribute.

    Parameters
    ----------
    scale
        Orders a grade from lowest to highest.
    week_of
        For availability: the Monday of the week whose clocks count, since summer time comes and goes.
    time_zone
        For availability: the IANA zone of those whose file names none of their own.
    """

    key: str
    kind: AttributeKind
    scale: tuple[str, ...] = ()
    week_of: date | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, parsed.

    Parameters
    ----------
    key
        Unique in its rule book and stable: ``prefer:same:site``.
    on, facing
        The attribute of the first side, and of the second side when it has another name.
        ``None`` for rules about wishes and earlier pairs.
    points
        The most points the rule can give a pair (weight times 100). 0 for a ``must``.
    limit
        share, overlap: how much in common is needed (must) or is enough for full points (prefer): tags,
        half-hours, languages, days; within, close: the greatest distance (km for a location); wish: how
        many wishes count. ``None`` elsewhere, and for a ``close`` on a grade it means the whole scale.
    side
        Whose wishes count; ``None`` means both, half the points each.
    unit
        What ``limit`` counts, so that the rule can be said in words.
    """

    key: str
    strength: Strength
    verb: Verb
    on: str | None = None
    facing: str | None = None
    points: int = 0
    limit: float | None = None
    side: str | None = None
    unit: Unit | None = None

    @property
    def weight(self) -> float:
        """The weight as the coordinator wrote it."""
        return self.points / POINTS_PER_WEIGHT

    @property
    def on_second(self) -> str | None:
        """The attribute read from the second side."""
        return self.facing or self.on


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules of a match, the attributes they read, and which objective comes first.

    ``threes``: in pairs of one list, whoever is left over may join a pair.
    """

    rules: tuple[Rule, ...]
    attributes: tuple[Attribute, ...] = ()
    best_for: BestFor = BestFor.NO_ONE_LEFT_BEHIND
    threes: bool = False

    @property
    def musts(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.strength is Strength.MUST)

    @property
    def prefers(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.strength is Strength.PREFER)

    @property
    def most_points(self) -> int:
        """What a pair would score if every rule gave all it can."""
        return sum(rule.points for rule in self.rules)

    def attribute(self, key: str) -> Attribute:
        """The attribute called ``key``. Raises :class:`KeyError` when no rule reads it."""
        for attribute in self.attributes:
            if attribute.key == key:
                return attribute
        raise KeyError(key)
