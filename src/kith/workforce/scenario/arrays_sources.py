"""Training and recruitment as streams of joiners, before any dated change."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.model import Axes, JoinsBy, Source
from kith.workforce.scenario.arrays_people import curve, touched
from kith.workforce.scenario.changes import Modifier
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.levers_types import ActsOn
from kith.workforce.scenario.numbers import Number, Steps
from kith.workforce.scenario.supply_types import Goes, GoesBy, JoiningAges, Recruitment, Training
from kith.workforce.scenario.types import Scenario

if TYPE_CHECKING:
    from kith.workforce.model import Floats


@dataclass(frozen=True, slots=True)
class Places:
    """What decides where joiners start, by year: people ``[Y+1, R]``, need ``[Y+1, P, R]``, heads at the start ``[P, R]``."""

    people: Floats
    need: Floats
    heads: Floats
    rural: Floats
    """``[R]``: 1 for a rural region."""


def sources_of(
    scenario: Scenario, axes: Axes, known: Known, places: Places
) -> tuple[tuple[Source, ...], Floats]:
    """Every stream of joiners, and how far draws move each."""
    made = [_training(one, scenario, axes, known, places) for one in scenario.supply.training]
    made += [_recruitment(one, scenario, axes, known, places) for one in scenario.supply.recruitment]
    return tuple(source for source, _ in made), np.array([sd for _, sd in made])


def _training(
    one: Training, scenario: Scenario, axes: Axes, known: Known, places: Places
) -> tuple[Source, float]:
    group = axes.groups.index(one.group)
    begins = tuple(range(axes.years[0] - one.length, axes.years[-1] + 1))
    source = Source(
        key=one.key,
        group=group,
        joins_by=JoinsBy.TRAINING,
        length=one.length,
        entrants=_by_year(one.seats, begins, scenario),
        stays_odds=_odds(1.0 - one.attrition.value),
        passes_odds=_odds(one.pass_rate.value),
        takes_up_odds=_odds(one.take_up.value),
        regions=starts(one.goes, axes, places, axes.profession_of[group]),
        ages=_ages(one.ages, axes),
        cost_per_entrant_year=one.cost_per_year.value,
    )
    own = [one.seats.times.sd_log, one.length * _sd_log(one.attrition, share_left=True)]
    own += [_sd_log(one.pass_rate), _sd_log(one.take_up)]
    own += _spreads(
        scenario, known, group, (ActsOn.SEATS, ActsOn.ATTRITION, ActsOn.PASS_RATE, ActsOn.TAKE_UP)
    )
    return source, math.hypot(*own)


def _recruitment(
    one: Recruitment, scenario: Scenario, axes: Axes, known: Known, places: Places
) -> tuple[Source, float]:
    group = axes.groups.index(one.group)
    abroad = one.joins_by is JoinsBy.ABROAD
    acts_on = ActsOn.RECRUITMENT_ABROAD if abroad else ActsOn.RECRUITMENT_HOME
    again = one.earn_learn_return
    source = Source(
        key=one.key,
        group=group,
        joins_by=one.joins_by,
        length=0,
        entrants=_by_year(one.per_year, axes.years, scenario),
        stays_odds=math.inf,
        passes_odds=math.inf,
        takes_up_odds=math.inf,
        regions=starts(one.goes, axes, places, axes.profession_of[group]),
        ages=_ages(one.ages, axes),
        cost_per_joiner=one.cost_each.value + (again.paid_to_them.value if again is not None else 0.0),
        country=one.country,
    )
    return source, math.hypot(one.per_year.times.sd_log, *_spreads(scenario, known, group, (acts_on,)))


def _by_year(steps: Steps, years: tuple[int, ...], scenario: Scenario) -> Floats:
    if steps.given is None:
        return curve(steps, years) * steps.times.value
    rows = {row.year: row.amount for row in scenario.tables[steps.given]}
    return np.array([rows[year] for year in years]) * steps.times.value


def _modifiers(scenario: Scenario, known: Known, group: int, acts_on: ActsOn) -> list[Modifier]:
    return [one for one in scenario.modifiers if one.acts_on is acts_on and group in touched(known, one)]


def _spreads(scenario: Scenario, known: Known, group: int, acts_on: tuple[ActsOn, ...]) -> list[float]:
    return [modifier.factor.sd_log for one in acts_on for modifier in _modifiers(scenario, known, group, one)]


def starts(goes: Goes, axes: Axes, places: Places, profession: int) -> Floats:
    """``[Y, R]`` where joiners start; each row sums to 1."""
    years = len(axes.years)
    if goes.by is GoesBy.SHARES:
        given = dict(goes.shares)
        return _shares(np.tile([given.get(region, 0.0) for region in axes.regions], (years, 1)))
    if goes.by is GoesBy.POPULATION:
        return _shares(places.people[:years])
    if goes.by is GoesBy.NEED:
        return _shares(places.need[:years, profession])
    if goes.by is GoesBy.STOCK:
        return _shares(np.tile(places.heads[profession], (years, 1)))
    to_rural = goes.origin.value * goes.rural_if_rural.value
    to_rural += (1.0 - goes.origin.value) * goes.rural_if_urban.value
    rural = _shares(places.people[:years] * places.rural)
    urban = _shares(places.people[:years] * (1.0 - places.rural))
    return np.asarray(to_rural * rural + (1.0 - to_rural) * urban, dtype=float)


def _shares(weights: Floats) -> Floats:
    """Rows that sum to 1; a row of noughts is shared evenly."""
    total = weights.sum(1, keepdims=True)
    even = np.full(weights.shape, 1.0 / weights.shape[1])
    return np.where(total > 0.0, weights / np.where(total > 0.0, total, 1.0), even)


def _ages(ages: JoiningAges, axes: Axes) -> Floats:
    found = np.array([float(ages.youngest <= age <= ages.oldest) for age in axes.ages])
    return np.asarray(found / found.sum(), dtype=float)


def _odds(chance: float) -> float:
    return math.inf if chance >= 1.0 else chance / (1.0 - chance)


def _sd_log(number: Number, *, share_left: bool = False) -> float:
    """Of the logarithm of a chance (of its counterpart), from that of its odds: ``d log p = (1 - p) d log odds``."""
    chance = 1.0 - number.value if share_left else number.value
    return (1.0 - chance) * number.sd_log_odds
