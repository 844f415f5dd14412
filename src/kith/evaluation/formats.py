"""How numbers are written: the same in every report, with a true minus sign and no false precision."""

from __future__ import annotations

import math

MINUS = "−"
SMALL_P = 0.001


def points(value: float, decimals: int = 2) -> str:
    """A score in points of the scale.

    >>> points(3.6666), points(-0.5), points(-0.001)
    ('3.67', '−0.50', '0.00')
    """
    if math.isinf(value):
        return "∞" if value > 0 else MINUS + "∞"
    text = f"{abs(value):.{decimals}f}"
    return MINUS + text if value < 0 and float(text) != 0 else text


def change(value: float) -> str:
    """A change, always with its sign; a third decimal where two would hide on which side of zero it is.

    >>> change(0.3333), change(-0.5), change(0.0), change(-0.003)
    ('+0.33', '−0.50', '0.00', '−0.003')
    """
    decimals = 3 if 0.0005 <= abs(value) < 0.005 else 2
    text = points(value, decimals)
    return f"+{text}" if value > 0 and text != points(0.0, decimals) else text


def probability(p: float) -> str:
    """A p-value: three decimals, two significant figures where it is small.

    >>> probability(0.0312), probability(0.00002), probability(1.0)
    ('0.031', '<0.001', '1.000')
    """
    return f"<{SMALL_P}" if p < SMALL_P else f"{p:.3f}"


def percent(share: float) -> str:
    """A share as a whole percentage, never 0% for some or 100% for not all.

    >>> percent(0.4), percent(0.001), percent(0.999), percent(0.0)
    ('40%', '<1%', '>99%', '0%')
    """
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{100 * share:.0f}%"


def plain(value: float | None) -> str:
    """A number as somebody would type it; a dash for an end that there is not.

    >>> plain(9.0), plain(2.125), plain(None)
    ('9', '2.125', '–')
    """
    return "–" if value is None else f"{value:.10g}"


def whole_or_points(value: float) -> str:
    """A number as short as it is: ``5`` for 5.0, else with at most two decimals.

    >>> whole_or_points(5.0), whole_or_points(2.5)
    ('5', '2.5')
    """
    text = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return MINUS + text if value < 0 and text != "0" else text
