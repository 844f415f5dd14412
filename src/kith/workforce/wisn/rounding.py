"""Required staff to whole posts, by a policy that stands beside the figure; and the word for a ratio."""

from __future__ import annotations

import math

from kith.workforce.wisn.types import Pressure, Rounding

MOST_OVERLOAD = 0.1
"""Rounding down may add a tenth to everybody's work."""
SLACK = 1e-9
"""4.4 in binary is a shade above 4 x 1.1."""

BANDS = (
    (0.3, Pressure.EXTREMELY_HIGH),
    (0.5, Pressure.VERY_HIGH),
    (0.7, Pressure.HIGH),
    (0.9, Pressure.MODERATELY_HIGH),
    (1.0, Pressure.SLIGHT),
)
"""Below each ratio its word. Ours: chosen so that the words of Joarder and others (2020), Table 5, come out."""


def rounded(exact: float, policy: Rounding) -> float:
    """Required staff after rounding.

    >>> [rounded(4.4, policy) for policy in Rounding], rounded(4.45, Rounding.TENTH)
    ([4.4, 4.0, 5.0, 4.0], 5.0)
    """
    if policy is Rounding.NONE or exact <= 0:
        return exact
    whole = math.floor(exact + SLACK)
    if policy is Rounding.NEAREST:
        return float(math.floor(exact + 0.5))
    if policy is Rounding.TENTH and whole > 0 and exact <= whole * (1 + MOST_OVERLOAD) + SLACK:
        return float(whole)
    return float(math.ceil(exact - SLACK))


def pressure(ratio: float | None) -> Pressure:
    """The word for a ratio of staff to required staff; from 1 on there is no pressure from too few staff.

    >>> pressure(0.49), pressure(0.87), pressure(None)
    (<Pressure.VERY_HIGH: 'very_high'>, <Pressure.MODERATELY_HIGH: 'moderately_high'>, <Pressure.NOT_DEFINED: 'not_defined'>)
    """
    if ratio is None:
        return Pressure.NOT_DEFINED
    return next((word for below, word in BANDS if ratio < below), Pressure.NONE)
