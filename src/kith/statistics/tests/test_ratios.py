"""Ratios of shares against printed intervals; several groups against every table and against scipy."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kith.foundation.faults import KithError
from kith.statistics.association import fisher_groups
from kith.statistics.contingency import MOST_WHOLE, fisher_exact
from kith.statistics.ratios import RatioMethod, relative_likelihood


@pytest.mark.parametrize(
    ("counts", "value", "low", "high"),
    [
        ((36, 40, 16, 80), 4.5, 2.94, 7.15),  # Koopman (1984), section 4
        ((189, 11034, 104, 11037), 1.82, 1.43, 2.30),  # aspirin: Agresti, Categorical Data Analysis
        ((10, 10, 10, 10), 1.0, 0.72, 1.38),
    ],
)
def test_koopmans_interval_as_printed(counts, value, low, high):
    found = relative_likelihood(*counts)
    assert tuple(round(figure, 2) for figure in (found.value, found.low, found.high)) == (value, low, high)


def test_katz_by_hand_and_as_scipy_has_it():
    found = relative_likelihood(7, 34, 1, 34, method=RatioMethod.KATZ)
    assert (round(found.low, 2), round(found.high)) == (0.91, 54)
    oracle = stats.contingency.relative_risk(7, 34, 1, 34).confidence_interval()
    assert (found.low, found.high) == pytest.approx((oracle.low, oracle.high), rel=1e-12)


def test_zero_cells_have_an_end_and_two_of_them_have_no_ratio():
    none, all_but = relative_likelihood(0, 10, 3, 10), relative_likelihood(3, 10, 0, 10)
    assert (none.value, none.low) == (0.0, 0.0)
    assert (all_but.value, all_but.high) == (math.inf, math.inf)
    assert none.high == pytest.approx(1 / all_but.low, rel=1e-9)
    for counts, method in (((0, 4, 0, 5), RatioMethod.KOOPMAN), ((0, 4, 2, 5), RatioMethod.KATZ)):
        with pytest.raises(KithError) as refused:
            relative_likelihood(*counts, method=method)
        assert refused.value.faults[0].code == "statistics.no_ratio"


@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_the_interval_turns_with_the_groups_and_agrees_with_the_chi_squared_test(n, m, data):
    x, y = data.draw(st.integers(1, n)), data.draw(st.integers(1, m))
    found, turned = relative_likelihood(x, n, y, m), relative_likelihood(y, m, x, n)
    assert found.low <= found.value <= found.high
    assert (found.low * turned.high, found.high * turned.low) == pytest.approx((1.0, 1.0), rel=1e-6)
    pooled = (x + y) / (n + m)
    spread = pooled * (1 - pooled) * (1 / n + 1 / m)
    z = 0.0 if spread == 0 else abs(x / n - y / m) / math.sqrt(spread)
    if abs(z - 1.959964) > 1e-4:
        assert (found.low <= 1.0 <= found.high) == (z < 1.959964)


def by_hand(successes, totals):
    """Every table with these margins, in whole numbers."""
    seen = math.prod(math.comb(n, x) for x, n in zip(successes, totals, strict=True))
    ways = [
        math.prod(math.comb(n, x) for x, n in zip(table, totals, strict=True))
        for table in product(*(range(n + 1) for n in totals))
        if sum(table) == sum(successes)
    ]
    return sum(way for way in ways if way <= seen) / sum(ways)


@given(st.lists(st.integers(1, 7), min_size=2, max_size=4), st.data())
def test_groups_are_tested_over_every_table(totals, data):
    successes = [data.draw(st.integers(0, n)) for n in totals]
    found = fisher_groups(successes, totals, rng=np.random.default_rng(1))
    assert found.exact
    assert found.p == pytest.approx(by_hand(successes, totals), rel=1e-6)


def test_the_tables_drawn_come_near_the_tables_counted():
    counts, totals = [3, 9, 14, 6, 11], [20, 25, 30, 18, 22]
    drawn = fisher_groups(counts, totals, rng=np.random.default_rng(5))
    assert not drawn.exact
    assert drawn == fisher_groups(counts, totals, rng=np.random.default_rng(5))
    table = np.column_stack((counts, np.subtract(totals, counts)))
    assert drawn.p == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue, abs=0.02)


def test_groups_without_anyone_do_not_count_and_one_group_is_none():
    rng = np.random.default_rng(1)
    assert fisher_groups([4, 0, 6], [10, 0, 10], rng=rng) == fisher_exact(((4, 6), (6, 4)))
    for successes, totals in (([1, 0], [3, 0]), ([4, 1], [3, 3])):
        with pytest.raises(KithError):
            fisher_groups(successes, totals, rng=rng)


def test_large_tables_of_two_groups_agree_with_scipy():
    table = ((700, 900), (640, 1_000))
    assert sum(map(sum, table)) > MOST_WHOLE
    assert fisher_exact(table).p == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-8)
