"""A plan's prices, and why there is none, in words."""

from __future__ import annotations

from kith.workforce.plan.explaining import Explanation, Gives, Relaxing, Short
from kith.workforce.plan.making import Made
from kith.workforce.plan.worth import BUDGET_STEP, Of, Worth
from kith.workforce.speaking import Speaker, number, percent

SUBJECT = "workforce.plan"
TOLD = 5
"""So many prices of each kind are put into words; every one is in the files."""


def worth_words(made: Made, speaker: Speaker) -> tuple[str, ...]:
    """The prices that count most, of each profession its dearest year (and region), largest first."""
    told = []
    for of in Of:
        best: dict[object, Worth] = {}
        for one in made.worths:
            if one.of is of:
                best.setdefault(one.year if of is Of.BUDGET else one.profession, one)
        told += [_worth(made, one, speaker) for one in list(best.values())[:TOLD]]
    return tuple(told) or (speaker.say("worth.none"),)


def _worth(made: Made, one: Worth, speaker: Speaker) -> str:
    return speaker.say(
        f"worth.{one.of.value}",
        profession=profession_name(made, one.profession, speaker),
        region=_region(made, one.region, speaker),
        year=str(one.year),
        money=money(made, one.discounted),
        step=money(made, BUDGET_STEP),
    )


def why_not_words(
    made: Made, found: Explanation, speaker: Speaker
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """That there is no plan; what falls short, worst first; what each limit alone would have to give."""
    problem = made.problem
    none = speaker.say(
        "impossible",
        floor=percent(problem.floor, 0),
        year=str(problem.years[problem.floor_from]),
        total=number(found.total, 1),
    )
    short = tuple(_short(made, one, speaker) for one in found.short)
    return none, short, tuple(_gives(made, one, speaker) for one in found.relaxing)


def _short(made: Made, one: Short, speaker: Speaker) -> str:
    return speaker.say(
        "short",
        profession=profession_name(made, one.profession, speaker),
        region=_region(made, one.region, speaker),
        fte_years=number(one.fte_years, 1),
        most=number(one.most, 1),
        years=runs(one.years),
    )


def _gives(made: Made, one: Relaxing, speaker: Speaker) -> str:
    if one.least is None:
        return speaker.say(f"cannot.{one.gives.value}")
    if one.gives is Gives.BUDGET:
        least = money(made, one.least)
    else:
        least = number(100 * one.least if one.gives is Gives.FLOOR else one.least, 1)
    return speaker.say(f"gives.{one.gives.value}", least=least)


def runs(years: tuple[int, ...]) -> str:
    """Years, those that follow each other joined.

    >>> runs((2026, 2027, 2028, 2031))
    '2026–2028, 2031'
    """
    told: list[str] = []
    for place, year in enumerate(years):
        if place and years[place - 1] == year - 1:
            told[-1] = f"{told[-1].split('–')[0]}–{year}"
        else:
            told.append(str(year))
    return ", ".join(told)


def money(made: Made, value: float) -> str:
    """Money with the scenario's mark."""
    return made.scenario.currency + number(value, 0)


def profession_name(made: Made, key: str, speaker: Speaker) -> str:
    """What a profession is called, or its key."""
    names = {one.key: one.name.in_language(speaker.language) for one in made.scenario.professions}
    return names.get(key, key)


def _region(made: Made, key: str, speaker: Speaker) -> str:
    return {one.key: one.name.in_language(speaker.language) for one in made.scenario.regions}.get(key, key)
