"""The loop of the cohort engine: one group, some draws, all years. Compiled when it is first used, then kept.

The accounting is that of :mod:`kith.workforce.supply.expected`, which it is tested against number by number. What
differs is for speed: ages lie side by side in memory, staying is ``1 / (1 + odds)`` (one division a cell), and
moves whose destinations do not depend on where one comes from are summed once instead of region by region.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.supply.compiled import loop

if TYPE_CHECKING:
    from kith.workforce.model import Floats


@loop
def run_group(
    stock: Floats,  # [R, T, A]
    away: Floats,  # [R, A]
    retirement: Floats,  # [Y, A] odds
    exits: Floats,  # [R, A] odds
    exit_year: Floats,  # [Y, R]
    exit_tenure: Floats,  # [T]
    goes_home: Floats,  # [T] shares
    may_return: float,
    returns: Floats,  # [Y] odds
    moves: Floats,  # [Y, R] odds
    destinations: Floats,  # [R, R]
    pooled: Floats,  # [2, R]: from, to; empty where destinations depend on the origin
    source_heads: Floats,  # [N, Y]
    source_regions: Floats,  # [N, Y, R]
    source_ages: Floats,  # [N, A]
    gives: Floats,  # [Y+1, A]
    d_retirement: Floats,  # [D] and so on: this group's luck
    d_exits: Floats,
    d_returns: Floats,
    d_moves: Floats,
    d_fte: Floats,
    d_sources: Floats,  # [D, N]
    out: Floats,  # [D, Y+1, R]: FTE is added
) -> None:
    """Add this group's FTE to ``out`` for each draw."""
    regions, tenures, ages = stock.shape
    years = retirement.shape[0]
    takes_breaks = may_return > 0.0 or away.sum() > 0.0
    now = np.empty((regions, tenures, ages))
    then = np.empty((regions, tenures, ages))
    gone = np.empty((regions, tenures, ages))
    arrived = np.empty((tenures, ages))
    pausing = np.empty((regions, ages))
    back = np.zeros((regions, ages))
    keep = np.empty(ages)
    moves_out = np.empty(regions)
    left = np.empty(regions)
    for draw in range(out.shape[0]):
        now[:] = stock
        pausing[:] = away
        _add_fte(now, gives, d_fte[draw], out, draw, 0)
        for year in range(years):
            for age in range(ages):
                keep[age] = 1.0 / (1.0 + retirement[year, age] * d_retirement[draw])
            moving = moves[year].max() > 0.0
            for region in range(regions):
                moves_out[region] = _chance(moves[year, region] * d_moves[draw])
                left[region] = exit_year[year, region] * d_exits[draw]
            if takes_breaks:
                _come_back(pausing, _chance(returns[year] * d_returns[draw]), keep, back)
                _pause(now, exits, left, exit_tenure, keep, may_return, pausing)
            _stay(now, exits, left, exit_tenure, goes_home, keep, moves_out, moving, then, gone)
            if moving and pooled.shape[0] == 2:
                _arrive_pooled(then, gone, pooled, arrived)
            elif moving:
                _arrive(then, gone, destinations)
            _grow_older(then, back, now)
            for source in range(source_heads.shape[0]):
                heads = source_heads[source, year] * d_sources[draw, source]
                _join(now, heads, source_regions, source_ages, source, year)
            _add_fte(now, gives, d_fte[draw], out, draw, year + 1)


@loop
def _chance(odds: float) -> float:
    return 1.0 if odds == np.inf else odds / (1.0 + odds)


# Each of the following goes over all places in one call: parts of arrays handed to a function for each place would
# cost more than the sums.


@loop
def _add_fte(now: Floats, gives: Floats, factor: float, out: Floats, draw: int, year: int) -> None:
    regions, tenures, ages = now.shape
    for region in range(regions):
        total = 0.0
        for tenure in range(tenures):
            for age in range(ages):
                total += now[region, tenure, age] * gives[year, age]
        out[draw, year, region] += total * factor


