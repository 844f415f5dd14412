"""Draws of what a plan cannot decide: need, leaving, joining, hours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kith.workforce.model import Model, Need
from kith.workforce.plan.from_scenario import problem_of
from kith.workforce.plan.types import PlanProblem
from kith.workforce.scenario.types import Scenario
from kith.workforce.supply.chances import Luck, luck


def drawn_problems(
    scenario: Scenario, model: Model, need: Need, middle: PlanProblem, *, draws: int, seed: int
) -> list[PlanProblem]:
    """``middle`` with the stock, leaving, arrivals and need of each draw; what a plan may do and its prices stay.

    The draws are those of the ranges of the scenario's numbers, keyed as in :func:`kith.workforce.supply.project`;
    the further width that history asks for is not in them.
    """
    drawn = luck(model, draws=draws, seed=seed)
    found = []
    for draw in range(draws):
        one = problem_of(scenario, *_drawn(model, need, drawn, draw))
        found.append(replace(middle, start=one.start, leaves=one.leaves, arrives=one.arrives, need=one.need))
    return found


def _drawn(model: Model, need: Need, drawn: Luck, draw: int) -> tuple[Model, Need]:
    sources = tuple(
        replace(one, entrants=one.entrants * drawn.sources[draw, n]) for n, one in enumerate(model.sources)
    )
    made = replace(
        model,
        retirement_odds=model.retirement_odds * drawn.retirement[draw][:, None],
        exit_odds=model.exit_odds * drawn.exits[draw][:, None, None],
        return_odds=model.return_odds * drawn.returns[draw],
        move_odds=model.move_odds * drawn.moves[draw][None, :, None],
        fte_per_head=model.fte_per_head * drawn.fte[draw][None, :, None],
        sources=sources,
    )
    factor = np.exp(need.sd_log * drawn.need_z[draw])
    return made, replace(need, fte=need.fte * factor[None, :, None])
