"""Facilities, sums and leave as sections: tables, and the tightest facilities as a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kith.publishing.blocks import Basis, Block, Cell, Figure, Paragraph, Table
from kith.publishing.chart_types import Bar, Bars
from kith.publishing.model import Section
from kith.workforce.speaking import Speaker, number, short
from kith.workforce.wisn.results import Aggregate, Interval, LeaveEffect, Level, Requirement, WisnResult
from kith.workforce.wisn.rounding import pressure
from kith.workforce.wisn.types import Rounding

MOST_BARS = 20


def facilities_section(result: WisnResult, speaker: Speaker) -> Section:
    """One subsection a cadre: the facilities with the fewest staff for their work first."""
    cadres = dict.fromkeys(each.cadre for each in result.requirements)
    return Section(
        "facilities",
        speaker.say("facilities"),
        (Paragraph(speaker.say("facilities_intro")),),
        tuple(
            Section(f"facilities-{place}", cadre, tuple(_of_cadre(result, cadre, speaker)))
            for place, cadre in enumerate(cadres, start=1)
        ),
    )


def _of_cadre(result: WisnResult, cadre: str, speaker: Speaker) -> list[Block]:
    rows = [each for each in result.requirements if each.cadre == cadre]
    order = sorted(rows, key=lambda each: (each.ratio is None, each.ratio or 0.0, each.facility))
    cells = _cells(result, speaker, has_funded=any(each.funded is not None for each in rows))
    table = Table(
        speaker.say("facilities_of", cadre=cadre),
        speaker.columns(*cells, words_first=2),
        tuple(tuple(cell(each) for cell in cells.values()) for each in order),
        notes=(speaker.say("rounding_note", rounding=speaker.say(f"rounding.{result.rounding}")),),
    )
    figure = _figure([each for each in order if each.ratio is not None], cadre, speaker)
    return [*([] if figure is None else [figure]), table]


def _cells(
    result: WisnResult, speaker: Speaker, *, has_funded: bool
) -> dict[str, Callable[[Requirement], str]]:
    """What stands under each heading: funded posts where any are known, two figures where they are rounded."""
    cells: dict[str, Callable[[Requirement], str]] = {
        "facility": lambda each: each.facility,
        "pressure": lambda each: speaker.say(f"pressure.{pressure(each.ratio)}"),
        "current": lambda each: short(each.current),
    }
    if has_funded:
        cells["funded"] = lambda each: speaker.say("not_given") if each.funded is None else short(each.funded)
    if result.rounding is not Rounding.NONE:
        cells["exact"] = lambda each: number(each.exact)
    cells["required"] = lambda each: number(each.required)
    if result.draws:
        cells["interval"] = lambda each: _interval(each.interval, speaker)
    cells["difference"] = lambda each: number(each.difference)
    cells["ratio"] = lambda each: ratio(each.ratio, speaker)
    return cells


def ratio(value: float | None, speaker: Speaker) -> str:
    """A ratio, or that there is none."""
    return speaker.say("no_ratio") if value is None else number(value)


def _interval(interval: Interval | None, speaker: Speaker) -> str:
    if interval is None:
        return speaker.say("no_interval")
    return speaker.say("from_to", low=number(interval.low), high=number(interval.high))


def _figure(order: list[Requirement], cadre: str, speaker: Speaker) -> Figure | None:
    """Ratios, tightest first, for two facilities or more."""
    if len(order) < 2:
        return None
    shown = order[:MOST_BARS]
    ratios = [each.ratio or 0.0 for each in shown]
    first, last = shown[0], shown[-1]
    short_of = sum((each.ratio or 0.0) < 1 for each in order)
    said = {"cadre": cadre, "first": first.facility, "low": number(ratios[0])}
    return Figure(
        finding=speaker.say("figure", short=short_of, n=len(order), **said),
        chart=Bars(
            tuple(Bar(each.facility, round(value, 2)) for each, value in zip(shown, ratios, strict=True)),
            speaker.say("figure_axis"),
        ),
        alternative=speaker.say(
            "figure_words", shown=len(shown), last=last.facility, high=number(ratios[-1]), **said
        ),
        data=Table(
            speaker.say("figure_data", cadre=cadre),
            speaker.columns("facility", "ratio"),
            tuple((each.facility, number(value)) for each, value in zip(shown, ratios, strict=True)),
        ),
        basis=Basis(len(order), speaker.say("who", cadre=cadre), speaker.say("figure_how")),
    )


def sums_section(result: WisnResult, speaker: Speaker) -> Section:
    """Districts, regions and the country, with both ratios under their names."""
    return Section(
        "sums",
        speaker.say("sums"),
        (
            Paragraph(speaker.say("sums_intro")),
            Table(
                speaker.say("sums_table"),
                speaker.columns(
                    "place", "cadre", "facilities", "current", "required", "interval", "difference",
                    "of_sums", "of_ratios",
                    words_first=2,
                ),
                tuple(_sum(each, speaker) for each in result.aggregates),
            ),
        ),
    )  # fmt: skip


def _sum(each: Aggregate, speaker: Speaker) -> tuple[Cell, ...]:
    place = speaker.say("everywhere") if each.level is Level.COUNTRY else each.name
    return (
        speaker.say(f"level.{each.level}", name=place),
        each.cadre,
        str(each.facilities),
        short(each.current),
        number(each.required),
        _interval(each.interval, speaker),
        number(each.difference),
        ratio(each.ratio_of_sums, speaker),
        ratio(each.mean_of_ratios, speaker),
    )


def leave_section(effects: Sequence[LeaveEffect], speaker: Speaker) -> Section:
    """What another leave policy would ask for."""
    changed = [each for each in effects if each.days_before != each.days_after]
    return Section(
        "leave",
        speaker.say("leave"),
        (
            Paragraph(speaker.say("leave_intro")),
            Table(
                speaker.say("leave_table"),
                speaker.columns("cadre", "days_before", "days_after", "before", "after", "change"),
                tuple(
                    (
                        each.cadre, short(each.days_before), short(each.days_after),
                        number(each.required_before), number(each.required_after), number(each.change),
                    )
                    for each in changed
                ),
            ),
        ),
    )  # fmt: skip
