"""What a back-test is made of and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kith.foundation.provenance import Provenance
from kith.workforce.forecast.calibration import Calibration
from kith.workforce.forecast.history import Histories
from kith.workforce.forecast.methods import Method
from kith.workforce.forecast.series import Series

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

HORIZONS = (1, 3, 5, 10)
LEVELS = (0.5, 0.8, 0.95)
SPLITS = 200


class Band(StrEnum):
    """How bands were made: ``CALIBRATED`` from the errors of other places, or ``RANDOM_WALK`` as textbooks do."""

    CALIBRATED = "calibrated"
    RANDOM_WALK = "random_walk"


@dataclass(frozen=True, slots=True)
class Quality:
    """What was found in the file, all of it counted; see :mod:`kith.workforce.backtest.quality` for the rules."""

    rows: int
    other_rows: int
    no_count: int
    series: int
    counts: int
    short_series: int
    steps: int
    gaps: int
    years_missing: int
    repeats: int
    breaks: int


@dataclass(frozen=True, slots=True)
class Stocks:
    """Series read from a file, with what was found in it."""

    series: tuple[Series, ...]
    quality: Quality
    sha256: str


@dataclass(frozen=True, slots=True)
class Cases:
    """Every forecast that can be scored at one horizon. Arrays of one length; ``actual`` is log(outturn / last)."""

    horizon: int
    series: Ints
    place: Ints
    origin: Ints
    histories: Histories
    actual: Floats
    broken: Bools
    """A break stands in the years looked back on."""
    long: Bools
    """More counts were known at the origin than at half of the forecasts."""

    def __len__(self) -> int:
        return len(self.actual)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share or a ratio with its 95% interval, places taken as the units that vary."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Error:
    """Median absolute % error of one method; ``against`` is its ratio to the best simple method, ``None`` for simple
    ones."""

    method: Method
    median: float
    against: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often outturns lay inside the band of one level.

    ``places`` gives each place the same weight, with its interval; ``forecasts`` each forecast. ``above`` and
    ``below`` are the shares (by place) of outturns over and under the band. ``splits_sd`` is the standard deviation
    of ``places`` over the random halves, ``splits_within`` the share of halves within four points of the level.
    ``half_width`` is the median of 100 x (high / middle - 1).
    """

    band: Band
    level: float
    places: Estimate
    forecasts: float
    above: float
    below: float
    half_width: float
    splits_sd: float
    splits_within: float


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """Coverage of one level among the forecasts of one group. ``kind``: occupation, region, length or break."""

    kind: str
    group: str
    level: float
    forecasts: int
    n_places: int
    places: Estimate | None
    half_width: float


@dataclass(frozen=True, slots=True)
class HorizonResult:
    """What was found at one horizon. ``chosen`` counts how often each method was chosen by the learning halves."""

    horizon: int
    forecasts: int
    n_places: int
    errors: tuple[Error, ...]
    coverage: tuple[Coverage, ...]
    groups: tuple[GroupCoverage, ...]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """The last years, forecast from what stood before them: one line for each number of years ahead."""

    ahead: int
    forecasts: int
    n_places: int
    errors: Mapping[Method, float]
    coverage: Mapping[float, Estimate | None]
    half_width: Mapping[float, float]


@dataclass(frozen=True, slots=True)
class HoldOut:
    """All of the years held out. ``left_out`` counts series that could not be forecast from what remained."""

    years: int
    series: int
    left_out: int
    ahead: tuple[HeldOut, ...]


@dataclass(frozen=True, slots=True)
class BackTest:
    """The whole result. ``calibration`` is learnt from every place and is what forecasts should use."""

    quality: Quality
    horizons: tuple[HorizonResult, ...]
    splits: int
    methods_chosen: Mapping[str, int]
    scales_chosen: Mapping[str, int]
    hold_out: HoldOut | None
    calibration: Calibration
    provenance: Provenance
