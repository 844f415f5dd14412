"""Which columns answer which item, how sure we are, and why."""

from __future__ import annotations

from collections import abc
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

BLANKS = (
    "-",
    "–",
    "n/a",
    "na",
    "#n/a",
    "nan",
    "null",
    "none given",
    "not answered",
    "no answer",
    "no response",
)
"""Cells that say that nothing was answered, upper and lower case alike."""


class Reason(StrEnum):
    """Why a column was taken for an item."""

    SAME_KEY = "same_key"
    SAME_WORDS = "same_words"
    WORDS_WITHIN = "words_within"
    KEY_WITHIN = "key_within"
    CLOSE_WORDS = "close_words"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class ItemMapping:
    """The columns that answer one item.

    Parameters
    ----------
    columns
        One heading, or several where each option of ``choices`` has a column to be ticked.
    options
        The option of each of those columns; empty for a single column.
    values
        Cells to be read as a code, where the cell is neither the code nor its label.
    confidence
        0-1: how like the heading is, lowered where the answers do not fit. 1 for what a person chose.
    fits
        Share 0-1 of the distinct answers that can be read.
    """

    item: str
    columns: tuple[str, ...]
    options: tuple[str, ...] = ()
    values: abc.Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    confidence: float = 1.0
    fits: float = 1.0
    reason: Reason = Reason.CHOSEN


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table answers an instrument.

    ``person``, ``wave`` and ``side`` are headings; ``unused`` are the columns left over, ``unanswered`` the
    items without a column. ``day_first`` says how 3/4/2026 is read.
    """

    items: tuple[ItemMapping, ...]
    person: str | None = None
    wave: str | None = None
    side: str | None = None
    day_first: bool = True
    blanks: tuple[str, ...] = BLANKS
    unused: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()

    def of(self, item: str) -> ItemMapping | None:
        """The mapping of an item, if it has one."""
        return next((one for one in self.items if one.item == item), None)
