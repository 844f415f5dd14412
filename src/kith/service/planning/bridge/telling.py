"""What a page tells of a scenario and of a run of it, in words and numbers that are ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import get_language, gettext

from kith.workforce.projection import LEVELS
from kith.workforce.scenario.describe import SUBJECT, assumptions, overrides
from kith.workforce.scenario.levers_types import Bundle
from kith.workforce.scenario.summary import summarise
from kith.workforce.speaking import Speaker, number, short

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.projection import Bands
    from kith.workforce.scenario.levers_types import Lever
    from kith.workforce.scenario.running import Run
    from kith.workforce.scenario.types import Scenario

LOW, MIDDLE, HIGH = (LEVELS.index(level) for level in (0.1, 0.5, 0.9))


@dataclass(frozen=True, slots=True)
class Band:
    """The middle of the draws, and the range that holds eight in ten."""

    middle: str
    range: str


@dataclass(frozen=True, slots=True)
class ProfessionRow:
    name: str
    supply: Band
    need: str
    net: Band
    gross: Band


@dataclass(frozen=True, slots=True)
class Told:
    """A run at a glance, at the start of the year after its last."""

    year: int
    draws: int
    sentences: tuple[str, ...]
    rows: tuple[ProfessionRow, ...]
    net: Band
    gross: Band
    money: tuple[tuple[str, str], ...]
    currency: str


@dataclass(frozen=True, slots=True)
class LeverShown:
    key: str
    name: str
    unit: str
    cap: str
    cost: str
    grade: str
    source: str
    effect: str
    whole_only: bool


@dataclass(frozen=True, slots=True)
class About:
    """What a scenario is, and what it rests on."""

    name: str
    place: str
    note: str
    synthetic: bool
    years: tuple[int, int]
    professions: tuple[str, ...]
    regions: int
    sources: tuple[tuple[str, str, str], ...]
    assumptions: tuple[str, ...]
    overrides: tuple[str, ...]
    bundles: tuple[tuple[str, tuple[LeverShown, ...]], ...]


def told_of(run: Run) -> Told:
    """The findings of a run, by profession and in all."""
    found, language = run.projection, _language()
    rows = tuple(
        ProfessionRow(
            name=profession.name.in_language(language),
            supply=_band(found.supply_by_profession, -1, p),
            need=number(float(found.need[-1, p].sum()), 0),
            net=_band(found.gap_net_by_profession, -1, p),
            gross=_missing(found.gap_gross_by_profession, -1, p),
        )
        for p, profession in enumerate(run.scenario.professions)
    )
    return Told(
        year=found.axes.years[-1] + 1,
        draws=found.draws,
        sentences=summarise(run, language=language, translate=gettext),
        rows=rows,
        net=_band(found.gap_net, -1),
        gross=_missing(found.gap_gross, -1),
        money=_money(run),
        currency=run.scenario.currency,
    )


def _money(run: Run) -> tuple[tuple[str, str], ...]:
    """Sums over all years."""
    levers = sum((one.by_year for one in run.money.levers), np.zeros(len(run.projection.axes.years)))
    told = (
        (gettext("Pay"), run.money.pay),
        (gettext("Training"), run.money.training),
        (gettext("Recruitment"), run.money.recruitment),
        (gettext("Levers"), levers),
        (gettext("Everything"), run.money.total),
    )
    return tuple((name, number(float(np.sum(amount)), 0)) for name, amount in told)


def _band(bands: Bands, *place: int) -> Band:
    return Band(
        _whole(bands.values[(MIDDLE, *place)]),
        gettext("%(low)s to %(high)s")
        % {"low": _whole(bands.values[(LOW, *place)]), "high": _whole(bands.values[(HIGH, *place)])},
    )


def _missing(bands: Bands, *place: int) -> Band:
    """A sum of shortfalls, told as how many are missing."""
    ends = {
        "low": _whole(-bands.values[(HIGH, *place)] + 0.0),
        "high": _whole(-bands.values[(LOW, *place)] + 0.0),
    }
    return Band(_whole(-bands.values[(MIDDLE, *place)] + 0.0), gettext("%(low)s to %(high)s") % ends)


def _whole(value: float | Floats) -> str:
    return number(float(value), 0)


def about(scenario: Scenario) -> About:
    """What a planner reads before anything else: whose, how long, on what."""
    language = _language()
    speaker = Speaker(SUBJECT, language, gettext)
    return About(
        name=scenario.name.in_language(language),
        place=scenario.place.in_language(language),
        note=scenario.note.in_language(language),
        synthetic=scenario.synthetic,
        years=(scenario.years[0], scenario.years[-1]),
        professions=tuple(one.name.in_language(language) for one in scenario.professions),
        regions=len(scenario.regions),
        sources=tuple((one.file, one.source, one.dated.isoformat()) for one in scenario.data),
        assumptions=tuple(assumptions(scenario, speaker)),
        overrides=tuple(overrides(scenario, speaker)),
        bundles=_bundles(scenario.levers, language),
    )


def _bundles(levers: Sequence[Lever], language: str) -> tuple[tuple[str, tuple[LeverShown, ...]], ...]:
    names = {
        Bundle.EDUCATION: gettext("Education and training"),
        Bundle.REGULATION: gettext("Regulation"),
        Bundle.REWARD: gettext("Reward and recognition"),
        Bundle.SUPPORT: gettext("Professional support and development"),
    }
    found = {
        bundle: tuple(_lever(lever, language) for lever in levers if lever.bundle is bundle)
        for bundle in Bundle
    }
    return tuple((names[bundle], own) for bundle, own in found.items() if own)


def _lever(lever: Lever, language: str) -> LeverShown:
    ends = lever.effect
    effect = short(ends.value)
    if ends.low is not None and ends.high is not None:
        effect = gettext("%(value)s (%(low)s to %(high)s)") % {
            "value": effect, "low": short(ends.low), "high": short(ends.high),
        }  # fmt: skip
    return LeverShown(
        key=lever.key,
        name=lever.name.in_language(language),
        unit=lever.unit.in_language(language),
        cap="" if lever.cap is None else f"{lever.cap:g}",
        cost=number(lever.cost_per_unit.value, 0),
        grade=str(lever.grade),
        source=lever.effect.source or "",
        effect=effect,
        whole_only=lever.cap == 1,
    )


def _language() -> str:
    return get_language() or "en"
