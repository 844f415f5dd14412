"""Whole runs of pairs against scipy's assignment solver on a score matrix that is ready."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.claims import Claim, at_most, seconds
from benchmarks.matching.instances import problem
from kith.matching import solve
from kith.matching.score import Scoring

SIZES = ((1_000, 3), (5_000, 1))


def measure() -> list[Claim]:
    return [_one(size, repeats) for size, repeats in SIZES]


def _one(size: int, repeats: int) -> Claim:
    given = problem(size)
    matrix = Scoring(given).matrix()
    cost = np.where(matrix < 0, np.inf, -matrix.astype(np.float64))
    return at_most(
        f"pairs, {size:,} a side: checks, scoring, worst pair, total, lottery, reasons",
        kith=seconds(lambda: solve(given, seed=1), repeats),
        peer="scipy linear_sum_assignment on the ready matrix (the total only)",
        peer_value=seconds(lambda: linear_sum_assignment(cost), repeats),
        target=None,
        how=f"Wall seconds, median of {repeats}. 1 thread each. Both proven optimal; "
        "scipy alone knows no worst pair and no lottery.",
    )
