"""Applicants, posts, how they are put in order, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from kith.foundation.provenance import Provenance
from kith.matching.rulebook import POINTS_PER_WEIGHT, RuleBook
from kith.matching.types import (
    AttributeValue,
    Kind,
    MatchProblem,
    Member,
    Objective,
    ObjectiveKey,
    PersonPair,
    Unmatched,
)

APPLICANT, POST = "applicant", "post"
SIDES = (APPLICANT, POST)


class Unlisted(StrEnum):
    """What a post that ranks or marks some of its applicants does with the others who chose it."""

    NOT_OFFERED = "not_offered"
    LAST = "last"


class Ties(StrEnum):
    """How equal applicants are put in order: one number for each, or a number for each at every post."""

    ONE_LOTTERY = "one_lottery"
    LOTTERY_A_POST = "lottery_a_post"


class Linked(StrEnum):
    """What two linked applicants ask for together.

    SAME_POST: two places in one post. SAME_VALUE: two posts with the same value of an attribute, such as a region.
    LINE_BY_LINE: the first choice of one with the first of the other, the second with the second...
    """

    SAME_POST = "same_post"
    SAME_VALUE = "same_value"
    LINE_BY_LINE = "line_by_line"

    @property
    def shares_standing(self) -> bool:
        """Whether the two stand at each post where the lower of them stands. Line by line each keeps their own."""
        return self is not Linked.LINE_BY_LINE


class Way(StrEnum):
    """How an answer was found, and with that what is known of it.

    PROPOSED: applicants proposed in turn, so every applicant has the best that any stable answer gives them.
    SETTLED: linked applicants were settled one blocking move after another; stable. SEARCHED: the fewest who
    would both rather have each other, by search, because a minimum or linked applicants made it needed.
    """

    PROPOSED = "proposed"
    SETTLED = "settled"
    SEARCHED = "searched"


NO_POST = ""
"""In the choices of a linked applicant read line by line: without a post, if the other has theirs."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a rules file says under ``[posts]``.

    Parameters
    ----------
    linked_by
        The posts' attribute that must be the same, for :attr:`Linked.SAME_VALUE`.
    commitment, salt
        The hash that was published before preferences closed, and the text that was kept back with the seed.
        See :mod:`kith.matching.posts.commitment`. ``salt`` may be missing until the match is made.
    """

    unlisted: Unlisted = Unlisted.NOT_OFFERED
    ties: Ties = Ties.ONE_LOTTERY
    linked: Linked = Linked.SAME_POST
    linked_by: str | None = None
    commitment: str | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """One applicant.

    Parameters
    ----------
    choices
        Posts, most wanted first. What is not listed is not wanted.
    mark
        One mark for all posts; a post's own marks come before it. Higher is better. ``None`` for none.
    linked_with
        The applicant with whom they want to be placed together.
    pre_allocated_to, pre_allocated_for
        A post they hold whatever the order, and the reason code under which that was decided.
    """

    id: str
    choices: tuple[str, ...] = ()
    attributes: Mapping[str, AttributeValue] = field(default_factory=lambda: MappingProxyType({}))
    mark: float | None = None
    linked_with: str | None = None
    pre_allocated_to: str | None = None
    pre_allocated_for: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One post.

    Parameters
    ----------
    places, fewest
        How many applicants it takes, and how many it needs.
    ranks
        Applicants, most wanted first, no two equal; ``None`` when the post ranks nobody.
    marks
        The panel's mark of each applicant, higher is better, equal marks allowed; ``None`` when there are none.
        Only one of ``ranks`` and ``marks`` may be there. With neither, an applicant's one mark counts; where
        nobody has one, the points of the ``prefer`` rules; and where there are none, the lottery alone.
    """

    id: str
    places: int = 1
    fewest: int = 0
    attributes: Mapping[str, AttributeValue] = field(default_factory=lambda: MappingProxyType({}))
    ranks: tuple[str, ...] | None = None
    marks: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class PostsProblem:
    """Everything a match depends on, apart from the seed. The order of people and posts never matters.

    Parameters
    ----------
    rules
        ``must`` rules between an applicant (first side) and a post; ``prefer`` rules put applicants in order at
        posts that have neither ranks nor marks.
    locks, forbids
        (applicant, post): decided by a lead.
    never_with
        (who asked, whom): an applicant and a post, in either order. Private, and never shown in a result.
    previous
        (applicant, post): held at an earlier time, for rules about new posts.
    holds
        (applicant, post): held now. Where the applicant still chooses it, they come first there.
    """

    applicants: tuple[Applicant, ...]
    posts: tuple[Post, ...]
    rules: RuleBook = field(default_factory=lambda: RuleBook(()))
    settings: Settings = Settings()
    locks: tuple[PersonPair, ...] = ()
    forbids: tuple[PersonPair, ...] = ()
    never_with: tuple[PersonPair, ...] = ()
    previous: tuple[PersonPair, ...] = ()
    holds: tuple[PersonPair, ...] = ()

    @property
    def kind(self) -> Kind:
        return Kind.POSTS

    @property
    def refused(self) -> frozenset[PersonPair]:
        """(applicant, post): kept apart by a forbid or a private request."""
        asked = self.never_with
        return frozenset({*self.forbids, *asked, *((other, one) for one, other in asked)})

    @property
    def fixed(self) -> Mapping[str, str]:
        """Applicant to post: pre-allocations and locks. Each applicant has one of them at most."""
        given = {one.id: one.pre_allocated_to for one in self.applicants if one.pre_allocated_to is not None}
        return MappingProxyType({**given, **dict(self.locks)})

    @property
    def links(self) -> tuple[PersonPair, ...]:
        """Linked applicants who are placed together, the smaller id first. Those who are fixed are not."""
        fixed = self.fixed
        pairs = {
            (min(one.id, one.linked_with), max(one.id, one.linked_with))
            for one in self.applicants
            if one.linked_with is not None
        }
        return tuple(sorted(pair for pair in pairs if not fixed.keys() & set(pair)))

    def as_pairs(self, *, mark_sides: bool = True) -> MatchProblem:
        """The same people and posts as two sides, for the rules to compare.

        With ``mark_sides`` ids begin with their side: an applicant and a post may have the same id, and are
        not the same person.
        """
        signs = ("a:", "p:") if mark_sides else ("", "")
        people = (Member(signs[0] + one.id, APPLICANT, one.attributes) for one in self.applicants)
        things = (Member(signs[1] + one.id, POST, one.attributes) for one in self.posts)
        previous = tuple((signs[0] + one, signs[1] + other) for one, other in self.previous)
        return MatchProblem(SIDES, (*people, *things), self.rules, previous=previous)

    def unasked(self) -> PostsProblem:
        """The problem without private requests: what is said to people is found in this one."""
        return replace(self, never_with=())


