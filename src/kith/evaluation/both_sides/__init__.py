"""What each side said, beside the other: where they lie furthest apart stands first. No side is right."""

from kith.evaluation.both_sides.apart import lay_beside
from kith.evaluation.both_sides.section import both_sides_section
from kith.evaluation.both_sides.types import Beside, BothSides, Kind, Question, Sided, SideFound

__all__ = [
    "Beside",
    "BothSides",
    "Kind",
    "Question",
    "SideFound",
    "Sided",
    "both_sides_section",
    "lay_beside",
]
