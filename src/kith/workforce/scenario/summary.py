"""A run in some sentences, each with its range and its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.foundation.messages import Translate, gettext_noop
from kith.workforce.forecast import caption
from kith.workforce.forecast.caption import SUBJECT as FORECAST
from kith.workforce.scenario.calibrated import calibration_of
from kith.workforce.scenario.describe import SUBJECT, assumptions, is_listed, overrides, recruited
from kith.workforce.scenario.running import Run
from kith.workforce.scenario.types import Widths
from kith.workforce.speaking import Speaker, number

if TYPE_CHECKING:
    from kith.workforce.projection import Bands

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9


def summarise(run: Run, *, language: str = "en", translate: Translate = gettext_noop) -> tuple[str, ...]:
    """The end of the run by profession, the gap both ways, money of the last year, overrides and assumptions."""
    speaker = Speaker("workforce.scenario.summary", language, translate)
    about = Speaker(SUBJECT, language, translate)
    synthetic = (about.say("synthetic"),) if run.scenario.synthetic else ()
    first_assumption = next(assumptions(run.scenario, about))
    return (
        *synthetic,
        *_professions(run, speaker),
        _gap(run, speaker),
        *_money(run, speaker),
        *_listed(run, about),
        speaker.say(
            f"draws.{run.scenario.widths.value}",
            draws=number(run.projection.draws, 0),
            seed=str(run.scenario.seed),
        ),
        *_held(run, language, translate),
        *overrides(run.scenario, about),
        first_assumption,
    )


def _held(run: Run, language: str, translate: Translate) -> tuple[str, ...]:
    """How often bands as wide as history says held what came."""
    if run.scenario.widths is Widths.RANGES:
        return ()
    speaker = Speaker(FORECAST, language, translate)
    return (caption(calibration_of(run.scenario), speaker, last_horizon=len(run.scenario.years)),)


def _ends(bands: Bands, *place: int) -> dict[str, str]:
    named = (("low", LOW), ("middle", MIDDLE), ("high", HIGH))
    return {
        name: number(float(bands.values[(bands.levels.index(level), *place)]), 0) for name, level in named
    }


def _professions(run: Run, speaker: Speaker) -> list[str]:
    found, years = run.projection, run.projection.axes.years
    return [
        speaker.say(
            "profession",
            name=profession.name.in_language(speaker.language),
            start=number(float(found.expected.fte[0, p].sum()), 0),
            first=str(years[0]),
            last=str(years[-1] + 1),
            **_ends(found.supply_by_profession, -1, p),
        )
        for p, profession in enumerate(run.scenario.professions)
    ]


def _gap(run: Run, speaker: Speaker) -> str:
    found = run.projection
    net, gross = _ends(found.gap_net, -1), _ends(found.gap_gross, -1)
    return speaker.say(
        "gap",
        need=number(float(found.need[-1].sum()), 0),
        gross=gross["middle"].lstrip("−"),
        gross_low=gross["high"].lstrip("−"),
        gross_high=gross["low"].lstrip("−"),
        net=net["middle"],
        net_low=net["low"],
        net_high=net["high"],
    )


def _listed(run: Run, about: Speaker) -> list[str]:
    """Recruitment from countries on the safeguards list is always shown."""
    entrants = {source.key: float(source.entrants[0]) for source in run.model.sources}
    return [
        recruited(run.scenario, one, entrants[one.key], about)
        for one in run.scenario.supply.recruitment
        if is_listed(run.scenario, one)
    ]


def _money(run: Run, speaker: Speaker) -> list[str]:
    money, years = run.money, run.projection.axes.years
    mark = run.scenario.currency
    told = [
        speaker.say(
            "money",
            year=str(years[-1]),
            pay=mark + number(float(money.pay[-1].sum()), 0),
            training=mark + number(float(money.training[-1].sum()), 0),
            recruitment=mark + number(float(money.recruitment[-1].sum()), 0),
            levers=mark + number(sum(float(one.by_year[-1]) for one in money.levers), 0),
            first=str(years[0]),
        )
    ]
    for one in money.exchanges:
        if one.went_home.any() or one.lost_there.any() or one.paid_to_them.any():
            told.append(
                speaker.say(
                    "exchange",
                    country=one.country,
                    recruits=number(float(one.recruits.sum()), 0),
                    home=number(float(one.went_home.sum()), 0),
                    lost=mark + number(float(one.lost_there.sum()), 0),
                    paid=mark + number(float(one.paid_to_them.sum()), 0),
                    worth=mark + number(float(one.worth_there.sum()), 0),
                )
            )
    return told
