"""Very many people are drawn by their values: the same intervals, from other random numbers."""

import numpy as np
import pytest

from kith.statistics import bootstrap_large
from kith.statistics.bootstrap import Interval, bootstrap
from kith.statistics.effects import rank_biserial, rank_biserials, rank_biserials_of_counts

# Written down before people were drawn by their values.
STORED = {
    (12, "mean"): (0.02777777777777778, -0.4722222222222222, 0.6944444444444443),
    (12, "ranks"): (-0.08974358974358974, -0.6625072774392906, 0.5688386259346098),
    (300, "mean"): (0.32888888888888884, 0.20615318629350116, 0.4422222222222223),
    (300, "ranks"): (0.3209760254771356, 0.18947947070869423, 0.42376232468876013),
    (3000, "mean"): (0.3438888888888889, 0.30478089460316127, 0.37924573609881823),
}


def steps_of(n):
    return np.random.default_rng(n).integers(-4, 7, n).astype(float)


def mean_interval(steps, resamples=999, interval=Interval.BCA):
    return bootstrap(
        steps / 3,
        lambda rows: float(rows.mean()),
        np.random.default_rng(1),
        resamples=resamples,
        interval=interval,
        of_draws=lambda draws: draws.mean(axis=1),
        of_counts=lambda values: lambda counts: counts @ values / counts.sum(axis=1),
    )


def rank_interval(steps, resamples=499):
    return bootstrap(
        steps,
        lambda rows: rank_biserial(np.zeros(len(rows)), rows),
        np.random.default_rng(1),
        resamples=resamples,
        of_draws=rank_biserials,
        of_counts=rank_biserials_of_counts,
    )


@pytest.mark.parametrize(("n", "kind"), STORED)
def test_intervals_of_few_people_are_what_they_always_were(n, kind):
    found = mean_interval(steps_of(n)) if kind == "mean" else rank_interval(steps_of(n))
    assert (found.value, found.low, found.high) == STORED[n, kind]
    assert found.method == "statistics.method.bootstrap_bca"


def test_ranks_from_counts_are_those_of_the_people_drawn():
    values, people = np.unique(steps_of(300), return_counts=True)
    counts = np.random.default_rng(2).multinomial(300, people / 300, size=20)
    drawn = np.array([np.repeat(values, row) for row in counts])
    assert np.array_equal(rank_biserials_of_counts(values)(counts), rank_biserials(drawn))


@pytest.mark.parametrize("of", [mean_interval, rank_interval])
def test_drawn_by_values_or_by_people_intervals_are_alike(monkeypatch, of):
    steps = steps_of(300)
    by_people = of(steps)
    monkeypatch.setattr("kith.statistics.bootstrap.LARGE", 100)
    by_values = of(steps)
    width = by_people.high - by_people.low
    assert (by_values.value, by_values.method) == (by_people.value, by_people.method)
    assert (by_values.low, by_values.high) != (by_people.low, by_people.high)
    assert by_values.low == pytest.approx(by_people.low, abs=0.1 * width)
    assert by_values.high == pytest.approx(by_people.high, abs=0.1 * width)


def test_leaving_out_one_of_a_value_is_leaving_out_each_person():
    steps = steps_of(60)
    groups = bootstrap_large.Grouped.of(steps, rank_biserials_of_counts)
    one_by_one = [rank_biserial(np.zeros(59), np.delete(np.sort(steps), place)) for place in range(60)]
    assert np.array_equal(groups.without(), one_by_one)


def test_half_a_million_people_on_a_grid_have_the_interval_of_the_normal_distribution():
    steps = steps_of(500_000)
    found = mean_interval(steps)
    half = 1.959964 * float(np.std(steps / 3)) / 500_000**0.5
    assert found.method == "statistics.method.bootstrap_bca"
    assert found.high - found.low == pytest.approx(2 * half, rel=0.1)


def test_with_too_many_values_percentiles_are_taken_of_fewer_draws(monkeypatch):
    monkeypatch.setattr("kith.statistics.bootstrap_large.MOST_DISTINCT", 5)
    monkeypatch.setattr("kith.statistics.bootstrap_large.MOST_DRAWN", 1)
    monkeypatch.setattr("kith.statistics.bootstrap_large.LEAST_DRAWS", 200)
    steps = steps_of(6_000)
    fewer, all_of_them = mean_interval(steps), mean_interval(steps, resamples=200)
    assert fewer == all_of_them
    assert fewer.method == "statistics.method.bootstrap_large"
