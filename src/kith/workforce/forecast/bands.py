"""Forecasts with calibrated bands, and the widths alone for a scenario's own middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log, sqrt
from statistics import NormalDist

import numpy as np

from kith.foundation.faults import Fault, Faults, KithError, Parameter, Where
from kith.workforce.forecast.calibration import Calibration, level_key, scaled
from kith.workforce.forecast.history import WINDOW, gather, history
from kith.workforce.forecast.methods import log_change
from kith.workforce.forecast.series import Series, check_series

LEVELS = (0.8, 0.95)
SD_LEVEL = 0.8
"""The band from which a standard deviation is told: its coverage is the one that is measured most closely."""


class Reach(StrEnum):
    """Whether back-tests reached a horizon, lie on both sides of it, or end before it."""

    CALIBRATED = "calibrated"
    BETWEEN = "between"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Band:
    """One year of a forecast at one level. ``low`` <= ``middle`` <= ``high``, in the units of the counts."""

    horizon: int
    year: int
    level: float
    middle: float
    low: float
    high: float
    reach: Reach


@dataclass(frozen=True, slots=True)
class Forecast:
    """A series carried on from its last year. ``bands`` by horizon, then level."""

    series: str
    origin: int
    last: float
    bands: tuple[Band, ...]
    calibration: str
    """The hash of the calibration."""

    def at(self, horizon: int, level: float) -> Band:
        return next(each for each in self.bands if (each.horizon, each.level) == (horizon, level))


@dataclass(frozen=True, slots=True)
class Spread:
    """How wide a projection's band must be ``horizon`` years on.

    ``half_width[level]`` is on the log scale: a band is ``middle x exp(+- half width)``. ``sd`` is the standard
    deviation of the log of a normal error with the same 80% band: what a draw of a scenario multiplies a supply by is
    ``exp(sd x z)``.
    """

    horizon: int
    half_width: Mapping[float, float]
    sd: float
    reach: Reach


def forecast(
    series: Series, horizons: Sequence[int], calibration: Calibration, *, levels: Sequence[float] = LEVELS
) -> Forecast:
    """The series carried on from its last year by the calibration's method, with its bands.

    Raises
    ------
    KithError
        If the series cannot be forecast (every fault at once), or a horizon or level cannot be served.
    """
    check_series((series,))
    logs = [log(count) for count in series.counts]
    origin = series.years[-1]
    row = history(series.years, logs, origin, window=calibration.window, least=calibration.least_points)
    if row is None:
        raise _too_few(series, calibration)
    known_past = gather((row,))
    spreads = spread(
        horizons,
        calibration,
        volatility=float(known_past.volatility[0]),
        points=float(known_past.points[0]),
        levels=levels,
    )
    bands = []
    for each in spreads:
        change = log_change(
            calibration.method, known_past, each.horizon, weight=calibration.weight, pooled=calibration.pooled
        )
        middle = row[0] + float(change[0])
        bands += [_band(each, level, middle, origin) for level in levels]
    return Forecast(series.key, origin, series.counts[-1], tuple(bands), calibration.hash)


def _too_few(series: Series, calibration: Calibration) -> KithError:
    window = calibration.window
    known = sum(year > series.years[-1] - window for year in series.years)
    told: dict[str, Parameter] = {
        "name": series.key,
        "points": known,
        "least": calibration.least_points,
        "window": window,
    }
    return KithError(Fault("workforce.series.too_few_recent", Where(), told))


def _band(each: Spread, level: float, middle: float, origin: int) -> Band:
    half = each.half_width[level]
    return Band(
        each.horizon,
        origin + each.horizon,
        level,
        exp(middle),
        exp(middle - half),
        exp(middle + half),
        each.reach,
    )


def spread(
    horizons: Sequence[int],
    calibration: Calibration,
    *,
    volatility: float | None = None,
    points: float = WINDOW,
    levels: Sequence[float] = LEVELS,
) -> tuple[Spread, ...]:
    """Widths for each horizon, in the order asked.

    Parameters
    ----------
    horizons
        Years ahead, 1 or more. Between two that were back-tested the width is drawn on a straight line of logs;
        beyond the last it goes on as it grew between the last two, at least with the root of the years, and is
        marked ``beyond``: nobody has seen how wide it should be.
    volatility
        That of the stock's own past (see :class:`~kith.workforce.forecast.history.Histories`), 0 or more; ``None``
        where its past is not known: it is then given one width for all.
    points
        How many of the window's years were counted; all of them unless it is said.
    levels
        Of those that the calibration holds.

    Raises
    ------
    KithError
        If a horizon is below 1 or a level was not learnt.
    """
    faults = Faults()
    for horizon in horizons:
        if horizon < 1:
            faults.add("workforce.forecast.horizon", horizon=horizon)
    for level in {*levels, SD_LEVEL}:
        if not _learnt(calibration, level, volatility):
            faults.add("workforce.forecast.level", level=round(100 * level))
    faults.raise_if_any()
    return tuple(_spread(horizon, calibration, volatility, points, levels) for horizon in horizons)


def log_sds(years: int, calibration: Calibration, *, past: Series | None = None) -> tuple[float, ...]:
    """``sd`` of :func:`spread` for each year of a projection: 0 at its start, then 1, 2, ... ``years`` ahead.

    It is one profession's column of what draws of a scenario must be spread by. ``past`` are its counts so far; without
    them, or with too few, it gets the width for stocks whose past is not known.

    >>> from kith.workforce.forecast.calibration import shipped
    >>> found = log_sds(10, shipped())
    >>> len(found), found[0], 0.09 < found[1] < found[10] < 0.4
    (11, 0.0, True)

    Raises
    ------
    KithError
        If the past cannot be used, with every fault.
    """
    volatility, points = None, float(WINDOW)
    if past is not None:
        check_series((past,), least_points=1)
        logs = [log(count) for count in past.counts]
        row = history(
            past.years, logs, past.years[-1], window=calibration.window, least=calibration.least_points
        )
        if row is not None:
            known = gather((row,))
            volatility, points = float(known.volatility[0]), float(known.points[0])
    found = spread(range(1, years + 1), calibration, volatility=volatility, points=points, levels=(SD_LEVEL,))
    return (0.0, *(each.sd for each in found))


def _spread(
    horizon: int, calibration: Calibration, volatility: float | None, points: float, levels: Sequence[float]
) -> Spread:
    half = {
        level: _half_width(horizon, calibration, volatility, points, level) for level in {*levels, SD_LEVEL}
    }
    sd = half[SD_LEVEL] / NormalDist().inv_cdf((1 + SD_LEVEL) / 2)
    ends = calibration.horizons
    reach = Reach.CALIBRATED if horizon in ends else Reach.BEYOND if horizon > max(ends) else Reach.BETWEEN
    return Spread(horizon, {level: half[level] for level in levels}, sd, reach)


def _learnt(calibration: Calibration, level: float, volatility: float | None) -> dict[int, float]:
    """Factors by horizon of one level, over the root of the horizon."""
    return {
        each.horizon: found[level_key(level)] / (1.0 if volatility is not None else sqrt(each.horizon))
        for each in calibration.factors
        if level_key(level) in (found := each.scaled if volatility is not None else each.plain)
    }


def _half_width(
    horizon: int, calibration: Calibration, volatility: float | None, points: float, level: float
) -> float:
    factor = _carried(_learnt(calibration, level, volatility), horizon)
    if volatility is None:
        return factor * sqrt(horizon)
    return factor * float(scaled(calibration.scale, np.array([volatility]), np.array([points]), horizon)[0])


def _carried(learnt: Mapping[int, float], horizon: int) -> float:
    """The factor at a horizon: known, between two on a line of logs, or beyond the last with its latest growth."""
    known = sorted(learnt)
    if horizon in learnt:
        return learnt[horizon]
    if horizon < known[0]:
        return learnt[known[0]]
    if horizon < known[-1]:
        after = next(each for each in known if each > horizon)
        before = known[known.index(after) - 1]
        share = log(horizon / before) / log(after / before)
        return float(learnt[before] ** (1 - share) * learnt[after] ** share)
    last = learnt[known[-1]]
    if len(known) < 2:
        return last
    growth = log(last / learnt[known[-2]]) / log(known[-1] / known[-2])
    return float(last * (horizon / known[-1]) ** max(growth, 0.0))
