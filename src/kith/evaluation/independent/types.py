"""What goes into a comparison of different people, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.plan import LEAST_MATCHED, Centre, Outcome, Side
from kith.evaluation.types import Remark, Withheld
from kith.foundation.provenance import Provenance

if TYPE_CHECKING:
    from kith.statistics.types import Estimate, TestResult


@dataclass(frozen=True, slots=True, eq=False)
class GroupsData:
    """One score a person, each person in one group only.

    Parameters
    ----------
    groups
        The group of each person.
    scores
        Outcome key to an array of shape ``(len(groups),)``; NaN is missing, and missing is never zero.
    """

    groups: tuple[str, ...]
    scores: Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class GroupsPlan:
    """Which groups are set beside which, on what.

    Parameters
    ----------
    groups
        In order; every later one is compared with the first. Key in the data, and its name in words.
    primary
        Key of the outcome declared first in importance; its tests are a family of their own.
    declared_on
        The day the plan was frozen. ``None``: it was not declared beforehand, and the report says so.
    least
        Below this many answers in a group nothing of that group is shown. Never below three.
    """

    outcomes: tuple[Outcome, ...]
    groups: tuple[Side, ...]
    primary: str | None = None
    declared_on: date | None = None
    confidence: float = 0.95
    least: int = LEAST_MATCHED

    def outcome(self, key: str) -> Outcome:
        return next(outcome for outcome in self.outcomes if outcome.key == key)

    def group(self, key: str) -> Side:
        return next(group for group in self.groups if group.key == key)


@dataclass(frozen=True, slots=True)
class GroupScores:
    """One group's scores. The middles are ``None`` below the threshold."""

    outcome: str
    group: str
    asked: int
    n: int
    median: float | None
    mean: float | None
    sd: float | None


@dataclass(frozen=True, slots=True)
class GroupMeasures:
    """How far two groups of different people lie apart; every size is the later group less the first.

    ``shift`` is the Hodges-Lehmann shift in points, ``mean_difference`` the difference of means with Welch's
    interval, ``delta`` Cliff's delta, ``g`` Hedges g over the average of both standard deviations (``None``
    without spread). ``test`` is Mann and Whitney's, ``mean_test`` the permutation test of the means,
    ``unequal_test`` Brunner and Munzel's (``None`` where it is not defined). ``p_holm`` corrects ``test``
    within ``family``. ``smallest_p`` is the least that so many people could give.
    """

    higher: float
    shift: Estimate
    mean_difference: Estimate
    delta: Estimate
    g: Estimate | None
    test: TestResult
    mean_test: TestResult
    unequal_test: TestResult | None
    p_holm: float
    family: str
    family_size: int
    smallest_p: float
    smallest_p_holm: float

    def difference(self, centre: Centre) -> Estimate:
        """The difference of means or the shift."""
        return self.mean_difference if centre is Centre.MEAN else self.shift


@dataclass(frozen=True, slots=True)
class GroupCell:
    """One outcome, a later group beside the first."""

    outcome: str
    first: str
    second: str
    n_first: int
    n_second: int
    found: GroupMeasures | Withheld
    cannot_show: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GroupsResult:
    """Everything that was found, in the order of the plan.

    ``centre`` is the difference told first: of the means where each group shown has at least ten answers, for
    tied answers hide a difference from the shift; else the shift.
    """

    scores: tuple[GroupScores, ...]
    cells: tuple[GroupCell, ...]
    remarks: tuple[Remark, ...]
    centre: Centre
    provenance: Provenance
