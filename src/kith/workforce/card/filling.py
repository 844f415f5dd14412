"""Filling the card: nothing is guessed, and what is not known is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.faults import Faults
from kith.workforce.card.items import FACTS, ITEMS, Item


class Told(StrEnum):
    """Whether an item is told."""

    TOLD = "told"
    IN_PART = "in_part"
    NOT_TOLD = "not_told"


@dataclass(frozen=True, slots=True)
class Filled:
    """An item with what is told of it, fact to words, and the facts that are still missing."""

    item: Item
    told: Told
    said: Mapping[str, str]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Every item in its order."""

    items: tuple[Filled, ...]

    def count(self, told: Told) -> int:
        return sum(each.told is told for each in self.items)


def card(facts: Mapping[str, str]) -> Card:
    """The card filled from facts: key (one of ``FACTS``) to words in the reader's language. Blank words tell nothing.

    >>> filled = card({"first_year": "2025", "last_year": "2045", "title": "Nurses to 2045"})
    >>> [(each.item.key, each.told.value) for each in filled.items if each.told is not Told.NOT_TOLD]
    [('title', 'in_part'), ('horizon', 'told')]

    Raises
    ------
    KithError
        For every key that is not one of ``FACTS``.
    """
    faults = Faults()
    for key in sorted(set(facts) - set(FACTS)):
        faults.add("workforce.card.no_such_fact", fact=key, known=", ".join(FACTS))
    faults.raise_if_any()
    known = {key: " ".join(words.split()) for key, words in facts.items() if words.strip()}
    return Card(tuple(_filled(item, known) for item in ITEMS))


def _filled(item: Item, known: Mapping[str, str]) -> Filled:
    said = {fact: known[fact] for fact in item.facts if fact in known}
    missing = tuple(fact for fact in item.facts if fact not in known)
    told = Told.TOLD if not missing else Told.IN_PART if said else Told.NOT_TOLD
    return Filled(item, told, said, missing)
