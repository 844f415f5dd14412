"""Two groups of different people: against all ways to deal them, against scipy, and published examples."""

import doctest
import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import kith.statistics.independent
import kith.statistics.independent_effects
import kith.statistics.rank_sum_distribution
from kith.foundation.faults import KithError
from kith.statistics.independent import brunner_munzel, mann_whitney, mean_permutation
from kith.statistics.independent_effects import Standardiser, cliffs_delta, hedges_g, mean_difference, shift

# Blood pressure of 4 treated people and 11 others, from the StatXact manual; the figures are those printed there
# (and in the tests of the R package exactRankTests).
TREATED = [94, 108, 110, 90]
CONTROL = [80, 94, 85, 90, 90, 90, 108, 94, 78, 105, 88]
# Pain scores of Brunner and Munzel (2000); the corrected figures are those of Neubert and Brunner (2007).
PAIN = [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1], [3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4]
# Cliff's delta as the R package effsize prints it in its documentation.
TREATMENT, OTHERS = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50], [10, 20, 30, 40, 40, 50]

answers = st.lists(st.integers(1, 5), min_size=1, max_size=6)


@pytest.mark.parametrize(
    "module",
    [
        kith.statistics.independent,
        kith.statistics.independent_effects,
        kith.statistics.rank_sum_distribution,
    ],
)
def test_docstrings(module):
    assert doctest.testmod(module).failed == 0


def test_blood_pressure_of_the_statxact_manual():
    # Printed one-sided, 0.0542. Two-sided it prints 0.0989, the ways as far from the middle on either side; here,
    # as in the paired tests, p is twice the smaller tail.
    assert round(mann_whitney(CONTROL, TREATED).p / 2, 4) == 0.0542
    assert round(mean_permutation(CONTROL, TREATED).p, 4) == 0.1040
    assert shift(CONTROL, TREATED).value == 9.5


def test_permeability_of_hollander_and_wolfe():
    term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    early = [1.15, 0.88, 0.90, 0.74, 1.21]
    found = mann_whitney(early, term)
    assert found.statistic == 35  # printed: W = 35, one-sided p = 0.1272
    assert round(found.p / 2, 4) == 0.1272


def test_pain_scores_of_brunner_and_munzel():
    found = brunner_munzel(*PAIN)
    assert (round(found.p, 6), round(found.statistic, 6)) == (0.005786, 0.788961)


def test_cliffs_delta_of_effsize():
    found = cliffs_delta(OTHERS, TREATMENT)
    assert (found.value, round(found.low, 7), round(found.high, 7)) == (-0.25, -0.7265846, 0.3890062)


def test_hedges_g_of_borenstein():
    """Borenstein and others (2009), Introduction to Meta-Analysis, p. 27: 103 and 100, 5.5 and 4.5, 50 each."""
    one, two = _with_moments(100.0, 4.5, 50), _with_moments(103.0, 5.5, 50)
    found = hedges_g(one, two, standardiser=Standardiser.POOLED)
    assert round(found.value, 4) == 0.5924


def _with_moments(mean, sd, n):
    base = np.arange(n, dtype=float)
    return mean + sd * (base - base.mean()) / base.std(ddof=1)


@given(answers, answers)
def test_ranks_and_means_are_what_all_ways_to_deal_give(first, second):
    pooled, n, m = first + second, len(first), len(second)
    ranks = stats.rankdata(pooled)
    parts = list(combinations(range(n + m), n))
    seen = ranks[:n].sum()
    sums = np.array([ranks[list(part)].sum() for part in parts])
    expected = min(1.0, 2 * min((sums <= seen + 1e-9).mean(), (sums >= seen - 1e-9).mean()))
    assert math.isclose(mann_whitney(first, second).p, expected, rel_tol=1e-12)
    means = np.array([sum(pooled[place] for place in part) for part in parts]) / n
    gap = np.abs(means - sum(pooled) / (n + m)) >= abs(sum(first) / n - sum(pooled) / (n + m)) - 1e-9
    assert math.isclose(mean_permutation(first, second).p, gap.mean(), rel_tol=1e-12)


