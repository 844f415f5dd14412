"""A problem of sets and its result. Rules about two people are those of pairs; rules about a set are here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from kith.foundation.provenance import Provenance
from kith.matching.rulebook import POINTS_PER_WEIGHT, RuleBook
from kith.matching.types import Member, Objective, ObjectiveKey, PersonPair, RulePart, Unmatched

SIDE = "person"
"""Everybody in a problem of sets stands on one list."""
KEEP = "keep"
"""The key of the part that an earlier matching plays."""
WINDOW = "window"
"""The key of the part that a shared meeting hour plays."""


class SetVerb(StrEnum):
    """What a rule asks of a set. The list is closed."""

    SPREAD = "spread"
    GATHER = "gather"
    NEVER_ALONE = "never_alone"
    BALANCE = "balance"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class SetRule:
    """One rule about a set.

    Parameters
    ----------
    key
        Unique among the rules and stable: ``spread:country``.
    on
        The attribute; for ``avoid`` it is ``met_before``.
    points
        What the rule can give for each place in a set (weight times 100). 0 for a rule that holds always.
    limit
        spread: at most so many alike; never_alone: at least so many, or none; gather: how many of a
        person's wishes count. ``None`` elsewhere.
    value
        spread, never_alone: only this value; every value when ``None``.
    topics
        gather: what the first set is about, the second..., over again from the start; each set takes what
        suits its people when empty.
    """

    key: str
    verb: SetVerb
    on: str
    points: int = 0
    limit: int | None = None
    value: str | None = None
    topics: tuple[str, ...] = ()

    @property
    def hard(self) -> bool:
        return self.points == 0

    @property
    def weight(self) -> float:
        return self.points / POINTS_PER_WEIGHT


@dataclass(frozen=True, slots=True)
class Window:
    """An hour in which everybody of a set can meet, within their own working day.

    Parameters
    ----------
    minutes
        How long, a multiple of 15.
    begins, ends
        The working day, minutes after midnight by the person's own clock; Monday to Friday.
    zone
        The attribute that holds a person's IANA zone.
    week_of
        A day of the week whose clocks count: summer time moves hours between countries.
    points
        0 when every set must have one; else what each place of a set without one loses.
    """

    minutes: int
    begins: int
    ends: int
    zone: str
    week_of: date
    points: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """How large sets are and how many there may be. ``fewest``, ``sets``: ``None`` to be worked out."""

    most: int
    fewest: int | None = None
    sets: int | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class SetsProblem:
    """Everything that sets depend on, apart from the seed.

    Parameters
    ----------
    people
        Members of the side ``person``; ``wishes`` are ids of other people.
    shape
        Sizes, and the meeting hour.
    rules
        Rules about two people of a set; each ``prefer`` is a mean over somebody's set-mates.
    set_rules
        Rules about a whole set.
    ranked
        Attribute -> id -> values, most wanted first: what ``gather`` reads.
    locks, forbids
        Two who belong in one set, two who do not, as a lead decided.
    never_with
        (who asked, whom): private.
    met
        Two who were in a set together before.
    standing
        (key, ids): the sets of an earlier matching; ``bonus`` points are lost by each who leaves theirs.
    order
        Keys of all rules as they were written.
    """

    people: tuple[Member, ...]
    shape: Shape
    rules: RuleBook
    set_rules: tuple[SetRule, ...] = ()
    ranked: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=lambda: MappingProxyType({}))
    locks: tuple[PersonPair, ...] = ()
    forbids: tuple[PersonPair, ...] = ()
    never_with: tuple[PersonPair, ...] = ()
    met: tuple[PersonPair, ...] = ()
    standing: tuple[tuple[str, tuple[str, ...]], ...] = ()
    bonus: int = 0
    order: tuple[str, ...] = ()

    def by_id(self) -> tuple[Member, ...]:
        """Everybody, in the order in which ids sort."""
        return tuple(sorted(self.people, key=lambda member: member.id))


@dataclass(frozen=True, slots=True)
class MadeSet:
    """One set.

    Parameters
    ----------
    key
        ``set-1`` and so on, by the smallest id; or the key of the earlier set that it continues.
    members
        Ids in order.
    topics
        (rule, topic) for each ``gather``.
    starts
        When its meeting hour begins: minutes after Monday 00:00 UTC; ``None`` when it has none.
    points, parts
        What the rules gave. An empty place loses nothing, so a small set is not a weak one.
    """

    key: str
    members: tuple[str, ...]
    points: int
    parts: tuple[RulePart, ...]
    topics: tuple[tuple[str, str], ...] = ()
    starts: int | None = None


@dataclass(frozen=True, slots=True)
class SetsResult:
    """The sets, who is left over and why, and what was proven.

    ``most_points`` is what a set would have if every rule gave all it can. ``work``: the most work that a search might do for
    one objective, in the solver's own deterministic seconds, said whether or not there was one; ``None`` in older results.
    """

    sets: tuple[MadeSet, ...]
    left_over: tuple[Unmatched, ...]
    objectives: tuple[Objective, ...]
    most_points: int
    provenance: Provenance
    stopped: bool = False
    work: float | None = None

    def objective(self, key: ObjectiveKey) -> Objective | None:
        return next((one for one in self.objectives if one.key is key), None)

    @property
    def set_of(self) -> dict[str, str]:
        """Person -> key of their set."""
        return {id_: one.key for one in self.sets for id_ in one.members}
