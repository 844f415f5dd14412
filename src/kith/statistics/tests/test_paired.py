"""Paired tests against all signs tried, against scipy where scipy is right, and their properties."""

import csv
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statistics_oracles import permutation_p, signed_rank_p

from kith.foundation.faults import KithError
from kith.statistics.paired import Zeros, permutation_test, sign_test, signed_rank_test

# Means of three items scored 1 to 5: thirds, so that floats tie only up to rounding.
thirds = st.integers(3, 15).map(lambda total: Fraction(total, 3))
small_pairs = st.lists(st.tuples(thirds, thirds), min_size=1, max_size=10)


def columns(pairs):
    return [float(before) for before, _ in pairs], [float(after) for _, after in pairs]


@given(small_pairs, st.sampled_from(Zeros))
def test_signed_rank_is_what_all_signs_give(pairs, zeros):
    found = signed_rank_test(*columns(pairs), zeros=zeros)
    expected = signed_rank_p([after - before for before, after in pairs], pratt=zeros is Zeros.PRATT)
    assert math.isclose(found.p, expected, rel_tol=1e-12)
    assert found.exact


@given(small_pairs)
def test_permutation_is_what_all_signs_give(pairs):
    found = permutation_test(*columns(pairs))
    assert math.isclose(found.p, permutation_p([after - before for before, after in pairs]), rel_tol=1e-12)


@given(small_pairs)
def test_sign_test_is_the_binomial(pairs):
    found = sign_test(*columns(pairs))
    rose = sum(after > before for before, after in pairs)
    changed = sum(after != before for before, after in pairs)
    expected = stats.binomtest(rose, changed).pvalue if changed else 1.0
    assert (found.statistic, found.n) == (rose, changed)
    assert math.isclose(found.p, expected, rel_tol=1e-12)


def test_wilcoxon_exact_of_untied_pairs_agrees_with_scipy():
    before, after = np.zeros(12), np.array([1, -2, 3, 4, -5, 6, 7, 8, 9, -10, 11, 12.0])
    peer = stats.wilcoxon(after - before, method="exact")
    found = signed_rank_test(before, after)
    assert math.isclose(found.p, peer.pvalue, rel_tol=1e-12)
    assert min(found.statistic, 78 - found.statistic) == peer.statistic


@pytest.mark.parametrize(("zeros", "method"), [(Zeros.PRATT, "pratt"), (Zeros.WILCOXON, "wilcox")])
def test_past_200_pairs_agrees_with_scipys_normal(zeros, method):
    rng = np.random.default_rng(5)
    before, after = rng.integers(1, 8, 400).astype(float), rng.integers(1, 9, 400).astype(float)
    found = signed_rank_test(before, after, zeros=zeros)
    peer = stats.wilcoxon(after - before, zero_method=method, correction=False, method="asymptotic")
    assert not found.exact
    assert found.method == f"statistics.method.signed_rank_normal_{zeros}"
    assert math.isclose(found.p, peer.pvalue, rel_tol=1e-9)


def test_darwins_maize():
    """Darwin's fifteen pairs of maize plants, in eighths of an inch (Fisher 1935, section 17 and 21).

    Fisher counts 1,726 of 32,768 ways of signs as far out in favour of the crossed plants as the sample:
    835 further in one direction and 28 as far, doubled.
    """
    differences = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    found = permutation_test([0] * 15, differences)
    assert found.p == 1726 / 32768
    assert found.exact


def test_ties_hidden_by_rounding_are_ties():
    """1/3 - 0, 2/3 - 1/3 and 1 - 2/3 differ in the last digit as floats."""
    before, after = [0, 1 / 3, 2 / 3, 1.0], [1 / 3, 2 / 3, 1.0, 2 / 3]
    found = signed_rank_test(before, after)
    assert found.statistic == 7.5  # three of four mid-ranks of 2.5
    assert found.p == 0.625


@pytest.mark.parametrize("decimals", [4, 6, 9, 17])
@given(pairs=small_pairs, zeros=st.sampled_from(Zeros))
def test_thirds_written_with_some_decimals_are_still_thirds(decimals, pairs, zeros):
    """A file of 1.6667 and 2.3333 gives what the thirds themselves give."""
    before, after = ([round(number, decimals) for number in column] for column in columns(pairs))
    differences = [after - before for before, after in pairs]
    found = signed_rank_test(before, after, zeros=zeros)
    assert math.isclose(found.p, signed_rank_p(differences, pratt=zeros is Zeros.PRATT), rel_tol=1e-12)
    assert math.isclose(permutation_test(before, after).p, permutation_p(differences), rel_tol=1e-12)


def test_three_decimals_are_taken_as_they_stand():
    assert signed_rank_test([0, 0, 0], [0.001, -0.002, 0.003]).statistic == 4.0


def test_job_satisfaction_of_442_people(shared_data):
    """A file of six decimals, where 0.666667 and 0.666666 are the same change of two thirds."""
    with (shared_data / "surveys" / "univbct.csv").open() as file:
        people = {row["SUBNUM"]: (row["JOBSAT1"], row["JOBSAT3"]) for row in csv.DictReader(file)}
    pairs = [(float(before), float(after)) for before, after in people.values() if before and after]
    before, after = (np.array(column) for column in zip(*pairs, strict=True))
    found = signed_rank_test(before, after)
    whole = np.rint(3 * after) - np.rint(3 * before)  # three items, so thirds are whole
    peer = stats.wilcoxon(whole, zero_method="pratt", correction=False, method="asymptotic")
    assert (len(pairs), found.n) == (442, int((whole != 0).sum()))
    assert math.isclose(found.p, peer.pvalue, rel_tol=1e-9)


def test_many_pairs_are_sampled_and_repeat_with_their_seed():
    rng = np.random.default_rng(3)
    before, after = rng.normal(size=60), rng.normal(0.3, 1, size=60)
    first = permutation_test(before, after, rng=np.random.default_rng(1))
    again = permutation_test(before, after, rng=np.random.default_rng(1))
    assert first == again
    assert not first.exact
    peer = stats.ttest_rel(after, before)
    assert abs(first.p - peer.pvalue) < 0.02
    with pytest.raises(ValueError, match="random generator"):
        permutation_test(before, after)


def test_nobody_changed():
    assert signed_rank_test([1, 2], [1, 2]).p == 1.0
    assert sign_test([1, 2], [1, 2]).p == 1.0
    assert permutation_test([1, 2], [1, 2]).p == 1.0


@given(st.lists(st.tuples(thirds, thirds), min_size=1, max_size=250))
def test_order_and_direction_do_not_matter(pairs):
    before, after = columns(pairs)
    found = signed_rank_test(before, after)
    assert 0.0 < found.p <= 1.0
    assert signed_rank_test(before[::-1], after[::-1]) == found
    assert math.isclose(signed_rank_test(after, before).p, found.p, rel_tol=1e-9)


@pytest.mark.parametrize("test", [sign_test, signed_rank_test, permutation_test])
@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ([], [], "statistics.too_few"),
        ([1, 2], [1], "statistics.different_lengths"),
        ([1, math.nan], [1, 2], "statistics.not_finite"),
        ([1, 2], [math.inf, 2], "statistics.not_finite"),
    ],
)
def test_refuses(test, before, after, code):
    with pytest.raises(KithError) as refused:
        test(before, after)
    assert [fault.code for fault in refused.value.faults] == [code]
