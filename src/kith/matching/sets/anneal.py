"""Good sets quickly: swap annealing, the same answer for the same seed and number of moves on any machine.

References: Kirkpatrick, Gelatt, Vecchi (1983), doi 10.1126/science.220.4598.671.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

from kith.matching.sets import state
from kith.matching.sets.model import Model

BLOCK = 1 << 15
"""Moves between two looks at whether to stop."""
COMPILE_FROM = 30_000
"""Moves above which compiling pays for itself."""
COOL = 0.02
"""The last temperature as a share of the first."""

Sets = list[list[int]]


@cache
def _compiled() -> Callable[..., tuple[int, int]]:
    import numba
    from numba.extending import register_jitable

    register_jitable(state.shift)
    register_jitable(state.trade)
    walk: Callable[..., tuple[int, int]] = numba.njit(cache=True)(state.walk)
    return walk


def anneal(
    model: Model,
    start: Sets,
    rng: np.random.Generator,
    moves: int,
    *,
    heat: float,
    tick: Callable[[float], bool] | None = None,
) -> Sets:
    """The best sets met on ``moves`` moves from ``start``, people without a set left out.

    Parameters
    ----------
    heat
        The first temperature, in points.
    tick
        Called now and then with the share done; ends the walk by answering true.
    """
    fixed = state.fixed_of(model)
    bench = sorted(set(model.people) - {i for people in start for i in people})
    moving = state.moving_of(fixed, start, bench, spare=max(2, len(model.ids) // 50))
    best = moving.seats.copy()
    walk: Any = _compiled() if moves >= COMPILE_FROM else state.walk
    lowest = total = 0
    for done in range(0, moves, BLOCK):
        if tick is not None and tick(done / moves):
            break
        count = min(BLOCK, moves - done)
        shares = np.arange(done, done + count, dtype=np.float64) / moves
        heats = np.maximum(heat * COOL**shares, 1e-9)
        draws = rng.integers(len(moving.seats), size=(count, 2), dtype=np.int32)
        found = best.copy()
        fell, change = walk(fixed, moving, found, draws, rng.random(count), heats)
        if total + fell < lowest:
            lowest, best = total + fell, found
        total += change
    return sets_of(best, model)


def sets_of(seats: Sequence[int] | np.ndarray[Any, Any], model: Model) -> Sets:
    """The people of each set, in order."""
    return [
        sorted(int(i) for i in seats[s * model.most : (s + 1) * model.most] if i >= 0)
        for s in range(model.sets)
    ]


def first_heat(model: Model) -> float:
    """A temperature at which a move that costs as much as one rule gives one person is often kept."""
    units = [abs(gain) for gain in model.pair_gain.values()]
    units += [max(row) for row in model.place_loss]
    units += [
        abs(tally.table[1] - tally.table[0]) + abs(tally.table[-1] - tally.table[-2])
        for tally in model.tallies
    ]
    units += [max(max(row) for row in choice.loss) for choice in model.choices]
    return max(
        1.0, math.sqrt(sum(one * one for one in units if one > 0) / max(1, sum(one > 0 for one in units)))
    )


def deal(model: Model, order: Sequence[int]) -> Sets:
    """People dealt out like cards, in the order of the lottery."""
    sets: Sets = [[] for _ in range(model.sets)]
    if not sets:
        return sets
    for place, i in enumerate(order[: model.sets * model.most]):
        sets[place % model.sets].append(i)
    return sets
