"""What goes into placements and what comes out. Frozen, plain, and the same in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from kith.foundation.provenance import Provenance
from kith.matching.rulebook import BestFor, RuleBook, Strength
from kith.matching.types import (
    AttributeValue,
    Kind,
    MatchProblem,
    Member,
    Objective,
    ObjectiveKey,
    PersonPair,
    RulePart,
    Unmatched,
)

PERSON = "person"
PROJECT = "project"
SIDES = (PERSON, PROJECT)

DATES = "placements:dates"
COUNTRY = "placements:country"
GRADE = "placements:grade"
SKILLS = "placements:skills"
HAND_OVER = "placements:hand_over"
FEWEST = "placements:fewest"
"""Keys of what projects ask by their columns and not by a rule; they stand beside rules in reasons and prices."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to place.

    Parameters
    ----------
    wishes
        Project ids, most wanted first.
    skills
        In lower case.
    may_enter
        Countries this person may work in, in lower case; ``None`` where nobody was asked.
    available_from, available_to
        The first and last day; ``None`` for no limit.
    most
        How many placements, one after the other.
    """

    id: str
    attributes: Mapping[str, AttributeValue] = field(default_factory=lambda: MappingProxyType({}))
    wishes: tuple[str, ...] = ()
    skills: frozenset[str] = frozenset()
    may_enter: frozenset[str] | None = None
    available_from: date | None = None
    available_to: date | None = None
    most: int = 1


@dataclass(frozen=True, slots=True)
class Need:
    """So many in a team must have a skill. One person may bring several skills."""

    skill: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Project:
    """A project with a partner.

    Parameters
    ----------
    places, fewest
        The most people, and the smallest team that can work. A project has 0 people or at least ``fewest``.
    starts, ends
        First and last day; ``None`` for no limit.
    needs
        Skills that the team needs together.
    lowest, highest
        The grades it takes, steps of the scale of :attr:`Settings.grade`.
    follows
        The project whose team hands over to this one.
    outgoing_until
        The last day of an outgoing team that is no project of this problem.
    wishes
        Person ids, most wanted first, where the partner ranks people.
    """

    id: str
    places: int = 1
    fewest: int = 0
    starts: date | None = None
    ends: date | None = None
    needs: tuple[Need, ...] = ()
    host: str | None = None
    country: str | None = None
    lowest: str | None = None
    highest: str | None = None
    follows: str | None = None
    outgoing_until: date | None = None
    attributes: Mapping[str, AttributeValue] = field(default_factory=lambda: MappingProxyType({}))
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandOver:
    """Somebody of the outgoing team and somebody of the incoming one are there together for so many days."""

    least_days: int
    points: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What the ``[placements]`` table of a rules file holds.

    Parameters
    ----------
    grade
        The attribute that projects' limits of grade read.
    least_days
        How long a person must be there; ``None`` for the whole project.
    every_project
        Every project must run with its smallest team; otherwise a project that cannot is left unopened.
    skills
        Whether a project without its skills may run (``prefer``) or not (``must``).
    skill_points
        Points for each person needed with a skill who is there, where skills are preferred.
    """

    grade: str | None = None
    least_days: int | None = None
    every_project: bool = False
    skills: Strength = Strength.MUST
    skill_points: int = 0
    hand_over: HandOver | None = None


@dataclass(frozen=True, slots=True)
class PlacementProblem:
    """Everything that placements depend on, apart from the seed. The order of people and projects never matters.

    Parameters
    ----------
    locks, forbids
        (person, project): must and must not be there.
    together, apart
        (person, person): on one project (or both nowhere); never in one team, as a lead says.
    never_with
        (who asked, whom): private, two people never in one team.
    never_at
        (who asked, host or project): private.
    kept, keep_bonus
        (person, project) of an earlier result, and the points for each who stays.
    """

    people: tuple[Person, ...]
    projects: tuple[Project, ...]
    rules: RuleBook
    settings: Settings = Settings()
    locks: tuple[PersonPair, ...] = ()
    forbids: tuple[PersonPair, ...] = ()
    together: tuple[PersonPair, ...] = ()
    apart: tuple[PersonPair, ...] = ()
    never_with: tuple[PersonPair, ...] = ()
    never_at: tuple[PersonPair, ...] = ()
    kept: tuple[PersonPair, ...] = ()
    keep_bonus: int = 0

    @property
    def sorted_people(self) -> tuple[Person, ...]:
        return tuple(sorted(self.people, key=lambda one: one.id))

    @property
    def sorted_projects(self) -> tuple[Project, ...]:
        return tuple(sorted(self.projects, key=lambda one: one.id))

    def as_match(self) -> MatchProblem:
        """The same people and projects as two sides, for whatever reads rules."""
        people = (Member(one.id, PERSON, one.attributes, one.wishes, one.most) for one in self.people)
        projects = (Member(one.id, PROJECT, one.attributes, one.wishes, one.places) for one in self.projects)
        return MatchProblem(SIDES, (*people, *projects), self.rules, Kind.PLACEMENTS)


@dataclass(frozen=True, slots=True)
class Placement:
    """One person on one project, as :class:`~kith.matching.types.MatchedPair` for two people.

    ``points`` are those of the rules. ``satisfaction`` (0-1) leaves the project's own ranking out.
    """

    person: str
    project: str
    points: int
    parts: tuple[RulePart, ...]
    satisfaction: float
    locked: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """What a project gets beyond its people one by one: skills together, and a hand-over. Empty without points."""

    project: str
    parts: tuple[RulePart, ...]


@dataclass(frozen=True, slots=True)
class PlacementResult:
    """Who is where, who is nowhere and why, and what was proven.

    Parameters
    ----------
    unmatched
        People without a placement and projects without people.
    stopped
        Somebody ended the search early.
    work
        The most work that a search might do for one objective, in the solver's own deterministic seconds. Said whether or
        not there was one: that there had to be would tell that somebody is kept apart.
    """

    placements: tuple[Placement, ...]
    teams: tuple[Team, ...]
    unmatched: tuple[Unmatched, ...]
    objectives: tuple[Objective, ...]
    best_for: BestFor
    provenance: Provenance
    stopped: bool = False
    work: float | None = None

    def objective(self, key: ObjectiveKey) -> Objective | None:
        return next((one for one in self.objectives if one.key is key), None)

    @property
    def total(self) -> int:
        """All points, of people and of teams, without what staying is worth."""
        return sum(one.points for one in self.placements) + sum(
            part.points for team in self.teams for part in team.parts
        )
