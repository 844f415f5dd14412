"""The gap: steps that add up, net and gross as they are defined, the worst tenth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.workforce.gap import Step, Waterfall, between_scenarios, over_time, places
from kith.workforce.supply import expect
from kith.workforce.tests.models import made_up, needed


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 10_000), first=st.integers(0, 5), length=st.integers(1, 3), regions=st.integers(1, 4)
)
def test_the_steps_of_any_model_sum_to_its_gap(seed, first, length, regions):
    model = made_up(seed=seed, regions=regions, tenures=1 + seed % 2)
    need = needed(model)
    last = min(first + length, len(model.axes.years))
    told = over_time(expect(model), need.fte, first=first, last=last)
    assert abs(told.start + sum(step.fte for step in told.steps) - told.end) < 1e-7
    moves = {step.key: step.fte for step in told.steps}
    assert moves["retired"] <= 0 <= moves["trained"]


def test_a_waterfall_that_does_not_add_up_is_not_told():
    with pytest.raises(ArithmeticError, match=r"0\.5 FTE unexplained"):
        Waterfall(0.0, (Step("trained", 1.0),), 1.5)
    assert between_scenarios(-10.0, {"pay": 4.0, "seats": 2.0}, -4.0).steps[0] == Step("pay", 4.0)


def test_net_and_gross_by_hand():
    """A surplus of 30 in the town does not help the villages, which lack 10 and 40."""
    told = places(
        "nurses",
        np.array([130.0, 40.0, 10.0]),
        np.array([100.0, 50.0, 50.0]),
        regions=["town", "hill", "coast"],
        rural=[False, True, True],
    )
    assert (told.net, told.gross, told.met) == (-20.0, -50.0, 0.9)
    assert (told.urban, told.rural) == (1.3, 0.5)
    assert told.uneven is not None
    assert told.uneven.worst == 0.2
    assert np.isclose(told.uneven.theil, told.uneven.between + told.uneven.within)


def test_world_supply_above_need_and_a_gross_gap_all_the_same():
    """What Scheffler & Arnold (2018) warn of: the net gap is a surplus, the gross gap a shortage."""
    told = places(
        "all", np.array([90.0, 20.0]), np.array([50.0, 50.0]), regions=["a", "b"], rural=[False, False]
    )
    assert told.net == 10.0
    assert told.gross == -30.0
    assert told.rural is None


def test_ghana_as_it_was_printed():
    """Asamani et al. (2021), PLoS ONE 16:e0257957, abstract: need, stock, and the gap, coverage and growth that it prints."""
    need, stock = {2020: 221_593.0, 2035: 495_273.0}, {2020: 148_390.0, 2035: 333_770.0}
    told = {
        year: places("all", np.array([stock[year]]), np.array([need[year]]), regions=["Ghana"], rural=[False])
        for year in need
    }
    assert told[2020].net == -73_203.0
    assert round(told[2035].net, -2) == -161_500.0
    assert [round(100 * told[year].met) for year in need] == [67, 67]
    assert round(100 * ((stock[2035] / stock[2020]) ** (1 / 15) - 1), 1) == 5.6
    assert told[2020].uneven is None
