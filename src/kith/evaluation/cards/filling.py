"""A card filled from what a report holds; what it does not hold is said, with what to write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kith.evaluation.cards.guidelines import CARDS, GRAMMS, Card, Line
from kith.evaluation.facts import ReportFacts
from kith.evaluation.speaker import Speaker
from kith.foundation.words import Text
from kith.publishing.blocks import Column, Paragraph, Table
from kith.publishing.model import Section

KEY = "cards"
TOLD_BY = {
    "purpose": "method",
    "approvals": "method",
    "what_was_done": "summary",
    "what_next": "summary",
    "adaptations": "implementation",
    "barriers": "implementation",
    "effects": "harms_costs",
    "costs": "harms_costs",
}
"""Which section tells a fact. It answers an item only where the fact was recorded."""
FRONT = ("front", "summary")


@dataclass(frozen=True, slots=True)
class Filled:
    """An item with the keys of what answers it; empty where nothing recorded does.

    ``written`` is what somebody wrote for this item.
    """

    line: Line
    found: tuple[str, ...]
    written: Text | None = None


def fill(card: Card, sections: Iterable[str], facts: ReportFacts) -> tuple[Filled, ...]:
    """Each item of a card, in its order, with the places in the report that answer it.

    A section that stands in the report answers; a fact answers where it was recorded and its section stands.
    """
    standing, known = {*sections, *FRONT}, recorded(facts)

    def answers(place: str) -> bool:
        if place in TOLD_BY:
            return place in known and TOLD_BY[place] in standing
        return place in standing

    return tuple(
        Filled(
            line,
            tuple(place for place in line.places if answers(place)),
            facts.answers.get((card.key, line.number)),
        )
        for line in card.lines
    )


def recorded(facts: ReportFacts) -> frozenset[str]:
    """Which facts somebody gave: what the caller says was recorded, and what the facts themselves hold."""
    plan = facts.planning
    own = {
        "purpose": bool(plan and (plan.purpose or plan.hypotheses)),
        "approvals": bool(plan and plan.approvals),
        "what_was_done": facts.what_was_done is not None,
        "what_next": bool(facts.what_next),
    }
    return frozenset(key for key, is_known in own.items() if is_known) | facts.recorded


def cards_section(sections: Mapping[str, str], facts: ReportFacts, speaker: Speaker) -> Section:
    """Every card as a table: the item, what it asks for in Kith's words, and where it is or what to write.

    ``sections`` are the report's own, key to title.
    """
    parts = tuple(_card(card, sections, facts, speaker) for card in CARDS)
    intro = Paragraph(speaker.say("evaluation.cards.intro"))
    return Section(KEY, speaker.say("evaluation.cards.section"), (intro,), parts)


def _card(card: Card, sections: Mapping[str, str], facts: ReportFacts, speaker: Speaker) -> Section:
    say = speaker.say
    filled = fill(card, sections, facts)
    titles = {**sections, **{key: say(f"evaluation.cards.{key}") for key in FRONT}}

    def where(one: Filled) -> str:
        if not one.found and one.written is None:
            return say("evaluation.cards.open", write=say(f"{_code(card, one.line)}.write"))
        names = speaker.listed(
            dict.fromkeys(titles[TOLD_BY.get(place, place)] for place in one.found), "semicolon"
        )
        if one.written is None:
            return names
        words = speaker.text(one.written)
        return say("evaluation.cards.and_written", where=names, words=words) if names else words

    count = sum(bool(one.found) or one.written is not None for one in filled)
    only_numbers = card is GRAMMS and "interviews" not in sections
    return Section(
        f"{KEY}-{card.key}",
        card.name,
        (
            *((Paragraph(say("evaluation.cards.only_numbers")),) if only_numbers else ()),
            Paragraph(say("evaluation.cards.count", count=count, whole=len(filled))),
            Table(
                caption=say("evaluation.cards.caption", name=card.name),
                columns=tuple(Column(say(f"evaluation.cards.{key}")) for key in ("item", "asks", "where")),
                rows=tuple((one.line.number, say(_code(card, one.line)), where(one)) for one in filled),
                notes=(say("evaluation.cards.note", reference=card.reference),),
            ),
        ),
    )


def _code(card: Card, line: Line) -> str:
    return f"evaluation.cards.{card.key}.{line.number}"
