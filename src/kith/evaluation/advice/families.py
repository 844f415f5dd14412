"""How many tests share a family, as the analysis of change will count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kith.evaluation.advice.types import Design, Measure

PRIMARY = "primary"
REST = "all"


def family_of(measure: Measure, design: Design) -> str:
    """The family of an outcome's main comparison; the primary outcome's is its own."""
    return PRIMARY if measure.key == design.primary else measure.family or REST


def family_sizes(design: Design) -> Mapping[str, int]:
    """Tests in each family: outcomes, sides that will be shown and comparisons, multiplied.

    >>> from kith.evaluation.advice.types import SideSize
    >>> from kith.foundation.words import Text
    >>> three = tuple(Measure(key, Text.of(key)) for key in "abc")
    >>> dict(family_sizes(Design((SideSize("x", 9), SideSize("y", 9)), three, primary="a")))
    {'primary': 2, 'all': 4}
    """
    sides = max(1, sum(design.matched(side) >= design.least_matched for side in design.sides))
    sizes: Counter[str] = Counter()
    for measure in design.outcomes:
        later = design.compared - 1 if measure.key == design.primary else design.compared
        if measure.key == design.primary:
            sizes[PRIMARY] += sides
        if later:
            sizes[measure.family or REST] += later * sides
    return sizes
