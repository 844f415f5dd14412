"""FTE, coverage and intervals: by hand, by brute force, and as properties."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.workforce.functions.comparing import compare
from kith.workforce.functions.draws import quantiles
from kith.workforce.functions.hidden import chapman, from_lists
from kith.workforce.functions.measure import measure
from kith.workforce.functions.names import own_lists
from kith.workforce.functions.results import Correlation, Drawing, Shape
from kith.workforce.functions.types import FunctionTable, Role, Row, Share, Staff, Tier

FAST = Drawing(draws=200)


def staff(respondent, code="2221", n=1, tier=Tier.HEALTH, employer="A", **more):
    return Staff(respondent, code, tier, n, "government", employer, "North", **more)


def row(who, function, low, mode, high, role=Role.DELIVER):
    return Row(who, function, Share(low, mode, high), role)


def table(*rows, name="here.csv"):
    return FunctionTable(name, tuple(rows), own_lists())


NURSES = staff("R1", n=10, group="Nurses")
CLERK = staff("R2", "2120", tier=Tier.ALLIED, employer="B", working_time=0.5)
BY_HAND = table(
    row(NURSES, "prevention", 0.2, 0.2, 0.2),
    row(NURSES, "promotion", 0.1, 0.1, 0.1, Role.LEAD),
    row(CLERK, "prevention", 0.0, 0.4, 0.8),
    row(CLERK, "surveillance", 0.1, 0.1, 0.1, Role.LEAD),
)


def test_a_matrix_by_hand():
    found = measure(BY_HAND, FAST)
    # 10 nurses at a fifth are 2; half a clerk at two fifths is 0.2; the clerk alone leads surveillance.
    assert found.functions["prevention"].fte == 2.2
    assert math.isclose(found.cells["prevention", "2120"].fte, 0.2)
    assert found.functions["prevention"].people == 11
    assert found.total.people == 11
    assert math.isclose(found.total.fte, 2 + 1 + 0.2 + 0.05)
    assert found.tiers[Tier.HEALTH].fte == 3.0
    cover = {each.function: each for each in found.coverage}
    assert (cover["surveillance"].rests_on_one, cover["promotion"].rests_on_one) == (True, False)
    assert [each.function for each in found.without_lead] == [
        key
        for key in (each.key for each in own_lists().functions)
        if key not in ("promotion", "surveillance")
    ]
    assert math.isclose(cover["prevention"].by_occupation, (2 / 2.2) ** 2 + (0.2 / 2.2) ** 2)
    assert cover["emergencies"].by_occupation is None
    assert found.functions["promotion"].low == found.functions["promotion"].high == 1.0
    assert found.functions["prevention"].low < 2.2 < found.functions["prevention"].high


def test_two_respondents_on_one_group_count_for_half_each():
    other = dataclasses.replace(NURSES, respondent="R9")
    found = measure(
        table(row(NURSES, "prevention", 0.2, 0.2, 0.2), row(other, "prevention", 0.4, 0.4, 0.4)), FAST
    )
    assert math.isclose(found.functions["prevention"].fte, 3.0)
    assert found.functions["prevention"].people == 10
    # Twelve functions, both say yes to the same one: kappa 1; one pair of shares is too few for an ICC.
    assert found.agreement.takes_part.value == 1.0
    assert found.agreement.shares == "statistics.too_few"


def test_quantiles_are_those_of_the_distributions_drawn_by_brute_force():
    rng = np.random.default_rng(5)
    share, at = Share(0.1, 0.25, 0.7), np.linspace(0.05, 0.95, 7)
    drawn = np.sort(rng.triangular(0.1, 0.25, 0.7, 200_000))
    assert np.abs(quantiles(share, Shape.TRIANGULAR, at) - np.quantile(drawn, at)).max() < 0.005
    # PERT is the beta distribution with 1 + 4 (mode - low) / (high - low) = 2 and 4 here, stretched.
    beta = 0.1 + 0.6 * rng.beta(2.0, 4.0, 200_000)
    assert np.abs(quantiles(share, Shape.PERT, at) - np.quantile(beta, at)).max() < 0.005


def test_ranges_widen_with_what_errs_together():
    many = [row(staff(f"R{n}"), "prevention", 0.0, 0.3, 0.6) for n in range(40)]
    width = {}
    for together in Correlation:
        found = measure(table(*many), Drawing(correlation=together, draws=500)).functions["prevention"]
        width[together] = found.high - found.low
    # 40 respondents of one row each: on their own the range grows with the root of 40, together with 40.
    assert width[Correlation.ALL] > 4 * width[Correlation.NONE]
    assert width[Correlation.ALL] > 4 * width[Correlation.RESPONDENT]


def test_nobody_is_drawn_to_work_more_than_all_of_their_time():
    who = staff("R1")
    rows = [row(who, key, 0.2, 0.5, 1.0) for key in ("prevention", "promotion")]
    found = measure(table(*rows), FAST)
    assert found.capped > 0
    assert found.total.high <= 1.0 + 1e-12


def test_a_seed_gives_the_same_digits_in_any_order():
    first = measure(BY_HAND, FAST)
    again = measure(dataclasses.replace(BY_HAND, rows=BY_HAND.rows[::-1]), FAST)
    assert (first.functions, first.drawn) == (again.functions, again.drawn)
    other = measure(BY_HAND, dataclasses.replace(FAST, seed=2))
    assert other.drawn != first.drawn
    assert other.functions["promotion"] == first.functions["promotion"]


shares = st.tuples(*[st.floats(0, 0.08)] * 3).map(sorted)
parts = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from(["2221", "2120", "3253"]), st.integers(1, 50), shares),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(parts, st.sampled_from(["left", "right"]), st.floats(0.1, 0.9))
def test_fte_adds_up_over_any_split_and_scales_with_shares(given_parts, half, by):
    keys = [each.key for each in own_lists().functions]
    rows = [
        row(staff(f"R{n}", code, heads, employer=half), keys[place], *three)
        for n, (place, code, heads, three) in enumerate(given_parts)
    ]
    few = Drawing(draws=20)
    whole = measure(table(*rows), few)
    assert math.isclose(
        whole.total.fte, math.fsum(each.fte for each in whole.functions.values()), abs_tol=1e-9
    )
    assert math.isclose(
        whole.total.fte, math.fsum(each.fte for each in whole.by_occupation.values()), abs_tol=1e-9
    )
    assert math.isclose(whole.total.fte, math.fsum(each.fte for each in whole.tiers.values()), abs_tol=1e-9)
    split = [
        measure(table(*some), few).total.fte
        for some in (rows[: len(rows) // 2], rows[len(rows) // 2 :])
        if some
    ]
    assert math.isclose(whole.total.fte, math.fsum(split), abs_tol=1e-9)
    smaller = [dataclasses.replace(each, share=each.share.times(by)) for each in rows]
    assert math.isclose(measure(table(*smaller), few).total.fte, by * whole.total.fte, abs_tol=1e-9)


def test_chapman_as_published_and_by_hand():
    # Sadinle (2009): 10 marked, 15 caught, 5 of them marked: 28, with an interval of 22 to 65.
    found = chapman(10, 15, 5)
    assert (round(found.estimate.value), round(found.estimate.low), round(found.estimate.high)) == (
        28,
        22,
        65,
    )
    # By hand: 21 x 31 / 6 - 1.
    assert chapman(20, 30, 5).estimate.value == 107.5
    codes = from_lists(["a", "b", "c", "a"], ["c", "d"])
    assert (codes.first, codes.second, codes.both, codes.met, codes.estimate.value) == (3, 2, 1, 4, 5.0)
    for wrong in ((0, 3, 0), (3, 3, 4)):
        with pytest.raises(KithError):
            chapman(*wrong)


def test_two_countries_by_hand_with_disagreements_first():
    there = table(
        row(staff("S1", n=40, group="S nurses"), "prevention", 0.2, 0.2, 0.2),
        row(staff("S2", "2120", tier=Tier.ALLIED), "surveillance", 0.05, 0.05, 0.05),
        name="there.csv",
    )
    found = compare(measure(BY_HAND, FAST), measure(there, FAST), (100_000, 200_000))
    by_key = {each.function: each for each in found.differences}
    # 2.2 for each 100,000 here, 8 for 200,000 there.
    assert math.isclose(by_key["prevention"].difference, 2.2 - 4.0)
    assert by_key["prevention"].is_clear
    assert (by_key["surveillance"].leads_here, by_key["surveillance"].leads_there) == (1, 0)
    assert [each.function for each in found.differences][:3] == ["prevention", "promotion", "surveillance"]
    assert not by_key["quality"].disagrees
    with pytest.raises(KithError) as refused:
        compare(measure(BY_HAND, FAST), measure(BY_HAND, FAST), (0, 5))
    assert [fault.code for fault in refused.value.faults] == [
        "workforce.functions.same_name", "workforce.functions.no_population",
    ]  # fmt: skip
