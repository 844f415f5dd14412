"""Who is there at the start, and how much service they give, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.faults import Fault
from kith.workforce.model import Axes
from kith.workforce.scenario.changes import Modifier
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.levers_types import ActsOn
from kith.workforce.scenario.notes import note
from kith.workforce.scenario.numbers import Steps, Unit
from kith.workforce.scenario.supply_types import Stock, Who
from kith.workforce.scenario.types import Scenario
from kith.workforce.supply.chances import multiplied

if TYPE_CHECKING:
    from kith.workforce.model import Floats


def known_of(scenario: Scenario) -> Known:
    """The names that a scenario declares."""
    return Known(
        professions=tuple(one.key for one in scenario.professions),
        groups={group.key: one.key for one in scenario.professions for group in one.groups},
        regions=tuple(one.key for one in scenario.regions),
        rural=frozenset(one.key for one in scenario.regions if one.rural),
        years=scenario.years,
        ages=scenario.ages,
        data=tuple(one.key for one in scenario.data),
    )


def axes_of(scenario: Scenario) -> Axes:
    """The axes, with as many years in post told apart as somebody's rates ask for."""
    known = known_of(scenario)
    professions = known.professions
    tenures = [1]
    tenures += [one.by_tenure.starts[-1] + 1 for one in scenario.supply.exits if one.by_tenure is not None]
    again = (one.earn_learn_return for one in scenario.supply.recruitment)
    tenures += [one.after_years + 1 for one in again if one is not None]
    return Axes(
        years=scenario.years,
        professions=professions,
        regions=known.regions,
        ages=scenario.ages,
        groups=tuple(known.groups),
        profession_of=tuple(professions.index(of) for of in known.groups.values()),
        tenures=max(tenures),
    )


def curve(steps: Steps, points: Sequence[int]) -> Floats:
    """The value at each age or year; nought before the first step."""
    return np.array([steps.at(point) if point >= steps.starts[0] else 0.0 for point in points])


def members(known: Known, who: Who) -> list[int]:
    """The indices of the groups that a line is about."""
    names = list(known.groups)
    return [names.index(group) for group in known.groups_of(who)]


def touched(known: Known, modifier: Modifier) -> list[int]:
    """The indices of the groups that a modifier acts on."""
    return members(known, Who(modifier.professions))


def working(scenario: Scenario, known: Known) -> tuple[Floats, Floats]:
    """Participation and FTE per head, ``[Y+1, G, A]`` each, dated modifiers in them."""
    shape = (len(scenario.years) + 1, len(known.groups), len(scenario.ages))
    participation, fte = np.zeros(shape), np.zeros(shape)
    for line in scenario.supply.working:
        for group in members(known, line.who):
            share = curve(line.participation, scenario.ages)
            participation[:, group] = multiplied(share, line.participation.times.value)
            fte[:, group] = curve(line.fte_per_head, scenario.ages) * line.fte_per_head.times.value
    years = (*scenario.years, scenario.years[-1] + 1)
    for modifier in scenario.modifiers:
        factors = [modifier.at(year) for year in years]
        for group in touched(known, modifier):
            if modifier.acts_on is ActsOn.FTE_PER_HEAD:
                fte[:, group] *= np.array(factors)[:, None]
            elif modifier.acts_on is ActsOn.PARTICIPATION:
                for year, factor in enumerate(factors):
                    participation[year, group] = multiplied(participation[year, group], factor)
    return participation, fte


def stocks(scenario: Scenario, axes: Axes, known: Known, gives: Floats) -> tuple[Floats, Floats, list[Fault]]:
    """Heads in post ``[G, R, A, T]``, heads on a break ``[G, R, A]``, and what was done to get them.

    ``gives [G, A]``: FTE that a head gives at the start, by which a table in FTE becomes heads.
    """
    stock = np.zeros((len(axes.groups), len(axes.regions), len(axes.ages), axes.tenures))
    away = np.zeros(stock.shape[:3])
    notes: list[Fault] = []
    for line in scenario.supply.stocks:
        counted, spread, no_tenure = 0.0, 0, False
        for row in scenario.tables[line.table]:
            group, region = axes.groups.index(row.group), axes.regions.index(row.region)
            first, last = row.ages or (axes.ages[0], axes.ages[-1])
            at = slice(first - axes.ages[0], last - axes.ages[0] + 1)
            heads = _heads(line, row.amount, gives[group, at])
            counted += row.amount
            spread += last > first and row.amount > 0.0
            if line.away:
                away[group, region, at] += heads
                continue
            tenure = axes.tenures - 1 if row.tenure is None else min(row.tenure, axes.tenures - 1)
            no_tenure |= row.tenure is None and row.amount > 0.0
            stock[group, region, at, tenure] += heads
        notes += _told(line, counted, spread, no_tenure and axes.tenures > 1)
    return stock, away, notes


def _heads(line: Stock, amount: float, gives: Floats) -> Floats:
    """An amount spread evenly over its ages; FTE become heads by what a head of each age gives."""
    evenly = np.full(len(gives), amount / len(gives))
    if line.unit is Unit.HEADS:
        return evenly
    return np.where(gives > 0.0, evenly / np.where(gives > 0.0, gives, 1.0), 0.0)


def _told(line: Stock, counted: float, spread: int, no_tenure: bool) -> list[Fault]:
    notes = []
    if line.unit is Unit.FTE:
        notes.append(note("workforce.scenario.noted.fte_to_heads", stock=line.key, fte=round(counted, 1)))
    if spread:
        notes.append(note("workforce.scenario.noted.ages_spread", stock=line.key, rows=spread))
    if no_tenure:
        notes.append(note("workforce.scenario.noted.no_tenure", stock=line.key))
    return notes
