"""Colours that colour-blind readers tell apart, on white, and never the only sign of anything.

Blue against orange survives the three common colour-blindnesses; each end is dark enough for white
numbers (WCAG 2.2 contrast of at least 4.5 to 1). The neutrals are those of the NHS design system.
"""

from __future__ import annotations

BLUE = "#005eb8"
DARK_BLUE = "#003d84"
PALE_BLUE = "#b9d6f2"
ORANGE = "#a84a00"
LIGHT_ORANGE = "#d97700"
"""Beside :data:`DARK_BLUE` told apart in grey too: each stands out 3 to 1 from the other and from white."""
PALE_ORANGE = "#f7d3b0"
PALE_GREY = "#d8dde0"
GREY = "#4c6272"
INK = "#212b32"
WHITE = "#ffffff"
BLACK = "#000000"


def diverging(steps: int) -> list[str]:
    """``steps`` colours from orange through grey (when ``steps`` is odd) to blue."""
    half = steps // 2
    middle = [PALE_GREY] if steps % 2 else []
    return [*between(ORANGE, PALE_ORANGE, half), *middle, *between(PALE_BLUE, BLUE, half)]


def between(first: str, last: str, steps: int) -> list[str]:
    """``steps`` colours evenly from ``first`` towards ``last``; the dark end where there is only one.

    >>> between("#000000", "#0000ff", 3)
    ['#000000', '#000080', '#0000ff']
    """
    if steps == 1:
        return [min(first, last, key=luminance)]
    return [_mix(first, last, step / (steps - 1)) for step in range(steps)]


def ink_on(background: str) -> str:
    """Black or white letters, whichever stand out more: one of them always does, by 4.58 to 1."""
    light = luminance(background)
    return BLACK if contrast(light, 0.0) > contrast(light, 1.0) else WHITE


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """Contrast ratio of two luminances, 1 to 21 (WCAG 2.2)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def _mix(first: str, last: str, share: float) -> str:
    mixed = (
        round(int(first[place : place + 2], 16) * (1 - share) + int(last[place : place + 2], 16) * share)
        for place in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
