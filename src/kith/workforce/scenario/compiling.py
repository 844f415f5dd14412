"""A scenario compiled into arrays, and changed without reading its files again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.faults import Faults, Where
from kith.workforce.model import Axes, Model, Uncertain
from kith.workforce.scenario.arrays_need import Needed, needed
from kith.workforce.scenario.arrays_people import axes_of, known_of, members, stocks, working
from kith.workforce.scenario.arrays_rates import destinations, lines_of_movement, rates_of
from kith.workforce.scenario.arrays_sources import Places, sources_of, starts
from kith.workforce.scenario.calibrated import calibration_hash, spreads
from kith.workforce.scenario.compiled import Compiled
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.levers_types import ActsOn, Pull
from kith.workforce.scenario.modifying import modified
from kith.workforce.scenario.types import Scenario

if TYPE_CHECKING:
    from kith.workforce.model import Floats


def compile_scenario(scenario: Scenario) -> Compiled:
    """The arrays of a scenario: its base, modifiers in it and no lever pulled.

    The levers are applied to ``.model`` and ``.need`` by :mod:`kith.workforce.levers`. Everything is by the year as
    :mod:`kith.workforce.model` has it: population and need stand at the start of a year.
    """
    known, axes = known_of(scenario), axes_of(scenario)
    participation, fte = working(scenario, known)
    gives = participation * fte
    stock, away, notes = stocks(scenario, axes, known, gives[0])
    need = needed(scenario, known, _fte_per_head(axes, stock, gives))
    start = _Start(stock, away, participation, fte)
    hashes = {f"file {name}": hash_ for name, hash_ in sorted(scenario.hashes.items())}
    return Compiled(
        scenario=scenario,
        model=modified(scenario, _model(scenario, known, axes, start, need), need.need),
        need=need.need,
        people=need.people,
        services=need.services,
        work=need.work,
        inputs={"scenario": scenario.sha256, **hashes, **calibration_hash(scenario)},
        notes=(*notes, *need.notes),
    )


@dataclass(frozen=True, slots=True)
class _Start:
    """Who is there, and how much service they give."""

    stock: Floats
    away: Floats
    participation: Floats
    fte: Floats


def _model(scenario: Scenario, known: Known, axes: Axes, start: _Start, need: Needed) -> Model:
    heads = np.zeros((len(axes.professions), len(axes.regions)))
    np.add.at(heads, list(axes.profession_of), start.stock.sum((2, 3)))
    rural = np.array([float(region in known.rural) for region in axes.regions])
    places = Places(need.people, need.need.fte, heads, rural)
    rates = rates_of(scenario, axes, known)
    sources, sd = sources_of(scenario, axes, known, places)
    return Model(
        axes=axes,
        stock=start.stock,
        away=start.away,
        retirement_odds=rates.retirement_odds,
        retirement_by_year=rates.retirement_by_year,
        exit_odds=rates.exit_odds,
        exit_by_year=rates.exit_by_year,
        exit_by_tenure=rates.exit_by_tenure,
        goes_home=rates.goes_home,
        may_return=rates.may_return,
        return_odds=rates.return_odds,
        move_odds=rates.move_odds,
        destinations=_destinations(scenario, axes, known, places),
        sources=sources,
        participation=start.participation,
        fte_per_head=start.fte,
        uncertain=_uncertain(scenario, axes, known, rates.spread, sd, start.participation[0]),
        pay_per_fte=rates.pay_per_fte,
    )


def replaced(
    scenario: Scenario,
    *,
    pulls: Sequence[Pull] | None = None,
    draws: int | None = None,
    seed: int | None = None,
) -> Scenario:
    """The scenario with other pulls, draws or seed: nothing is read from files.

    Raises
    ------
    KithError
        For a pull of a lever that is not there, of more than its cap, or outside the years.
    """
    if pulls is not None:
        _check_pulls(scenario, pulls)
    return replace(
        scenario,
        pulls=scenario.pulls if pulls is None else tuple(pulls),
        draws=scenario.draws if draws is None else draws,
        seed=scenario.seed if seed is None else seed,
    )


def _check_pulls(scenario: Scenario, pulls: Sequence[Pull]) -> None:
    faults = Faults()
    levers = {lever.key: lever for lever in scenario.levers}
    for pull in pulls:
        where = Where(key=f"pull.{pull.lever}")
        lever = levers.get(pull.lever)
        if lever is None:
            faults.add("declared.no_such_lever", where, value=pull.lever[:60], known=", ".join(levers) or "–")
            continue
        if pull.amount < 0.0:
            faults.add("workforce.scenario.negative", where, value=pull.amount)
        if lever.cap is not None and pull.amount > lever.cap:
            faults.add("workforce.scenario.over_the_cap", where, amount=pull.amount, cap=lever.cap)
        if pull.from_year > scenario.years[-1]:
            faults.add(
                "workforce.scenario.after_the_end", where, year=pull.from_year, last=scenario.years[-1]
            )
        if pull.to_year is not None and pull.to_year < pull.from_year:
            faults.add("declared.limits_crossed", where, least=pull.from_year, most=pull.to_year)
    faults.raise_if_any()


def _fte_per_head(axes: Axes, stock: Floats, gives: Floats) -> Floats:
    """``[Y+1, P]`` FTE of a head, over those who are there at the start; of all ages evenly where nobody is."""
    by_age = stock.sum((1, 3))
    found = np.zeros((gives.shape[0], len(axes.professions)))
    for profession in range(len(axes.professions)):
        own = [group for group, of in enumerate(axes.profession_of) if of == profession]
        weights = by_age[own] if by_age[own].sum() > 0.0 else np.ones_like(by_age[own])
        found[:, profession] = (gives[:, own] * weights).sum((1, 2)) / weights.sum()
    return found


def _destinations(scenario: Scenario, axes: Axes, known: Known, places: Places) -> Floats:
    """Those who do not move need somewhere to go too: anywhere."""
    found = np.tile(destinations(np.ones(len(axes.regions))), (len(axes.groups), 1, 1))
    for line, own in lines_of_movement(scenario, known):
        for group in own:
            found[group] = destinations(starts(line.goes, axes, places, axes.profession_of[group])[0])
    return found


def _uncertain(
    scenario: Scenario,
    axes: Axes,
    known: Known,
    spread: dict[ActsOn, Floats],
    sources: Floats,
    participation: Floats,
) -> Uncertain:
    fte = np.hypot(spread[ActsOn.FTE_PER_HEAD], spread[ActsOn.PARTICIPATION] * (1.0 - participation.mean(1)))
    for line in scenario.supply.working:
        for group in members(known, line.who):
            takes_part = (1.0 - participation[group].mean()) * line.participation.times.sd_log
            fte[group] = np.sqrt(fte[group] ** 2 + takes_part**2 + line.fte_per_head.times.sd_log**2)
    return Uncertain(
        retirement=spread[ActsOn.RETIREMENT],
        exits=spread[ActsOn.EXITS],
        returns=spread[ActsOn.RETURNS],
        moves=spread[ActsOn.MOVES_OUT],
        fte=fte,
        sources=sources,
        model=spreads(scenario),
    )
