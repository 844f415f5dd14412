"""How a gap came about in steps, and how far each number moves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kith.publishing.blocks import Figure
from kith.publishing.chart_types import SpanPart, SpanRow, Spans
from kith.workforce.gap import Waterfall
from kith.workforce.pictures.writing import NO_NAMES, Names, of_middle, places, signed, table
from kith.workforce.projection import Flow
from kith.workforce.speaking import Speaker, number

NARROWS, WIDENS, WHOLE = 0, 1, 2
SPOKEN = frozenset({*(flow.value for flow in Flow), "hours", "need"})


@dataclass(frozen=True, slots=True)
class Effect:
    """The gross gap (below zero: short) with a number at its low and at its high end.

    ``is_assumed``: it had no range, and 10% either way was taken.
    """

    name: str
    low: float
    high: float
    is_assumed: bool


def gap_waterfall(
    made: Waterfall,
    speaker: Speaker,
    *,
    first_year: int,
    last_year: int,
    cells: int,
    names: Names = NO_NAMES,
) -> Figure:
    """The net gap from one year's start to another's, step by step; the parts add up to the whole."""
    steps = [step for step in made.steps if step.fte]
    decimals = places([made.start, made.end, *(step.fte for step in steps)])
    unit = speaker.say("unit_fte")
    first, last = (speaker.say("gap_at", year=str(year)) for year in (first_year, last_year))
    rows = [SpanRow(first, f"{signed(made.start, decimals)} {unit}", (SpanPart(0.0, made.start, WHOLE),))]
    at, lines = made.start, [(first, signed(made.start, decimals), signed(made.start, decimals))]
    for step in steps:
        label = speaker.say(f"step_{step.key}") if step.key in SPOKEN else names.get(step.key, step.key)
        part = SpanPart(at, at + step.fte, NARROWS if step.fte > 0 else WIDENS)
        at += step.fte
        rows.append(SpanRow(label, f"{signed(step.fte, decimals)} {unit}", (part,)))
        lines.append((label, signed(step.fte, decimals), signed(at, decimals)))
    rows.append(SpanRow(last, f"{signed(made.end, decimals)} {unit}", (SpanPart(0.0, made.end, WHOLE),)))
    lines.append((last, signed(made.end, decimals), signed(made.end, decimals)))
    kinds = tuple(speaker.say(word) for word in ("more", "less", "gap"))
    finding = speaker.say(
        "found_waterfall",
        start=signed(made.start, decimals),
        end=signed(made.end, decimals),
        first=str(first_year),
        last=str(last_year),
    )
    told = "; ".join(f"{label} {size}" for label, size, _ in lines)
    return Figure(
        finding,
        Spans(tuple(rows), kinds, unit, 0.0),
        speaker.say("told_waterfall", steps=told),
        table(speaker, speaker.say("caption_waterfall"), ("step", "fte", "so_far"), lines),
        of_middle(speaker, cells, speaker.say("how_waterfall")),
    )


def tornado(effects: Sequence[Effect], middle: float, speaker: Speaker, *, year: int, cells: int) -> Figure:
    """The numbers that move the gross gap of a year most, first; ``middle`` is the gap with none of them moved.

    Raises
    ------
    ValueError
        Without any effect.
    """
    ordered = sorted(effects, key=lambda one: (-abs(one.high - one.low), one.name))
    decimals = places([middle, *(end for one in ordered for end in (one.low, one.high))])
    rows = tuple(
        SpanRow(
            one.name,
            f"{number(one.low, decimals)} / {number(one.high, decimals)}",
            (SpanPart(middle, one.low, 0), SpanPart(middle, one.high, 1)),
        )
        for one in ordered
    )
    lines = [
        (
            one.name,
            speaker.say("range_assumed" if one.is_assumed else "range_given"),
            number(one.low, decimals),
            number(one.high, decimals),
        )
        for one in ordered
    ]
    largest = ordered[0] if ordered else None
    if largest is None:
        raise ValueError("a tornado needs at least one number that moves")
    finding = speaker.say(
        "found_tornado",
        name=largest.name,
        year=str(year),
        low=number(largest.low, decimals),
        high=number(largest.high, decimals),
        middle=number(middle, decimals),
    )
    told = "; ".join(f"{name}: {low} / {high}" for name, _, low, high in lines)
    return Figure(
        finding,
        Spans(rows, (speaker.say("at_low"), speaker.say("at_high")), speaker.say("unit_fte"), middle),
        speaker.say("told_tornado", effects=told),
        table(
            speaker,
            speaker.say("caption_tornado", year=str(year)),
            ("number", "range", "low", "high"),
            lines,
            2,
        ),
        of_middle(speaker, cells, speaker.say("how_tornado")),
    )
