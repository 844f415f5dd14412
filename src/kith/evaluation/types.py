"""What goes into an analysis of change, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.missing.types import MissingAnswers
from kith.evaluation.plan import Centre, Comparison
from kith.foundation.faults import Parameter
from kith.foundation.provenance import Provenance

if TYPE_CHECKING:
    from kith.statistics.types import Estimate, TestResult

EVERYBODY = ""
"""The side of people in a file that has no sides."""


class Audience(StrEnum):
    """Who will read. Lines of single people are for the evaluator, under pseudonyms."""

    EVALUATOR = "evaluator"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the analysis says, as a code with parameters; its sentence stands in the catalogue."""

    code: str
    params: Mapping[str, Parameter] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, eq=False)
class ChangeData:
    """Scores of people at each wave.

    Parameters
    ----------
    people
        Pseudonyms, one a person, each once. Names never come here.
    sides
        The side of each person, in the same order; :data:`EVERYBODY` where there are no sides.
    scores
        Outcome key, then wave key, to an array of shape ``(len(people),)``; NaN is missing, and
        missing is never zero.
    invited
        Wave key to who was asked. A wave that is not named: everybody was.
    cohorts
        The cohort of each person, in the same order; empty where all belong to one. See
        :mod:`kith.evaluation.pooled`.
    pairs
        The pair of each person, ``""`` for nobody's partner; empty where there are no pairs.
    """

    people: tuple[str, ...]
    sides: tuple[str, ...]
    scores: Mapping[str, Mapping[str, NDArray[np.float64]]]
    invited: Mapping[str, NDArray[np.bool_]] = field(default_factory=lambda: MappingProxyType({}))
    cohorts: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """Who was asked and who answered at one wave. An answer is any outcome scored."""

    side: str
    wave: str
    invited: int
    answered: int


@dataclass(frozen=True, slots=True)
class WaveScores:
    """The scores of everyone on a side who answered at one wave, matched or not."""

    side: str
    outcome: str
    wave: str
    n: int
    missing: int
    median: float
    mean: float
    sd: float
    at_low_end: int | None
    at_high_end: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people's scores went up, stayed the same and went down."""

    up: int
    same: int
    down: int

    @property
    def n(self) -> int:
        return self.up + self.same + self.down


@dataclass(frozen=True, slots=True)
class BeyondRule:
    """Counts by a rule for a change too large to be noise, or large enough to matter.

    ``rule`` is ``reliable_change`` (Jacobson and Truax 1991) or ``smallest_change``; ``threshold``
    is in points of the scale; a change counts when it is strictly beyond the first, and at or
    beyond the second.
    """

    rule: str
    threshold: float
    counts: Counts


@dataclass(frozen=True, slots=True)
class Measures:
    """What is known about one outcome on one side over one comparison.

    Individual change comes first, then sizes with their intervals, then tests. ``p_holm`` is
    corrected within ``family`` over ``family_size`` tests; ``smallest_p`` is the least that an
    exact two-sided test could give with this many people, and ``smallest_p_holm`` the same after
    the first Holm step. Medians and means of the scores themselves are ``None`` where, beside those of an
    earlier comparison, they would uncover fewer people than the threshold; so are their standard deviations.
    """

    counts: Counts
    beyond: tuple[BeyondRule, ...]
    median_earlier: float | None
    median_later: float | None
    mean_earlier: float | None
    mean_later: float | None
    sd_earlier: float | None
    sd_later: float | None
    step: float | None
    typical_change: Estimate
    mean_change: Estimate
    g_av: Estimate | None
    d_z: Estimate | None
    rank_biserial: Estimate | None
    test: TestResult
    p_holm: float
    family: str
    family_size: int
    smallest_p: float
    smallest_p_holm: float

    def change(self, centre: Centre) -> Estimate:
        """The mean change or the typical change."""
        return self.mean_change if centre is Centre.MEAN else self.typical_change


@dataclass(frozen=True, slots=True)
class Withheld:
    """Nothing is shown, and why: too few matched answers (``least`` is the threshold), or none."""

    reason: str
    least: int


@dataclass(frozen=True, slots=True)
class Completers:
    """Earlier scores of those who answered both waves, beside those who answered only the earlier one.

    ``None`` where either group is below the threshold.
    """

    n_both: int
    n_earlier_only: int
    n_later_only: int
    median_both: float | None
    median_earlier_only: float | None
    mean_both: float | None
    mean_earlier_only: float | None


@dataclass(frozen=True, slots=True)
class ChangeCell:
    """One side, one outcome, one comparison. ``missing`` is ``None`` where nothing is shown."""

    side: str
    outcome: str
    comparison: Comparison
    n_matched: int
    completers: Completers
    found: Measures | Withheld
    cannot_show: tuple[Remark, ...]
    missing: MissingAnswers | None = None


@dataclass(frozen=True, slots=True)
class Recalibration:
    """Before-to-later beside then-to-later on the same people, and the difference (then minus before).

    A then-test below the true before-score may be a change of yardstick, or the wish to have
    learned something: it is never read as change by itself.
    """

    side: str
    outcome: str
    n_matched: int
    before_to_after: Estimate | None
    then_to_after: Estimate | None
    then_minus_before: Estimate | None
    later: str
    """Key of the wave that both ways lead to: the one after, or a follow-up. The names say "after" for each."""


@dataclass(frozen=True, slots=True, eq=False)
class ChangeResult:
    """Everything the analysis found, both sides, in the order of the plan."""

    sides: tuple[str, ...]
    responses: tuple[Response, ...]
    waves: tuple[WaveScores, ...]
    cells: tuple[ChangeCell, ...]
    recalibration: tuple[Recalibration, ...]
    remarks: tuple[Remark, ...]
    centre: Centre
    provenance: Provenance

    def cell(self, side: str, outcome: str, comparison: Comparison) -> ChangeCell:
        """The cell of this side, outcome and comparison."""
        return next(
            cell
            for cell in self.cells
            if (cell.side, cell.outcome, cell.comparison) == (side, outcome, comparison)
        )
