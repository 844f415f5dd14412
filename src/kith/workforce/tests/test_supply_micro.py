"""The microsimulation: it agrees with the cohort engine, its luck belongs to people, its counts balance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kith.workforce.projection import JOINS, Flow
from kith.workforce.supply import expect, microsimulate
from kith.workforce.supply import micro_kernel as kernel
from kith.workforce.tests.models import made_up

SEEDS = 60


def test_the_two_engines_agree_within_monte_carlo_error():
    """60 histories: no cell's mean is further off than luck allows (1,000 cells: 4.5 standard errors), on none bias."""
    model = made_up(tenures=2, heads=30.0)
    runs = [microsimulate(model, seed=seed) for seed in range(SEEDS)]
    told = expect(model)
    for name in ("heads", "fte", "away", "by_age", "flows"):
        drawn = np.stack([getattr(run, name) for run in runs]).astype(float)
        wanted = getattr(told, name)
        error = drawn.std(axis=0, ddof=1) / np.sqrt(SEEDS)
        off = (drawn.mean(axis=0) - wanted)[error > 0] / error[error > 0]
        assert np.abs(off).max() < 4.5, name
        assert abs(off.mean()) < 0.5, name
        assert np.allclose(drawn.mean(axis=0)[error == 0], wanted[error == 0]), name


def test_every_person_is_accounted_for():
    run = microsimulate(made_up(whole=True), seed=4)
    joins = [list(Flow).index(flow) for flow in JOINS]
    leaves = [n for n in range(len(Flow)) if n not in joins]
    explained = run.flows[..., joins].sum(-1) - run.flows[..., leaves].sum(-1)
    assert (np.diff(run.heads, axis=0) == explained).all()
    assert (run.by_age.sum(-1) == run.heads.sum(-1)).all()


def test_threads_change_nothing_and_seeds_do():
    model = made_up()
    one, four = microsimulate(model, seed=1), microsimulate(model, seed=1, threads=4)
    assert one.flows.tobytes() == four.flows.tobytes()
    assert microsimulate(model, seed=2).flows.tobytes() != one.flows.tobytes()


def test_scenarios_share_luck_person_by_person():
    """Where nobody leaves any more in the second region, nobody elsewhere lives otherwise until somebody moves."""
    model = made_up(professions=1)
    still = replace(model, move_odds=np.zeros_like(model.move_odds))
    kept = still.exit_by_year.copy()
    kept[:, :, 1] = 0.0
    one, other = microsimulate(still, seed=9), microsimulate(replace(still, exit_by_year=kept), seed=9)
    assert one.flows[:, :, [0, 2]].tobytes() == other.flows[:, :, [0, 2]].tobytes()
    assert (other.heads[1:, :, 1] >= one.heads[1:, :, 1]).all()
    assert (other.heads[-1, :, 1] > one.heads[-1, :, 1]).all()


def test_rows_of_flows_are_in_the_order_of_flow():
    names = {
        Flow.RETURNED: kernel.RETURNED,
        Flow.RETIRED: kernel.RETIRED,
        Flow.LEFT_FOR_GOOD: kernel.GONE,
        Flow.LEFT_FOR_A_BREAK: kernel.PAUSED,
        Flow.MOVED_IN: kernel.MOVED_IN,
        Flow.MOVED_OUT: kernel.MOVED_OUT,
    }
    assert {flow: list(Flow).index(flow) for flow in names} == names


def test_numbers_of_people_and_steps_are_spread_evenly():
    """A chi-square of 64 bins over 64,000 numbers, for people side by side and for steps of one person."""
    people = [
        kernel.uniform(np.uint64(kernel.person_key(np.uint64(12345), number)), 7) for number in range(64_000)
    ]
    steps = [kernel.uniform(np.uint64(987654321), step) for step in range(64_000)]
    for numbers in (people, steps):
        counts = np.histogram(numbers, bins=64, range=(0, 1))[0]
        assert ((counts - 1000) ** 2 / 1000).sum() < 110  # chance 0.0002
        assert abs(np.corrcoef(numbers[:-1], numbers[1:])[0, 1]) < 0.02
