"""Do the questions of a scale hold together, and does its score stay put when nothing happened in between?"""

from kith.evaluation.items.analyse import analyse_items, without_questions
from kith.evaluation.items.section import items_report, items_section
from kith.evaluation.items.types import ItemFacts, ItemScale, ItemsData, ItemsResult, RetestFound, ScaleFound

__all__ = [
    "ItemFacts",
    "ItemScale",
    "ItemsData",
    "ItemsResult",
    "RetestFound",
    "ScaleFound",
    "analyse_items",
    "items_report",
    "items_section",
    "without_questions",
]
