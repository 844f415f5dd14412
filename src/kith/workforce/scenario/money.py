"""What a scenario costs, year by year, beside its people: finance is part of the same run, never worked out apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.levers.costs import LeverCost, lever_costs
from kith.workforce.model import JoinsBy, Model, Source
from kith.workforce.scenario.supply_types import Recruitment
from kith.workforce.scenario.types import Scenario
from kith.workforce.supply.chances import chance, joiners
from kith.workforce.supply.expected import step_of

if TYPE_CHECKING:
    from kith.workforce.model import Floats


@dataclass(frozen=True, slots=True)
class Exchange:
    """Recruitment from one country, and what both countries give and get, ``[Y]`` each.

    ``went_home`` counts those who return by plan; ``lost_there`` is what their country paid to train the recruits,
    ``paid_to_them`` what it receives, ``worth_there`` what those who return are worth to it.
    """

    key: str
    country: str
    recruits: Floats
    went_home: Floats
    lost_there: Floats
    paid_to_them: Floats
    worth_there: Floats


@dataclass(frozen=True, slots=True)
class Money:
    """In the prices of the first year: ``pay``, ``training`` and ``recruitment`` ``[Y, P]``, levers ``[Y]`` each.

    Pay is for the FTE at the start of a year. Training is for everybody in training in a year, those who will stop
    included until they do. It is the middle run's: it has no band.
    """

    pay: Floats
    training: Floats
    recruitment: Floats
    levers: tuple[LeverCost, ...]
    exchanges: tuple[Exchange, ...]

    @property
    def total(self) -> Floats:
        """``[Y]`` everything."""
        found = self.pay.sum(1) + self.training.sum(1) + self.recruitment.sum(1)
        return np.asarray(
            found + sum((one.by_year for one in self.levers), np.zeros(len(found))), dtype=float
        )


def money_of(scenario: Scenario, model: Model) -> Money:
    """What a model that came of a scenario (its levers pulled) costs."""
    stocks, went_home = _lived(model)
    axes = model.axes
    years = len(axes.years)
    pay, training, recruitment = (np.zeros((years, len(axes.professions))) for _ in range(3))
    gives = model.participation * model.fte_per_head
    for group, profession in enumerate(axes.profession_of):
        fte = np.einsum("yrat,ya->y", stocks[:years, group], gives[:years, group])
        pay[:, profession] += fte * model.pay_per_fte[:, group]
    for source in model.sources:
        profession = axes.profession_of[source.group]
        if source.joins_by is JoinsBy.TRAINING:
            training[:, profession] += in_training(source, years) * source.cost_per_entrant_year
        recruitment[:, profession] += joiners(source, years) * source.cost_per_joiner
    return Money(
        pay,
        training,
        recruitment,
        lever_costs(scenario.levers, scenario.pulls, axes.years),
        tuple(_exchange(one, model, went_home) for one in scenario.supply.recruitment if one.country),
    )


def in_training(source: Source, years: int) -> Floats:
    """``[Y]`` heads in training in each year: of each intake, those who have not yet stopped.

    Who begins in year t is counted in t and in the ``length - 1`` years after it. An intake stays by the odds of the year
    in which it joins, as in :func:`~kith.workforce.supply.chances.reaching`; one that joins later than the last year, by
    those of the last.
    """
    stays = np.broadcast_to(chance(np.asarray(source.stays_odds, dtype=float)), (years,))
    found = np.zeros(years)
    for year in range(years):
        for since in range(source.length):
            begun = year + source.length - since
            found[year] += source.entrants[begun] * stays[min(begun, years - 1)] ** since
    return found


def _lived(model: Model) -> tuple[Floats, Floats]:
    """``[Y+1, G, R, A, T]`` heads of the middle run, and ``[Y, G]`` who went home as agreed."""
    stock, away, found, went = model.stock, model.away, [model.stock], []
    for year in range(len(model.axes.years)):
        step = step_of(model, year, stock, away)
        stock, away = step.stock, step.away
        found.append(stock)
        went.append(step.went_home.sum(1))
    return np.stack(found), np.stack(went)


def _exchange(one: Recruitment, model: Model, went_home: Floats) -> Exchange:
    years = len(model.axes.years)
    source = next(source for source in model.sources if source.key == one.key)
    recruits = joiners(source, years)
    again = one.earn_learn_return
    if again is None:
        nothing = np.zeros(years)
        return Exchange(one.key, one.country, recruits, nothing, nothing, nothing, nothing)
    went = went_home[:, source.group]
    return Exchange(
        one.key,
        one.country,
        recruits,
        went,
        recruits * again.training_cost_there.value,
        recruits * again.paid_to_them.value,
        went * again.worth_of_returner.value,
    )
