"""The back-test from series to result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from kith.foundation.faults import Faults
from kith.foundation.provenance import provenance
from kith.workforce.backtest.cases import cases, pasts
from kith.workforce.backtest.halves import Halves, halves
from kith.workforce.backtest.holdout import hold_out
from kith.workforce.backtest.learning import learn
from kith.workforce.backtest.summary import summarise
from kith.workforce.backtest.types import (
    HORIZONS,
    LEVELS,
    SPLITS,
    BackTest,
    Band,
    Cases,
    HoldOut,
    HorizonResult,
    Stocks,
)
from kith.workforce.forecast.bands import SD_LEVEL
from kith.workforce.forecast.calibration import Calibration, Factors, level_key
from kith.workforce.forecast.history import LEAST_POINTS, WINDOW
from kith.workforce.forecast.series import check_series

LEAST_PLACES = 10
"""In two halves of five; with fewer a band of 80% cannot be learnt at all."""
Progress = Callable[[str, int, int], None]


def backtest(
    stocks: Stocks,
    *,
    horizons: Sequence[int] = HORIZONS,
    levels: Sequence[float] = LEVELS,
    splits: int = SPLITS,
    held_out: int | None = None,
    seed: int,
    progress: Progress = lambda step, done, whole: None,
) -> BackTest:
    """Every forecast that the series allow, scored; then the calibration that all of them teach.

    Parameters
    ----------
    horizons, levels
        Years ahead, each 1 or more; of the bands, each above 0 and below 1.
    splits, seed
        Random halves of the places, 1 or more. The same seed gives the same figures.
    held_out
        Also forecast the last so many years of each series from what stood before; ``None`` for not.

    Raises
    ------
    KithError
        If a series cannot be used, or no horizon has forecasts in ten places: every fault at once.
    """
    _check(horizons, levels, splits, held_out)
    check_series(stocks.series, least_points=1)
    wanted = sorted({*levels, SD_LEVEL})
    all_cases = _all_cases(stocks, sorted(set(horizons)))
    found = halves(all_cases, levels=wanted, splits=splits, seed=seed, progress=partial(progress, "halves"))
    held = None
    if held_out is not None:
        working = partial(progress, "hold_out")
        held = hold_out(stocks.series, all_cases, held_out, levels=wanted, progress=working)
    calibration = calibrate(stocks, all_cases, levels=wanted, seed=seed)
    return _result(stocks, found, held, calibration, levels=wanted, splits=splits, seed=seed)


def _result(
    stocks: Stocks,
    found: Halves,
    held: HoldOut | None,
    calibration: Calibration,
    *,
    levels: Sequence[float],
    splits: int,
    seed: int,
) -> BackTest:
    horizons = tuple(
        summarise(each, stocks.series, levels=levels, method=calibration.method, seed=seed)
        for each in found.horizons
    )
    return BackTest(
        quality=stocks.quality,
        horizons=horizons,
        splits=splits,
        methods_chosen=dict(found.methods.most_common()),
        scales_chosen=dict(found.scales.most_common()),
        hold_out=held,
        calibration=replace(calibration, factors=tuple(map(_with_held, calibration.factors, horizons))),
        provenance=provenance(
            "workforce.backtest", inputs={"stocks": stocks.sha256}, seed=seed, libraries=("numpy", "scipy")
        ),
    )


def calibrate(
    stocks: Stocks, all_cases: Sequence[Cases], *, levels: Sequence[float], seed: int
) -> Calibration:
    """What every place together teaches: for use on any of them, and on places not in the file."""
    everything = {each.horizon: np.ones(len(each), dtype=bool) for each in all_cases}
    learnt = learn(all_cases, everything, levels=levels)
    return Calibration(
        method=learnt.method,
        weight=learnt.weight,
        pooled=learnt.pooled,
        scale=learnt.scale,
        window=WINDOW,
        least_points=LEAST_POINTS,
        factors=learnt.factors,
        provenance=provenance("workforce.calibration", inputs={"stocks": stocks.sha256}, seed=seed),
    )


def _with_held(factors: Factors, result: HorizonResult) -> Factors:
    """What was learnt, with how often such bands held, for the caption of a fan chart."""
    held = {
        level_key(each.level): (each.places.value, each.places.low, each.places.high)
        for each in result.coverage
        if each.band is Band.CALIBRATED
    }
    return replace(factors, held=held)


def _all_cases(stocks: Stocks, horizons: Sequence[int]) -> list[Cases]:
    found = pasts(stocks.series)
    faults, kept = Faults(), []
    for horizon in horizons:
        here = cases(stocks.series, found, horizon)
        places = 0 if here is None else len(np.unique(here.place))
        if here is None or places < LEAST_PLACES:
            faults.add("workforce.backtest.few_places", horizon=horizon, places=places, least=LEAST_PLACES)
        else:
            kept.append(here)
    faults.raise_if_any()
    return kept


def _check(horizons: Sequence[int], levels: Sequence[float], splits: int, held_out: int | None) -> None:
    faults = Faults()
    if not horizons:
        faults.add("workforce.backtest.no_horizon")
    for horizon in horizons:
        if horizon < 1:
            faults.add("workforce.forecast.horizon", horizon=horizon)
    for level in levels:
        if not 0 < level < 1:
            faults.add("workforce.backtest.level", level=level)
    if splits < 1:
        faults.add("workforce.backtest.splits", splits=splits)
    if held_out is not None and held_out < 1:
        faults.add("workforce.backtest.hold_out", years=held_out)
    faults.raise_if_any()
