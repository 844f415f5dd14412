"""A plan run through the age-structured engine: is what the plan counts on what would come?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.model import JoinsBy, Model, Source
from kith.workforce.plan.from_scenario import joiner_fte, main_of, mean_fte
from kith.workforce.plan.types import Kind, Plan, PlanProblem
from kith.workforce.projection import Flow
from kith.workforce.supply.chances import chance, odds
from kith.workforce.supply.expected import expect

if TYPE_CHECKING:
    from kith.workforce.model import Floats

FLOWS = tuple(Flow)


def with_plan(model: Model, problem: PlanProblem, plan: Plan) -> Model:
    """The model in which the plan is carried out.

    Those who begin training and those recruited are streams of their own, of the ages of the stream they are like;
    keeping people lowers the odds of exits of a region and year by as much as the plan keeps; moving raises the odds
    of moves, and where movers go is blended over all years.
    """
    made = replace(model, sources=(*model.sources, *_streams(model, problem, plan)))
    return _moving(_keeping(made, problem, plan), problem, plan)


def apart(problem: PlanProblem, plan: Plan, fte: Floats) -> float:
    """The largest difference of a profession's FTE in any year, as a share of the plan's; ``fte`` is ``[Y+1, P, R]``.

    Years in which the plan has nobody are left out.
    """
    planned = plan.chosen[Kind.STOCK].sum(1)
    found = fte[1:].sum(2).T
    there = planned > 0.0
    return float(np.abs(found[there] / planned[there] - 1.0).max(initial=0.0))


def _streams(model: Model, problem: PlanProblem, plan: Plan) -> list[Source]:
    found = []
    for p in range(len(problem.professions)):
        own = [one for one in model.sources if model.axes.profession_of[one.group] == p]
        training = main_of(own, JoinsBy.TRAINING)
        like = main_of(own, JoinsBy.HOME, JoinsBy.ABROAD) or training
        if training is not None:
            found.append(_seats(training, plan.chosen[Kind.TRAIN][p]))
        recruits = plan.chosen[Kind.RECRUIT][p]
        if recruits.any():
            found.append(_recruits(model, p, like, recruits))
    return found


def _seats(like: Source, begun: Floats) -> Source:
    """``begun [R, Y]`` join where they were planned, ``length`` years later."""
    joining = np.zeros_like(begun)
    joining[:, like.length :] = begun[:, : max(0, begun.shape[1] - like.length)]
    return replace(
        like,
        key=f"plan.{like.key}",
        entrants=np.concatenate([np.zeros(like.length), begun.sum(0)]),
        regions=_shares(joining),
        cost_per_entrant_year=0.0,
        cost_per_joiner=0.0,
        country="",
    )


def _recruits(model: Model, profession: int, like: Source | None, fte: Floats) -> Source:
    group = like.group if like else model.axes.profession_of.index(profession)
    ages = like.ages if like else np.full(len(model.axes.ages), 1.0 / len(model.axes.ages))
    head = joiner_fte(model, like) if like else mean_fte(model, profession)
    return Source(
        key=f"plan.recruits.{profession}",
        group=group,
        joins_by=like.joins_by if like and like.length == 0 else JoinsBy.HOME,
        length=0,
        entrants=fte.sum(0) / head,
        stays_odds=np.inf,
        passes_odds=np.inf,
        takes_up_odds=np.inf,
        regions=_shares(fte),
        ages=ages,
    )


def _shares(heads: Floats) -> Floats:
    """``[Y, R]`` shares of ``[R, Y]`` numbers, even where there are none."""
    heads = np.maximum(heads, 0.0)
    total = heads.sum(0)
    even = np.full_like(heads, 1.0 / len(heads))
    return np.where(total > 0.0, heads / np.where(total > 0.0, total, 1.0), even).T


def _before(problem: PlanProblem, plan: Plan) -> Floats:
    """``[P, R, Y]`` the plan's FTE at the start of each year; 1 where there is nobody, who cannot be divided."""
    stock = np.concatenate([problem.start[:, :, None], plan.chosen[Kind.STOCK][:, :, :-1]], axis=2)
    return np.where(stock > 0.0, stock, 1.0)


def _keeping(model: Model, problem: PlanProblem, plan: Plan) -> Model:
    kept = plan.chosen[Kind.RETAIN_FIRST] + plan.chosen[Kind.RETAIN_FURTHER]
    flows = expect(model).flows
    leave = flows[..., FLOWS.index(Flow.LEFT_FOR_GOOD)] + flows[..., FLOWS.index(Flow.LEFT_FOR_A_BREAK)]
    heads = expect(model).heads[:-1]
    may = heads - flows[..., FLOWS.index(Flow.RETIRED)]
    was = np.divide(leave, may, out=np.zeros_like(may), where=may > 0.0)
    each = np.divide(heads, may, out=np.ones_like(may), where=may > 0.0)
    less = (kept / _before(problem, plan)).transpose(2, 0, 1) * each
    becomes = np.clip(was - less, 0.0, 1.0)
    factor = np.where(was > 0.0, odds(becomes) / np.where(was > 0.0, odds(was), 1.0), 1.0)
    return replace(model, exit_by_year=model.exit_by_year * factor[:, list(model.axes.profession_of)])


def _moving(model: Model, problem: PlanProblem, plan: Plan) -> Model:
    out, into = plan.chosen[Kind.MOVE_OUT], plan.chosen[Kind.MOVE_IN].sum(2)
    if not out.any():
        return model
    of = list(model.axes.profession_of)
    share = (out / _before(problem, plan)).transpose(2, 0, 1)
    anyhow = chance(model.move_odds)
    every = np.clip(anyhow + share[:, of], 0.0, 1.0)
    usual, planned = anyhow.mean(0), share.mean(0)[of]
    destinations = model.destinations.copy()
    for group, profession in enumerate(of):
        goes = np.tile(into[profession], (len(problem.regions), 1))
        np.fill_diagonal(goes, 0.0)
        total = goes.sum(1, keepdims=True)
        weight = (planned[group] * (total[:, 0] > 0.0))[:, None]
        goes = np.divide(goes, total, out=np.zeros_like(goes), where=total > 0.0)
        blend = usual[group][:, None] * model.destinations[group] + weight * goes
        sums = blend.sum(1, keepdims=True)
        destinations[group] = np.where(
            sums > 0.0, blend / np.where(sums > 0.0, sums, 1.0), destinations[group]
        )
    return replace(model, move_odds=odds(every), destinations=destinations)
