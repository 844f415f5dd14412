"""The cohort engine: the fast loop against plain arrays, the balance of each year, the draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kith.workforce.projection import JOINS, LEVELS, Flow
from kith.workforce.supply import expect, project
from kith.workforce.supply.bands import Quantiles, exact
from kith.workforce.supply.expected import Step, balanced
from kith.workforce.tests.models import made_up, needed


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"tenures": 3},
        {"tenures": 3, "home": 0.5, "regions": 1},
        {"tenures": 3, "home": 0.5},
        {"breaks": False},
        {"pooled": True, "regions": 5},
        {"regions": 1},
        {"tenures": 2, "regions": 2, "pooled": True},
    ],
)
def test_the_loop_says_what_plain_arrays_say(shape):
    model = made_up(spread=0.0, **shape)
    run = project(model, needed(model), draws=2, seed=3)
    assert np.allclose(run.supply.mean, expect(model).fte, rtol=1e-12, atol=0)


def test_each_year_balances_in_each_place():
    told = expect(made_up(tenures=2))
    joins = [list(Flow).index(flow) for flow in JOINS]
    leaves = [n for n in range(len(Flow)) if n not in joins]
    change = np.diff(told.heads, axis=0)
    explained = told.flows[..., joins].sum(-1) - told.flows[..., leaves].sum(-1)
    assert np.allclose(change, explained, rtol=0, atol=1e-9)
    moved = (
        told.flows[..., list(Flow).index(Flow.MOVED_IN)] - told.flows[..., list(Flow).index(Flow.MOVED_OUT)]
    )
    assert np.allclose(moved.sum(-1), 0, atol=1e-9)
    assert (told.flows >= 0).all()
    assert np.allclose(told.by_age.sum(-1), told.heads.sum(-1))


def test_a_year_that_does_not_balance_is_an_error_not_a_number():
    stock = np.ones((1, 1, 2, 1))
    flows = np.zeros((1, 1, len(Flow)))
    nobody, none = np.zeros((1, 1, 2)), np.zeros((1, 1))
    with pytest.raises(ArithmeticError, match="does not balance: 1"):
        balanced(stock, nobody, Step(stock * 1.5, nobody, flows, none, none))
    with pytest.raises(ArithmeticError, match=r"1\.0 heads on a break unexplained"):
        balanced(stock, nobody + 0.5, Step(stock, nobody, flows, none, none))
    with pytest.raises(ArithmeticError, match="does not balance: nan"):
        balanced(stock, nobody, Step(stock * np.nan, nobody, flows, none, none))
    flows[0, 0, list(Flow).index(Flow.RETIRED)] = -1
    with pytest.raises(ArithmeticError, match="negative flow: retired"):
        balanced(stock, nobody, Step(stock * 1.5, nobody, flows, none, none))


def test_one_cell_by_hand():
    """100 heads of one age: 10 of 100 retire (odds 1/9), of 90 a fifth leaves (odds 1/4), 72 stay and pass the last age."""
    model = made_up(professions=1, regions=1, ages=1, years=1, breaks=False, spread=0.0)
    model = replace(
        model,
        stock=np.full((1, 1, 1, 1), 100.0),
        retirement_odds=np.full((1, 1), 1 / 9),
        exit_odds=np.full((1, 1, 1), 1 / 4),
        exit_by_year=np.ones((1, 1, 1)),
        exit_by_tenure=np.ones((1, 1)),
        goes_home=np.zeros((1, 1)),
        move_odds=np.zeros((1, 1, 1)),
        sources=(),
        uncertain=replace(model.uncertain, sources=np.zeros(0)),
    )
    told = expect(model)
    flows = dict(zip(Flow, told.flows[0, 0, 0].round(9), strict=True))
    assert flows[Flow.RETIRED] == 82.0
    assert flows[Flow.LEFT_FOR_GOOD] == 18.0
    assert told.heads[1, 0, 0] == 0.0


def test_the_same_seed_gives_the_same_bytes_whatever_the_threads():
    model = made_up()
    one, four = (project(model, needed(model), draws=150, seed=5, threads=threads) for threads in (1, 4))
    assert one.gap.values.tobytes() == four.gap.values.tobytes()
    other = project(model, needed(model), draws=150, seed=6)
    assert other.gap.values.tobytes() != one.gap.values.tobytes()


def test_scenarios_share_their_luck_also_where_one_has_a_source_less():
    model = made_up(professions=1)
    fewer = replace(
        model,
        sources=model.sources[1:],
        uncertain=replace(model.uncertain, sources=model.uncertain.sources[1:]),
    )
    whole = project(model, needed(model), draws=40, seed=5)
    less = project(fewer, needed(model), draws=40, seed=5)
    assert whole.supply.values[:, 0].tobytes() == less.supply.values[:, 0].tobytes()
    assert (whole.supply.mean[1:] > less.supply.mean[1:]).all()


def test_net_and_gross_gaps_are_told_apart():
    model = made_up(spread=0.0)
    need = needed(model)
    need.fte[:, :, 0] = 0.0  # the first region has more than it needs
    run = project(model, need, draws=2, seed=1)
    gap = run.expected.fte - need.fte
    assert np.allclose(run.gap_net.mean, (gap * 1.0).sum((1, 2)), atol=40)
    assert (run.gap_gross.mean < run.gap_net.mean).all()
    assert (run.gap_gross.mean <= 0).all()


def test_bands_are_at_least_as_wide_as_history_says():
    model = made_up(professions=1, spread=0.01)
    wide = np.linspace(0, 0.3, len(model.axes.years) + 1)[:, None]
    model = replace(model, uncertain=replace(model.uncertain, model=wide))
    run = project(model, needed(model), draws=2000, seed=1)
    spread = np.log(run.supply_by_profession.values[5, -1, 0] / run.supply_by_profession.values[1, -1, 0])
    assert abs(spread / (2 * 1.2815516) - 0.3) < 0.02


def test_quantiles_are_those_of_numpy():
    draws = np.random.default_rng(2).normal(size=(37, 5, 3))
    assert np.allclose(exact(draws).values, np.quantile(draws, LEVELS, axis=0), rtol=1e-12, atol=0)
    assert exact(draws[:1]).values[0].tobytes() == draws[0].tobytes()


def test_many_draws_are_counted_in_bins_without_losing_the_quantiles():
    rng = np.random.default_rng(1)
    draws = rng.normal([10.0, -5.0], [1.0, 3.0], (6000, 2))
    counted = Quantiles(6000)
    for start in range(0, 6000, 1000):
        counted.take(draws[start : start + 1000])
    off = (counted.bands().values - exact(draws).values) / [1.0, 3.0]
    assert np.abs(off).max() < 0.03


def test_a_run_can_be_stopped():
    class Enough(Exception):
        pass

    def stop(done: int, of: int) -> None:
        assert of == 2
        raise Enough

    model = made_up()
    with pytest.raises(Enough):
        project(model, needed(model), draws=10, seed=1, progress=stop)


def test_draws_are_kept_so_that_two_runs_can_be_paired():
    model = made_up()
    run = project(model, needed(model), draws=30, seed=5, keep_professions=True)
    assert run.totals.net_by_profession is not None
    assert np.allclose(run.totals.net_by_profession.sum(2), run.totals.net)
    assert np.allclose(np.quantile(run.totals.gross, 0.5, axis=0), run.gap_gross.values[3])
    fewer = replace(model, exit_by_year=model.exit_by_year * 0.9)
    kept = project(fewer, needed(model), draws=30, seed=5)
    assert (kept.totals.net[:, 1:] > run.totals.net[:, 1:]).all()  # in every draw, though the bands overlap
    assert kept.gap_net.values[0, -1] < run.gap_net.values[-1, -1]
