"""Prices and impossibility, followed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kith.workforce.plan import PlanProblem, Status, solve
from kith.workforce.plan.explaining import Gives, explain
from kith.workforce.plan.from_scenario import problem_of
from kith.workforce.plan.worth import Of, worths
from kith.workforce.scenario.running import prepared
from kith.workforce.scenario.shipped import read_template
from kith.workforce.tests.plans import a_plan


def one_year(floor=1.0, budget=np.inf) -> PlanProblem:
    """100 FTE of whom 10 leave; 2 can be kept, 5 recruited; 120 needed."""
    return PlanProblem(
        professions=("nurse",),
        regions=("town",),
        years=(2026,),
        start=np.array([[100.0]]),
        leaves=np.array([[[0.1]]]),
        arrives=np.zeros((1, 1, 1)),
        need=np.array([[[120.0]]]),
        length=(1,),
        completes=np.array([0.75]),
        training=np.array([[50.0]]),
        recruitment=np.array([[5.0]]),
        budget=np.array([budget]),
        seat_year=np.array([1.0]),
        recruit=np.array([4.0]),
        retain=np.array([[1.0], [2.0]]),
        move=np.array([0.0]),
        unmet=np.array([100.0]),
        floor=floor,
    )


def least_of(problem):
    return {one.gives: one.least for one in explain(problem).relaxing}


def test_what_falls_short_and_what_would_have_to_give():
    problem = one_year()
    assert solve(problem).status is Status.INFEASIBLE
    found = explain(problem)
    assert found.total == pytest.approx(23.0)  # 120 - (90 + 2 + 5)
    (short,) = found.short
    assert (short.profession, short.region, short.years) == ("nurse", "town", (2026,))
    assert short.most == pytest.approx(23.0)
    least = least_of(problem)
    assert least[Gives.RECRUITMENT] == pytest.approx(23.0)
    assert least[Gives.FLOOR] == pytest.approx(23.0 / 120.0)
    # Seats end too late, only 8 more leave, there is nowhere to move from, and money was no limit.
    assert [least[one] for one in (Gives.TRAINING, Gives.RETENTION, Gives.MOVES)] == [None, None, None]
    assert Gives.BUDGET not in least


def test_retention_or_money_alone_may_do():
    tight = one_year(floor=0.8, budget=10.0)  # 96 asked for: kept 2 for 3, then 4 recruits for 16
    assert explain(tight).total == pytest.approx(4.0 - 7.0 / 4.0)
    assert least_of(tight)[Gives.BUDGET] == pytest.approx(19.0 - 10.0)
    kept = one_year(floor=0.85)  # 102 asked for: 97 without more
    assert least_of(kept)[Gives.RETENTION] == pytest.approx(5.0)


def test_a_floor_that_can_be_kept_needs_no_explanation():
    problem = replace(a_plan(), floor=0.5)
    assert solve(problem).status is Status.OPTIMAL
    assert explain(problem) == explain(replace(problem, floor=0.0))
    assert explain(problem).short == ()


def test_prices_by_hand():
    scenario = read_template("one-by-two")
    _, model, need = prepared(scenario)
    problem = problem_of(scenario, model, need)
    found = {(one.of, one.region, one.year): one for one in worths(problem, solve(problem))}
    # A seat of 2026 is 0.729 FTE at the end of 2027 and 0.9 of it a year later; of the tenth that leaves a fifth can
    # be kept, at 5,000. Each FTE-year of unmet need counts 60,000, the seat costs 8,000.
    later = 0.729 * (0.9 + 0.02)
    assert found[Of.SEAT, "", 2026].discounted == pytest.approx(
        60_000 * (0.729 + later) - 5_000 * 0.729 * 0.02 - 8_000
    )
    kept = 0.92 + 0.92**2
    assert found[Of.RECRUIT, "", 2026].discounted == pytest.approx(
        60_000 * (1 + kept) - 5_000 * 0.02 * 1.92 - 10_000
    )
    assert found[Of.POST, "town", 2028].discounted == pytest.approx(60_000)
    assert not any(of is Of.BUDGET for of, _, _ in found)  # the budget is not used up


def test_a_price_is_what_one_more_brings():
    problem = a_plan(budget=300.0)
    plan = solve(problem)
    best = next(one for one in worths(problem, plan) if one.of is Of.BUDGET)
    year = problem.years.index(best.year)
    budget = problem.budget.copy()
    budget[year] += 0.01
    gained = plan.objective - solve(replace(problem, budget=budget)).objective
    assert gained == pytest.approx(best.discounted / 1000.0 * 0.01, rel=1e-3)
