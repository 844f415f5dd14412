"""What a cohort took, as it stands in the report. What was not recorded is said, and is never zero."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from kith.publishing.blocks import Alignment, Block, BulletList, Column, Paragraph, Table
from kith.publishing.model import Section
from kith.service.reports.domain.learned.sections import Speaker
from kith.service.reports.domain.running_notes.reading import Cost, Said, Took
from kith.service.reports.models import RunningNote

KEY = "harms_costs"
NUMBER = Alignment.NUMBER
WHOLE = Decimal(1)


def with_notes(section: Section, took: Took, speaker: Speaker) -> Section:
    """How it was run, with what was changed and why, and what stood in the way."""
    return Section(section.key, section.title, (*section.blocks, *_ran(took, speaker)))


def harms_costs_section(took: Took, speaker: Speaker) -> Section:
    """Unwanted effects, hours of staff, and costs in all and for each person."""
    blocks = (*_effects(took, speaker), *_hours(took, speaker), *_costs(took, speaker))
    return Section(KEY, speaker.say("reports.notes.section"), blocks)


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency, whole where nothing is lost by it.

    >>> money(Decimal("1200.00"), "GBP"), money(Decimal("12.5"), "EUR")
    ('GBP 1,200', 'EUR 12.50')
    """
    written = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{currency} {written}"


def each(amount: Decimal, people: int) -> Decimal:
    """An amount shared by so many people, to the whole unit: no cost is known more nearly."""
    return (amount / people).quantize(WHOLE, ROUND_HALF_UP)


# ---- How it was run


def _ran(took: Took, speaker: Speaker) -> Iterator[Block]:
    say = speaker.say
    if took.adaptations:
        unknown = say("reports.learned.unrecorded")
        yield Table(
            caption=say("reports.notes.adaptations"),
            columns=tuple(
                Column(say(f"reports.notes.{key}")) for key in ("changed", "why", "who_decided", "when")
            ),
            rows=tuple(
                (one.what, one.reason, one.role, speaker.day(one.on) if one.on else unknown)
                for one in took.adaptations
            ),
        )
    else:
        yield Paragraph(say("reports.notes.no_adaptations"))
    yield _list("barriers", took.barriers, speaker)
    yield _list("helps", took.helps, speaker)


def _list(key: str, said: tuple[Said, ...], speaker: Speaker) -> Block:
    if not said:
        return Paragraph(speaker.say(f"reports.notes.no_{key}"))
    return BulletList(tuple(_line(one, speaker) for one in said), speaker.say(f"reports.notes.{key}"))


def _line(one: Said, speaker: Speaker) -> str:
    return speaker.say("reports.notes.done_about", what=one.what, done=one.done) if one.done else one.what


# ---- Harm


def _effects(took: Took, speaker: Speaker) -> Iterator[Block]:
    say = speaker.say
    looked = {None: "looked_unknown", True: "looked_yes", False: "looked_no"}[took.looked]
    yield Paragraph(say(f"reports.notes.{looked}"))
    if took.how_looked:
        yield Paragraph(say("reports.notes.how_looked", how=took.how_looked))
    if took.effects:
        lines = tuple(_line(one, speaker) for one in took.effects)
        yield BulletList(lines, say("reports.notes.effects"))
    elif took.looked:
        yield Paragraph(say("reports.notes.none_found"))


# ---- Hours and costs


def _hours(took: Took, speaker: Speaker) -> Iterator[Block]:
    say, whole = speaker.say, took.hours_in_all
    if whole is None:
        yield Paragraph(say("reports.notes.no_hours"))
        return
    rows = [(role, _number(hours)) for role, hours in took.hours]
    yield Table(
        caption=say("reports.notes.hours_caption"),
        columns=(Column(say("reports.notes.role")), Column(say("reports.notes.hours"), NUMBER)),
        rows=(*rows, (say("reports.notes.in_all"), _number(whole))),
        notes=(say("reports.notes.hours_note"),),
    )


def _costs(took: Took, speaker: Speaker) -> Iterator[Block]:
    say = speaker.say
    if not took.costs:
        yield Paragraph(say("reports.notes.no_costs"))
    else:
        yield _cost_table(took, speaker)
        yield _each_table(took, speaker)
    not_counted = "not_counted" if took.not_counted else "not_counted_unknown"
    yield Paragraph(say(f"reports.notes.{not_counted}", what=took.not_counted))


def _cost_table(took: Took, speaker: Speaker) -> Table:
    say = speaker.say
    totals = tuple(
        (say("reports.notes.in_all"), money(amount, currency), "–")
        for currency, amount in took.totals.items()
    )
    return Table(
        caption=say("reports.notes.costs_caption"),
        columns=(
            Column(say("reports.notes.spent_on")),
            Column(say("reports.notes.amount"), NUMBER),
            Column(say("reports.notes.paid_by")),
        ),
        rows=(*(_cost_row(cost, speaker) for cost in took.costs), *totals),
        notes=(say("reports.notes.currencies"),) if len(totals) > 1 else (),
    )


def _cost_row(cost: Cost, speaker: Speaker) -> tuple[str, str, str]:
    payers = ", ".join(cost.payers) or speaker.say("reports.learned.unrecorded")
    spent_on = str(RunningNote.Spent(cost.spent_on).label)
    return spent_on, money(cost.amount, cost.currency), payers


def _each_table(took: Took, speaker: Speaker) -> Table:
    """A cost for each person only with the number it was shared by."""
    say = speaker.say
    rows = []
    for key in ("participants", "completers"):
        people = getattr(took, key)
        for currency, amount in took.totals.items():
            if people:
                told = str(people), money(each(amount, people), currency)
            else:
                unknown = say("reports.learned.unrecorded")
                told = (unknown if people is None else "0"), say("reports.notes.cannot_share")
            rows.append((say(f"reports.notes.each_{key}"), *told))
    return Table(
        caption=say("reports.notes.each_caption"),
        columns=(
            Column(say("reports.notes.for_each")),
            Column(say("reports.learned.people"), NUMBER),
            Column(say("reports.notes.cost_each"), NUMBER),
        ),
        rows=tuple(rows),
        notes=(say("reports.notes.each_note"),),
    )


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}" if value != value.to_integral_value() else f"{value:,.0f}"
