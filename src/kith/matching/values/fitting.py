"""Whether a value can stand for an attribute: for problems that were made or changed by hand."""

from __future__ import annotations

import math

from kith.matching.rulebook import AttributeKind
from kith.matching.types import AttributeValue, Period, Point
from kith.matching.values.hours import is_code
from kith.matching.vocabulary import SETS


def fits(value: AttributeValue, kind: AttributeKind) -> bool:
    """Whether the value is of the attribute's kind; a grade's scale is another question.

    >>> fits(Point(95.0, 0.0), AttributeKind.LOCATION), fits(frozenset({"1T09:00"}), AttributeKind.AVAILABILITY)
    (False, True)
    """
    if kind in SETS:
        if not isinstance(value, frozenset):
            return False
        return kind is not AttributeKind.AVAILABILITY or all(is_code(one) for one in value)
    if kind is AttributeKind.NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if kind is AttributeKind.LOCATION:
        return isinstance(value, Point) and -90 <= value.latitude <= 90 and -180 <= value.longitude <= 180
    if kind is AttributeKind.DATES:
        return isinstance(value, Period) and value.first <= value.last
    return isinstance(value, str)
