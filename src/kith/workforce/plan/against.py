"""The plan for the middle and the plan for many draws, both tried on fresh draws."""

from __future__ import annotations

from dataclasses import dataclass

from kith.workforce.plan.drawing import drawn_problems
from kith.workforce.plan.making import Made
from kith.workforce.plan.robust import Robust, Tried, decide, tried
from kith.workforce.scenario.running import prepared

FRESH = 100
"""Draws on which plans are tried: the middle and the ends of 8 in 10 are told, not finer."""


@dataclass(frozen=True, slots=True)
class Against:
    """``price`` is how much more the robust plan costs than the plain one if everything comes as in the middle."""

    planned: int
    fresh: int
    robust: Robust
    plain_tried: Tried
    robust_tried: Tried
    price: float


def against(made: Made, *, draws: int, fresh: int = FRESH) -> Against | None:
    """Both plans on ``fresh`` draws, which are of another seed than those planned for; ``None`` where there is no plan.

    Seeds are the scenario's and the one after it.
    """
    if made.beside is None:
        return None
    _, model, need = prepared(made.scenario)
    seed, scenario = made.scenario.seed, made.scenario
    robust = decide(drawn_problems(scenario, model, need, made.problem, draws=draws, seed=seed))
    if robust is None:
        return None
    others = drawn_problems(scenario, model, need, made.problem, draws=fresh, seed=seed + 1)
    middle = [made.problem]
    price = tried(robust.chosen, middle).cost[0] - tried(made.plan.chosen, middle).cost[0]
    return Against(
        planned=draws,
        fresh=fresh,
        robust=robust,
        plain_tried=tried(made.plan.chosen, others),
        robust_tried=tried(robust.chosen, others),
        price=float(price),
    )
