"""The bootstrap against scipy's, draw for draw."""

import numpy as np
import pytest
from scipy import stats

from kith.foundation.faults import KithError
from kith.statistics.bootstrap import Interval, bootstrap

# Efron and Tibshirani (1993), table 3.1: LSAT and GPA of 15 law schools.
LAW = np.array(
    [
        (576, 3.39),
        (635, 3.30),
        (558, 2.81),
        (578, 3.03),
        (666, 3.44),
        (580, 3.07),
        (555, 3.00),
        (661, 3.43),
        (651, 3.36),
        (605, 3.13),
        (653, 3.12),
        (575, 2.74),
        (545, 2.76),
        (572, 2.88),
        (594, 2.96),
    ]
)


def correlation(rows):
    return float(np.corrcoef(rows[:, 0], rows[:, 1])[0, 1])


@pytest.mark.parametrize(("interval", "method"), [(Interval.BCA, "BCa"), (Interval.PERCENTILE, "percentile")])
def test_agrees_with_scipy_on_the_same_draws(interval, method):
    values = LAW[:, 0]
    ours = bootstrap(values, lambda rows: float(np.mean(rows)), np.random.default_rng(4), interval=interval)
    peer = stats.bootstrap((values,), np.mean, n_resamples=2_000, method=method, rng=np.random.default_rng(4))
    assert np.allclose((ours.low, ours.high), peer.confidence_interval, rtol=1e-12)


def test_law_schools():
    """The book gives a correlation of 0.776; its 90% BCa interval, from other draws, is (0.43, 0.92)."""
    found = bootstrap(LAW, correlation, np.random.default_rng(1), level=0.9)
    assert round(found.value, 3) == 0.776
    assert abs(found.low - 0.43) < 0.04
    assert abs(found.high - 0.92) < 0.02
    assert found.method == "statistics.method.bootstrap_bca"


def test_small_samples_say_so():
    nine = bootstrap(LAW[:9], correlation, np.random.default_rng(1))
    ten = bootstrap(LAW[:10], correlation, np.random.default_rng(1))
    asked = bootstrap(LAW[:9], correlation, np.random.default_rng(1), interval=Interval.PERCENTILE)
    assert nine.method == "statistics.method.bootstrap_small"
    assert ten.method == "statistics.method.bootstrap_bca"
    assert asked.method == "statistics.method.bootstrap_percentile"
    assert (asked.low, asked.high) == (nine.low, nine.high)


def test_the_same_generator_gives_the_same_interval():
    first = bootstrap(LAW, correlation, np.random.default_rng(8), resamples=200)
    assert bootstrap(LAW, correlation, np.random.default_rng(8), resamples=200) == first
    assert bootstrap(LAW, correlation, np.random.default_rng(9), resamples=200) != first


def test_values_all_alike_give_a_point():
    found = bootstrap(
        np.full(12, 2.0), lambda rows: float(rows.mean()), np.random.default_rng(1), resamples=50
    )
    assert (found.low, found.value, found.high) == (2.0, 2.0, 2.0)


def test_refuses():
    rng = np.random.default_rng(1)
    cases = {
        "statistics.too_few": ([1.0, 2.0], np.mean),
        "statistics.not_finite": ([1.0, np.nan, 2.0], np.mean),
        "statistics.undefined": ([1.0, 2.0, 3.0], lambda rows: float("nan")),
    }
    for code, (rows, statistic) in cases.items():
        with pytest.raises(KithError) as refused:
            bootstrap(rows, statistic, rng, resamples=20)
        assert [fault.code for fault in refused.value.faults] == [code]


def test_a_statistic_undefined_for_many_draws_is_refused():
    def one_over_spread(rows):
        return 1 / np.ptp(rows) if np.ptp(rows) else float("nan")

    with pytest.raises(KithError):
        bootstrap([1.0, 1.0, 1.0, 2.0], one_over_spread, np.random.default_rng(1))


def test_draws_taken_many_at_once_are_the_same_draws(monkeypatch):
    rows = np.random.default_rng(4).normal(size=30)
    one_by_one = bootstrap(rows, lambda draw: float(draw.mean()), np.random.default_rng(5))
    monkeypatch.setattr("kith.statistics.bootstrap.MOST_AT_ONCE", 7_000)
    at_once = bootstrap(
        rows,
        lambda draw: float(draw.mean()),
        np.random.default_rng(5),
        of_draws=lambda draws: draws.mean(axis=1),
    )
    assert at_once == one_by_one


@pytest.mark.parametrize("interval", list(Interval))
def test_an_interval_of_forty_people_holds_the_truth_about_as_often_as_it_says(interval):
    """Answers on a scale, whose true mean is 5/12; by many more runs it is 0.94 to 0.95 of the time."""
    rng = np.random.default_rng(7)
    held = 0
    for _ in range(200):
        steps = rng.choice([-1, 0, 0, 0.5, 1, 2], 40)
        found = bootstrap(steps, np.mean, rng, resamples=399, interval=interval, of_draws=_means)
        held += found.low <= 5 / 12 <= found.high
    assert 0.9 <= held / 200 <= 0.985


def _means(draws):
    return draws.mean(axis=1)
