"""The facts of the reporting card that a scenario tells: what it holds itself, and what its people wrote in it."""

from __future__ import annotations

from kith.foundation.messages import Translate, gettext_noop
from kith.workforce.card import Card, card
from kith.workforce.scenario.compiled import Compiled
from kith.workforce.speaking import Speaker, number

SUBJECT = "workforce.scenario.card"


def card_of(
    compiled: Compiled, *, draws: int | None = None, language: str = "en", translate: Translate = gettext_noop
) -> Card:
    """The card filled from a scenario; what neither it nor its people tell stays "to be written".

    ``draws`` are those that were run; the scenario's own if ``None``.
    """
    speaker = Speaker(SUBJECT, language, translate)
    written = {key: words.in_language(language) for key, words in compiled.scenario.card.items()}
    return card({**_facts(compiled, draws or compiled.scenario.draws, speaker), **written})


def _facts(compiled: Compiled, draws: int, speaker: Speaker) -> dict[str, str]:
    scenario = compiled.scenario
    language = speaker.language
    professions = ", ".join(
        f"{one.name.in_language(language)} ({one.isco08})" for one in scenario.professions
    )
    people = number(float(compiled.people[0].sum()), 0)
    return {
        **({"population": speaker.say("population", people=people)} if scenario.need.population else {}),
        "title": scenario.name.in_language(language),
        "professions": professions,
        "area": scenario.place.in_language(language),
        "area_level": speaker.say("area_level", count=len(scenario.regions)),
        "first_year": str(scenario.years[0]),
        "last_year": str(scenario.years[-1] + 1),
        "framework": speaker.say("framework"),
        "parameters": speaker.say(
            "parameters", count=len(scenario.stated), tables=", ".join(one.file for one in scenario.data)
        ),
        "parameter_sources": speaker.say(
            "parameter_sources",
            bare=len(scenario.assumptions),
            count=len(scenario.stated),
            sources="; ".join(dict.fromkeys(one.source for one in scenario.data)),
        ),
        "demand": "; ".join(
            speaker.say(f"demand.{method}", name=scenario.professions[place].name.in_language(language))
            for place, method in enumerate(compiled.need.method)
        ),
        "supply": speaker.say("supply"),
        "gap": speaker.say("gap"),
        "uncertainty": speaker.say("uncertainty", draws=number(draws, 0), seed=str(scenario.seed)),
        "mass_balance": speaker.say("mass_balance"),
        "units": speaker.say("units"),
        "scenario_hash": scenario.sha256,
        "data_hashes": "; ".join(f"{one.file} {one.sha256}" for one in scenario.data),
        "command": speaker.say("command"),
        "overrides": _overrides(compiled, speaker),
    }


def _overrides(compiled: Compiled, speaker: Speaker) -> str:
    made = compiled.scenario.overrides
    if not made:
        return speaker.say("no_overrides")
    return "; ".join(
        speaker.say("override", what=one.what, value=one.value, by=one.by, reason=one.reason) for one in made
    )
