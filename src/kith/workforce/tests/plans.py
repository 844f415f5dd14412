"""Invented plan problems, for tests and benchmarks."""

from __future__ import annotations

import numpy as np

from kith.workforce.plan import PlanProblem


def a_plan(
    professions: int = 2, regions: int = 3, years: int = 6, seed: int = 1, budget: float = np.inf, **more
):
    """Need grows faster than what arrives; everything that can be done costs something."""
    rng = np.random.default_rng(seed)
    shape = (professions, regions, years)
    start = rng.uniform(80, 120, shape[:2])
    leaves = rng.uniform(0.06, 0.12, shape)
    growth = (1 + rng.uniform(0.01, 0.03, professions))[:, None] ** (1 + np.arange(years))
    return PlanProblem(
        professions=tuple(f"p{n}" for n in range(professions)),
        regions=tuple(f"r{n}" for n in range(regions)),
        years=tuple(range(2026, 2026 + years)),
        start=start,
        leaves=leaves,
        arrives=leaves * start[:, :, None] * rng.uniform(0.7, 1.0, shape),
        need=start[:, :, None] * growth[:, None, :] * rng.uniform(0.95, 1.1, shape),
        length=tuple(int(n) for n in rng.integers(2, 5, professions)),
        completes=np.full(professions, 0.75),
        training=np.full((professions, years), 5.0 * regions),
        recruitment=np.full((professions, years), 2.0 * regions),
        budget=np.full(years, budget),
        seat_year=rng.uniform(10, 20, professions),
        recruit=rng.uniform(30, 60, professions),
        retain=np.stack([rng.uniform(5, 10, professions), rng.uniform(20, 30, professions)]),
        move=rng.uniform(5, 15, professions),
        unmet=rng.uniform(90, 120, professions),
        **more,
    )
