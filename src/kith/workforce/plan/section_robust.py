"""How a plan does against the draws, beside the plan for the middle."""

from __future__ import annotations

import numpy as np

from kith.publishing.blocks import Block, Paragraph, Table
from kith.publishing.model import Section
from kith.workforce.plan.against import Against
from kith.workforce.plan.making import Made
from kith.workforce.plan.robust import Tried
from kith.workforce.plan.words import money
from kith.workforce.speaking import Speaker, number, percent

LOW, HIGH = 0.1, 0.9


def robust_section(made: Made, found: Against, speaker: Speaker) -> Section:
    """The price of being prepared, what it saves on other draws, and both plans side by side."""
    saved = float(found.plain_tried.cost.mean() - found.robust_tried.cost.mean())
    blocks: list[Block] = [
        Paragraph(speaker.say("robust.price", planned=found.planned, price=money(made, found.price))),
        Paragraph(
            speaker.say(
                "robust.saves" if saved >= 0.0 else "robust.costs",
                fresh=found.fresh,
                saved=money(made, abs(saved)),
            )
        ),
    ]
    if not found.robust.floor_kept:
        blocks.append(Paragraph(speaker.say("robust.floor_left", planned=found.planned)))
    return Section("robust", speaker.say("section.robust"), (*blocks, _table(made, found, speaker)))


def _table(made: Made, found: Against, speaker: Speaker) -> Table:
    rows = (
        (speaker.say("plan.plain"), *_row(made, found.plain_tried)),
        (speaker.say("plan.robust", planned=found.planned), *_row(made, found.robust_tried)),
    )
    codes = ("plan", "mean", "low", "high", "unmet_years", "floor")
    return Table(
        speaker.say("table.robust", fresh=found.fresh),
        speaker.columns(*codes),
        rows,
        notes=(speaker.say("robust.note"),),
    )


def _row(made: Made, one: Tried) -> tuple[str, ...]:
    low, high = np.quantile(one.cost, (LOW, HIGH))
    return (
        *(money(made, float(value)) for value in (one.cost.mean(), low, high)),
        number(float(one.unmet.mean()), 0),
        percent(float(one.floor_kept.mean()), 0),
    )
