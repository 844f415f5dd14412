"""The cohort engine with draws against the same model in vectorised numpy, and its memory as draws grow."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.claims import Claim, at_least, at_most
from kith.workforce.supply import project
from kith.workforce.supply.chances import joiners, luck
from kith.workforce.tests.models import made_up, needed

SHAPE = {"professions": 20, "regions": 42, "ages": 55, "years": 30}
DRAWS, PEER_DRAWS, THREADS = 1_000, 50, 4
MEMORY_DRAWS = (1_000, 16_000)


def measure() -> list[Claim]:
    model = made_up(**SHAPE, pooled=True, breaks=False)
    need = needed(model)
    project(model, need, draws=2, seed=1)  # compiles
    seconds = {threads: _ours(model, need, threads) for threads in (THREADS, 1)}
    peer_seconds, fte = numpy_draws(model, PEER_DRAWS)
    _same(model, need, fte)
    of_all = peer_seconds * DRAWS / PEER_DRAWS
    cells = SHAPE["professions"] * SHAPE["regions"] * SHAPE["ages"]
    how = (
        f"Wall seconds, in memory; best of 3, peer once with {PEER_DRAWS} draws, times {DRAWS // PEER_DRAWS}"
        f" (extrapolated). The peer moves people with the same shortcut, keeps FTE by place for each draw, takes no"
        f" quantiles; Kith also has every flow of the middle run, the balance checked, gaps net and gross, and exact"
        f" quantiles. Same luck: the draws agree to 1e-9. Kith with {THREADS} threads, numpy with 1 (its"
        f" array loops use no more); Kith with 1 thread took {seconds[1]:.2f} s"
        f" ({of_all / seconds[1]:.1f}x). Invented model."
    )
    return [
        at_least(
            f"cohort model, {cells:,} cells x {SHAPE['years']} years x {DRAWS:,} draws",
            kith=seconds[THREADS],
            peer="vectorised numpy",
            peer_value=of_all,
            target=5.0,
            how=how,
        ),
        _memory(),
    ]


def _ours(model, need, threads: int) -> float:
    best = np.inf
    for _ in range(3):
        start = time.perf_counter()
        project(model, need, draws=DRAWS, seed=1, threads=threads)
        best = min(best, time.perf_counter() - start)
    return best


def numpy_draws(model, draws: int) -> tuple[float, np.ndarray]:
    """``[D, Y+1, G, R]`` FTE by arrays over all groups, regions and ages, draw after draw; and the seconds."""
    drawn = luck(model, draws=draws, seed=1)
    years = len(model.axes.years)
    came = np.stack([joiners(source, years) for source in model.sources])
    to = model.destinations[:, 0, :].copy()
    last = model.destinations[:, -1, :]
    to[:, 0] = last[:, 0] * to[:, 1] / last[:, 1]
    to /= to.sum(1, keepdims=True)
    gives = model.participation * model.fte_per_head
    start = time.perf_counter()
    out = np.empty((draws, years + 1, len(model.axes.groups), len(model.axes.regions)))
    for draw in range(draws):
        stock = model.stock[..., 0]
        out[draw, 0] = (stock * gives[0][:, None, :]).sum(-1)
        for year in range(years):
            retire = (
                model.retirement_odds * (model.retirement_by_year[year] * drawn.retirement[draw])[:, None]
            )
            left = model.exit_by_year[year] * drawn.exits[draw][:, None]
            stayed = stock / (1 + retire)[:, None, :]
            stayed /= 1 + model.exit_odds * model.exit_by_tenure[:, :1, None] * left[:, :, None]
            odds = model.move_odds[year] * drawn.moves[draw][:, None]
            moved = stayed * (odds / (1 + odds))[:, :, None]
            pool = moved / (1 - to)[:, :, None]
            stayed -= moved
            stayed += to[:, :, None] * (pool.sum(1, keepdims=True) - pool)
            stock = np.zeros_like(stayed)
            stock[:, :, 1:] = stayed[:, :, :-1]
            for n, source in enumerate(model.sources):
                heads = came[n, year] * drawn.sources[draw, n]
                stock[source.group] += heads * np.outer(source.regions[year], source.ages)
            out[draw, year + 1] = (stock * gives[year + 1][:, None, :]).sum(-1)
        out[draw] *= drawn.fte[draw][None, :, None]
    return time.perf_counter() - start, out


def _same(model, need, fte: np.ndarray) -> None:
    ours = project(model, need, draws=PEER_DRAWS, seed=1).supply.mean
    if not np.allclose(ours, fte.mean(0), rtol=1e-9):
        raise AssertionError("the two models do not agree")


def _memory() -> Claim:
    few, many = (_peak(draws) for draws in MEMORY_DRAWS)
    return at_most(
        f"memory of {MEMORY_DRAWS[1]:,} draws against {MEMORY_DRAWS[0]:,}, MB",
        kith=many,
        peer=f"Kith with {MEMORY_DRAWS[0]:,} draws",
        peer_value=few,
        target=1.5,
        how="The most memory that a process of its own held, its libraries included. Draws are kept up to 2,000 of one"
        " profession at a time; beyond, they are counted in bins.",
    )


def _peak(draws: int) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.workforce.cohort_draws", str(draws)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return float(json.loads(done.stdout))


if __name__ == "__main__":
    import resource

    invented = made_up(**SHAPE, pooled=True, breaks=False)
    project(invented, needed(invented), draws=int(sys.argv[1]), seed=1, threads=THREADS)
    print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3))
