"""Looking back: before-to-after, then-to-after, and the difference, each labelled."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation.report_details import with_interval
from kith.evaluation.report_parts import Parts
from kith.evaluation.types import EVERYBODY
from kith.publishing.blocks import (
    Alignment,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Paragraph,
    Table,
)
from kith.statistics.types import Estimate

WAYS = ("before_to_after", "then_to_after", "then_minus_before")


def recalibration_blocks(parts: Parts) -> Iterator[Block]:
    """Nothing when the plan has no then-test."""
    say, found = parts.say, parts.result.recalibration
    if not found:
        return
    sided = any(each.side != EVERYBODY for each in found)
    yield Paragraph(say("evaluation.method.then_how"))
    yield Table(
        caption=say("evaluation.method.then_caption"),
        columns=(
            Column(say("evaluation.report.score")),
            *((Column(say("evaluation.report.side")),) if sided else ()),
            Column(say("evaluation.method.then_later")),
            Column(say("evaluation.report.n"), Alignment.NUMBER),
            *(Column(say(f"evaluation.method.{way}"), Alignment.NUMBER) for way in WAYS),
        ),
        rows=tuple(
            (
                parts.outcome(each.outcome),
                *((parts.side(each.side),) if sided else ()),
                parts.wave(each.later),
                str(each.n_matched),
                *(
                    _cell(parts, estimate)
                    for estimate in (each.before_to_after, each.then_to_after, each.then_minus_before)
                ),
            )
            for each in found
        ),
    )
    yield Paragraph(say("evaluation.method.then_means"))
    yield Callout(CalloutKind.INSET, (say("evaluation.never.then"),))


def _cell(parts: Parts, estimate: Estimate | None) -> Cell:
    if estimate is None:
        return parts.few(parts.plan.least_matched)
    return with_interval(parts, estimate)
