"""What models of several cohorts, pairs and waves give back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kith.evaluation.plan import Comparison
from kith.evaluation.types import Remark
from kith.foundation.provenance import Provenance

if TYPE_CHECKING:
    from kith.statistics.types import Estimate, TestResult


class PooledMethod(StrEnum):
    """``MIXED``: cohorts are a sample of such cohorts. ``STRATA``: these cohorts and no others."""

    MIXED = "mixed"
    STRATA = "strata"


@dataclass(frozen=True, slots=True)
class CohortChange:
    """One cohort's people and their average change; ``None`` where it is kept back."""

    cohort: str
    n: int
    change: float | None


@dataclass(frozen=True, slots=True)
class PooledChange:
    """One side, outcome and comparison over all cohorts.

    ``change`` is the average change of a typical cohort (``MIXED``) or of these people (``STRATA``);
    ``cohort_sd`` the spread of cohorts' true average changes and ``share`` the part of all spread that lies
    between cohorts (intraclass correlation), both ``None`` for ``STRATA``. ``change`` is ``None`` where nothing
    is shown; the remarks say why.
    """

    side: str
    outcome: str
    comparison: Comparison
    n: int
    n_cohorts: int
    cohorts: tuple[CohortChange, ...]
    method: PooledMethod
    change: Estimate | None
    freedom: float | None
    p: float | None
    cohort_sd: float | None
    share: Estimate | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class SideChange:
    """One side's average change in a model of pairs."""

    side: str
    n: int
    change: Estimate
    p: float


@dataclass(frozen=True, slots=True)
class PairedSides:
    """Two sides' change in one model, people of a pair being alike. ``difference`` is second less first.

    ``between`` names the sides. ``sides`` and ``share`` are left out where, beside the averages of each side, they
    would uncover a few people who have no partner's answer.
    """

    outcome: str
    comparison: Comparison
    n_pairs: int
    n: int
    between: tuple[str, ...]
    sides: tuple[SideChange, ...]
    difference: Estimate | None
    difference_p: float | None
    share: Estimate | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Odds:
    """The odds of a higher answer at a wave, against the first: an odds ratio with its interval."""

    wave: str
    ratio: Estimate
    p: float


@dataclass(frozen=True, slots=True)
class WaveChange:
    """A wave's average less the first wave's, from everybody who answered any wave."""

    wave: str
    n: int
    change: Estimate
    p: float


@dataclass(frozen=True, slots=True)
class AllWaves:
    """One side and outcome over all waves in one model, with a random intercept a person.

    ``n`` people gave ``answers``. ``cohort_sd`` where cohorts are in the model. ``odds`` come from the
    proportional odds model of the same answers, where they take few values; ``proportional`` tests that the odds
    are the same at every answer.
    """

    side: str
    outcome: str
    n: int
    answers: int
    n_cohorts: int
    first: str
    waves: tuple[WaveChange, ...]
    share: Estimate | None
    cohort_sd: float | None
    odds: tuple[Odds, ...]
    proportional: TestResult | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PooledResult:
    """Everything the models found. What the data do not have (cohorts, pairs, a third wave) is empty."""

    cohorts: tuple[PooledChange, ...]
    pairs: tuple[PairedSides, ...]
    waves: tuple[AllWaves, ...]
    provenance: Provenance
