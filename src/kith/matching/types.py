"""What the kinds of match share: people, what is said of a result, and two sides under rules.

Frozen, plain, and the same in a file. Rules are in :mod:`kith.matching.rulebook`; each kind's own problem and
result in ``kith.matching.KIND.types``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from kith.foundation.faults import Parameter
from kith.matching.rulebook import RuleBook


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A place on the earth, in degrees (WGS 84): latitude -90 to 90, longitude -180 to 180."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Some days: from ``first`` to ``last``, both included.

    >>> Period(date(2026, 3, 1), date(2026, 3, 31)).days
    31
    """

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


AttributeValue = str | float | frozenset[str] | Point | Period
"""A category or grade (str), a number (float), tags, slots, half-hours of availability or base languages
(frozenset), a location, or dates. A missing value is left out."""

PersonPair = tuple[str, str]
"""Two ids: first side, second side."""


class Kind(StrEnum):
    """What is being made."""

    PAIRS = "pairs"
    POSTS = "posts"
    PLACEMENTS = "placements"
    SETS = "sets"


class ObjectiveKey(StrEnum):
    """The objectives, each fixed before the next. Of ``BLOCKING`` fewer are better: who would both rather have
    each other than what they got."""

    BLOCKING = "blocking"
    MATCHED = "matched"
    KEPT = "kept"
    WORST = "worst"
    TOTAL = "total"
    THIRDS = "thirds"
    LOTTERY = "lottery"


@dataclass(frozen=True, slots=True)
class Member:
    """One person on one side, or a post, project or set of several places.

    Parameters
    ----------
    wishes
        Ids of the other side, most wanted first.
    capacity
        The most partners, or people.
    fewest
        The fewest, where anybody at all is to come: read by the kinds that keep minimums.
    """

    id: str
    side: str
    attributes: Mapping[str, AttributeValue] = field(default_factory=lambda: MappingProxyType({}))
    wishes: tuple[str, ...] = ()
    capacity: int = 1
    fewest: int = 0


@dataclass(frozen=True, slots=True)
class Scores:
    """Points given pair by pair: ``points[i][j]`` of ``left[i]`` with ``right[j]``; ``None``: they cannot be paired."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    points: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class MatchProblem:
    """Everything a match depends on, apart from the seed.

    Parameters
    ----------
    sides
        The names of the sides, in order. Pairs have two.
    members
        People; an id is unique within its side. One person may stand on both sides and is never
        paired with themselves. The order never matters.
    locks
        (first side, second side): must be paired, whatever the preferences.
    forbids
        (first side, second side): kept apart by a lead, whose reason is kept elsewhere.
    never_with
        (who asked, whom): private. Applied in both directions and never shown in a result.
    previous
        (first side, second side): paired in an earlier match.
    standing
        (first side, second side): together now, each with room for this one partner. Such a pair may stay
        whatever the rules say of it, and is changed only where that gives more people a partner.
    most_changes
        How many of the standing pairs may be changed; ``None`` for as many as it takes.
    earlier
        (first side, second side): the pairs of an earlier result to stay near.
    bonus
        What each person who stays is worth in the total: a pair of ``earlier`` that is made again counts twice
        as many points there, and nowhere else. 0: staying only decides between answers that are equally good.
    scores
        Points that somebody gave pair by pair; the rules of the verb ``given`` read them.
    """

    sides: tuple[str, ...]
    members: tuple[Member, ...]
    rules: RuleBook
    kind: Kind = Kind.PAIRS
    locks: tuple[PersonPair, ...] = ()
    forbids: tuple[PersonPair, ...] = ()
    never_with: tuple[PersonPair, ...] = ()
    previous: tuple[PersonPair, ...] = ()
    standing: tuple[PersonPair, ...] = ()
    most_changes: int | None = None
    earlier: tuple[PersonPair, ...] = ()
    bonus: int = 0
    scores: Scores | None = None

    def on_side(self, side: str) -> tuple[Member, ...]:
        """The members of a side, by id: the order the engine works in."""
        return tuple(sorted((m for m in self.members if m.side == side), key=lambda m: m.id))


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and what its sentence needs; the sentence is in ``kith.foundation.messages``."""

    code: str
    params: Mapping[str, Parameter] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class RulePart:
    """What one ``prefer`` gave one pair, and the most it could have given."""

    rule: str
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A person without a partner, and why, as far as everybody may know."""

    side: str
    id: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective's value. ``proven``: no allowed matching does better, the earlier ones held.

    ``bound``: where it is not proven, what no allowed matching can pass; ``None`` where it is, or nothing is known.
    """

    key: ObjectiveKey
    value: int
    proven: bool
    bound: int | None = None

    @property
    def gap(self) -> float | None:
        """At most this share of the bound is missing, 0-1; 0 when proven, ``None`` when there is no bound.

        >>> Objective(ObjectiveKey.TOTAL, 996, proven=False, bound=1000).gap
        0.004
        """
        if self.proven:
            return 0.0
        if self.bound is None:
            return None
        return abs(self.bound - self.value) / max(abs(self.bound), abs(self.value), 1)
