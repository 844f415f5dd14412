"""Retirement, exits, return, movement and pay as arrays, before any dated change."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.model import Axes
from kith.workforce.scenario.arrays_people import curve, members, touched
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.levers_types import ActsOn
from kith.workforce.scenario.supply_types import Movement, Recruitment
from kith.workforce.scenario.types import Scenario
from kith.workforce.supply.chances import odds

if TYPE_CHECKING:
    from kith.workforce.model import Floats


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of :class:`~kith.workforce.model.Model` by their names there, and how far draws move them ``[G]``."""

    retirement_odds: Floats
    retirement_by_year: Floats
    exit_odds: Floats
    exit_by_year: Floats
    exit_by_tenure: Floats
    goes_home: Floats
    may_return: Floats
    return_odds: Floats
    move_odds: Floats
    pay_per_fte: Floats
    spread: dict[ActsOn, Floats]


def rates_of(scenario: Scenario, axes: Axes, known: Known) -> Rates:
    years, groups, regions = len(axes.years), len(axes.groups), len(axes.regions)
    rates = Rates(
        retirement_odds=np.zeros((groups, len(axes.ages))),
        retirement_by_year=np.ones((years, groups)),
        exit_odds=np.zeros((groups, regions, len(axes.ages))),
        exit_by_year=np.ones((years, groups, regions)),
        exit_by_tenure=np.ones((groups, axes.tenures)),
        goes_home=np.zeros((groups, axes.tenures)),
        may_return=np.zeros(groups),
        return_odds=np.zeros((years, groups)),
        move_odds=np.zeros((years, groups, regions)),
        pay_per_fte=np.zeros((years, groups)),
        spread={acts_on: np.zeros(groups) for acts_on in ActsOn},
    )
    _leaving(scenario, axes, known, rates)
    _coming_and_going(scenario, axes, known, rates)
    for recruitment in scenario.supply.recruitment:
        _going_home(recruitment, axes, rates)
    for line in scenario.supply.pay:
        growth = (1.0 + line.growth.value) ** np.arange(years)
        rates.pay_per_fte[:, members(known, line.who)] = (line.per_fte.value * growth)[:, None]
    _uncertain_changes(scenario, known, rates)
    return rates


def _leaving(scenario: Scenario, axes: Axes, known: Known, rates: Rates) -> None:
    for retirement in scenario.supply.retirement:
        own = members(known, retirement.who)
        by_age = retirement.by_age
        rates.retirement_odds[own] = odds(curve(by_age, axes.ages)) * by_age.times.value
        rates.spread[ActsOn.RETIREMENT][own] = by_age.times.sd_log
    for exits in scenario.supply.exits:
        own = members(known, exits.who)
        by_age, factors = exits.by_age, _factors(exits.by_region, axes)
        whole = odds(curve(by_age, axes.ages)) * by_age.times.value
        rates.exit_odds[own] = whole[None, :] * factors[:, None]
        rates.spread[ActsOn.EXITS][own] = by_age.times.sd_log
        if exits.by_tenure is not None:
            tenures = [max(n, exits.by_tenure.starts[0]) for n in range(axes.tenures)]
            rates.exit_by_tenure[own] = curve(exits.by_tenure, tenures)


def _coming_and_going(scenario: Scenario, axes: Axes, known: Known, rates: Rates) -> None:
    for returning in scenario.supply.returning:
        own = members(known, returning.who)
        rates.may_return[own] = returning.share_on_break.value
        rates.return_odds[:, own] = _odds(returning.comes_back.value)
        rates.spread[ActsOn.RETURNS][own] = returning.comes_back.sd_log_odds
    for movement in scenario.supply.movement:
        own = members(known, movement.who)
        rates.move_odds[:, own] = _odds(movement.chance.value) * _factors(movement.by_region, axes)
        rates.spread[ActsOn.MOVES_OUT][own] = movement.chance.sd_log_odds


def _going_home(recruitment: Recruitment, axes: Axes, rates: Rates) -> None:
    """After so many years a share goes home besides those who leave anyhow.

    Who joined in year t goes in year ``t + after_years``, at whose start they have ``after_years - 1`` whole years in
    post.
    """
    again = recruitment.earn_learn_return
    if again is not None:
        rates.goes_home[axes.groups.index(recruitment.group), again.after_years - 1] = again.share.value


def _uncertain_changes(scenario: Scenario, known: Known, rates: Rates) -> None:
    """How far draws move what dated changes say. What these do is :mod:`kith.workforce.scenario.modifying`'s."""
    for modifier in scenario.modifiers:
        own = touched(known, modifier)
        spread = rates.spread[modifier.acts_on]
        spread[own] = np.hypot(spread[own], modifier.factor.sd_log)


def _factors(by_region: tuple[tuple[str, float], ...], axes: Axes) -> Floats:
    given = dict(by_region)
    return np.array([given.get(region, 1.0) for region in axes.regions])


def _odds(chance: float) -> float:
    return math.inf if chance >= 1.0 else chance / (1.0 - chance)


def destinations(weights: Floats) -> Floats:
    """``[R, R]`` where those who move go: in proportion to ``weights [R]``, never to where they are."""
    regions = len(weights)
    if regions == 1:
        return np.zeros((1, 1))
    found = np.tile(weights, (regions, 1)) * (1.0 - np.eye(regions))
    total = found.sum(1, keepdims=True)
    evenly = (1.0 - np.eye(regions)) / (regions - 1)
    return np.where(total > 0.0, found / np.where(total > 0.0, total, 1.0), evenly)


def lines_of_movement(scenario: Scenario, known: Known) -> list[tuple[Movement, list[int]]]:
    """Each line of movement with the groups that it is about."""
    return [(line, members(known, line.who)) for line in scenario.supply.movement]
