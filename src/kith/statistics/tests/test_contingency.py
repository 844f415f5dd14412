"""Fisher's exact test and Holm's adjustment."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kith.foundation.faults import KithError
from kith.statistics import contingency
from kith.statistics.contingency import fisher_exact
from kith.statistics.multiplicity import holm

small = st.integers(0, 25)


def test_the_lady_tasting_tea():
    found = fisher_exact(((3, 1), (1, 3)))
    assert (found.p, found.statistic, found.n) == (34 / 70, 9.0, 8)


@given(small, small, small, small)
def test_agrees_with_scipy(a, b, c, d):
    if a + b + c + d == 0:
        return
    found = fisher_exact(((a, b), (c, d)))
    assert math.isclose(found.p, stats.fisher_exact([[a, b], [c, d]]).pvalue, rel_tol=1e-7)


def test_logarithms_agree_with_whole_numbers(monkeypatch):
    table = ((140, 160), (90, 210))
    whole = fisher_exact(table).p
    monkeypatch.setattr(contingency, "MOST_WHOLE", 10)
    assert math.isclose(fisher_exact(table).p, whole, rel_tol=1e-9)


def test_odds_ratio_where_it_is_not_a_number():
    assert fisher_exact(((3, 0), (1, 2))).statistic == math.inf
    assert math.isnan(fisher_exact(((0, 0), (1, 2))).statistic)
    assert fisher_exact(((0, 0), (1, 2))).p == 1.0


def test_refuses_impossible_counts():
    for table in (((0, 0), (0, 0)), ((-1, 2), (3, 4))):
        with pytest.raises(KithError):
            fisher_exact(table)


def test_holm_as_r_has_it():
    """R: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm")."""
    adjusted = holm([0.01, 0.02, 0.03, 0.04, 0.05])
    assert [round(p, 10) for p in adjusted] == [0.05, 0.08, 0.09, 0.09, 0.09]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_keeps_the_order_and_raises_none_too_far(p_values):
    adjusted = holm(p_values)
    for p, q in zip(p_values, adjusted, strict=True):
        assert p <= q <= min(1.0, len(p_values) * p)
    assert [q for _, q in sorted(zip(p_values, adjusted, strict=True))] == sorted(adjusted)


def test_holm_refuses():
    for p_values in ([], [0.5, math.nan], [1.5]):
        with pytest.raises(KithError):
            holm(p_values)