@loop
def _come_back(pausing: Floats, comes_back: float, keep: Floats, back: Floats) -> None:
    """Who was away at the start: some come back a year older; of the others some retire, the rest are a year older."""
    regions, ages = pausing.shape
    for region in range(regions):
        for age in range(ages):
            back[region, age] = 0.0
        for age in range(ages):
            returned = pausing[region, age] * comes_back
            pausing[region, age] = (pausing[region, age] - returned) * keep[age]
            back[region, min(age + 1, ages - 1)] += returned
        for age in range(ages - 1, 0, -1):
            pausing[region, age] = pausing[region, age - 1]
        pausing[region, 0] = 0.0


@loop
def _pause(
    now: Floats,
    exits: Floats,
    left: Floats,
    exit_tenure: Floats,
    keep: Floats,
    may_return: float,
    pausing: Floats,
) -> None:
    """Those who leave for a break, a year older."""
    regions, tenures, ages = now.shape
    for region in range(regions):
        for tenure in range(tenures):
            odds = left[region] * exit_tenure[tenure]
            for age in range(ages - 1):
                kept = now[region, tenure, age] * keep[age]
                pausing[region, age + 1] += (kept - kept / (1.0 + exits[region, age] * odds)) * may_return


@loop
def _stay(
    now: Floats,
    exits: Floats,
    left: Floats,
    exit_tenure: Floats,
    goes_home: Floats,
    keep: Floats,
    moves_out: Floats,
    moving: bool,
    then: Floats,
    gone: Floats,
) -> None:
    """Who neither retires, nor leaves, nor goes home, nor moves; those who move in ``gone``."""
    regions, tenures, ages = now.shape
    for region in range(regions):
        share = moves_out[region]
        for tenure in range(tenures):
            odds, here = left[region] * exit_tenure[tenure], 1.0 - goes_home[tenure]
            if moving:
                for age in range(ages):
                    stayed = now[region, tenure, age] * keep[age] * here / (1.0 + exits[region, age] * odds)
                    gone[region, tenure, age] = stayed * share
                    then[region, tenure, age] = stayed - stayed * share
            else:
                for age in range(ages):
                    then[region, tenure, age] = (
                        now[region, tenure, age] * keep[age] * here / (1.0 + exits[region, age] * odds)
                    )


@loop
def _arrive_pooled(then: Floats, gone: Floats, pooled: Floats, arrived: Floats) -> None:
    """Add those who moved where they went, if that does not depend on where they came from."""
    regions, tenures, ages = then.shape
    arrived[:] = 0.0
    for region in range(regions):
        weight = pooled[0, region]
        for tenure in range(tenures):
            for age in range(ages):
                arrived[tenure, age] += weight * gone[region, tenure, age]
    for region in range(regions):
        own, share = pooled[0, region], pooled[1, region]
        for tenure in range(tenures):
            for age in range(ages):
                then[region, tenure, age] += share * (arrived[tenure, age] - own * gone[region, tenure, age])


@loop
def _arrive(then: Floats, gone: Floats, destinations: Floats) -> None:
    """Add those who moved where they went, place by place."""
    regions, tenures, ages = then.shape
    for origin in range(regions):
        for region in range(regions):
            share = destinations[origin, region]
            if share > 0.0:
                for tenure in range(tenures):
                    for age in range(ages):
                        then[region, tenure, age] += share * gone[origin, tenure, age]


@loop
def _join(now: Floats, heads: float, shares: Floats, ages: Floats, source: int, year: int) -> None:
    """Add joiners, in the youngest row of tenure. Most sources hold a few ages only."""
    for age in range(ages.shape[1]):
        if ages[source, age] > 0.0:
            for region in range(now.shape[0]):
                now[region, 0, age] += heads * shares[source, year, region] * ages[source, age]


@loop
def _grow_older(then: Floats, back: Floats, now: Floats) -> None:
    """A year on, into ``now``, with those who came back; the oldest have retired."""
    regions, tenures, ages = then.shape
    last = tenures - 1
    for region in range(regions):
        for tenure in range(last, 0, -1):
            now[region, tenure, 0] = 0.0
            for age in range(1, ages):
                now[region, tenure, age] = then[region, tenure - 1, age - 1]
        if last > 0:
            for age in range(1, ages):
                now[region, last, age] += then[region, last, age - 1]
                now[region, 0, age] = back[region, age]
        else:
            for age in range(1, ages):
                now[region, 0, age] = then[region, 0, age - 1] + back[region, age]
        now[region, 0, 0] = back[region, 0]
