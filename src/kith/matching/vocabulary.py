"""The closed list of words a rule may use, and what each needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kith.matching.rulebook import AttributeKind, Strength, Unit, Verb


@dataclass(frozen=True, slots=True)
class Word:
    """How one verb may be written under one strength.

    ``limit`` is the name of its number in the file (``enough``, ``within``...), ``default`` what it
    is when left out (``None``: see ``limit_needed_for``), ``default_for`` where a kind has its own,
    ``kinds`` what it can compare.
    """

    kinds: tuple[AttributeKind, ...] = ()
    limit: str | None = None
    default: float | None = None
    limit_needed_for: tuple[AttributeKind, ...] = ()
    default_for: Mapping[AttributeKind, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def needs_attribute(self) -> bool:
        return bool(self.kinds)


_ALIKE = (AttributeKind.CATEGORY, AttributeKind.GRADE)
_MANY = (AttributeKind.TAGS, AttributeKind.SLOTS, AttributeKind.AVAILABILITY, AttributeKind.LANGUAGES)
_ORDERED = (AttributeKind.NUMBER, AttributeKind.GRADE, AttributeKind.LOCATION)
_DATES = (AttributeKind.DATES,)

ENOUGH_SHARED = 3.0
"""Shared tags that give full points when the rule does not say."""
WISHES_COUNTED = 5.0
"""Wishes that count when the rule does not say: people seldom rank more than five."""
_HOURS_NEEDED = MappingProxyType({AttributeKind.AVAILABILITY: 2.0})  # one hour: a meeting
_ENOUGH_OF = MappingProxyType({AttributeKind.AVAILABILITY: 4.0, AttributeKind.LANGUAGES: 1.0})

WORDS: Mapping[tuple[Strength, Verb], Word] = {
    (Strength.MUST, Verb.SAME): Word(_ALIKE),
    (Strength.MUST, Verb.DIFFERENT): Word(_ALIKE),
    (Strength.MUST, Verb.SHARE): Word(_MANY, "at_least", 1.0, default_for=_HOURS_NEEDED),
    (Strength.MUST, Verb.WITHIN): Word(_ORDERED, "within", None, _ORDERED),
    (Strength.MUST, Verb.OVERLAP): Word(_DATES, "at_least", 1.0),
    (Strength.MUST, Verb.NEW): Word(),
    (Strength.PREFER, Verb.SAME): Word(_ALIKE),
    (Strength.PREFER, Verb.DIFFERENT): Word(_ALIKE),
    (Strength.PREFER, Verb.SHARE): Word(_MANY, "enough", ENOUGH_SHARED, default_for=_ENOUGH_OF),
    (Strength.PREFER, Verb.CLOSE): Word(
        _ORDERED, "within", None, (AttributeKind.NUMBER, AttributeKind.LOCATION)
    ),
    (Strength.PREFER, Verb.OVERLAP): Word(_DATES, "enough", None, _DATES),
    (Strength.PREFER, Verb.WISH): Word((), "first", WISHES_COUNTED),
    (Strength.PREFER, Verb.NEW): Word(),
}
"""Every rule that can be written."""

GRANTED: Mapping[tuple[Strength, Verb], Word] = {
    (Strength.MUST, Verb.GIVEN): Word(),
    (Strength.PREFER, Verb.GIVEN): Word(),
}
"""Rules that come with scores given directly, never from a rules file."""

WHOLE_LIMITS = frozenset({"at_least", "enough", "first"})
"""Limits that count things, so they are whole numbers of at least 1."""

INFERRED_KIND: Mapping[Verb, AttributeKind] = {
    Verb.SAME: AttributeKind.CATEGORY,
    Verb.DIFFERENT: AttributeKind.CATEGORY,
    Verb.SHARE: AttributeKind.TAGS,
    Verb.WITHIN: AttributeKind.NUMBER,
    Verb.CLOSE: AttributeKind.NUMBER,
    Verb.OVERLAP: AttributeKind.DATES,
}
"""What an attribute is taken to be when the file does not declare it."""

UNITS: Mapping[AttributeKind, Unit] = {
    AttributeKind.AVAILABILITY: Unit.HALF_HOURS,
    AttributeKind.LOCATION: Unit.KILOMETRES,
    AttributeKind.DATES: Unit.DAYS,
}
"""What the limit of a rule about such an attribute counts."""

SETS = frozenset(
    {AttributeKind.TAGS, AttributeKind.SLOTS, AttributeKind.AVAILABILITY, AttributeKind.LANGUAGES}
)
"""Kinds whose value is a frozenset of text."""


def written(strength: Strength) -> tuple[str, ...]:
    """The verbs that may follow ``must`` or ``prefer``, as they are written.

    >>> written(Strength.MUST)
    ('same', 'different', 'share', 'within', 'overlap', 'not_paired_before')
    """
    return tuple(verb.value for owner, verb in WORDS if owner is strength)


def split_phrase(phrase: str, strength: Strength) -> tuple[Verb, str | None] | None:
    """The verb of a phrase and the attribute written into it, or ``None`` if no verb is there.

    >>> split_phrase("different_line_of_management", Strength.MUST)
    (<Verb.DIFFERENT: 'different'>, 'line_of_management')
    >>> split_phrase("wish", Strength.PREFER)
    (<Verb.WISH: 'wish'>, None)
    """
    for verb in (verb for owner, verb in WORDS if owner is strength):
        if phrase == verb.value:
            return verb, None
        if WORDS[strength, verb].needs_attribute and phrase.startswith(f"{verb.value}_"):
            return verb, phrase.removeprefix(f"{verb.value}_")
    return None
