"""Decided once for many draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kith.workforce.plan import solve
from kith.workforce.plan.drawing import drawn_problems
from kith.workforce.plan.from_scenario import problem_of
from kith.workforce.plan.robust import decide, tried
from kith.workforce.scenario.running import prepared
from kith.workforce.scenario.shipped import read_template
from kith.workforce.tests.plans import a_plan


def around(problem, factors):
    return [replace(problem, need=problem.need * factor) for factor in factors]


@pytest.mark.parametrize("budget", [np.inf, 300.0])
def test_for_one_draw_it_is_the_plan_itself(budget):
    problem = a_plan(budget=budget)
    plan, robust = solve(problem), decide([problem])
    assert robust.certificate.holds
    assert tried(robust.chosen, [problem]).cost[0] == pytest.approx(plan.objective)
    assert tried(plan.chosen, [problem]).cost[0] == pytest.approx(plan.objective)


def test_on_its_own_draws_no_single_plan_is_better_on_average():
    problem = a_plan(budget=300.0)
    draws = around(problem, (0.9, 1.0, 1.15))
    robust = decide(draws)
    assert robust.certificate.holds
    mean = tried(robust.chosen, draws).cost.mean()
    for one in (problem, *draws):
        assert mean <= tried(solve(one).chosen, draws).cost.mean() * (1 + 1e-9)
    assert mean >= np.mean([solve(one).objective for one in draws]) * (1 - 1e-9)  # knowing would be better


def test_the_floor_is_kept_in_every_draw_planned_for_or_in_none():
    problem = replace(a_plan(), floor=0.6)
    draws = around(problem, (0.9, 1.2))
    kept = decide(draws)
    assert kept.floor_kept
    assert tried(kept.chosen, draws).floor_kept.tolist() == [1.0, 1.0]
    assert not decide([replace(one, floor=5.0) for one in draws]).floor_kept


def test_draws_of_a_scenario_share_their_luck_and_move_need_and_leaving():
    scenario = read_template("one-by-two")
    _, model, need = prepared(scenario)
    middle = problem_of(scenario, model, need)
    first = drawn_problems(scenario, model, need, middle, draws=2, seed=1)
    again = drawn_problems(scenario, model, need, middle, draws=1, seed=1)
    assert (first[0].leaves == again[0].leaves).all()
    assert not np.allclose(first[0].leaves, first[1].leaves)
    assert first[0].completes is middle.completes
