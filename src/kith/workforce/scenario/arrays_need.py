"""Need of a scenario as arrays, dated modifiers in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.faults import Fault
from kith.workforce.model import Need
from kith.workforce.need.population import People, people_of
from kith.workforce.need.services import fte_needed, services_needed, spread_of, work_of
from kith.workforce.need.types import Method, NeedOf
from kith.workforce.scenario.arrays_people import curve
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.levers_types import ActsOn
from kith.workforce.scenario.notes import note
from kith.workforce.scenario.numbers import Unit
from kith.workforce.scenario.types import Scenario

if TYPE_CHECKING:
    from kith.workforce.model import Floats

PER = 10_000.0


@dataclass(frozen=True, slots=True)
class Needed:
    """Need, and what it came from: people ``[Y+1, R]``, services ``[Y+1, S, R]``, work ``[Y+1, S, P, R]``."""

    need: Need
    people: Floats
    services: Floats
    work: Floats
    notes: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Setting:
    scenario: Scenario
    known: Known
    people: People
    fte_per_head: Floats
    """``[Y+1, P]``: by which heads that are needed become FTE."""

    @property
    def years(self) -> tuple[int, ...]:
        return (*self.scenario.years, self.scenario.years[-1] + 1)


def needed(scenario: Scenario, known: Known, fte_per_head: Floats) -> Needed:
    """Need of every profession, year and region, in FTE.

    ``fte_per_head [Y+1, P]`` is what a head gives on average; need in heads is multiplied by it.
    """
    years = (*scenario.years, scenario.years[-1] + 1)
    side = scenario.need
    rows = scenario.tables[side.population] if side.population else ()
    people = people_of(rows, known.regions, years)
    setting = _Setting(scenario, known, people, fte_per_head)
    services = services_needed(side.services, people, known.regions)
    work = work_of(side.services, side.of, known.professions, len(known.regions), years)
    direct = np.zeros((len(years), len(known.professions), len(known.regions)))
    for one in side.of:
        if one.method in (Method.RATIO, Method.NORMS):
            direct[:, known.professions.index(one.profession)] = _direct(one, setting)
    _modify(setting, services, work, direct)
    by_service = fte_needed(services, work)
    for one in side.of:
        by_service[:, known.professions.index(one.profession)] *= one.times.value
        work[:, :, known.professions.index(one.profession)] *= one.times.value
    of = {one.profession: one for one in side.of}
    need = Need(
        fte=by_service + direct,
        sd_log=np.array(
            [_spread(of[p], n, setting, services, work) for n, p in enumerate(known.professions)]
        ),
        method=tuple(of[p].method.value for p in known.professions),
    )
    return Needed(need, people.total, services, work, tuple(_notes(side.of)))


def _direct(one: NeedOf, setting: _Setting) -> Floats:
    """``[Y+1, R]`` of a ratio or of norms, in FTE."""
    profession = setting.known.professions.index(one.profession)
    found, unit = _ratio(one, setting) if one.ratio is not None else _norms(one, setting)
    if unit is Unit.HEADS:
        found = found * setting.fte_per_head[:, profession][:, None]
    return np.asarray(found * one.times.value, dtype=float)


def _ratio(one: NeedOf, setting: _Setting) -> tuple[Floats, Unit]:
    ratio = one.ratio
    assert ratio is not None
    if ratio.per_10000.given is not None:
        rows = {row.year: row.amount for row in setting.scenario.tables[ratio.per_10000.given]}
        per = np.array([rows[year] for year in setting.years])
    else:
        per = curve(ratio.per_10000, setting.years)
    people = setting.people.total if ratio.ages is None else setting.people.between(*ratio.ages)
    return per[:, None] * ratio.per_10000.times.value * people / PER, ratio.unit


def _norms(one: NeedOf, setting: _Setting) -> tuple[Floats, Unit]:
    """Rows by region; a row without a year holds for all, and grows with the people where it says so."""
    norms = one.norms
    assert norms is not None
    known, years = setting.known, setting.years
    found = np.zeros((len(years), len(known.regions)))
    rows = [row for row in setting.scenario.tables[norms.table] if row.profession in ("", one.profession)]
    for row in sorted(rows, key=lambda row: row.year is not None):
        region = known.regions.index(row.region)
        if row.year is None or norms.grows:
            if row.year in (None, years[0]):
                found[:, region] = row.amount
        elif row.year in years:
            found[years.index(row.year), region] = row.amount
    if norms.grows:
        total = setting.people.total
        found *= np.where(total[0] > 0.0, total / np.where(total[0] > 0.0, total[0], 1.0), 1.0)
    return found, norms.unit


def _modify(setting: _Setting, services: Floats, work: Floats, direct: Floats) -> None:
    """Dated changes of need: on services of everybody, else on what they ask of some."""
    scenario, known = setting.scenario, setting.known
    keys = [service.key for service in scenario.need.services]
    for one in scenario.modifiers:
        if one.acts_on is not ActsOn.NEED:
            continue
        factors = np.array([one.at(year) for year in setting.years])
        regions = [n for n, key in enumerate(known.regions) if not one.regions or key in one.regions]
        chosen = [n for n, key in enumerate(keys) if not one.services or key in one.services]
        professions = [n for n, key in enumerate(known.professions) if key in one.professions]
        years = range(len(factors))
        if professions:
            work[np.ix_(years, chosen, professions, regions)] *= factors[:, None, None, None]
        else:
            services[np.ix_(years, chosen, regions)] *= factors[:, None, None]
        if not one.services:
            own = professions or list(range(len(known.professions)))
            direct[np.ix_(years, own, regions)] *= factors[:, None, None]


def _spread(one: NeedOf, profession: int, setting: _Setting, services: Floats, work: Floats) -> float:
    scenario = setting.scenario
    changes = [
        modifier.factor.sd_log
        for modifier in scenario.modifiers
        if modifier.acts_on is ActsOn.NEED
        and (not modifier.professions or one.profession in modifier.professions)
    ]
    ratio = one.ratio.per_10000.times.sd_log if one.ratio is not None else 0.0
    asked = [
        float((services[0, n] * work[0, n, profession]).sum()) for n in range(len(scenario.need.services))
    ]
    return math.hypot(spread_of(one, scenario.need.services, asked), ratio, *changes)


def _notes(of: tuple[NeedOf, ...]) -> list[Fault]:
    in_heads = [
        one.profession
        for one in of
        if (one.ratio is not None and one.ratio.unit is Unit.HEADS)
        or (one.norms is not None and one.norms.unit is Unit.HEADS)
    ]
    return (
        [note("workforce.scenario.noted.need_in_heads", professions=", ".join(in_heads))] if in_heads else []
    )
