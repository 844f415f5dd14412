"""Sections on people: who took part, what they received, who answered."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation import formats
from kith.evaluation.facts import WaveDates
from kith.evaluation.report_parts import Parts
from kith.evaluation.types import Response
from kith.publishing.blocks import Alignment, Block, Cell, Column, Paragraph, Table
from kith.publishing.model import Section

STAGES = ("invited", "joined", "paired", "finished", "withdrew")


def flow_section(parts: Parts) -> Section:
    """How many reached each stage, the sides beside each other. What was not recorded is said so."""
    say, by_side = parts.say, {flow.side: flow for flow in parts.facts.flow}
    blocks: tuple[Block, ...] = (Paragraph(say("evaluation.report.not_recorded_section")),)
    if by_side:
        unknown = say("evaluation.report.not_recorded")
        rows: list[tuple[Cell, ...]] = []
        for stage in STAGES:
            numbers = [getattr(by_side.get(side), stage, None) for side in parts.result.sides]
            if any(number is not None for number in numbers):
                cells = (unknown if number is None else str(number) for number in numbers)
                rows.append((say(f"evaluation.report.{stage}"), *cells))
        names = (Column(parts.side(side), Alignment.NUMBER) for side in parts.result.sides)
        blocks = (
            Table(
                caption=say("evaluation.report.flow_caption"),
                columns=(Column(say("evaluation.report.stage")), *names),
                rows=tuple(rows),
            ),
        )
    return Section("flow", say("evaluation.report.flow"), blocks)


def dose_section(parts: Parts) -> Section:
    """What was planned and what took place."""
    say, unknown = parts.say, parts.say("evaluation.report.not_recorded")
    blocks: tuple[Block, ...] = (Paragraph(say("evaluation.report.not_recorded_section")),)
    if parts.facts.dose:
        rows = tuple(
            (
                parts.speaker.text(dose.activity),
                parts.side(dose.side),
                unknown if dose.planned is None else str(dose.planned),
                unknown if dose.held is None else str(dose.held),
                unknown if dose.hours is None else formats.whole_or_points(dose.hours),
            )
            for dose in parts.facts.dose
        )
        words = [Column(say(f"evaluation.report.{name}")) for name in ("activity", "side")]
        numbers = [
            Column(say(f"evaluation.report.{name}"), Alignment.NUMBER)
            for name in ("planned", "held", "hours")
        ]
        blocks = (Table(say("evaluation.report.dose_caption"), (*words, *numbers), rows),)
    return Section("dose", say("evaluation.report.dose"), blocks)


def response_section(parts: Parts) -> Section:
    """Who answered at each time, and whether those who stayed differ from those who left."""
    return Section(
        "response",
        parts.say("evaluation.report.response"),
        (_answers(parts), *_completers(parts)),
    )


def _answers(parts: Parts) -> Table:
    say = parts.say
    dates = {each.wave: each for each in parts.facts.dates}
    rows = tuple(
        (
            parts.wave(each.wave),
            parts.side(each.side),
            _open(parts, dates.get(each.wave)),
            str(each.invited),
            *_answered(parts, each),
        )
        for wave in parts.plan.waves
        for each in parts.result.responses
        if each.wave == wave.key
    )
    words = [Column(say(f"evaluation.report.{name}")) for name in ("time", "side", "open_dates")]
    numbers = [
        Column(say(f"evaluation.report.{name}"), Alignment.NUMBER) for name in ("asked", "answered", "share")
    ]
    return Table(say("evaluation.report.response_caption"), (*words, *numbers), rows)


def _answered(parts: Parts, each: Response) -> tuple[Cell, Cell]:
    """How many answered, and their share: kept back where so few were asked that it would point at people."""
    least = parts.plan.least_matched
    if 0 < each.invited < least:
        return parts.few(least), parts.few(least)
    return str(each.answered), formats.percent(each.answered / each.invited) if each.invited else "–"


def _open(parts: Parts, dates: WaveDates | None) -> str:
    if dates is None or dates.opened is None or dates.closed is None:
        return parts.say("evaluation.report.not_recorded")
    start, end = parts.speaker.day(dates.opened), parts.speaker.day(dates.closed)
    return parts.say("evaluation.report.period", start=start, end=end)


def _completers(parts: Parts) -> Iterator[Table]:
    say = parts.say
    rows = tuple(_completers_rows(parts))
    if not rows:
        return
    names = ("n_both", "n_earlier_only", "n_later_only", "middle_both", "middle_earlier_only")
    yield Table(
        caption=say("evaluation.report.completers_caption"),
        columns=(
            Column(say("evaluation.report.score")),
            Column(say("evaluation.report.compared")),
            *(Column(say(f"evaluation.report.{name}"), Alignment.NUMBER) for name in names),
        ),
        rows=rows,
        notes=(say("evaluation.report.completers_note"),),
    )


def _completers_rows(parts: Parts) -> Iterator[tuple[Cell, ...]]:
    for outcome in parts.plan.outcomes:
        for cell in parts.cells_of(outcome):
            left = cell.completers
            middles: tuple[Cell, Cell]
            if left.median_both is None or left.median_earlier_only is None:
                few = parts.few(parts.plan.least_matched)
                middles = (few, few)
            else:
                middles = (formats.points(left.median_both), formats.points(left.median_earlier_only))
            yield (
                parts.outcome(outcome.key),
                parts.label(cell),
                parts.counted(cell, left.n_both),
                parts.counted(cell, left.n_earlier_only),
                parts.counted(cell, left.n_later_only),
                *middles,
            )
