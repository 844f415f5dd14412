"""Intervals for a middle, against all Walsh averages and against their own definition."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_oracles import signed_rank_p, walsh_averages

from kith.foundation.faults import KithError
from kith.statistics import locations
from kith.statistics.locations import hodges_lehmann, median_interval

quarters = st.integers(-20, 20).map(lambda number: Fraction(number, 4))


@given(st.lists(quarters, min_size=1, max_size=30))
def test_value_is_the_median_walsh_average(differences):
    averages = walsh_averages(differences)
    middle = (averages[(len(averages) - 1) // 2] + averages[len(averages) // 2]) / 2
    found = hodges_lehmann([0.0] * len(differences), [float(d) for d in differences])
    assert found.value == float(middle)
    assert found.low <= found.value <= found.high


@given(st.lists(st.integers(-200, 200), min_size=6, max_size=9, unique=True))
def test_interval_is_the_shifts_not_rejected(whole):
    """Just inside each end the test does not reject at 5%; just outside it does."""
    differences = [Fraction(number * number * number) for number in whole]  # Walsh averages seldom alike
    found = hodges_lehmann([0] * len(whole), [float(d) for d in differences])
    little = Fraction(1, 1000)
    for end, inward in ((Fraction(found.low), little), (Fraction(found.high), -little)):
        assert signed_rank_p([d - end - inward for d in differences], pratt=False) > 0.05
        assert signed_rank_p([d - end + inward for d in differences], pratt=False) <= 0.05


def test_hollander_and_wolfe_example_3_1():
    """Hamilton depression scale of nine patients (Hollander, Wolfe: Nonparametric Statistical Methods).

    The book gives an estimate of -0.46 and, at 96.1%, an interval from -0.786 to -0.010.
    """
    before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    found = hodges_lehmann(before, after)
    assert (found.value, found.low, found.high) == (-0.46, -0.786, -0.01)
    assert round(found.attained, 3) == 0.961


def test_too_few_pairs_leave_the_ends_open():
    five = hodges_lehmann([0] * 5, [1, 2, 3, 4, 5])
    six = hodges_lehmann([0] * 6, [1, 2, 3, 4, 5, 6])
    assert (five.low, five.high) == (-math.inf, math.inf)
    assert (six.low, six.high, six.attained) == (1.0, 6.0, 0.96875)


def test_the_normal_distribution_is_close_to_exact(monkeypatch):
    after = np.random.default_rng(1).normal(size=200).round(2)
    exact = hodges_lehmann(np.zeros(200), after)
    monkeypatch.setattr(locations, "MOST_EXACT", 199)
    approximate = hodges_lehmann(np.zeros(200), after)
    assert approximate.method == "statistics.method.hodges_lehmann_normal"
    assert approximate.value == exact.value
    assert abs(approximate.low - exact.low) <= 0.005
    assert abs(approximate.high - exact.high) <= 0.005


def test_fifty_thousand_pairs():
    """More than a thousand million Walsh averages, none of them made."""
    after = np.random.default_rng(1).normal(0.1, 1, size=50_000)
    found = hodges_lehmann(np.zeros(50_000), after)
    half = 1.96 * after.std() / math.sqrt(50_000)
    assert abs(found.value - after.mean()) < half / 2
    assert 0.95 < (found.high - found.low) / (2 * half) < 1.1  # its efficiency is 3/pi for normal data


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=60))
def test_median_interval_holds_its_level(numbers):
    found = median_interval(numbers)
    assert found.value == float(np.median(numbers))
    assert found.low <= found.value <= found.high
    assert found.attained >= 0.95


def test_median_interval_of_conover():
    """k = 6 for 20 values at 95%: P(X <= 5) = 0.0207 (any binomial table)."""
    found = median_interval(range(1, 21))
    assert (found.low, found.high) == (6.0, 15.0)
    assert round(found.attained, 4) == 0.9586


def test_refuses():
    for call in (lambda: median_interval([]), lambda: hodges_lehmann([1], [1, 2])):
        with pytest.raises(KithError):
            call()
