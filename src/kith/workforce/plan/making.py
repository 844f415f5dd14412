"""A scenario planned: the plan, what stands beside it, what its limits are worth, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.plan.explaining import Explanation, explain
from kith.workforce.plan.from_scenario import problem_of
from kith.workforce.plan.replaying import apart, with_plan
from kith.workforce.plan.solving import solve
from kith.workforce.plan.types import Kind, Plan, PlanProblem, Status
from kith.workforce.plan.worth import Worth, worths
from kith.workforce.scenario.compiled import Compiled
from kith.workforce.scenario.money import money_of
from kith.workforce.scenario.running import prepared
from kith.workforce.scenario.types import Scenario
from kith.workforce.supply.expected import expect

if TYPE_CHECKING:
    from kith.workforce.model import Floats, Model


@dataclass(frozen=True, slots=True)
class Activity:
    """How much of one service can be delivered in a year, ``[Y]`` each, by the staff at its end.

    In a region as much as the profession allows of which the smallest share of its need is there.
    """

    service: str
    needed: Floats
    without: Floats
    planned: Floats


@dataclass(frozen=True, slots=True)
class Beside:
    """Beside a plan: the pay bill without and with it, ``[Y]``, by the age-structured run, and what is delivered.

    ``within`` is how far the age-structured run of the plan is from the plan at most: a share of a profession's FTE.
    """

    without: Floats
    """``[P, R, Y]`` FTE at the end of each year."""
    pay_without: Floats
    pay: Floats
    within: float
    activity: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """``beside`` belongs to a plan; ``why_not`` stands where there is none."""

    scenario: Scenario
    problem: PlanProblem
    plan: Plan
    worths: tuple[Worth, ...]
    beside: Beside | None
    why_not: Explanation | None


def make(scenario: Scenario, *, threads: int = 1) -> Made:
    """The least-cost plan of a scenario with its levers pulled.

    Raises
    ------
    KithError
        The scenario has no ``[plan]``.
    """
    compiled, model, need = prepared(scenario)
    problem = problem_of(scenario, model, need)
    plan = solve(problem, threads=threads, inputs=dict(compiled.inputs))
    if plan.status is not Status.OPTIMAL:
        return Made(scenario, problem, plan, (), None, explain(problem))
    return Made(scenario, problem, plan, worths(problem, plan), _beside(compiled, model, problem, plan), None)


def _beside(compiled: Compiled, model: Model, problem: PlanProblem, plan: Plan) -> Beside:
    carried_out = with_plan(model, problem, plan)
    without = expect(model).fte[1:].transpose(1, 2, 0)
    return Beside(
        without=without,
        pay_without=money_of(compiled.scenario, model).pay.sum(1),
        pay=money_of(compiled.scenario, carried_out).pay.sum(1),
        within=apart(problem, plan, expect(carried_out).fte),
        activity=_activity(compiled, problem, without, plan.chosen[Kind.STOCK]),
    )


def _activity(
    compiled: Compiled, problem: PlanProblem, without: Floats, planned: Floats
) -> tuple[Activity, ...]:
    found = []
    for s, service in enumerate(compiled.scenario.need.services):
        needed = compiled.services[1:, s]  # [Y, R]
        asked = compiled.work[1:, s] > 0.0  # [Y, P, R]
        delivered = [(needed * _least_met(stock, problem.need, asked)).sum(1) for stock in (without, planned)]
        found.append(Activity(service.key, needed.sum(1), delivered[0], delivered[1]))
    return tuple(found)


def _least_met(stock: Floats, need: Floats, asked: np.ndarray) -> Floats:
    """``[Y, R]`` the smallest share of need that is met among the professions that a service asks for."""
    met = np.divide(stock, need, out=np.ones_like(stock), where=need > 0.0).transpose(2, 0, 1)
    return np.asarray(np.where(asked, np.minimum(met, 1.0), 1.0).min(1))
