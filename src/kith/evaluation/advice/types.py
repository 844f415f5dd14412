"""What a design is, and what is advised about it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from kith.evaluation.plan import LEAST_MATCHED, WaveRole
from kith.evaluation.types import Remark
from kith.foundation.provenance import Provenance
from kith.foundation.words import Text


class Groups(StrEnum):
    """Whether the same people answer each time (``PAIRED``), or different ones (``INDEPENDENT``)."""

    PAIRED = "paired"
    INDEPENDENT = "independent"


class Question(StrEnum):
    """What an evaluation may ask of its answers."""

    CHANGE = "change"
    THEN = "then"
    SIDES = "sides"
    SUBGROUPS = "subgroups"
    POOLED = "pooled"
    RELIABILITY = "reliability"
    AGREEMENT = "agreement"
    TIME_TO_ROLE = "time_to_role"


class Analysis(StrEnum):
    """How a question is answered. ``NOTHING``: nothing is shown; ``COUNTS``: counts and ranges, no test."""

    NOTHING = "nothing"
    COUNTS = "counts"
    SIGN = "sign"
    SIGNED_RANK = "signed_rank"
    PERMUTATION = "permutation"
    MANN_WHITNEY = "mann_whitney"
    FISHER = "fisher"
    MIXED_LINEAR = "mixed_linear"
    MIXED_ORDINAL = "mixed_ordinal"
    SPEARMAN_BROWN = "spearman_brown"
    ALPHA_OMEGA = "alpha_omega"
    KAPPA = "kappa"
    KRIPPENDORFF = "krippendorff"
    KAPLAN_MEIER = "kaplan_meier"


@dataclass(frozen=True, slots=True)
class Measure:
    """One outcome by its shape: the mean of ``items`` answers, each one of ``points`` points.

    ``items`` is ``None`` where nobody says how many: nothing is then said of how far they belong together.
    ``family`` as in :class:`kith.evaluation.plan.Outcome`.
    """

    key: str
    label: Text
    items: int | None = 1
    points: int = 5
    family: str | None = None

    @property
    def steps(self) -> int:
        """How many steps lie between the lowest and the highest score.

        >>> Measure("a", Text.of("A"), items=4, points=5).steps
        16
        """
        return (self.items or 1) * (self.points - 1)


@dataclass(frozen=True, slots=True)
class SideSize:
    """How many people of a side are expected to answer the first time; for different people also later."""

    key: str
    n: int
    n_later: int | None = None


@dataclass(frozen=True, slots=True)
class Raters:
    """Two or more people who judge the same things by themselves, in so many categories."""

    raters: int
    rated: int
    categories: int = 2


@dataclass(frozen=True, slots=True)
class Design:
    """What is going to be asked, of whom, how often.

    Parameters
    ----------
    sides
        The people of each side; one side named :data:`~kith.evaluation.types.EVERYBODY` where there are none.
    outcomes
        At least one.
    waves
        In order. At least a first and a later one.
    comparisons
        How many times of asking are held beside the first. ``None``: each one after it but then-tests.
    groups
        The same people each time, or different ones.
    missing
        Share (0 to below 1) of those who answer first that are expected not to answer again. People at the
        later time are rounded down.
    cohorts
        How many cohorts will be taken together; ``sides`` counts the people of one of them.
    pairs
        Whether people of the two sides belong together in twos.
    subgroups
        Groups within a side that somebody will ask about.
    primary
        Key of the outcome that is declared to be the main one.
    raters, roles_expected
        Who judges; and the share expected to move to a new role while they are followed. ``None``: not asked.
    alike
        Supposed correlation of a person's first and later score: only turns a size in spreads of change (d_z)
        into one in spreads of people (g_av).
    threshold, power, confidence, least_matched
        Of tests, of sizes that can be found, of ranges, and of disclosure.
    """

    sides: tuple[SideSize, ...]
    outcomes: tuple[Measure, ...]
    waves: tuple[WaveRole, ...] = (WaveRole.BEFORE, WaveRole.AFTER)
    comparisons: int | None = None
    groups: Groups = Groups.PAIRED
    missing: float = 0.0
    cohorts: int = 1
    pairs: bool = False
    subgroups: tuple[SideSize, ...] = ()
    primary: str | None = None
    raters: Raters | None = None
    roles_expected: float | None = None
    alike: float = 0.5
    threshold: float = 0.05
    power: float = 0.8
    confidence: float = 0.95
    least_matched: int = LEAST_MATCHED

    def matched(self, side: SideSize) -> int:
        """How many of a side are expected to answer both times (different people: at the later time).

        >>> Design((SideSize("", 12),), (), missing=0.2).matched(SideSize("", 12))
        9
        """
        first = side.n if side.n_later is None else side.n_later
        # A fifth of ten missing leaves eight, also where floats say 7.999.
        return math.floor(first * (1.0 - self.missing) + 1e-9)

    @property
    def compared(self) -> int:
        """How many comparisons each outcome has on each side."""
        if self.comparisons is not None:
            return self.comparisons
        return sum(role is not WaveRole.THEN for role in self.waves) - 1


@dataclass(frozen=True, slots=True)
class Detectable:
    """The size that would be found in 80 of 100 studies like this (or whatever ``power`` is).

    Attributes
    ----------
    size
        In units of ``unit``: ``d_z`` (mean change over the spread of changes), ``d`` (difference over the
        spread within groups), ``hazard_ratio``.
    g_av
        The same in spreads of people, where scores at the two times are alike as the design supposes.
    smallest_share
        The least share of people who must rise (and nobody else stay) for a sign test to find it as often.
    threshold
        Of the test: the design's, over the tests of its family (the first step of Holm's method).
    method
        A code whose sentence stands in the catalogue.
    """

    size: float
    unit: str
    g_av: float | None
    smallest_share: float | None
    threshold: float
    power: float
    method: str


@dataclass(frozen=True, slots=True)
class Width:
    """How far the ends of a range are expected to lie apart; ``unit`` as in :class:`Detectable`, or
    ``share`` (of people), ``coefficient``."""

    width: float
    unit: str
    method: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is advised for one question: of some outcomes that are alike, on one side.

    Attributes
    ----------
    outcomes, side, other_side
        Empty where the question is not about them.
    n, n_other
        Expected matched people (both groups, where two are compared).
    analysis, also
        What to do, and what may stand beside it.
    why, refused
        Reasons for it; what this sample cannot carry, with the rule, the value and what would be enough.
    smallest_p, smallest_p_holm
        The least p the exact test could give, and the same after the first step of Holm's method in a family
        of ``family_size`` tests. ``None`` where no test is advised.
    enough
        How many matched people (in each group) would lift what is refused. ``None``: nothing is refused, or
        no number would.
    enough_to_find
        How many matched people (in each group) find a size of a half in units of ``detectable.unit`` as often
        as the design wishes.
    least_same_way
        Of ``n`` people who all change, how many must move the same way for a sign test of this family's first
        step: a rule of thumb in people.
    """

    question: Question
    outcomes: tuple[str, ...]
    side: str | None
    other_side: str | None
    n: int
    n_other: int | None
    analysis: Analysis
    also: tuple[Analysis, ...]
    why: tuple[Remark, ...]
    refused: tuple[Remark, ...]
    smallest_p: float | None = None
    smallest_p_holm: float | None = None
    family: str | None = None
    family_size: int | None = None
    enough: int | None = None
    enough_to_find: int | None = None
    least_same_way: int | None = None
    detectable: Detectable | None = None
    widths: tuple[Width, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything that is advised, question by question, and what holds for all of it."""

    design: Design
    answers: tuple[Answer, ...]
    remarks: tuple[Remark, ...]
    provenance: Provenance

    def about(self, question: Question) -> tuple[Answer, ...]:
        """The answers to one question."""
        return tuple(answer for answer in self.answers if answer.question is question)
