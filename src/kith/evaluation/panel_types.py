"""Reviewers' scores of applications: what goes into a ranking, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from kith.evaluation.types import Remark
from kith.foundation.provenance import Provenance

if TYPE_CHECKING:
    from kith.statistics.types import Estimate

WIDE = 25.0
"""Two reviewers this many points of 100 apart should talk, unless the caller says otherwise."""


class Adjust(StrEnum):
    """Whether applicants are compared as if all reviewers were equally strict."""

    SEVERITY = "severity"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is judged, from ``minimum`` to ``maximum`` points, with its whole-number weight."""

    key: str
    maximum: int
    weight: int = 1
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """What one reviewer gave one applicant on one criterion. What is not scored is left out, never 0."""

    applicant: str
    reviewer: str
    criterion: str
    score: int


@dataclass(frozen=True, slots=True)
class PanelData:
    """All scores of one call, or of one round of interviews.

    Parameters
    ----------
    criteria
        At least one, each key once.
    scores
        Applicant, reviewer and criterion together at most once. A review without every criterion is
        not finished: it stays out of the totals and is counted.
    lists
        Applicant to the list they are ranked in (their side). Who is not named is in the list ``""``.
        Reviewers' severity is estimated over all lists together.
    """

    criteria: tuple[Criterion, ...]
    scores: tuple[Score, ...]
    lists: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Ranked:
    """One applicant in a list.

    Attributes
    ----------
    total
        Weighted share of the points, 0-100, as ranked: adjusted for the reviewers' severity if the
        result says ``adjusted`` (it may then pass 0 or 100 a little), else the plain mean. ``None``
        in ``se``, and an interval of ``None``, where there is nothing to estimate it from.
    plain
        The mean of the reviews' totals as given, never adjusted.
    rank
        1 is the highest total; equal totals share a rank (1, 1, 3).
    rank_low, rank_high
        Where the applicant could stand (best and worst rank at the level), ``None`` without ``se``.
    tied_with
        Applicants of the same list with an equal total.
    spread
        Highest less lowest review total, in points of 100; ``None`` with one review.
    is_wide
        Whether the spread reaches the limit asked for.
    by_criterion
        Criterion to the mean share of its points, 0-100, as given.
    """

    applicant: str
    list: str
    reviews: int
    total: float
    plain: float
    se: float | None
    low: float | None
    high: float | None
    rank: int
    rank_low: int | None
    rank_high: int | None
    tied_with: tuple[str, ...]
    spread: float | None
    is_wide: bool
    by_criterion: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Severity:
    """How many points of 100 a reviewer gives below (positive: stricter) what the others would give.

    ``None`` where it cannot be told apart from the applicants that the reviewer had.
    """

    reviewer: str
    reviews: int
    points: Estimate | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far reviewers agree on one criterion (its key), or on the total (``None``).

    ``alpha`` is Krippendorff's (ordinal for a criterion, interval for the total); ``icc`` is the
    reliability of the mean of the reviews: ICC(C,k) where every reviewer scored every applicant, else
    ICC(1,k); its method says which. ``None``: not defined, too few or no variation.
    """

    criterion: str | None
    applicants: int
    reviews: int
    alpha: Estimate | None
    icc: Estimate | None


@dataclass(frozen=True, slots=True)
class PanelResult:
    """A ranking with the uncertainty it has. ``ranking`` is by list, then rank, then applicant id.

    ``residual_sd`` is the spread of two reviewers' totals of one applicant about what the model says, in
    points of 100, and ``freedom`` its degrees of freedom. ``widest`` names the applicants whose reviews
    are ``wide`` or more apart, the widest first. ``method`` is a code with a sentence.
    """

    ranking: tuple[Ranked, ...]
    severities: tuple[Severity, ...]
    agreement: tuple[Agreement, ...]
    widest: tuple[str, ...]
    adjusted: bool
    method: str
    level: float
    wide: float
    residual_sd: float | None
    freedom: int
    remarks: tuple[Remark, ...]
    provenance: Provenance

    def of_list(self, name: str = "") -> tuple[Ranked, ...]:
        """The ranking of one list."""
        return tuple(each for each in self.ranking if each.list == name)


@dataclass(frozen=True, slots=True)
class Cut:
    """A list beside its places.

    ``clear`` are in wherever chance falls, ``out`` are not, ``undecided`` cannot be told apart at the cut
    (or have no interval and stand level with it); ``tied`` have exactly the total of the last place and
    do not all fit. A person decides about ``undecided``: the numbers cannot.
    """

    list: str
    places: int
    clear: tuple[str, ...]
    undecided: tuple[str, ...]
    out: tuple[str, ...]
    tied: tuple[str, ...]
