"""The last years of each series, forecast from what stood before them by what was known then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from kith.foundation.provenance import Provenance
from kith.workforce.backtest.cases import Past, past_at
from kith.workforce.backtest.learning import Learnt, learn
from kith.workforce.backtest.summary import over_places
from kith.workforce.backtest.types import Cases, HeldOut, HoldOut
from kith.workforce.forecast.bands import spread
from kith.workforce.forecast.calibration import Calibration
from kith.workforce.forecast.history import LEAST_POINTS, WINDOW, gather
from kith.workforce.forecast.methods import SIMPLE, Method, log_change
from kith.workforce.forecast.series import Series

LEAST_PLACES = 10
"""To learn from; below this a cut is not scored."""
NOWHERE = Provenance("workforce.hold_out", {}, None, {})


@dataclass(frozen=True, slots=True)
class Score:
    """One outturn within the years held out."""

    ahead: int
    place: str
    errors: Mapping[Method, float]
    inside: Mapping[float, bool]
    width: Mapping[float, float]


def hold_out(
    series: Sequence[Series],
    all_cases: Sequence[Cases],
    years: int,
    *,
    levels: Sequence[float],
    progress: Callable[[int, int], None] = lambda done, whole: None,
) -> HoldOut:
    """Each series' last ``years`` years forecast from its last count before them.

    Method and bands are learnt, for each cut, only from outturns up to the cut: nothing that came later, in any place.
    """
    cuts = {index: each.years[-1] - years for index, each in enumerate(series)}
    taught: dict[int, Calibration | None] = {}
    scores: list[Score] = []
    scored = 0
    for index, each in enumerate(series):
        cut = cuts[index]
        past = _last_past(index, each, cut)
        if past is not None and cut not in taught:
            taught[cut] = _taught(all_cases, cut, levels)
        calibration = taught.get(cut)
        if past is not None and calibration is not None:
            found = _scores(each, past, calibration, levels)
            scores += found
            scored += bool(found)
        progress(index + 1, len(series))
    lines = tuple(_line(ahead, scores, levels) for ahead in sorted({one.ahead for one in scores}))
    return HoldOut(years, scored, len(series) - scored, lines)


def _last_past(index: int, series: Series, cut: int) -> Past | None:
    before = [year for year in series.years if year <= cut]
    return past_at(index, series, before[-1], window=WINDOW, least=LEAST_POINTS) if before else None


def _taught(all_cases: Sequence[Cases], cut: int, levels: Sequence[float]) -> Calibration | None:
    known = {each.horizon: each.origin + each.horizon <= cut for each in all_cases}
    enough = [each for each in all_cases if len(np.unique(each.place[known[each.horizon]])) >= LEAST_PLACES]
    if not enough:
        return None
    learnt: Learnt = learn(enough, known, levels=levels)
    if any(len(each.scaled) < len(levels) for each in learnt.factors):
        learnt = _without_short(learnt, levels)
    if not learnt.factors:
        return None
    return Calibration(
        learnt.method,
        learnt.weight,
        learnt.pooled,
        learnt.scale,
        WINDOW,
        LEAST_POINTS,
        learnt.factors,
        NOWHERE,
    )


def _without_short(learnt: Learnt, levels: Sequence[float]) -> Learnt:
    """Only horizons at which every level could be learnt: the others are drawn on from them."""
    whole = tuple(each for each in learnt.factors if len(each.scaled) == len(levels))
    return Learnt(learnt.method, learnt.weight, learnt.pooled, learnt.scale, whole)


def _scores(series: Series, past: Past, calibration: Calibration, levels: Sequence[float]) -> list[Score]:
    after = [
        (year - past.origin, log(count) - past.row[0])
        for year, count in zip(series.years, series.counts, strict=True)
        if year > past.origin
    ]
    histories = gather([past.row])
    widths = spread(
        [ahead for ahead, _ in after],
        calibration,
        volatility=float(histories.volatility[0]),
        points=float(histories.points[0]),
        levels=levels,
    )
    return [
        _score(series.place, ahead, actual, calibration, past, width.half_width)
        for (ahead, actual), width in zip(after, widths, strict=True)
    ]


def _score(
    place: str, ahead: int, actual: float, calibration: Calibration, past: Past, half: Mapping[float, float]
) -> Score:
    histories = gather([past.row])
    settings = {"weight": calibration.weight, "pooled": calibration.pooled}
    middles = {
        method: float(log_change(method, histories, ahead, **settings)[0])
        for method in {*SIMPLE, calibration.method}
    }
    own = middles[calibration.method]
    errors = {method: float(100 * abs(np.exp(middle - actual) - 1)) for method, middle in middles.items()}
    if calibration.method in SIMPLE:  # then what is ours is the simple one
        errors[Method.SHRUNK] = errors[calibration.method]
    return Score(
        ahead,
        place,
        errors,
        {level: abs(actual - own) <= width for level, width in half.items()},
        {level: float(np.expm1(width)) for level, width in half.items()},
    )


def _line(ahead: int, scores: Sequence[Score], levels: Sequence[float]) -> HeldOut:
    here = [one for one in scores if one.ahead == ahead]
    names = {place: index for index, place in enumerate(sorted({one.place for one in here}))}
    place = np.array([names[one.place] for one in here])
    methods = Counter(method for one in here for method in one.errors)
    return HeldOut(
        ahead=ahead,
        forecasts=len(here),
        n_places=len(names),
        errors={
            method: float(np.median([one.errors[method] for one in here]))
            for method in Method
            if methods[method] == len(here)
        },
        coverage={
            level: over_places(np.array([float(one.inside[level]) for one in here]), place)
            for level in levels
        },
        half_width={level: 100 * float(np.median([one.width[level] for one in here])) for level in levels},
    )
