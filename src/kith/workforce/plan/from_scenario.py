"""A scenario as a plan problem: what comes without a plan, and what a plan may add to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.faults import Faults, Where
from kith.workforce.model import JoinsBy, Model, Need, Source
from kith.workforce.plan.settings import PlannedProfession, PlanSettings
from kith.workforce.plan.types import PlanProblem
from kith.workforce.projection import Expected, Flow
from kith.workforce.supply.chances import chance, reaching
from kith.workforce.supply.expected import expect

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.scenario.numbers import Steps
    from kith.workforce.scenario.types import Scenario

FLOWS = tuple(Flow)
LEAVES = (Flow.RETIRED, Flow.LEFT_FOR_GOOD, Flow.LEFT_FOR_A_BREAK)


def settings_of(scenario: Scenario) -> PlanSettings:
    """The scenario's ``[plan]``.

    Raises
    ------
    KithError
        It has none.
    """
    if scenario.plan is None:
        faults = Faults()
        faults.add("workforce.plan.no_plan", Where(key="plan"))
        faults.raise_if_any()
    assert scenario.plan is not None
    return scenario.plan


def problem_of(scenario: Scenario, model: Model, need: Need) -> PlanProblem:
    """The plan of a scenario whose levers are pulled in ``model`` and ``need``.

    A plan of nothing gives the middle run back: the share that retires or leaves in it is gone at the end of a year,
    and ``arrives = FTE at the end - (1 - leaves) x FTE at the start`` is whatever else changes.

    Raises
    ------
    KithError
        The scenario has no ``[plan]``; or it plans seats where nobody is trained, or recruits of no known cost.
    """
    settings = settings_of(scenario)
    start, leaves, arrives = _without(expect(model))
    each = _each(model, settings)
    shares, costs = _tiers(settings)
    return PlanProblem(
        professions=model.axes.professions,
        regions=model.axes.regions,
        years=model.axes.years,
        start=start,
        leaves=leaves,
        arrives=arrives,
        need=need.fte[1:].transpose(1, 2, 0).copy(),
        length=tuple(one.length for one in each),
        completes=np.array([one.completes for one in each]),
        training=np.stack([one.seats for one in each]),
        recruitment=np.stack([one.recruits for one in each]),
        budget=_budget(settings, model.axes.years),
        seat_year=np.array([one.seat_year for one in each]),
        recruit=np.array([one.recruit for one in each]),
        retain=np.repeat(np.array(costs)[:, None], len(each), axis=1),
        move=np.full(len(each), settings.cost_per_move.value),
        unmet=np.array([one.unmet for one in each]),
        retain_share=shares,
        moves_share=settings.moves_share.value,
        discount=settings.discount.value,
        floor=settings.floor.value,
        floor_from=model.axes.years.index(settings.floor_from),
    )


def _budget(settings: PlanSettings, years: tuple[int, ...]) -> Floats:
    return np.full(len(years), np.inf) if settings.budget is None else _by_year(settings.budget, years)


def _tiers(settings: PlanSettings) -> tuple[tuple[float, float], tuple[float, float]]:
    """Shares and costs of both tiers of retention; nothing in a tier that is not written."""
    tiers = [(one.share.value, one.cost.value) for one in settings.retention]
    (first, cheap), (further, dear) = [*tiers, (0.0, 0.0), (0.0, 0.0)][:2]
    return (first, further), (cheap, dear)


def _each(model: Model, settings: PlanSettings) -> list[May]:
    _refuse_unknown_costs(model, settings)
    planned = {one.profession: one for one in settings.professions}
    return [_may(model, n, key, planned.get(key)) for n, key in enumerate(model.axes.professions)]


def _refuse_unknown_costs(model: Model, settings: PlanSettings) -> None:
    """Seats need a training to be like, recruits a cost: what is not said is never free."""
    faults = Faults()
    for one in settings.professions:
        index = model.axes.professions.index(one.profession)
        own = [source for source in model.sources if model.axes.profession_of[source.group] == index]
        where = Where(key=f"plan.profession.{one.profession}")
        if any(one.seats.values) and main_of(own, JoinsBy.TRAINING) is None:
            faults.add("workforce.plan.nobody_trains", where, profession=one.profession)
        known = one.cost_per_recruit or main_of(own, JoinsBy.HOME, JoinsBy.ABROAD)
        if any(one.recruits.values) and known is None:
            faults.add("workforce.plan.recruits_cost", where, profession=one.profession)
    faults.raise_if_any()


def _without(expected: Expected) -> tuple[Floats, Floats, Floats]:
    """``start [P, R]``, ``leaves`` and ``arrives`` ``[P, R, Y]`` of the middle run."""
    gone = sum(expected.flows[..., FLOWS.index(flow)] for flow in LEAVES)
    heads = expected.heads[:-1]
    share = np.divide(gone, heads, out=np.zeros_like(heads), where=heads > 0.0)
    leaves = np.clip(share, 0.0, 1.0).transpose(1, 2, 0)
    fte = expected.fte.transpose(1, 2, 0)
    return fte[:, :, 0].copy(), leaves, fte[:, :, 1:] - (1.0 - leaves) * fte[:, :, :-1]


@dataclass(frozen=True, slots=True)
class May:
    """What can be done for one profession: ``seats`` in heads, ``recruits`` in FTE, costs for one of either.

    Who begins becomes ``completes = stays ** length x passes x takes up x FTE of a joiner`` when the training ends.
    """

    length: int
    completes: float
    seats: Floats
    seat_year: float
    recruits: Floats
    recruit: float
    unmet: float


def _may(model: Model, profession: int, key: str, planned: PlannedProfession | None) -> May:
    years = model.axes.years
    nothing = np.zeros(len(years))
    if planned is None:
        return May(1, 0.0, nothing, 0.0, nothing, 0.0, 0.0)
    own = [one for one in model.sources if model.axes.profession_of[one.group] == profession]
    training = main_of(own, JoinsBy.TRAINING)
    recruited = main_of(own, JoinsBy.HOME, JoinsBy.ABROAD)
    like = recruited or training
    head = joiner_fte(model, like) if like else mean_fte(model, profession)
    cost = planned.cost_per_recruit.value if planned.cost_per_recruit else (
        recruited.cost_per_joiner if recruited else 0.0
    )  # fmt: skip
    possible = head > 0.0
    return May(
        length=training.length if training else 1,
        completes=_completes(model, training) if training else 0.0,
        seats=_by_year(planned.seats, years) if training else nothing,
        seat_year=_seat_year(training, len(years)) if training else 0.0,
        recruits=_by_year(planned.recruits, years) * head,
        recruit=cost / head if possible else 0.0,
        unmet=planned.unmet.value,
    )


def main_of(sources: list[Source], *joins_by: JoinsBy) -> Source | None:
    """The largest stream of its kind: what a seat or a recruit more is like."""
    own = [one for one in sources if one.joins_by in joins_by]
    return max(own, key=lambda one: float(one.entrants.sum()), default=None)


def joiner_fte(model: Model, source: Source) -> float:
    """FTE of one who joins by a source, by age, on average over the years."""
    gives = (model.participation * model.fte_per_head)[1:, source.group]
    return float((gives @ source.ages).mean())


def mean_fte(model: Model, profession: int) -> float:
    """FTE of a head of a profession that nobody joins, all ages alike."""
    own = [group for group, of in enumerate(model.axes.profession_of) if of == profession]
    return float((model.participation * model.fte_per_head)[:, own].mean())


def _completes(model: Model, source: Source) -> float:
    return float(reaching(source, len(model.axes.years)).mean()) * joiner_fte(model, source)


def _seat_year(source: Source, years: int) -> float:
    """Money for one who begins, for each year of the training: those who stop cost nothing after."""
    stays = float(chance(np.broadcast_to(np.asarray(source.stays_odds, dtype=float), (years,))).mean())
    there = sum(stays**since for since in range(source.length)) / source.length
    return source.cost_per_entrant_year * there


def _by_year(steps: Steps, years: tuple[int, ...]) -> Floats:
    return np.array([steps.at(year) for year in years]) * steps.times.value
