"""Who came and who went over the years, and how old those are who are there."""

from __future__ import annotations

from kith.publishing.blocks import Figure
from kith.publishing.chart_types import FlowPart, Flows, SpanPart, SpanRow, Spans
from kith.workforce.model import Axes
from kith.workforce.pictures.writing import NO_NAMES, Names, of_middle, places, stocks, table
from kith.workforce.projection import JOINS, Expected, Flow
from kith.workforce.speaking import Speaker, number

MOVES = (Flow.MOVED_IN, Flow.MOVED_OUT)
BAND = 5
"""Years of age in one bar of the pyramid."""


def sankey(
    expected: Expected,
    axes: Axes,
    speaker: Speaker,
    *,
    profession: int | None = None,
    names: Names = NO_NAMES,
) -> Figure:
    """Heads over all years: those at the start and who came, those who went and who is there at the end.

    Moves between regions cancel over all of them, and are left out.
    """
    at = slice(None) if profession is None else slice(profession, profession + 1)
    moved = expected.flows[:, at].sum((0, 1, 2))
    start, end = float(expected.heads[0, at].sum()), float(expected.heads[-1, at].sum())
    amounts = {flow: float(moved[n]) for n, flow in enumerate(Flow) if flow not in MOVES and moved[n] > 0}
    decimals = places([start, end])
    key = "" if profession is None else axes.professions[profession]
    who = names.get(key, key) or speaker.say("all")
    first, last = (speaker.say("there_at", year=str(year)) for year in (axes.years[0], axes.years[-1] + 1))
    come = [(first, start), *((speaker.say(f"step_{f.value}"), v) for f, v in amounts.items() if f in JOINS)]
    go = [(last, end), *((speaker.say(f"step_{f.value}"), v) for f, v in amounts.items() if f not in JOINS)]
    sides = [
        tuple(FlowPart(label, v, number(v, decimals), n == 0) for n, (label, v) in enumerate(side))
        for side in (come, go)
    ]
    joined = sum(value for _, value in come[1:])
    left = sum(value for _, value in go[1:])
    finding = speaker.say(
        "found_sankey",
        who=who,
        first=str(axes.years[0]),
        last=str(axes.years[-1] + 1),
        start=number(start, decimals),
        joined=number(joined, decimals),
        left=number(left, decimals),
        end=number(end, decimals),
    )
    words = [speaker.say(side) for side in ("comes", "goes")]
    lines = [(part.label, words[n], part.said) for n, side in enumerate(sides) for part in side]
    told = "; ".join(f"{label}: {said}" for label, _, said in lines)
    return Figure(
        finding,
        Flows(sides[0], sides[1], speaker.say("staff"), speaker.say("flows")),
        speaker.say("told_sankey", flows=told),
        table(speaker, speaker.say("caption_sankey", who=who), ("flow", "side", "heads"), lines, 2),
        of_middle(speaker, expected.heads[0, at].size, speaker.say("how_sankey")),
    )


def age_pyramid(
    expected: Expected,
    axes: Axes,
    speaker: Speaker,
    *,
    profession: int | None = None,
    names: Names = NO_NAMES,
) -> Figure:
    """Heads by age at the first and at the last start of a year, youngest last."""
    by_age = expected.by_age.sum(1) if profession is None else expected.by_age[:, profession]
    key = "" if profession is None else axes.professions[profession]
    who = names.get(key, key) or speaker.say("all")
    bands = sorted({age // BAND * BAND for age in axes.ages}, reverse=True)
    years = (str(stocks(axes)[0]), str(stocks(axes)[-1]))
    found = [
        tuple(
            float(
                sum(
                    heads
                    for age, heads in zip(axes.ages, by_age[at], strict=True)
                    if age // BAND * BAND == band
                )
            )
            for at in (0, -1)
        )
        for band in bands
    ]
    decimals = places([value for pair in found for value in pair])
    labels = [f"{band}–{band + BAND - 1}" for band in bands]
    lines = [
        (label, *(number(value, decimals) for value in pair))
        for label, pair in zip(labels, found, strict=True)
    ]
    rows = tuple(
        SpanRow(label, f"{line[1]} / {line[2]}", (SpanPart(-pair[0], 0.0, 0), SpanPart(0.0, pair[1], 1)))
        for label, line, pair in zip(labels, lines, found, strict=True)
    )
    whole = [sum(pair[side] for pair in found) for side in (0, 1)]
    old = [sum(pair[side] for band, pair in zip(bands, found, strict=True) if band >= 55) for side in (0, 1)]
    shares = [
        f"{number(100 * part / of, 0)}%" if of else number(0, 0) for part, of in zip(old, whole, strict=True)
    ]
    finding = speaker.say(
        "found_ages",
        who=who,
        before=shares[0],
        after=shares[1],
        first=years[0],
        last=years[1],
        of_first=number(whole[0], decimals),
        of_last=number(whole[1], decimals),
    )
    told = "; ".join(f"{label}: {before} / {after}" for label, before, after in lines)
    starts = tuple(speaker.say("start_of", year=year) for year in years)
    return Figure(
        finding,
        Spans(rows, starts, speaker.say("unit_heads"), 0.0, mirrored=True),
        speaker.say("told_ages", ages=told),
        table(speaker, speaker.say("caption_ages", who=who), ("age", "at_first", "at_last"), lines),
        of_middle(speaker, by_age[0].size, speaker.say("how_ages")),
    )
