"""A result of any kind in the one shape that tables and pages show.

Each kind has a result of its own, with what its proof needs. What a person looks at is always the same: groups
that were made, people in them, people who are left over, what was proven. :mod:`kith.matching.engines` turns one
into the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kith.foundation.provenance import Provenance
from kith.matching.types import Kind, Objective, ObjectiveKey, PersonPair, Reason, RulePart, Unmatched


@dataclass(frozen=True, slots=True)
class Placed:
    """One person in a group.

    Parameters
    ----------
    side
        Whose list the person stands on: ``clinician``, ``applicant``, ``person``.
    satisfaction
        0-1: the points as this person sees them over the most they could see; ``None`` where nothing was asked.
        It never depends on what another person asked for in private.
    locked
        A person decided that they stand here.
    kept
        They stood here in the matching before.
    """

    side: str
    id: str
    satisfaction: float | None = None
    locked: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What was made: a pair (or a three), a post or a project with its people, a set.

    Parameters
    ----------
    key
        Names the group within its draft, safe in an address: letters, digits, ``-``, ``.``, ``~`` and ``_``.
    about
        The id of the post or project; ``None`` for pairs and sets.
    members
        In the order in which they are shown: by side, then id.
    points, most
        What the rules gave the group, and the most they could have given. 0 of 0 where no rule gives points.
    parts
        What each rule gave, in the order of the rules.
    notes
        What else is to be said: the hour at which a set can meet, an overlap that hands over, places left empty.
    """

    key: str
    members: tuple[Placed, ...]
    points: int
    most: int
    parts: tuple[RulePart, ...] = ()
    about: str | None = None
    notes: tuple[Reason, ...] = ()

    @property
    def strongest(self) -> tuple[RulePart, ...]:
        """The two rules that gave most."""
        given = sorted(
            (part for part in self.parts if part.points), key=lambda part: (-part.points, part.rule)
        )
        return tuple(given[:2])


@dataclass(frozen=True, slots=True)
class Stability:
    """Whether two exist who would both rather have each other. ``blocking``: (person, post) that do."""

    stable: bool
    blocking: tuple[PersonPair, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole result.

    Parameters
    ----------
    groups
        Worst first.
    left_over
        People without a group and posts or projects without people, each with reasons everybody may know.
    objectives
        In the order in which they were pursued.
    stability
        Of posts; ``None`` for the other kinds.
    stopped
        Somebody ended the search early: what was best so far, with its bounds.
    notes
        What else is to be said of the whole: how many have their first choice.
    """

    kind: Kind
    groups: tuple[Group, ...]
    left_over: tuple[Unmatched, ...]
    objectives: tuple[Objective, ...]
    provenance: Provenance
    stability: Stability | None = None
    stopped: bool = False
    notes: tuple[Reason, ...] = ()

    def objective(self, key: ObjectiveKey) -> Objective | None:
        return next((one for one in self.objectives if one.key is key), None)

    def group_of(self, side: str, id_: str) -> Group | None:
        """The first group that a person is in."""
        return next(
            (group for group in self.groups for one in group.members if (one.side, one.id) == (side, id_)),
            None,
        )

    @property
    def proven(self) -> bool:
        """Whether nothing better exists, under every objective."""
        return not self.stopped and all(one.proven for one in self.objectives)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another group that a person could be in, and what would have to give.

    ``to`` is the partner's id (pairs), the post or project, or a group's key (sets).
    """

    to: str
    points: int
    gives: Reason


@dataclass(frozen=True, slots=True)
class Why:
    """Why a group is as it is: every rule's part, and for each member the best that they could have instead."""

    group: Group
    elsewhere: Mapping[str, tuple[Elsewhere, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Price:
    """What a rule costs the whole.

    ``share``: the part of the other rules' points that it costs (0.014 is 1.4%; below 0 where it helps them);
    ``more``: how many more people would have a group without it. ``estimate``: whether both rest on good answers of
    which nothing is proven, so that a small price may be no more than their difference.
    """

    rule: str
    share: float
    more: int
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """ "No one left with a poor match" beside "best for most": total and worst of each."""

    fair_total: int
    fair_worst: int | None
    most_total: int
    most_worst: int | None

    @property
    def share(self) -> float:
        """The part of the highest total that putting the worst first costs, 0-1."""
        return (self.most_total - self.fair_total) / self.most_total if self.most_total else 0.0
