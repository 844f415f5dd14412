"""The plan: against another solver, proven without any, explained by its prices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from kith.workforce.plan import Kind, Limit, Status, solve
from kith.workforce.plan.building import build, discounts
from kith.workforce.plan.certifying import certify
from kith.workforce.tests.plans import a_plan


def by_scipy(problem):
    """Another road to the same programme: rows turned into inequalities for scipy's own interface."""
    programme = build(problem)
    rows = programme.rows.toarray()
    above, below = np.isfinite(programme.row_low), np.isfinite(programme.row_high)
    return linprog(
        programme.cost,
        A_ub=np.vstack([rows[below], -rows[above]]),
        b_ub=np.concatenate([programme.row_high[below], -programme.row_low[above]]),
        bounds=[(0, None if np.isinf(high) else high) for high in programme.high],
        method="highs-ds",
    )


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 1000), share=st.sampled_from([0.0, 0.3, 0.9, np.inf]))
def test_no_plan_is_cheaper(seed, share):
    problem = a_plan(seed=seed, professions=2, regions=2, years=5, budget=500.0 * share if share else 0.0)
    plan = solve(problem)
    assert plan.status is Status.OPTIMAL
    assert plan.certificate.holds
    assert np.isclose(plan.objective, by_scipy(problem).fun, rtol=1e-7)


def test_the_year_adds_up_and_limits_are_kept():
    problem = a_plan(budget=400.0)
    plan = solve(problem)
    chosen, before = (
        plan.chosen,
        np.concatenate([problem.start[..., None], plan.chosen[Kind.STOCK][..., :-1]], 2),
    )
    trained = np.zeros(problem.shape)
    for n, length in enumerate(problem.length):
        trained[n, :, length:] = problem.completes[n] * chosen[Kind.TRAIN][n, :, :-length]
    added = chosen[Kind.RETAIN_FIRST] + chosen[Kind.RETAIN_FURTHER] + chosen[Kind.RECRUIT] + trained
    moved = chosen[Kind.MOVE_IN] - chosen[Kind.MOVE_OUT]
    stays = before * (1 - problem.leaves)
    assert np.allclose(chosen[Kind.STOCK], stays + problem.arrives + added + moved)
    assert np.allclose(moved.sum(1), 0)
    assert (sum(plan.money.values()) <= 400.0 + 1e-6).all()
    assert (chosen[Kind.TRAIN].sum(1) <= problem.training + 1e-6).all()
    assert (chosen[Kind.RETAIN_FIRST] <= 0.1 * problem.leaves * before + 1e-6).all()


def test_by_hand_one_place_one_year():
    """Need 100, start 100 of whom 10 leave: one may be kept for 5, one more for 20, two recruited for 30 each, and
    six remain missing at 100 each: 5 + 20 + 60 + 600 = 685."""
    one = np.ones(1)
    problem = replace(
        a_plan(professions=1, regions=1, years=1),
        start=np.full((1, 1), 100.0),
        leaves=np.full((1, 1, 1), 0.1),
        arrives=np.zeros((1, 1, 1)),
        need=np.full((1, 1, 1), 100.0),
        recruitment=np.full((1, 1), 2.0),
        retain=np.array([[5.0], [20.0]]),
        recruit=30 * one,
        unmet=100 * one,
    )
    plan = solve(problem)
    assert np.isclose(plan.objective, 685.0)
    assert np.isclose(plan.chosen[Kind.UNMET][0, 0, 0], 6.0)
    assert np.isclose(plan.prices[Limit.RECRUITMENT][0, 0], -70.0)  # one recruit more saves 100 and costs 30
    assert np.isclose(plan.prices[Limit.NEED][0, 0, 0], 100.0)


def test_a_price_is_what_one_more_is_worth():
    problem = a_plan(budget=300.0)
    plan = solve(problem)
    year = int(np.argmin(plan.prices[Limit.BUDGET]))
    more = problem.budget.copy()
    more[year] += 0.01
    gained = solve(replace(problem, budget=more)).objective - plan.objective
    assert np.isclose(gained / 0.01, plan.prices[Limit.BUDGET][year], rtol=1e-4)


def test_professions_planned_apart_or_together_cost_the_same():
    problem = a_plan(professions=3)
    apart = solve(problem, threads=2)
    together = solve(replace(problem, budget=np.full(6, 1e9)))
    assert apart.parts == 3
    assert np.isclose(apart.objective, together.objective)
    assert apart.certificate.holds
    assert (together.prices[Limit.BUDGET] == 0).all()


def test_an_answer_that_is_not_the_best_has_no_certificate():
    problem = a_plan(budget=300.0)
    programme = build(problem)
    plan = solve(problem)
    x = np.concatenate([plan.chosen[kind].ravel() for kind in Kind])
    prices = np.concatenate([plan.prices[limit].ravel() for limit in programme.at])
    assert certify(programme, x, prices).holds
    assert not certify(programme, x, prices * 0.9).holds
    wasteful = x.copy()
    wasteful[: x.size // 8] += 1.0  # stock from nowhere
    assert not certify(programme, wasteful, prices).holds


def test_what_cannot_be_met_is_infeasible_not_wrong():
    plan = solve(a_plan(budget=0.0, floor=0.99))
    assert plan.status is Status.INFEASIBLE
    assert not plan.certificate.holds


def test_the_first_year_is_not_discounted():
    assert list(discounts(a_plan(years=2, discount=0.25))) == [1.0, 0.8]


def test_an_option_the_solver_refuses_is_an_error(monkeypatch):
    from kith.workforce.plan import solving

    with pytest.raises(solving.SolverFailed, match="refused the option solver = hipo_is_not_there"):
        solving.run(build(a_plan()), method="hipo_is_not_there")


def test_plans_are_solved_where_people_are_matched_too():
    """OR-Tools brings a HiGHS under the same library name: in one process only one of them can be loaded."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    number = model.new_int_var(0, 5, "number")
    model.maximize(number)
    solver = cp_model.CpSolver()
    assert solver.solve(model) == cp_model.OPTIMAL
    assert solve(a_plan()).certificate.holds


def test_a_solver_that_is_killed_is_an_error_and_the_next_question_is_answered():
    from kith.workforce.plan import solving
    from kith.workforce.plan.highs import NEIGHBOUR

    solve(a_plan())
    assert NEIGHBOUR._child is not None
    NEIGHBOUR._child.kill()
    NEIGHBOUR._child.wait()
    assert solve(a_plan()).certificate.holds
    with pytest.raises(solving.SolverFailed, match="ended without an answer"):
        _while_it_is_killed()


def _while_it_is_killed() -> None:
    """Somebody kills the child between the question and the answer."""
    from unittest.mock import patch

    from kith.workforce.plan import highs

    def killed(pipe: object) -> None:
        assert highs.NEIGHBOUR._child is not None
        highs.NEIGHBOUR._child.kill()
        raise EOFError

    with patch.object(highs, "_read", killed):
        solve(a_plan())
