import pytest

from kith.foundation.faults import KithError
from kith.publishing.blocks import Table
from kith.workforce.card import FACTS, ITEMS, Told, card
from kith.workforce.card.section import SUBJECT, card_json, card_section
from kith.workforce.speaking import Speaker


def test_every_item_is_told_when_every_fact_is_known() -> None:
    filled = card(dict.fromkeys(FACTS, "so"))
    assert [each.told for each in filled.items] == [Told.TOLD] * len(ITEMS)
    assert [each.item.number for each in filled.items[:14]] == list(range(1, 15))


def test_nothing_known_tells_nothing_and_says_what_to_write() -> None:
    filled = card({"scope": "  \n"})
    assert filled.count(Told.NOT_TOLD) == len(ITEMS)
    assert filled.items[2].missing == ("context", "aims", "use")


def test_part_of_the_facts_tell_an_item_in_part() -> None:
    filled = {each.item.key: each for each in card({"area": "Wales", "demand": "from need"}).items}
    assert (filled["area"].told, filled["area"].missing) == (Told.IN_PART, ("area_level",))
    assert (filled["demand"].told, dict(filled["demand"].said)) == (Told.TOLD, {"demand": "from need"})


def test_unknown_facts_are_all_refused_at_once() -> None:
    with pytest.raises(KithError) as refused:
        card({"arae": "Wales", "zzz": "", "scope": "all"})
    assert [fault.params["fact"] for fault in refused.value.faults] == ["arae", "zzz"]


def test_the_section_has_words_for_every_item_and_fact() -> None:
    said = card_section(card({"area": "Wales"}), Speaker(SUBJECT))
    table = said.blocks[2]
    assert isinstance(table, Table)
    assert len(table.rows) == len(ITEMS)
    assert table.rows[4][2:] == ("In part", "area: Wales. To be written: how finely the area is divided.")
    assert said.blocks[1].text == f"Of {len(ITEMS)} items 0 are told, 1 in part and {len(ITEMS) - 1} not."
    assert card_json(card({"area": "Wales"}))[4]["missing"] == ["area_level"]
