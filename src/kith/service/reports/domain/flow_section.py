"""Who took part, from invitation to answers: one table, the sides beside each other."""

from __future__ import annotations

from collections.abc import Callable

from kith.programmes.types import Definition
from kith.publishing.blocks import Alignment, Cell, Column, Suppressed, Table
from kith.publishing.model import Section
from kith.service.reports.domain.flow import SideFlow
from kith.service.reports.domain.gathering import Asked, Gathered

Say = Callable[..., str]


def flow_section(
    flow: tuple[SideFlow, ...],
    gathered: Gathered,
    definition: Definition,
    *,
    language: str,
    least: int,
    say: Say,
) -> Section:
    """The section. Of a side with fewer than ``least`` people asked, nothing is told of who answered."""
    rows: list[tuple[Cell, ...]] = [
        (say(f"reports.{step}"), *(str(getattr(one, step)) for one in flow))
        for step in ("invited", "confirmed", "waiting", "ended")
    ]
    if any(one.paired is not None for one in flow):
        rows.append((say("reports.paired"), *(str(one.paired or 0) for one in flow)))
    for asked in gathered.waves:
        answered = say("reports.answered", wave=asked.name.in_language(language))
        rows.append((answered, *(_answered(asked, one.side, least, say) for one in flow)))
    heads = (Column(definition.role(one.side).plural.in_language(language), Alignment.NUMBER) for one in flow)
    table = Table(
        say("reports.took_part_caption"),
        (Column(say("reports.stage")), *heads),
        tuple(rows),
        notes=(say("reports.took_part_note"),),
    )
    return Section("flow", say("reports.took_part"), (table,))


def _answered(asked: Asked, side: str, least: int, say: Say) -> Cell:
    invited = asked.invited.get(side, 0)
    if 0 < invited < least:
        return Suppressed(say("reports.few_asked", least=least), "too_few")
    count = sum(one == side for one in asked.sides.values())
    return say("reports.of", count=count, all=max(invited, count))
