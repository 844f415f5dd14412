"""Cards: which items a report answers, and what is said of those it does not."""

from datetime import UTC, datetime

from kith.evaluation.cards import CARDS, GRAMMS, SQUIRE, cards_section, fill
from kith.evaluation.facts import ReportFacts
from kith.evaluation.planning.record import Planning
from kith.evaluation.speaker import Speaker
from kith.foundation.messages import catalogue
from kith.foundation.words import Text
from kith.publishing.blocks import Paragraph, Table

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TITLES = {"change": "What changed", "limits": "Limits", "method": "Method", "harms_costs": "Harms and costs"}


def facts(**more: object) -> ReportFacts:
    return ReportFacts(title=Text.of("A report"), written_at=NOW, **more)  # type: ignore[arg-type]


def test_every_item_has_its_subject_and_what_to_write() -> None:
    assert [len(card.lines) for card in CARDS] == [23, 6]
    for card in CARDS:
        for line in card.lines:
            assert f"evaluation.cards.{card.key}.{line.number}" in catalogue()
            assert f"evaluation.cards.{card.key}.{line.number}.write" in catalogue()


def test_a_section_answers_where_it_stands_and_a_fact_where_it_was_recorded() -> None:
    bare = {one.line.number: one.found for one in fill(SQUIRE, TITLES, facts())}
    assert bare["16"] == ("limits",)
    assert bare["13b"] == ("change",)
    assert {number for number, found in bare.items() if not found} == {
        "3", "4", "5", "6", "7", "8", "12", "13a", "13c", "13e", "13f", "15", "17", "18"
    }  # fmt: skip
    known = facts(
        planning=Planning(purpose=Text.of("To decide")), recorded=frozenset({"effects", "adaptations"})
    )
    told = {one.line.number: one.found for one in fill(SQUIRE, TITLES, known)}
    assert told["6"] == ("purpose",)
    assert told["13e"] == ("effects",)
    assert told["13a"] == ()  # recorded, but the section that tells it is not in this report


def test_the_card_says_where_or_what_to_write_and_what_it_is_not_for() -> None:
    squire, gramms = cards_section(TITLES, facts(), Speaker()).subsections
    table = squire.blocks[-1]
    assert isinstance(table, Table)
    by_item = {row[0]: row[2] for row in table.rows}
    assert by_item["1"] == "The title"
    assert by_item["9"] == "Method"
    assert by_item["15"] == "Not recorded. Write: why it came out so, and how that fits with others."
    assert squire.blocks[0] == Paragraph("This report answers 9 of 23 items at least in part.")
    assert "It is for reports that have interviews" in str(gramms.blocks[0])
    both = cards_section({**TITLES, "interviews": "Interviews"}, facts(), Speaker()).subsections[1]
    assert both.blocks[0] == Paragraph("This report answers 1 of 6 items at least in part.")
    assert len(fill(GRAMMS, TITLES, facts())) == 6
