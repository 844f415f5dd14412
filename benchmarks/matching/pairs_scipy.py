"""Whole runs of pairs against scipy's assignment solver on a score matrix that is ready."""

from __future__ import annotations

import time

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.claims import Claim, at_most, seconds
from benchmarks.matching.instances import problem
from kith.matching import solve
from kith.matching.pairs import compiled
from kith.matching.pairs.sparse import DENSE_CELLS
from kith.matching.score import Scoring

SIZES = ((1_000, 3, None), (5_000, 1, None), (10_000, 1, 1.0))


def measure() -> list[Claim]:
    solve(problem(2_100), seed=1)  # loops are compiled once, and kept
    return [_one(*size) for size in SIZES]


def _one(size: int, repeats: int, target: float | None) -> Claim:
    given = problem(size)
    matrix = Scoring(given).matrix()
    cost = np.where(matrix < 0, np.inf, -matrix.astype(np.float64))
    del matrix
    threads = 1 if size**2 <= DENSE_CELLS else compiled.threads()
    cpu = time.process_time()
    result = solve(given, seed=1)
    cpu = time.process_time() - cpu
    if not result.proven:
        raise AssertionError("not proven")
    return at_most(
        f"pairs, {size:,} a side: checks, scoring, worst pair, total, lottery, reasons",
        kith=seconds(lambda: solve(given, seed=1), repeats),
        peer="scipy linear_sum_assignment on the ready matrix (the total only)",
        peer_value=seconds(lambda: linear_sum_assignment(cost), repeats),
        target=target,
        how=f"Wall seconds, median of {repeats}; Kith {cpu:.1f} CPU s in one run, up to {threads} threads, scipy 1. "
        "Both proven optimal; scipy alone knows no worst pair and no lottery.",
    )
