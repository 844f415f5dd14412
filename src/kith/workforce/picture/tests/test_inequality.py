"""Theil, Gini and the worst tenth: by hand, against plain definitions, and the laws they keep."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.workforce.picture import Unit, inequality, theil

units = st.lists(
    st.tuples(st.floats(0, 1000), st.floats(0.01, 1000), st.sampled_from("NSW")), min_size=2, max_size=12
).filter(lambda rows: sum(row[0] for row in rows) > 1e-3)


def of(rows):
    return inequality("x", [Unit(str(n), group, a, w) for n, (a, w, group) in enumerate(rows)])


def test_an_example_worked_out_by_hand():
    """Shares of staff 0.1, 0.3, 0.6 of people 0.25, 0.25, 0.5; regions N (the first two) and S."""
    found = of([(10, 25, "N"), (30, 25, "N"), (60, 50, "S")])
    between = 0.4 * math.log(0.4 / 0.5) + 0.6 * math.log(0.6 / 0.5)
    within = 0.4 * (0.25 * math.log(0.25 / 0.5) + 0.75 * math.log(0.75 / 0.5))
    assert found.between == pytest.approx(between, rel=1e-12)
    assert found.within == pytest.approx(within, rel=1e-12)
    # Lorenz points (0.25, 0.1), (0.5, 0.4), (1, 1): twice the area under it is 0.025 + 0.125 + 0.7 = 0.85.
    assert found.gini == pytest.approx(0.15, rel=1e-12)
    assert (found.worst, found.overall) == (0.4, 1.0)


def test_the_worst_tenth_ends_within_a_district_and_a_district_without_weight_is_named():
    found = inequality("x", [Unit("a", "N", 0, 5), Unit("b", "N", 95, 95), Unit("c", "S", 3, 0)])
    assert found.worst == pytest.approx((0 * 5 + 1.0 * 5) / 10, rel=1e-12)
    assert (found.left_out, found.districts) == (("c",), 2)


def test_one_place_or_nobody_has_no_inequality():
    assert of([(3, 4, "N")]) is None
    assert of([(0, 4, "N"), (0, 1, "N")]) is None


@given(rows=units)
def test_the_parts_add_up_to_the_whole_and_gini_is_the_mean_difference(rows):
    found = of(rows)
    assert found.between + found.within == pytest.approx(theil([row[:2] for row in rows]), abs=1e-9)
    assert found.between >= -1e-12
    weight = sum(row[1] for row in rows)
    mean = sum(row[0] for row in rows) / weight
    difference = sum(
        first[1] * second[1] * abs(first[0] / first[1] - second[0] / second[1])
        for first in rows
        for second in rows
    )
    assert found.gini == pytest.approx(difference / (2 * weight**2 * mean), abs=1e-9)
    assert found.worst <= found.overall * (1 + 1e-9)


@given(rows=units, factor=st.floats(0.01, 100))
def test_counting_in_another_unit_changes_nothing(rows, factor):
    scaled = of([(amount * factor, weight, group) for amount, weight, group in rows])
    assert scaled.theil == pytest.approx(of(rows).theil, abs=1e-9)
    assert scaled.gini == pytest.approx(of(rows).gini, abs=1e-9)


@given(weights=st.lists(st.floats(0.1, 100), min_size=2, max_size=8))
def test_an_even_spread_has_none(weights):
    found = of([(3 * weight, weight, "NS"[n % 2]) for n, weight in enumerate(weights)])
    assert (found.theil, found.gini) == (pytest.approx(0, abs=1e-9), pytest.approx(0, abs=1e-9))
