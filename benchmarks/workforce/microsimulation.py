"""1.5 million people for 30 years, person by person: against Mesa, and against vectorised numpy."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.claims import Claim, at_least
from benchmarks.peers import ask, peer_python
from kith.workforce.supply import microsimulate
from kith.workforce.supply.chances import chance, reaching
from kith.workforce.tests.models import made_up

PEOPLE, INTAKE, THREADS = 1_500_000, 130_000, 4
MESA = "mesa==3.3.1"
MESA_PEOPLE = 10_000


def measure() -> list[Claim]:
    model = _model()
    microsimulate(model, seed=1)  # compiles
    ours = {threads: _ours(model, threads) for threads in (THREADS, 1)}
    person_years = int(microsimulate(model, seed=1, threads=THREADS).heads.sum())
    each = {threads: seconds / person_years * 1e6 for threads, seconds in ours.items()}
    numpy_seconds, numpy_years = numpy_people(model)
    mesa = ask(
        peer_python("mesa", MESA), Path(__file__).parent / "microsimulation_peer.py", {"people": MESA_PEOPLE}
    )
    assert isinstance(mesa, dict)
    how = (
        f"Microseconds of wall time a person-year: {PEOPLE:,} at the start and {INTAKE:,} a year more who begin,"
        f" {person_years:,} person-years in all, 20 professions, 42 regions; people retire, leave, move,"
        f" train and join. Best of 3. Kith with {THREADS} threads; with 1 thread {each[1]:.4f}."
    )
    return [
        at_least(
            "microsimulation, 1.5 million people x 30 years, a person-year against Mesa",
            kith=each[THREADS],
            peer=f"{MESA}, {MESA_PEOPLE:,} agents x 30 years, 1 thread",
            peer_value=float(mesa["microseconds"]),
            target=200.0,
            how=how + " Mesa's agents only age, leave and retire.",
        ),
        at_least(
            "microsimulation, 1.5 million people x 30 years, a person-year against vectorised numpy",
            kith=each[THREADS],
            peer="numpy, arrays of all people, year by year, 1 thread",
            peer_value=numpy_seconds / numpy_years * 1e6,
            target=3.0,
            how=how + " numpy draws from one stream, which gives no shared luck.",
        ),
    ]


def _model():
    model = made_up(
        professions=20, regions=42, ages=55, years=30, heads=PEOPLE / 46_200, pooled=True, breaks=False
    )
    each = INTAKE / 20
    sources = tuple(
        replace(one, entrants=np.full_like(one.entrants, 0.9 * each if one.length else 0.1 * each))
        for one in model.sources
    )
    return replace(model, sources=sources)


def _ours(model, threads: int) -> float:
    best = np.inf
    for _ in range(3):
        start = time.perf_counter()
        microsimulate(model, seed=1, threads=threads)
        best = min(best, time.perf_counter() - start)
    return best


def numpy_people(model) -> tuple[float, int]:
    """The same model with arrays of people: seconds, and the person-years lived."""
    rng = np.random.default_rng(1)
    counts = rng.poisson(model.stock[..., 0])
    group, region, age = (np.repeat(of.ravel(), counts.ravel()) for of in np.indices(counts.shape))
    destinations = np.cumsum(model.destinations[0], axis=1)
    years, lived = len(model.axes.years), 0
    start = time.perf_counter()
    heads = np.zeros((years + 1, *counts.shape[:2]), dtype=np.int64)
    for year in range(years):
        lived += len(age)
        heads[year] = np.bincount(group * 42 + region, minlength=840).reshape(20, 42)
        retire = chance(model.retirement_odds * model.retirement_by_year[year][:, None])
        leave = chance(model.exit_odds * (model.exit_by_year[year] * model.exit_by_tenure[:, :1])[:, :, None])
        stays = rng.random(len(age)) >= retire[group, age]
        stays &= rng.random(len(age)) >= leave[group, region, age]
        group, region, age = group[stays], region[stays], age[stays] + 1
        moves = rng.random(len(age)) < chance(model.move_odds[year])[group, region]
        at = np.flatnonzero(moves)
        region[at] = (destinations[region[at]] <= rng.random(len(at))[:, None]).sum(1)
        young = age < counts.shape[2]
        group, region, age = group[young], region[young], age[young]
        for source in model.sources:
            joined = rng.binomial(int(source.entrants[year]), reaching(source, years)[year])
            places = rng.choice(42, joined, p=source.regions[year])
            ages = rng.choice(counts.shape[2], joined, p=source.ages)
            group = np.concatenate([group, np.full(joined, source.group)])
            region, age = np.concatenate([region, places]), np.concatenate([age, ages])
    return time.perf_counter() - start, lived
