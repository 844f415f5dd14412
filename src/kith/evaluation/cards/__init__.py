"""What published guidelines ask of such a report, and where each of it stands in this one."""

from kith.evaluation.cards.filling import Filled, cards_section, fill
from kith.evaluation.cards.guidelines import CARDS, GRAMMS, SQUIRE, Card, Line

__all__ = ["CARDS", "GRAMMS", "SQUIRE", "Card", "Filled", "Line", "cards_section", "fill"]
