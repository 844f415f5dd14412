"""The scorecard as a section: each plan's score first, then every value behind it, then what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from kith.publishing.blocks import (
    Basis,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Details,
    Finding,
    Paragraph,
    Table,
)
from kith.publishing.model import Report, Section
from kith.workforce.scorecard.types import Card, LeftOut, Scorecard, Scored
from kith.workforce.speaking import Speaker, number, percent

KEY = "scorecard"


def scorecard_section(result: Scorecard, speaker: Speaker, *, headlines: bool = True) -> Section:
    """Scores, then values, then what was left out."""
    blocks: list[Block] = [*findings(result, speaker)] if headlines else []
    if result.cards:
        blocks += [_errors(result, speaker), _bands(result, speaker), *_definitions(result, speaker)]
        blocks.append(_values(result, speaker))
    blocks += _left_out(result, speaker)
    blocks.append(Callout(CalloutKind.INSET, (speaker.say("never"),)))
    return Section(KEY, speaker.say("section"), tuple(blocks))


def scorecard_report(result: Scorecard, *, name: str, created: datetime, speaker: Speaker) -> Report:
    """A report of its own."""
    return Report(
        title=speaker.say("title", name=name),
        language=speaker.language,
        created=created,
        provenance=result.provenance,
        summary=tuple(findings(result, speaker)),
        sections=(scorecard_section(result, speaker, headlines=False),),
    )


def scorecard_json(result: Scorecard) -> dict[str, object]:
    """Everything, plain."""
    return {
        "cards": [asdict(each) for each in result.cards],
        "values": [{**asdict(each), "definitions_differ": each.definitions_differ} for each in result.values],
        "left_out": [{"planned": asdict(each.planned), "why": each.why.value} for each in result.left_out],
        "provenance": result.provenance.to_json(),
    }


def findings(result: Scorecard, speaker: Speaker) -> Iterator[Block]:
    """One sentence a plan and series, or that nothing can be scored yet."""
    if not result.cards:
        yield Paragraph(speaker.say("nothing"))
    for card in result.cards:
        side = "over" if card.bias > 0 else "under"
        yield Finding(
            speaker.say(
                f"found.{side}",
                plan=card.plan,
                series=card.series,
                error=percent(card.absolute),
                bias=percent(abs(card.bias)),
            ),
            Basis(card.scored, speaker.say("who"), speaker.say("how"), speaker.say("sure")),
        )


def _errors(result: Scorecard, speaker: Speaker) -> Table:
    rows = tuple(
        (card.plan, card.series, _years(card, speaker), percent(card.absolute), percent(card.bias),
         _skill(card.skill_no_change, speaker), _skill(card.skill_damped, speaker))
        for card in result.cards
    )  # fmt: skip
    codes = ("plan", "series", "scored", "error", "bias", "skill_no_change", "skill_damped")
    notes = (speaker.say("note.skill"), speaker.say("note.bias"))
    return Table(speaker.say("table.cards"), speaker.columns(*codes, words_first=3), rows, notes=notes)


def _years(card: Card, speaker: Speaker) -> str:
    if card.first == card.last:
        return speaker.say("year", n=card.scored, first=str(card.first))
    return speaker.say("years", n=card.scored, first=str(card.first), last=str(card.last))


def _bands(result: Scorecard, speaker: Speaker) -> Table:
    rows = tuple(
        (card.plan, card.series, str(card.published), _inside(card, speaker),
         speaker.say(f"definitions.{card.definitions}"))
        for card in result.cards
    )  # fmt: skip
    codes = ("plan", "series", "published", "inside", "definitions")
    return Table(speaker.say("table.bands"), speaker.columns(*codes, words_first=5), rows)


def _inside(card: Card, speaker: Speaker) -> str:
    if not card.banded:
        return speaker.say("no_band")
    meant = speaker.say("unsaid") if card.level is None else percent(card.level, 0)
    return speaker.say("inside", inside=card.inside, banded=card.banded, level=meant)


def _skill(skill: float | None, speaker: Speaker) -> str:
    return speaker.say("no_history") if skill is None else number(skill, 2)


def _definitions(result: Scorecard, speaker: Speaker) -> Iterator[Block]:
    pairs = dict.fromkeys(
        (each.planned.plan, each.planned.series, each.planned.definition, each.outturn.definition)
        for each in result.values
        if each.definitions_differ
    )
    if pairs:
        texts = tuple(
            speaker.say("differ", plan=plan, series=series, planned=own, outturn=other)
            for plan, series, own, other in pairs
        )
        yield Callout(CalloutKind.WARNING, texts, speaker.say("differ.title"))


def _values(result: Scorecard, speaker: Speaker) -> Details:
    codes = (
        "plan",
        "series",
        "target",
        "planned",
        "outturn",
        "error",
        "no_change",
        "damped",
        "band",
        "source",
    )
    table = Table(
        speaker.say("table.values"),
        speaker.columns(*codes, words_first=2),
        tuple(_value_row(each, speaker) for each in result.values),
    )
    return Details(speaker.say("details.values"), (table,))


def _value_row(each: Scored, speaker: Speaker) -> tuple[Cell, ...]:
    planned, say = each.planned, speaker.say
    band = say("no_band")
    if each.inside is not None and planned.low is not None and planned.high is not None:
        band = say(
            "band.inside" if each.inside else "band.outside",
            low=number(planned.low, 0),
            high=number(planned.high, 0),
        )
    return (
        planned.plan,
        planned.series,
        str(planned.target),
        number(planned.value, 0),
        number(each.outturn.value, 0),
        percent(each.error),
        *(say("no_history") if said is None else number(said, 0) for said in (each.no_change, each.damped)),
        band,
        planned.source or say("unsaid"),
    )


def _left_out(result: Scorecard, speaker: Speaker) -> Iterator[Block]:
    for why in LeftOut:
        here = [each.planned for each in result.left_out if each.why is why]
        if here:
            said = "; ".join(f"{each.plan}, {each.series}, {each.target}" for each in here)
            yield Paragraph(speaker.say(f"left_out.{why.value}", n=len(here), values=said))
