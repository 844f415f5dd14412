"""What was understood of a scenario, in words: what has no source is said first."""

from __future__ import annotations

from collections.abc import Iterator

from kith.foundation.messages import Translate, gettext_noop, sentence
from kith.workforce.model import JoinsBy
from kith.workforce.scenario.compiled import Compiled
from kith.workforce.scenario.numbers import Stated
from kith.workforce.scenario.supply_types import Recruitment
from kith.workforce.scenario.types import Scenario
from kith.workforce.speaking import Speaker, number, short

SUBJECT = "workforce.scenario.describe"


def describe(
    compiled: Compiled, *, language: str = "en", translate: Translate = gettext_noop
) -> tuple[str, ...]:
    """One sentence a line: assumptions, overrides, what is in the scenario, its tables, what compiling did."""
    speaker = Speaker(SUBJECT, language, translate)
    scenario = compiled.scenario
    return (
        *_what(scenario, speaker),
        *assumptions(scenario, speaker),
        *overrides(scenario, speaker),
        *_people(compiled, speaker),
        *_streams(compiled, speaker),
        *_rest(scenario, speaker),
        *(speaker.say("noted", note=sentence(note, translate)) for note in compiled.notes),
    )


def _what(scenario: Scenario, speaker: Speaker) -> Iterator[str]:
    yield speaker.say(
        "what",
        name=scenario.name.in_language(speaker.language),
        place=scenario.place.in_language(speaker.language),
        first=str(scenario.years[0]),
        last=str(scenario.years[-1] + 1),
        draws=number(scenario.draws, 0),
        seed=str(scenario.seed),
    )
    if scenario.synthetic:
        yield speaker.say("synthetic")


def assumptions(scenario: Scenario, speaker: Speaker) -> Iterator[str]:
    """The numbers without a source, and how many have one."""
    bare = scenario.assumptions
    if not bare:
        yield speaker.say("no_assumptions", count=len(scenario.stated))
        return
    yield speaker.say("assumptions", count=len(bare), of=len(scenario.stated))
    for one in bare:
        yield speaker.say("assumption", path=one.path, value=one.value, span=_span(one, speaker))


def _span(one: Stated, speaker: Speaker) -> str:
    if one.low is None or one.high is None:
        return speaker.say("no_range")
    return speaker.say(
        "range_times" if one.is_factor else "range", low=f"{one.low:.10g}", high=f"{one.high:.10g}"
    )


def overrides(scenario: Scenario, speaker: Speaker) -> Iterator[str]:
    """Every number changed by hand, with who, when and why."""
    yield speaker.say("overrides", count=len(scenario.overrides))
    for one in scenario.overrides:
        yield speaker.say(
            "override",
            what=one.what,
            was=one.was or "–",
            value=one.value,
            by=one.by,
            on=one.on.isoformat(),
            reason=one.reason,
        )


def _people(compiled: Compiled, speaker: Speaker) -> Iterator[str]:
    scenario, model, need = compiled.scenario, compiled.model, compiled.need
    axes = model.axes
    gives = model.participation[0] * model.fte_per_head[0]
    for number_of, profession in enumerate(scenario.professions):
        own = [g for g, of in enumerate(axes.profession_of) if of == number_of]
        fte = float((model.stock[own] * gives[own][:, None, :, None]).sum())
        yield speaker.say(
            "profession",
            name=profession.name.in_language(speaker.language),
            isco=profession.isco08,
            heads=number(float(model.stock[own].sum()), 0),
            fte=number(fte, 0),
            need=number(float(need.fte[0, number_of].sum()), 0),
            method=speaker.say(f"method.{need.method[number_of]}"),
            groups=", ".join(group.name.in_language(speaker.language) for group in profession.groups),
        )
    rural = [region for region in scenario.regions if region.rural]
    yield speaker.say(
        "regions",
        count=len(scenario.regions),
        rural=len(rural),
        names=", ".join(region.name.in_language(speaker.language) for region in scenario.regions),
    )


def _streams(compiled: Compiled, speaker: Speaker) -> Iterator[str]:
    scenario = compiled.scenario
    for training in scenario.supply.training:
        source = next(one for one in compiled.model.sources if one.key == training.key)
        yield speaker.say(
            "training",
            name=training.name.in_language(speaker.language),
            years=training.length,
            begin=short(float(source.entrants[training.length]), 1),
            end=short(float(source.entrants[-1]), 1),
        )
    for recruitment in scenario.supply.recruitment:
        source = next(one for one in compiled.model.sources if one.key == recruitment.key)
        yield recruited(scenario, recruitment, float(source.entrants[0]), speaker)


def is_listed(scenario: Scenario, recruitment: Recruitment) -> bool:
    """Whether it recruits from a country on the safeguards list."""
    return recruitment.country.casefold() in {one.casefold() for one in scenario.safeguarded}


def recruited(scenario: Scenario, recruitment: Recruitment, begin: float, speaker: Speaker) -> str:
    """One recruitment in words; from a country on the safeguards list it says so, with the agreement."""
    abroad = "recruitment_abroad" if recruitment.joins_by is JoinsBy.ABROAD else "recruitment_home"
    agreement = recruitment.agreement
    return speaker.say(
        "recruitment_listed" if is_listed(scenario, recruitment) else abroad,
        name=recruitment.name.in_language(speaker.language),
        country=recruitment.country,
        begin=short(begin, 1),
        agreement=agreement.title if agreement else "",
        dated=agreement.dated.isoformat() if agreement else "",
    )


def _rest(scenario: Scenario, speaker: Speaker) -> Iterator[str]:
    if scenario.safeguarded:
        dated = next(iter(scenario.safeguarded.values()))
        yield speaker.say("safeguards", count=len(scenario.safeguarded), dated=dated.isoformat())
    for modifier in scenario.modifiers:
        yield speaker.say(
            "modifier",
            name=modifier.name.in_language(speaker.language),
            cause=speaker.say(f"cause.{modifier.cause.value}"),
            factor=f"{modifier.factor.value:g}",
            acts_on=modifier.acts_on.value,
            year=str(modifier.from_year),
        )
    yield speaker.say("levers", count=len(scenario.levers), pulled=len(scenario.pulls))
    names = {lever.key: lever.name.in_language(speaker.language) for lever in scenario.levers}
    for pull in scenario.pulls:
        yield speaker.say(
            "pull" if pull.to_year is None else "pull_until",
            name=names[pull.lever],
            amount=short(pull.amount),
            year=str(pull.from_year),
            last=str(pull.to_year),
        )
    for one in scenario.data:
        yield speaker.say(
            "data",
            file=one.file,
            source=one.source,
            dated=one.dated.isoformat(),
            rows=number(len(scenario.tables[one.key]), 0),
            hash=one.sha256[:12],
        )