def test_without_ties_it_is_scipys_exact_test_and_beyond_its_normal_one():
    rng = np.random.default_rng(1)
    one, two = rng.permutation(55)[:20].astype(float), rng.permutation(55)[:35] + 0.5
    exact = stats.mannwhitneyu(two, one, method="exact")
    assert math.isclose(mann_whitney(one, two).p, exact.pvalue, rel_tol=1e-9)
    one, two = rng.integers(1, 6, 300), rng.integers(1, 6, 400)
    found = mann_whitney(one, two)
    normal = stats.mannwhitneyu(two, one, method="asymptotic", use_continuity=False)
    assert not found.exact
    assert (found.statistic, pytest.approx(found.p, rel=1e-12)) == (normal.statistic, normal.pvalue)


def test_a_drawn_p_counts_the_sample_itself_and_says_how_sure_it_is():
    rng = np.random.default_rng(2)
    one, two = rng.normal(0, 1, 25), rng.normal(0.4, 1, 30)
    found = mean_permutation(one, two, rng=np.random.default_rng(3), resamples=999)
    many = mean_permutation(one, two, rng=np.random.default_rng(4), resamples=20_000)
    assert found.p * 1000 == pytest.approx(round(found.p * 1000), abs=1e-9)
    assert found.p >= 1 / 1000
    low, high = found.p_interval
    assert low < many.p < high
    assert math.isclose(many.p, stats.ttest_ind(one, two).pvalue, abs_tol=0.01)


@given(answers, answers)
def test_the_shift_is_the_median_of_all_differences(first, second):
    found = shift(first, second)
    assert found.value == np.median(np.subtract.outer(second, first))
    assert found.low <= found.value <= found.high


def test_the_shifts_interval_is_what_the_test_does_not_reject():
    rng = np.random.default_rng(5)
    one, two = rng.permutation(100)[:9].astype(float), rng.permutation(100)[:8] + 0.25
    found = shift(one, two)
    eps = 0.01
    for inside, outside in ((found.low + eps, found.low - eps), (found.high - eps, found.high + eps)):
        assert mann_whitney(one, two - inside).p > 0.05
        assert mann_whitney(one, two - outside).p <= 0.05
    assert found.attained >= 0.95
    assert shift([1, 2, 3], [2, 3, 4]).low == -math.inf


def test_effects_against_scipy():
    rng = np.random.default_rng(6)
    one, two = rng.normal(0, 1, 12), rng.normal(1, 2, 15)
    welch = stats.ttest_ind(two, one, equal_var=False).confidence_interval()
    found = mean_difference(one, two)
    assert (found.low, found.high) == (pytest.approx(welch.low), pytest.approx(welch.high))
    pooled = hedges_g(one, two, standardiser=Standardiser.POOLED)
    t, scale = stats.ttest_ind(two, one).statistic, math.sqrt(1 / 12 + 1 / 15)
    assert stats.nct.cdf(t, 25, pooled.low / scale) == pytest.approx(0.975, abs=1e-6)
    assert stats.nct.cdf(t, 25, pooled.high / scale) == pytest.approx(0.025, abs=1e-6)
    munzel = stats.brunnermunzel(one, two)
    assert brunner_munzel(one, two).p == pytest.approx(munzel.pvalue, rel=1e-9)


def test_groups_that_do_not_overlap_have_a_rough_interval_and_no_brunner_munzel():
    found = cliffs_delta([1, 2, 3], [4, 5, 6])
    assert (found.value, found.high, found.method) == (1.0, 1.0, "statistics.method.cliffs_delta_end")
    assert found.low < 1
    with pytest.raises(KithError, match="no_spread"):
        brunner_munzel([1, 2, 3], [4, 5, 6])


def test_ties_that_rounding_hides_are_ties():
    thirds = [1.333333, 1.666667, 2.0], [1 + 1 / 3, 1 + 2 / 3, 2.0]
    assert mann_whitney(*thirds).p == 1.0
    assert cliffs_delta(*thirds).value == 0.0


@pytest.mark.parametrize("test", [mann_whitney, mean_permutation, shift])
def test_nothing_is_guessed_from_nobody(test):
    with pytest.raises(KithError, match="too_few"):
        test([], [1.0])
    with pytest.raises(KithError, match="not_finite"):
        test([1.0], [math.nan])
