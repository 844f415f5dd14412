"""The reporting card: what a reader of a projection must be told, and whether this one tells it.

filled = card({"professions": "Nurses and midwives", "first_year": "2025", ...})   # FACTS lists the keys
card_section(filled, speaker); card_json(filled)
"""

from kith.workforce.card.filling import Card, Filled, Told, card
from kith.workforce.card.items import FACTS, ITEMS, REFERENCE, Item

__all__ = ["FACTS", "ITEMS", "REFERENCE", "Card", "Filled", "Item", "Told", "card"]
