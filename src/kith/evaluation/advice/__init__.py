"""A statistician in the box: what a design can show, by which analysis, and what it cannot carry."""

from kith.evaluation.advice.advising import advise
from kith.evaluation.advice.types import (
    Advice,
    Analysis,
    Answer,
    Design,
    Detectable,
    Groups,
    Measure,
    Question,
    Raters,
    SideSize,
    Width,
)

__all__ = [
    "Advice",
    "Analysis",
    "Answer",
    "Design",
    "Detectable",
    "Groups",
    "Measure",
    "Question",
    "Raters",
    "SideSize",
    "Width",
    "advise",
]
