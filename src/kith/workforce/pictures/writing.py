"""Numbers and tables as every picture of a projection writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kith.publishing.blocks import Basis, Table
from kith.workforce.speaking import Speaker, number

if TYPE_CHECKING:
    from kith.workforce.model import Axes

SUBJECT = "workforce.pictures"
WHOLE = 100.0
"""Where all is smaller than this, a tenth is told."""

Names = Mapping[str, str]
NO_NAMES: Names = {}


def places(values: Iterable[float]) -> int:
    """How many decimals: none where the largest is a hundred or more.

    >>> places([3.2, -250.0]), places([3.2])
    (0, 1)
    """
    return 0 if max((abs(value) for value in values), default=0.0) >= WHOLE else 1


def signed(value: float, decimals: int) -> str:
    """A number with its sign.

    >>> signed(12.0, 0), signed(-3.0, 0), signed(0.0, 0)
    ('+12', '−3', '0')
    """
    text = number(value, decimals)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text


def stocks(axes: Axes) -> tuple[int, ...]:
    """The years at whose start stocks are told: one more than are worked through."""
    return (*axes.years, axes.years[-1] + 1)


def table(
    speaker: Speaker, caption: str, headings: Iterable[str], rows: Iterable[tuple[str, ...]], words: int = 1
) -> Table:
    """A picture's numbers; the caption is made already."""
    return Table(caption, speaker.columns(*headings, words_first=words), tuple(rows))


def of_draws(speaker: Speaker, draws: int, how: str) -> Basis:
    """What a band stands on."""
    return Basis(draws, speaker.say("who_draws"), how, speaker.say("sure_draws"))


def of_middle(speaker: Speaker, cells: int, how: str) -> Basis:
    """What a figure of the run without chance stands on: how many cells of the model."""
    return Basis(cells, speaker.say("who_cells"), how, speaker.say("sure_middle"))
