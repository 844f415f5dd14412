"""The card as a section of a report, and as JSON."""

from __future__ import annotations

from kith.publishing.blocks import Column, Paragraph, Table
from kith.publishing.model import Section
from kith.workforce.card.filling import Card, Filled, Told
from kith.workforce.card.items import REFERENCE
from kith.workforce.speaking import Speaker

KEY = "card"
SUBJECT = "workforce.card"


def card_section(card: Card, speaker: Speaker) -> Section:
    """How much is told, then each item: what it asks, whether it is told, and what is said or still to be written.

    ``speaker`` is of the subject ``workforce.card``.
    """
    say = speaker.say
    counted = say(
        "count",
        told=card.count(Told.TOLD),
        part=card.count(Told.IN_PART),
        open=card.count(Told.NOT_TOLD),
        whole=len(card.items),
    )
    columns = tuple(Column(say(f"heading.{code}")) for code in ("number", "asks", "told", "said"))
    table = Table(
        say("caption"),
        columns,
        tuple(_row(each, speaker) for each in card.items),
        row_headers=False,
        notes=(say("note", reference=REFERENCE),),
    )
    return Section(KEY, say("section"), (Paragraph(say("intro")), Paragraph(counted), table))


def card_json(card: Card) -> list[dict[str, object]]:
    """One object an item."""
    return [
        {
            "item": each.item.key,
            "number": each.item.number,
            "told": each.told.value,
            "said": dict(each.said),
            "missing": list(each.missing),
        }
        for each in card.items
    ]


def _row(each: Filled, speaker: Speaker) -> tuple[str, ...]:
    say = speaker.say
    parts = [say("says", fact=say(f"fact.{fact}"), words=words) for fact, words in each.said.items()]
    if each.missing:
        parts.append(say("write", facts="; ".join(say(f"fact.{fact}") for fact in each.missing)))
    number = say("beside") if each.item.number is None else str(each.item.number)
    return (number, say(f"item.{each.item.key}"), say(f"told.{each.told.value}"), " ".join(parts))
