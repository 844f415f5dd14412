"""Sets while they are being made, as arrays: what one move costs is found without looking at the whole.

A seat is a place in a set or on the bench, where whoever is in no set waits; it holds a person or nobody (-1).
What must not be has a price here, far above any loss, so that a search can pass through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kith.matching.sets.model import FORBIDDEN, Model

Whole = NDArray[np.int64]
Small = NDArray[np.int32]


class Fixed(NamedTuple):
    """What does not change: the prices of everything."""

    most: int
    sets: int
    benched: int
    """What somebody in no set costs."""
    kind: Small  # set -> kind
    place: Whole  # person x kind
    first: Small  # person -> where their tallies begin
    tally: Small  # tallies of everybody, one after another
    table: Whole  # tally x count
    size: Whole  # by people in a set
    group: Small  # choice -> where its options begin
    option: Whole  # person x option
    cost: Whole  # option
    pair: Whole | Small  # person x person; 0 x 0 when no two matter


class Moving(NamedTuple):
    """What changes with every move."""

    seats: Small
    counts: Small  # set x tally
    sizes: Small
    sums: Whole  # set x option


@dataclass(frozen=True, slots=True)
class Prices:
    """``broken``: what each thing that must not be costs; ``benched``: what somebody without a set costs."""

    broken: int
    benched: int


def prices(model: Model) -> Prices:
    """Prices above what any one move can gain."""
    rows = max((max(row) for row in model.place_loss), default=0)
    gain = max((abs(one) for one in model.pair_gain.values()), default=0) * model.most
    tables = sum(max(abs(one) for one in tally.table) for tally in model.tallies)
    tables = min(tables, 8 * max((max(abs(o) for o in t.table) for t in model.tallies), default=0))
    options = max(
        (max((max(row) for row in one.loss), default=0) + max(one.cost, default=0) for one in model.choices),
        default=0,
    )
    benched = 1 + rows + gain + tables + options * model.most
    return Prices(4 * benched, benched)


def fixed_of(model: Model) -> Fixed:
    """The arrays of a model."""
    price = prices(model)
    people = len(model.ids)
    of_person: list[list[int]] = [[] for _ in range(people)]
    for number, tally in enumerate(model.tallies):
        for i in tally.members:
            of_person[i].append(number)
    tables = [_priced(tally.table, price.broken) for tally in model.tallies]
    width = sum(len(choice.options) for choice in model.choices)
    option = np.zeros((people, width), dtype=np.int64)
    cost = np.zeros(width, dtype=np.int64)
    starts = [0]
    for choice in model.choices:
        last = starts[-1] + len(choice.options)
        loss = np.array(choice.loss, dtype=np.int64)
        option[:, starts[-1] : last] = np.where(loss == FORBIDDEN, price.broken, loss)
        cost[starts[-1] : last] = choice.cost
        starts.append(last)
    size = [
        lost + price.broken * max(0, model.fewest - k) * (k > 0) for k, lost in enumerate(model.size_loss)
    ]
    size[0] = price.broken * model.fewest if people >= model.sets * model.fewest else 0
    return Fixed(
        most=model.most,
        sets=model.sets,
        benched=price.benched,
        kind=np.array(model.kind_of_set, dtype=np.int32),
        place=np.array(model.place_loss, dtype=np.int64).reshape(people, -1),
        first=np.cumsum([0, *(len(one) for one in of_person)], dtype=np.int32),
        tally=np.array([t for one in of_person for t in one], dtype=np.int32),
        table=np.array(tables, dtype=np.int64).reshape(len(tables), model.most + 1),
        size=np.array(size, dtype=np.int64),
        group=np.array(starts, dtype=np.int32),
        option=option,
        cost=cost,
        pair=_pairs(model, price.broken),
    )


def _priced(table: Sequence[int], broken: int) -> list[int]:
    """A table in which what is forbidden costs more the farther it is from the next count that is allowed."""
    allowed = [k for k, lost in enumerate(table) if lost != FORBIDDEN]
    return [
        lost if lost != FORBIDDEN else broken * min(abs(k - other) for other in allowed)
        for k, lost in enumerate(table)
    ]


def _pairs(model: Model, broken: int) -> Whole | Small:
    if not (model.pair_gain or model.conflicts or model.locks):
        return np.zeros((0, 0), dtype=np.int64)
    people = len(model.ids)
    # half the memory and the misses wherever it fits: this is what most of a walk reads
    small = 4 * broken < np.iinfo(np.int32).max
    pair = np.zeros((people, people), dtype=np.int32 if small else np.int64)
    for (i, j), gain in model.pair_gain.items():
        pair[i, j] = pair[j, i] = -gain
    for i, j in model.conflicts:
        pair[i, j] = pair[j, i] = pair[i, j] + broken
    for i, j in model.locks:
        pair[i, j] = pair[j, i] = pair[i, j] - broken
    return pair


def moving_of(fixed: Fixed, sets: Sequence[Sequence[int]], bench: Sequence[int], spare: int) -> Moving:
    """The arrays of some sets; ``spare`` seats on the bench are free."""
    seats = np.full(fixed.sets * fixed.most + len(bench) + spare, -1, dtype=np.int32)
    moving = Moving(
        seats,
        np.zeros((fixed.sets, len(fixed.table)), dtype=np.int32),
        np.zeros(fixed.sets, dtype=np.int32),
        np.zeros((fixed.sets, len(fixed.cost)), dtype=np.int64),
    )
    for s, people in enumerate(sets):
        for place, i in enumerate(people):
            shift(fixed, moving, s, i, 1)
            seats[s * fixed.most + place] = i
    for place, i in enumerate(bench):
        seats[fixed.sets * fixed.most + place] = i
    return moving


def shift(fixed: Fixed, moving: Moving, s: int, i: int, sign: int) -> int:
    """Put person ``i`` into set ``s`` (sign 1) or out of it (-1), seats apart; what that costs."""
    if i < 0:
        return 0
    if s == fixed.sets:
        return sign * fixed.benched
    change = sign * fixed.place[i, fixed.kind[s]]
    before = moving.sizes[s]
    change += fixed.size[before + sign] - fixed.size[before]
    moving.sizes[s] = before + sign
    for place in range(fixed.first[i], fixed.first[i + 1]):
        t = fixed.tally[place]
        count = moving.counts[s, t]
        change += fixed.table[t, count + sign] - fixed.table[t, count]
        moving.counts[s, t] = count + sign
    for g in range(len(fixed.group) - 1):
        low, high = fixed.group[g], fixed.group[g + 1]
        best = moving.sums[s, low] + fixed.cost[low]
        after = best + sign * fixed.option[i, low]
        for o in range(low, high):
            old = moving.sums[s, o] + fixed.cost[o]
            new = old + sign * fixed.option[i, o]
            moving.sums[s, o] += sign * fixed.option[i, o]
            if old < best:
                best = old
            if new < after:
                after = new
        change += after - best
    if len(fixed.pair):
        for seat in range(s * fixed.most, (s + 1) * fixed.most):
            j = moving.seats[seat]
            if j >= 0 and j != i:
                change += sign * fixed.pair[i, j]
    return int(change)


def trade(fixed: Fixed, moving: Moving, one: int, other: int) -> int:
    """Exchange what sits on two seats of different sets; what that costs. Done again, it is undone."""
    a, b = moving.seats[one], moving.seats[other]
    here, there = min(one // fixed.most, fixed.sets), min(other // fixed.most, fixed.sets)
    moving.seats[one] = -1
    moving.seats[other] = -1
    change = shift(fixed, moving, here, a, -1) + shift(fixed, moving, there, b, -1)
    change += shift(fixed, moving, here, b, 1) + shift(fixed, moving, there, a, 1)
    moving.seats[one] = b
    moving.seats[other] = a
    return change


def walk(
    fixed: Fixed,
    moving: Moving,
    best: Small,
    draws: Small,
    chances: NDArray[np.float64],
    heats: NDArray[np.float64],
) -> tuple[int, int]:
    """One move after another, kept when it is better or luck allows (Metropolis et al. 1953).

    Parameters
    ----------
    best
        Filled with the best seats met.
    draws, chances, heats
        For each move: two seats, a number 0-1, the temperature.

    Returns
    -------
    tuple
        The change from the first to the best seats, and from the first to the last.
    """
    total = 0
    lowest = 0
    for step in range(len(heats)):
        one, other = draws[step, 0], draws[step, 1]
        here, there = min(one // fixed.most, fixed.sets), min(other // fixed.most, fixed.sets)
        if here == there or (moving.seats[one] < 0 and moving.seats[other] < 0):
            continue
        change = trade(fixed, moving, one, other)
        if change > 0 and chances[step] >= np.exp(-change / heats[step]):
            trade(fixed, moving, one, other)
            continue
        total += change
        if total < lowest:
            lowest = total
            best[:] = moving.seats
    return lowest, total
