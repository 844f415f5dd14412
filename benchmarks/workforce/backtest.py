"""Do bands hold what they say, and is the middle no worse than the best simple method? On the WHO's counts."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from benchmarks.claims import Claim, at_most
from kith.workforce.backtest.reading import read_stocks
from kith.workforce.backtest.run import backtest
from kith.workforce.backtest.types import BackTest, Band, Coverage, HeldOut, HorizonResult

AIM = 0.04
"""The wing's aim: 80% bands that hold 76-84%."""
LEVEL = 0.8
HELD_OUT = 10


def measure() -> list[Claim]:
    data = Path(os.environ.get("KITH_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
    file = data / "workforce" / "who_health_workforce.csv"
    if not file.is_file():
        print(f"backtest: {file.name} is not here, so nothing is claimed", file=sys.stderr)
        return []
    start = time.perf_counter()
    result = backtest(read_stocks(file), held_out=HELD_OUT, seed=1)
    taken = time.perf_counter() - start
    held = result.hold_out
    assert held is not None
    return [
        *(_coverage(each, result) for each in result.horizons),
        *(_error(each) for each in result.horizons),
        *(_in_time(each) for each in held.ahead if each.ahead in {one.horizon for one in result.horizons}),
        at_most(
            "the whole back-test, 200 random halves, four horizons and ten years held out",
            kith=taken,
            peer="no peer: reported only",
            peer_value=taken,
            target=None,
            how="Wall seconds, reading included. 1 thread.",
        ),
    ]


def _coverage(each: HorizonResult, result: BackTest) -> Claim:
    own, walk = (_of(each, band) for band in Band)
    return at_most(
        f"80% bands {each.horizon} years ahead are within 4 points of 80%",
        kith=abs(own.places.value - LEVEL),
        peer="the aim of 4 points",
        peer_value=AIM,
        target=1.0,
        how=f"Distance of coverage from 0.8. Covered {own.places.value:.3f} ({own.places.low:.3f} to"
        f" {own.places.high:.3f}) of {each.forecasts} forecasts in {each.n_places} places, mean over"
        f" {result.splits} random halves, places alike; each forecast alike {own.forecasts:.3f}; half width"
        f" {own.half_width:.1f}%. Random walk: {walk.places.value:.3f}, half width {walk.half_width:.1f}%.",
    )


def _in_time(each: HeldOut) -> Claim:
    found = each.coverage[LEVEL]
    assert found is not None
    return at_most(
        f"80% bands {each.ahead} years ahead, learnt before the last {HELD_OUT} years, are within 4 points of 80%",
        kith=abs(found.value - LEVEL),
        peer="the aim of 4 points",
        peer_value=AIM,
        target=1.0,
        how=f"Distance of coverage from 0.8. Covered {found.value:.3f} ({found.low:.3f} to {found.high:.3f}) of"
        f" {each.forecasts} forecasts in {each.n_places} places, places alike; half width"
        f" {each.half_width[LEVEL]:.1f}%. Nothing after the cut is learnt from, in any place.",
    )


def _error(each: HorizonResult) -> Claim:
    own, simple = each.errors[-1], min(each.errors[:-1], key=lambda one: one.median)
    assert own.against is not None
    return at_most(
        f"the median error {each.horizon} years ahead is no worse than the best simple method's",
        kith=own.median,
        peer=f"{simple.method.value} on the same forecasts",
        peer_value=simple.median,
        target=1.0,
        how=f"Median absolute % error. Ratio over places drawn anew {own.against.low:.2f} to"
        f" {own.against.high:.2f}. What is learnt is learnt in other places.",
    )


def _of(each: HorizonResult, band: Band) -> Coverage:
    return next(one for one in each.coverage if (one.band, one.level) == (band, LEVEL))
