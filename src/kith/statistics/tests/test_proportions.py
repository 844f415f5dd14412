"""Against the tables of Newcombe's three papers, and against scipy."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kith.foundation.faults import KithError
from kith.statistics.proportions import clopper_pearson, newcombe, newcombe_paired, wilson


def ends(estimate, digits=4):
    return (round(estimate.low, digits), round(estimate.high, digits))


@pytest.mark.parametrize(
    ("successes", "n", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_newcombe_1998_table_1(successes, n, score, exact):
    assert ends(wilson(successes, n)) == score
    assert ends(clopper_pearson(successes, n)) == exact


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((0, 10, 0, 10), (-0.2775, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
        ((10, 10, 0, 10), (0.6075, 1.0)),
    ],
)
def test_newcombe_1998_independent_method_10(counts, expected):
    assert ends(newcombe(*counts)) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((36, 12, 2, 0), (0.0569, 0.3404)),  # Newcombe 1998, the paired paper's first example
        ((1, 1, 7, 12), (-0.5069, -0.0256)),  # Fagerland and others 2014: -0.507 to -0.026
    ],
)
def test_newcombe_1998_paired_method_10(counts, expected):
    assert ends(newcombe_paired(*counts)) == expected


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.5, 0.999))
def test_single_shares_agree_with_scipy(counts, level):
    successes, n = counts
    peer = stats.binomtest(successes, n)
    for ours, method in ((wilson, "wilson"), (clopper_pearson, "exact")):
        found = ours(successes, n, level=level)
        theirs = peer.proportion_ci(level, method)
        assert math.isclose(found.low, theirs.low, rel_tol=1e-9, abs_tol=1e-12)
        assert math.isclose(found.high, theirs.high, rel_tol=1e-9, abs_tol=1e-12)
        assert 0.0 <= found.low <= found.value <= found.high <= 1.0


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4).filter(any))
def test_paired_difference_turns_round(counts):
    """Swapping the occasions swaps the ends and the sign, and the interval stays within what can be."""
    both, first, second, neither = counts
    there = newcombe_paired(both, first, second, neither)
    back = newcombe_paired(both, second, first, neither)
    assert (there.value, there.low, there.high) == (-back.value, -back.high, -back.low)
    assert -1.0 - 1e-12 <= there.low <= there.value <= there.high <= 1.0 + 1e-12


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: wilson(0, 0), "statistics.too_few"),
        (lambda: wilson(3, 2), "statistics.more_than_all"),
        (lambda: wilson(-1, 2), "statistics.bad_count"),
        (lambda: wilson(1, 2, level=1.0), "statistics.bad_level"),
        (lambda: clopper_pearson(1, 2, level=95), "statistics.bad_level"),
        (lambda: newcombe(1, 2, 1, 0), "statistics.too_few"),
        (lambda: newcombe_paired(0, 0, 0, 0), "statistics.too_few"),
    ],
)
def test_refuses(call, code):
    with pytest.raises(KithError) as refused:
        call()
    assert [fault.code for fault in refused.value.faults] == [code]
