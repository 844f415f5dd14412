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
    keep = np.empty(ages)
    back = np.empty(ages)
    for draw in range(out.shape[0]):
        now[:] = stock
        pausing[:] = away
        _add_fte(now, gives[0], d_fte[draw], out[draw, 0])
        for year in range(years):
            for age in range(ages):
                keep[age] = 1.0 / (1.0 + retirement[year, age] * d_retirement[draw])
            comes_back = _chance(returns[year] * d_returns[draw])
            moving = moves[year].max() > 0.0
            for region in range(regions):
                back[:] = 0.0
                if takes_breaks:
                    _come_back(pausing[region], comes_back, keep, back)
                moves_out = _chance(moves[year, region] * d_moves[draw])
                left = exit_year[year, region] * d_exits[draw]
                for tenure in range(tenures):
                    _stay(
                        now[region, tenure],
                        exits[region],
                        left * exit_tenure[tenure],
                        keep,
                        moves_out,
                        moving,
                        takes_breaks,
                        may_return,
                        pausing[region],
                        then[region, tenure],
                        gone[region, tenure],
                    )
                if takes_breaks:
                    pausing[region, 1:] = pausing[region, :-1].copy()
                    pausing[region, 0] = 0.0
                # Who comes back waits in the row of the youngest tenure of `now`, which has been read already.
                now[region, 0, :] = back
            if moving and pooled.shape[0] == 2:
                _arrive_pooled(then, gone, pooled, arrived)
            elif moving:
                _arrive(then, gone, destinations)
            _grow_older(then, now)
            for source in range(source_heads.shape[0]):
                heads = source_heads[source, year] * d_sources[draw, source]
                _join(now, heads, source_regions[source, year], source_ages[source])
            _add_fte(now, gives[year + 1], d_fte[draw], out[draw, year + 1])


@loop
def _chance(odds: float) -> float:
    return 1.0 if odds == np.inf else odds / (1.0 + odds)


@loop
def _add_fte(now: Floats, gives: Floats, factor: float, out: Floats) -> None:
    regions, tenures, ages = now.shape
    for region in range(regions):
        total = 0.0
        for tenure in range(tenures):
            for age in range(ages):
                total += now[region, tenure, age] * gives[age]
        out[region] += total * factor


@loop
def _come_back(pausing: Floats, comes_back: float, keep: Floats, back: Floats) -> None:
    """Who was away at the start: some come back a year older, of the others some retire."""
    ages = pausing.shape[0]
    for age in range(ages):
        returned = pausing[age] * comes_back
        pausing[age] = (pausing[age] - returned) * keep[age]
        back[min(age + 1, ages - 1)] += returned


@loop
def _stay(
    here: Floats,
    exits: Floats,
    left: float,
    keep: Floats,
    moves_out: float,
    moving: bool,
    takes_breaks: bool,
    may_return: float,
    pausing: Floats,
    stays: Floats,
    gone: Floats,
) -> None:
    """Who neither retires, nor leaves, nor moves; those who move in ``gone``; new breaks into ``pausing``."""
    ages = here.shape[0]
    if takes_breaks:
        for age in range(ages):
            kept = here[age] * keep[age]
            stayed = kept / (1.0 + exits[age] * left)
            pausing[age] += (kept - stayed) * may_return
            gone[age] = stayed * moves_out
            stays[age] = stayed - gone[age]
    elif moving:
        for age in range(ages):
            stayed = here[age] * keep[age] / (1.0 + exits[age] * left)
            gone[age] = stayed * moves_out
            stays[age] = stayed - gone[age]
    else:
        for age in range(ages):
            stays[age] = here[age] * keep[age] / (1.0 + exits[age] * left)


@loop
def _arrive_pooled(then: Floats, gone: Floats, pooled: Floats, arrived: Floats) -> None:
    """Add those who moved where they went, if that does not depend on where they came from."""
    regions, tenures, ages = then.shape
    arrived[:] = 0.0
    for region in range(regions):
        for tenure in range(tenures):
            for age in range(ages):
                arrived[tenure, age] += pooled[0, region] * gone[region, tenure, age]
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
def _join(now: Floats, heads: float, shares: Floats, ages: Floats) -> None:
    """Add joiners, in the youngest row of tenure."""
    for region in range(now.shape[0]):
        came = heads * shares[region]
        for age in range(ages.shape[0]):
            now[region, 0, age] += came * ages[age]


@loop
def _grow_older(then: Floats, now: Floats) -> None:
    """A year on, into ``now``, whose youngest row already holds those who came back; the oldest have retired."""
    regions, tenures, ages = then.shape
    for region in range(regions):
        if tenures == 1:
            for age in range(1, ages):
                now[region, 0, age] += then[region, 0, age - 1]
            continue
        for tenure in range(1, tenures):
            now[region, tenure, 0] = 0.0
            for age in range(1, ages):
                now[region, tenure, age] = then[region, tenure - 1, age - 1]
        for age in range(1, ages):
            now[region, tenures - 1, age] += then[region, tenures - 1, age - 1]
