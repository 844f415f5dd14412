"""What goes into a match and what comes out. Frozen, plain, and the same in a file.

The types name all four kinds; ``pairs`` is solved today. The shape of a problem is the same for the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from kith.foundation.faults import Parameter
from kith.foundation.provenance import Provenance


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

POINTS_PER_WEIGHT = 100
"""Scores are whole numbers: a rule of weight 1 gives at most 100 points."""


class Kind(StrEnum):
    """What is being made."""

    PAIRS = "pairs"
    POSTS = "posts"
    PLACEMENTS = "placements"
    SETS = "sets"


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
class MatchedPair:
    """Two people, their points and each one's satisfaction (0-1, in the order of the sides).

    ``kept``: the two stood together before, and still do.

    A person's satisfaction is the points of this pair as they see it (everything except the
    other's wishes) over the most points they could see. It does not depend on anybody else.
    """

    left: str
    right: str
    points: int
    parts: tuple[RulePart, ...]
    satisfaction: tuple[float, float]
    locked: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Three:
    """A pair of one list that somebody joined.

    Parameters
    ----------
    ids
        All three, in order; ``joined`` is the one of them who was left over.
    points, parts
        Of the three pairs that they are, together.
    satisfaction
        0-1, in the order of ``ids``: each one's with the two others, the mean.
    locked
        The pair was locked.
    """

    ids: tuple[str, str, str]
    joined: str
    points: int
    parts: tuple[RulePart, ...]
    satisfaction: tuple[float, float, float]
    locked: bool = False


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


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The match, why each person without a partner has none, and what was proven.

    ``provenance.inputs`` holds the hash of the rules and of the problem without its private part
    (never-with and forbids): a hash of those could be guessed back. ``stopped``: somebody ended the run, and
    this is the best so far, with the bounds known then.
    """

    kind: Kind
    sides: tuple[str, ...]
    pairs: tuple[MatchedPair, ...]
    unmatched: tuple[Unmatched, ...]
    objectives: tuple[Objective, ...]
    best_for: BestFor
    most_points: int
    provenance: Provenance
    threes: tuple[Three, ...] = ()
    stopped: bool = False

    def objective(self, key: ObjectiveKey) -> Objective | None:
        """The objective called ``key``, if it was pursued."""
        return next((one for one in self.objectives if one.key is key), None)

    @property
    def total(self) -> int:
        return sum(pair.points for pair in self.pairs)

    @property
    def worst(self) -> int | None:
        """Points of the weakest pair that is new and that nobody locked; ``None`` when there is none."""
        return min((pair.points for pair in self.pairs if not (pair.locked or pair.kept)), default=None)

    @property
    def proven(self) -> bool:
        return all(one.proven for one in self.objectives)
