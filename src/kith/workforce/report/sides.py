"""The sections on supply, need, the gap and its places, and what moves it."""

from __future__ import annotations

from kith.publishing.blocks import Block, Details, Paragraph, Table
from kith.publishing.model import Section
from kith.workforce.forecast import caption
from kith.workforce.forecast.caption import SUBJECT as FORECAST
from kith.workforce.gap import over_time, places
from kith.workforce.pictures import (
    SUBJECT,
    Effect,
    Lies,
    Of,
    age_pyramid,
    fan_chart,
    gap_waterfall,
    met_heat,
    sankey,
    small_multiples,
    tile_map,
    tornado,
)
from kith.workforce.scenario.calibrated import calibration_of
from kith.workforce.scenario.running import Run
from kith.workforce.scenario.types import Widths
from kith.workforce.sensitivity import gross, sensitivity
from kith.workforce.speaking import Speaker, number, percent

LARGEST = 10
"""Numbers in the tornado's picture."""


def names_of(run: Run, language: str) -> dict[str, str]:
    """The words of each key of the axes."""
    regions = {one.key: one.name.in_language(language) for one in run.scenario.regions}
    return regions | {one.key: one.name.in_language(language) for one in run.scenario.professions}


def pictures(speaker: Speaker) -> Speaker:
    """The same language, for the pictures' sentences."""
    return Speaker(SUBJECT, speaker.language, speaker.translate)


def supply_section(run: Run, speaker: Speaker) -> Section:
    """Who will be there, by profession, who comes and goes, and how old they are."""
    drawn, names = pictures(speaker), names_of(run, speaker.language)
    found = run.projection
    each = small_multiples(found, drawn, of=Of.SUPPLY, names=names)
    flows: tuple[Block, ...] = (
        sankey(found.expected, found.axes, drawn),
        age_pyramid(found.expected, found.axes, drawn),
    )
    return Section("supply", speaker.say("supply"), (*each, *flows))


def gap_section(run: Run, speaker: Speaker) -> Section:
    """Gross and net, never mixed; then by profession and place."""
    drawn, names, found = pictures(speaker), names_of(run, speaker.language), run.projection
    blocks: list[Block] = [
        Paragraph(speaker.say("gap_intro")),
        fan_chart(found, Of.GAP_GROSS, drawn),
        fan_chart(found, Of.GAP_NET, drawn),
        places_table(run, speaker),
        met_heat(found, drawn, names=names),
    ]
    last = found.axes.years[-1] + 1
    regions = [(n, one, one.tile) for n, one in enumerate(run.scenario.regions)]
    lies = [
        Lies(
            names[one.key],
            tile,
            float(found.expected.fte[-1, :, n].sum()),
            float(found.need[-1, :, n].sum()),
        )
        for n, one, tile in regions
        if tile is not None
    ]
    if any(place.need > 0 for place in lies):
        blocks.append(tile_map(lies, drawn, year=last))
    each = small_multiples(found, drawn, of=Of.GAP_NET, names=names)
    blocks.append(Details(speaker.say("by_profession"), each))
    return Section("gap", speaker.say("gap"), tuple(blocks))


def places_table(run: Run, speaker: Speaker) -> Table:
    """Net and gross, the share of need met in all, in rural and urban places and in the worst tenth, and Theil's T."""
    found, last = run.projection, str(run.projection.axes.years[-1] + 1)
    rural = [region.rural for region in run.scenario.regions]
    none = speaker.say("not_told")
    rows = []
    for p, one in enumerate(run.scenario.professions):
        made = places(
            one.key,
            found.expected.fte[-1, p],
            found.need[-1, p],
            regions=found.axes.regions,
            rural=rural,
        )
        shares = [made.met, made.rural, made.urban, made.uneven.worst if made.uneven else None]
        rows.append(
            (
                one.name.in_language(speaker.language),
                number(made.net, 0),
                number(made.gross, 0),
                *(none if share is None else percent(share) for share in shares),
                number(made.uneven.theil, 4) if made.uneven else none,
            )
        )
    headings = ("profession", "net", "gross", "met", "rural", "urban", "worst", "theil")
    return Table(
        speaker.say("caption_places", year=last),
        speaker.columns(*headings),
        tuple(rows),
        notes=(speaker.say("note_places"),),
    )


def came_section(run: Run, speaker: Speaker) -> Section:
    """The waterfall from the first start of a year to the last."""
    found = run.projection
    made = over_time(found.expected, found.need, first=0, last=len(found.axes.years))
    figure = gap_waterfall(
        made,
        pictures(speaker),
        first_year=found.axes.years[0],
        last_year=found.axes.years[-1] + 1,
        cells=found.need[0].size,
    )
    return Section("came", speaker.say("came"), (figure,))


def sure_section(run: Run, speaker: Speaker) -> Section:
    """How bands were made, and what moves the gap most."""
    found, names = run.projection, names_of(run, speaker.language)
    moved = sorted(sensitivity(run.model, run.need), key=lambda one: -abs(one.high - one.low))[:LARGEST]
    effects = [
        Effect(
            speaker.say(f"kind_{one.kind}", who=names[found.axes.professions[one.profession]]),
            one.low,
            one.high,
            one.is_assumed,
        )
        for one in moved
    ]
    width = speaker.say(f"width_{run.scenario.widths.value}")
    blocks: list[Block] = [Paragraph(speaker.say("bands", draws=number(found.draws, 0))), Paragraph(width)]
    if run.scenario.widths is Widths.HISTORY:
        told = Speaker(FORECAST, speaker.language, speaker.translate)
        blocks.append(
            Paragraph(caption(calibration_of(run.scenario), told, last_horizon=len(found.axes.years)))
        )
    if effects:
        middle = gross(found.expected, run.need, -1)
        blocks.append(
            tornado(
                effects, middle, pictures(speaker), year=found.axes.years[-1] + 1, cells=found.need[0].size
            )
        )
    return Section("sure", speaker.say("sure"), tuple(blocks))