@dataclass(frozen=True, slots=True)
class Placement:
    """One applicant in a post.

    Parameters
    ----------
    choice
        Which of their choices the post is, from 1; ``None`` when it was decided for them and not among these.
    choices
        How many posts they listed.
    locked
        A person decided it. A pre-allocation's reason is not here: it may be about somebody's health.
    kept
        They held it before.
    """

    applicant: str
    post: str
    choice: int | None
    choices: int
    locked: bool = False
    kept: bool = False

    @property
    def satisfaction(self) -> float | None:
        """1 for the first choice, falling in equal steps to 1/n for the last of n; ``None`` when decided for them."""
        if self.choice is None or not self.choices:
            return None
        return (self.choices - self.choice + 1) / self.choices

    @property
    def points(self) -> int:
        """The same in whole points of 100, rounded down; 0 when decided for them."""
        if self.choice is None or not self.choices:
            return 0
        return POINTS_PER_WEIGHT * (self.choices - self.choice + 1) // self.choices


@dataclass(frozen=True, slots=True)
class PostsResult:
    """Who has which post, who and what is left over, and what was proven.

    Parameters
    ----------
    placements
        By applicant.
    left_over
        Applicants without a post, then posts with empty places, each with reasons everybody may know.
    blocking
        (applicant, post) who would both rather have each other; none in a stable answer. Of linked applicants
        each with the post they would go to.
    commitment, salt
        What was published beforehand, and the text that shows that the seed fits it.
    work_limit
        The deterministic work a search was allowed, in the solver's own seconds; ``None`` without a search.
    """

    placements: tuple[Placement, ...]
    left_over: tuple[Unmatched, ...]
    blocking: tuple[PersonPair, ...]
    way: Way
    objectives: tuple[Objective, ...]
    provenance: Provenance
    commitment: str | None = None
    salt: str | None = None
    work_limit: float | None = None
    stopped: bool = False

    @property
    def kind(self) -> Kind:
        return Kind.POSTS

    @property
    def post_of(self) -> Mapping[str, str]:
        """Applicant to post."""
        return MappingProxyType({one.applicant: one.post for one in self.placements})

    def objective(self, key: ObjectiveKey) -> Objective | None:
        """The objective called ``key``, if it was pursued."""
        return next((one for one in self.objectives if one.key is key), None)
