"""The loop of the microsimulation: one person after the other, each through all the years.

Chance is a function, not a stream: ``uniform(person, step)`` is the same for the same person in the same year of
any scenario, whatever becomes of others, however many threads there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.supply.compiled import loop

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kith.workforce.model import Floats

    Whole = NDArray[np.int32]

# What is drawn for one person in a year, and before the first year. Of those in post one number decides whether
# they retire, leave, go home or move: what is left of it after each is again even between 0 and 1.
HAPPENS, WHERE, EVENTS = 0, 1, 2
JOINS, PLACE, AGE, EXISTS = 1_000_001, 1_000_002, 1_000_003, 1_000_004

GUIDES = 16

# Places in a row of flows, in the order of kith.workforce.projection.Flow (a test holds them together).
RETURNED, RETIRED, GONE, PAUSED, MOVED_IN, MOVED_OUT = 3, 4, 5, 6, 7, 8


@loop
def uniform(person: np.uint64, step: int) -> float:
    """A number in [0, 1): SplitMix64 (Steele, Lea & Flood 2014, 10.1145/2714064.2660195) seeded with the person."""
    z = person + np.uint64(step + 1) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return float((z ^ (z >> np.uint64(31))) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@loop
def person_key(stream: np.uint64, number: int) -> np.uint64:
    """The key of the ``number``-th person of a stream of people (a cell of the stock, an intake)."""
    z = stream ^ (np.uint64(number + 1) * np.uint64(0xD1B54A32D192ED03))
    z = (z ^ (z >> np.uint64(32))) * np.uint64(0xDABA0B6EB09322E3)
    z = (z ^ (z >> np.uint64(32))) * np.uint64(0xDABA0B6EB09322E3)
    return z ^ (z >> np.uint64(32))


@loop
def place(sums: Floats, at: float) -> int:
    """The first of cumulated shares above ``at``. The last entries say where to begin: one for each sixteenth."""
    found = int(sums[sums.shape[0] - GUIDES + int(at * GUIDES)])
    while sums[found] <= at:
        found += 1
    return found


@loop
def live(
    key: np.uint64,
    start: int,  # the year from which the person is counted
    region: int,
    age: int,
    tenure: int,
    away: bool,
    retire: Floats,  # [Y, A] chances
    exits: Floats,  # [R, A] odds
    exit_year: Floats,  # [R, Y]
    exit_tenure: Floats,  # [T]
    goes_home: Floats,  # [T] shares
    may_return: float,
    returns: Floats,  # [Y] chances
    moves: Floats,  # [R, Y] chances
    destinations: Floats,  # [R, R + GUIDES] cumulated
    heads: Whole,  # [R, Y+1, A]: a person's years lie side by side
    paused: Whole,  # [R, Y+1]
    flows: Whole,  # [R, Y, 9]
) -> None:
    """One person's years, counted as they pass."""
    years, ages, tenures = retire.shape[0], retire.shape[1], exit_tenure.shape[0]
    for year in range(start, years):
        happens = uniform(key, year * EVENTS + HAPPENS)
        if away:
            paused[region, year] += 1
            if happens < returns[year]:
                away, tenure, age = False, 0, min(age + 1, ages - 1)
                flows[region, year, RETURNED] += 1
                continue
            age += 1
            if happens - returns[year] < retire[year, age - 1] * (1.0 - returns[year]) or age == ages:
                return
            continue
        heads[region, year, age] += 1
        retires = retire[year, age]
        if happens < retires:
            flows[region, year, RETIRED] += 1
            return
        odds = exits[region, age] * exit_year[region, year] * exit_tenure[tenure]
        # What is left of the number, (happens - retires) / (1 - retires), against odds / (1 + odds), without dividing.
        left, scale = (happens - retires) * (1.0 + odds), 1.0 - retires
        if left < odds * scale:
            pauses = left < odds * scale * may_return
            flows[region, year, PAUSED if pauses else GONE] += 1
            age += 1
            if not pauses or age == ages:
                return
            away = True
            continue
        home = goes_home[tenure]
        if left < (odds + home) * scale:
            flows[region, year, GONE] += 1
            return
        if left < (odds + home + moves[region, year] * (1.0 - home)) * scale:
            flows[region, year, MOVED_OUT] += 1
            region = place(destinations[region], uniform(key, year * EVENTS + WHERE))
            flows[region, year, MOVED_IN] += 1
        age, tenure = age + 1, min(tenure + 1, tenures - 1)
        if age == ages:
            flows[region, year, RETIRED] += 1
            return
    if away:
        paused[region, years] += 1
    else:
        heads[region, years, age] += 1


@loop
def live_stock(
    streams: NDArray[np.uint64],  # one for each cell
    cells: NDArray[np.int64],  # [C, 4]: region, age, tenure, away
    counts: Floats,  # [C] heads; a part of a head is a person who exists by lot
    rates: tuple[Floats, ...],
    counted: tuple[Whole, Whole, Whole],
) -> None:
    """Everybody who is there at the start, in some cells."""
    retire, exits, exit_year, exit_tenure, goes_home, may_return, returns, moves, destinations = rates
    heads, paused, flows = counted
    for cell in range(counts.shape[0]):
        whole = int(counts[cell])
        for number in range(whole + 1):
            key = person_key(streams[cell], number)
            if number == whole and uniform(key, EXISTS) >= counts[cell] - whole:
                continue
            live(
                key, 0, cells[cell, 0], cells[cell, 1], cells[cell, 2], cells[cell, 3] == 1,
                retire, exits, exit_year, exit_tenure, goes_home, may_return[0], returns, moves, destinations,
                heads, paused, flows,
            )  # fmt: skip


@loop
def live_intakes(
    streams: NDArray[np.uint64],  # one for each intake
    joins: NDArray[np.int64],  # [I] the year in which those who are left of it join
    counts: Floats,  # [I] who begin
    reach: Floats,  # [I] the chance of those who begin to join
    regions: Floats,  # [Y, R + GUIDES] cumulated
    ages: Floats,  # [A + GUIDES] cumulated
    flow: int,
    rates: tuple[Floats, ...],
    counted: tuple[Whole, Whole, Whole],
) -> None:
    """Everybody of some intakes of one source: through training, then through their years of work."""
    retire, exits, exit_year, exit_tenure, goes_home, may_return, returns, moves, destinations = rates
    heads, paused, flows = counted
    for intake in range(counts.shape[0]):
        whole, year = int(counts[intake]), joins[intake]
        for number in range(whole + 1):
            key = person_key(streams[intake], number)
            if number == whole and uniform(key, EXISTS) >= counts[intake] - whole:
                continue
            if uniform(key, JOINS) >= reach[intake]:
                continue
            region = place(regions[year], uniform(key, PLACE))
            age = place(ages, uniform(key, AGE))
            flows[region, year, flow] += 1
            live(
                key, year + 1, region, age, 0, False,
                retire, exits, exit_year, exit_tenure, goes_home, may_return[0], returns, moves, destinations,
                heads, paused, flows,
            )  # fmt: skip
