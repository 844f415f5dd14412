"""A scenario as a plan problem: nothing planned changes nothing, and what a plan may do is followed by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.foundation.provenance import hash_bytes
from kith.workforce.plan import Kind, solve
from kith.workforce.plan.from_scenario import problem_of
from kith.workforce.scenario.reading import read_scenario
from kith.workforce.scenario.running import prepared
from kith.workforce.scenario.shipped import read_template, template_files
from kith.workforce.supply import expect
from kith.workforce.tests.models import made_up, needed


def of(key="one-by-two"):
    scenario = read_template(key)
    _, model, need = prepared(scenario)
    return scenario, model, need


def nothing(problem):
    return replace(
        problem,
        training=np.zeros_like(problem.training),
        recruitment=np.zeros_like(problem.recruitment),
        retain_share=(0.0, 0.0),
        moves_share=0.0,
        floor=0.0,
    )


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 1000))
def test_a_plan_of_nothing_is_the_expected_run(seed):
    scenario = read_template("one-by-two")
    model = made_up(professions=1, regions=2, years=4, seed=seed)
    model = replace(model, axes=replace(model.axes, professions=("nurse",)))
    scenario = replace(scenario, years=model.axes.years)
    plan = solve(nothing(problem_of(scenario, model, needed(model))))
    assert np.allclose(plan.chosen[Kind.STOCK], expect(model).fte[1:].transpose(1, 2, 0), rtol=1e-12)
    assert plan.certificate.holds


def test_the_small_template_by_hand():
    problem = problem_of(*of())
    assert problem.start.tolist() == [[90.0, 45.0]]  # 100 and 50 heads of 0.9 FTE
    assert np.allclose(problem.leaves, 0.10)
    assert problem.length == (1,)
    assert problem.completes[0] == pytest.approx(0.9 * 1.0 * 0.9 * 0.9)  # stays, passes, takes up, FTE
    assert problem.seat_year[0] == pytest.approx(8000.0)  # one year: nobody has stopped yet
    assert problem.recruitment.tolist() == [[3.6, 3.6, 3.6]]  # 4 heads of 0.9 FTE
    assert problem.recruit[0] == pytest.approx(10_000.0)  # 9,000 a head
    assert problem.retain_share == (0.2, 0.0)
    assert problem.budget.tolist() == [150_000.0] * 3
    # 20 seats x 0.9 stay x 0.9 take up = 16.2 heads, 75% in the town: 12.15 heads of 0.9 FTE.
    assert problem.arrives[0, 0, 0] == pytest.approx(12.15 * 0.9)


def test_more_budget_never_makes_a_plan_worse():
    problem = problem_of(*of())
    costs = [
        solve(replace(problem, budget=np.full(3, money))).objective for money in (0.0, 3e4, 6e4, 1.5e5, 1e9)
    ]
    assert all(more <= less * (1 + 1e-12) for less, more in pairwise(costs))
    assert costs[0] > costs[-1]


def faults_of(old, new):
    files = dict(template_files("one-by-two"))
    text = files["scenario.toml"].decode()
    assert old in text
    files["scenario.toml"] = text.replace(old, new).encode()
    assert hash_bytes(files["stock.csv"]) in text
    with pytest.raises(KithError) as error:
        read_scenario("scenario.toml", files.__getitem__)
    return [sentence(fault) for fault in error.value.faults]


def test_every_fault_of_a_plan_is_told_at_once():
    told = faults_of(
        "[plan]\nbudget = 150000\ndiscount = 0.0\n\n[[plan.retention]]\nshare = 0.2\ncost = 5000",
        "[plan]\nbudget = { 2027 = 5 }\nfloor_from = 2040\ndiscuont = 0.1\n"
        "[[plan.retention]]\nshare = 0.7\ncost = 5\n[[plan.retention]]\nshare = 0.6\ncost = 5\n"
        "[[plan.retention]]\nshare = 0\ncost = 5",
    )
    text = "\n".join(told)
    assert "The first step is 2027, and the scenario begins in 2026. Add a step for 2026." in text
    assert "2040 is not a year of the scenario: 2026 to 2028." in text
    assert "There are 3 [[plan.retention]] tables, and at most 2 are read. Join some." in text
    assert "The shares sum to 1.3. No more than everybody who leaves can be kept: they may sum to 1." in text
    assert "discuont" in text


def test_a_scenario_without_a_plan_says_so():
    scenario, model, need = of()
    with pytest.raises(KithError) as error:
        problem_of(replace(scenario, plan=None), model, need)
    (fault,) = error.value.faults
    assert sentence(fault) == (
        "plan: The scenario says nothing of a plan. Add a [plan] table: the reference of the scenario format has its "
        "keys."
    )
