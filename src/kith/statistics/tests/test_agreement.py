"""Agreement of raters against the printed digits of the papers, and its properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.statistics.agreement import (
    Metric,
    icc_consistency,
    icc_one_way,
    krippendorff_alpha,
    krippendorff_estimate,
    long_form,
)
from kith.statistics.reliability import cronbach_alpha

NAN = float("nan")
# Krippendorff (2011), section D: four observers, twelve units, 41 ratings.
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]
# Shrout and Fleiss (1979), table 2: six targets, four judges.
TARGETS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
)


@pytest.mark.parametrize(
    ("metric", "printed"), [(Metric.NOMINAL, 0.743), (Metric.ORDINAL, 0.815), (Metric.INTERVAL, 0.849)]
)
def test_krippendorffs_own_example(metric, printed):
    units, values = long_form(PUBLISHED)
    assert round(krippendorff_alpha(units, values, metric=metric), 3) == printed
    found = krippendorff_estimate(units, values, metric=metric, rng=np.random.default_rng(1), resamples=200)
    assert found.value == krippendorff_alpha(units, values, metric=metric)
    assert found.low < found.value < found.high
    assert found.n == 11  # the twelfth unit was rated once
    again = krippendorff_estimate(units, values, metric=metric, rng=np.random.default_rng(1), resamples=200)
    assert again == found


def by_definition(units, values, metric):
    """All ordered pairs, as the book has it."""
    seen = [v for v in set(units) if units.count(v) > 1]
    pairs, kept = 0.0, [x for u, x in zip(units, values, strict=True) if u in seen]

    def distance(one, other):
        if metric is Metric.NOMINAL:
            return float(one != other)
        if metric is Metric.INTERVAL:
            return (one - other) ** 2
        low, high = sorted((one, other))
        between = sum(low <= x <= high for x in kept)
        return (between - (kept.count(low) + kept.count(high)) / 2) ** 2

    for unit in seen:
        mine = [x for u, x in zip(units, values, strict=True) if u == unit]
        pairs += sum(distance(x, y) for x in mine for y in mine) / (len(mine) - 1)
    n = len(kept)
    expected = sum(distance(x, y) for x in kept for y in kept) / (n - 1)
    return 1 - pairs / expected


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5)), min_size=4, max_size=14),
    st.sampled_from(Metric),
)
def test_alpha_is_what_the_definition_says_whatever_the_order(ratings, metric):
    units, values = ([pair[place] for pair in ratings] for place in (0, 1))
    kept = [x for u, x in ratings if units.count(u) > 1]
    if len({u for u in units if units.count(u) > 1}) < 2 or len(set(kept)) < 2:
        with pytest.raises(KithError):
            krippendorff_alpha(units, values, metric=metric)
        return
    found = krippendorff_alpha(units, values, metric=metric)
    assert found == pytest.approx(by_definition(units, values, metric), abs=1e-9)
    assert krippendorff_alpha(units[::-1], values[::-1], metric=metric) == pytest.approx(found, abs=1e-12)


def test_shrout_and_fleiss_table_4():
    one_way = icc_one_way(np.repeat(range(6), 4), TARGETS.ravel())
    assert (round(one_way.value, 2), round(one_way.low, 2), round(one_way.high, 2)) == (0.44, -0.88, 0.91)
    both_ways = icc_consistency(TARGETS)
    assert (round(both_ways.value, 2), round(both_ways.low, 2), round(both_ways.high, 2)) == (
        0.91,
        0.68,
        0.99,
    )


def test_the_consistency_of_raters_is_cronbachs_alpha_of_items():
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(12, 1)) + rng.normal(size=(12, 3))
    one, other = icc_consistency(scores), cronbach_alpha(scores)
    assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high), abs=1e-12)


def test_perfect_agreement_and_none_at_all():
    assert icc_one_way([0, 0, 1, 1], [1.0, 1.0, 2.0, 2.0]).value == 1.0
    for refused in (
        lambda: icc_one_way([0, 0, 1, 1], [1.0, 2.0, 2.0, 1.0]),
        lambda: icc_consistency([[1.0, 2.0]]),
    ):
        with pytest.raises(KithError):
            refused()
