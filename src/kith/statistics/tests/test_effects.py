"""Effect sizes against published figures and hand counts."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kith.foundation.faults import KithError
from kith.statistics.effects import (
    d_z,
    g_av,
    hedges_correction,
    rank_biserial,
    rank_biserials,
    standardised_change,
)


def test_standard_error_of_bonett():
    """Worked example of R package statpsych, ci.stdmean.ps(.05, 110.4, 102.1, 15.3, 14.6, .75, 25)."""
    d, error = standardised_change(110.4 - 102.1, 15.3, 14.6, 0.75 * 15.3 * 14.6, 25)
    assert (round(d, 7), round(error, 7)) == (0.5550319, 0.1609934)


def test_g_av_by_hand():
    """Changes of mean 1; variances 2.5 and 10, so the standardiser is 2.5; J(4) = 0.79788."""
    found = g_av([1, 2, 3, 4, 5], [0, 2, 4, 6, 8])
    assert math.isclose(found.value, 1 / 2.5 * hedges_correction(4), rel_tol=1e-12)
    assert found.n == 5
    assert found.low < found.value < found.high


def test_hedges_correction_is_close_to_his_approximation():
    for freedom in (5, 10, 30, 100):
        assert abs(hedges_correction(freedom) - (1 - 3 / (4 * freedom - 1))) < 0.002


def test_d_z_interval_inverts_the_noncentral_t():
    before, after = [9, 7, 8, 9, 8, 9, 9, 10, 9, 9], [9, 6, 7, 8, 7, 9, 8, 8, 8, 7]
    found = d_z(after, before)  # Lakens 2013, table 1: two films, d_z = 1.50
    t = stats.ttest_rel(before, after).statistic
    assert round(found.value, 2) == 1.5
    assert math.isclose(found.value, t / math.sqrt(10), rel_tol=1e-9)
    assert math.isclose(stats.nct.cdf(t, 9, found.low * math.sqrt(10)), 0.975, rel_tol=1e-5)
    assert math.isclose(stats.nct.cdf(t, 9, found.high * math.sqrt(10)), 0.025, rel_tol=1e-5)


def test_rank_biserial_by_hand():
    """Kerby: the favourable share of the ranks less the other. Ranks 1, 2 and 4 against 3."""
    assert rank_biserial([0, 0, 0, 0], [1, 2, -3, 4]) == 0.4
    assert rank_biserial([1, 2], [1, 2]) == 0.0


@given(st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=40))
def test_rank_biserial_turns_round(pairs):
    before, after = zip(*pairs, strict=True)
    found = rank_biserial(before, after)
    assert -1.0 <= found <= 1.0
    assert rank_biserial(after, before) == -found


@pytest.mark.parametrize("effect", [g_av, d_z])
def test_refuses(effect):
    cases = {
        "statistics.too_few": ([1, 2], [2, 3]),
        "statistics.no_spread": ([2, 2, 2], [3, 3, 3]),
        "statistics.different_lengths": ([1, 2, 3], [1, 2, 3, 4]),
        "statistics.not_finite": ([1, 2, math.nan], [1, 2, 3]),
    }
    for code, (before, after) in cases.items():
        with pytest.raises(KithError) as refused:
            effect(before, after)
        assert [fault.code for fault in refused.value.faults] == [code]


def test_changes_alike_but_for_rounding_have_no_spread():
    with pytest.raises(KithError):
        d_z(np.array([0, 1 / 3, 2 / 3]), np.array([1 / 3, 2 / 3, 1.0]))


@given(
    st.integers(1, 6).flatmap(
        lambda n: st.lists(st.lists(st.integers(-4, 4), min_size=n, max_size=n), min_size=1)
    )
)
def test_many_at_once_are_each_of_them(draws):
    one_by_one = [rank_biserial([0.0] * len(steps), steps) for steps in draws]
    assert rank_biserials(np.array(draws, dtype=np.float64)).tolist() == one_by_one
