"""What is known about the answers that are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kith.statistics.types import Estimate


@dataclass(frozen=True, slots=True)
class Tip:
    """What those who left would have had to do for a conclusion to turn.

    ``change`` is their average change, ``difference`` that less the average of those who stayed; ``possible``
    whether the scale has room for it (``None`` where its ends are not known).
    """

    change: float
    difference: float
    possible: bool | None


@dataclass(frozen=True, slots=True)
class Imputed:
    """The average change of everybody who answered the first time, the missing filled in ``draws`` times."""

    change: Estimate
    draws: int


@dataclass(frozen=True, slots=True)
class MissingAnswers:
    """One side, one outcome, one comparison.

    Parameters
    ----------
    n_matched, n_left, n_later_only, n_neither
        People with both answers, with the earlier only, with the later only, and asked but with neither.
    lowest, highest
        The average change of all who answered the first time, had each who left ended at the lowest or at the
        highest point of the scale; ``None`` where its ends are not known, or nobody left.
    by_length
        So few left that their first scores must not be uncovered: each is taken to have moved by the whole
        length of the scale, which is wider.
    to_zero
        Where the average change of all would be zero.
    to_turn
        Where the range of the average change of all would begin or cease to hold no change; ``excludes_zero``
        says which of the two it does if those who left changed as the others. ``None`` where nothing would.
    imputed
        ``None`` where the people are too few for it to be sound.
    """

    n_matched: int
    n_left: int
    n_later_only: int
    n_neither: int
    mean_change: float
    lowest: float | None
    highest: float | None
    by_length: bool
    to_zero: Tip | None
    to_turn: Tip | None
    excludes_zero: bool
    imputed: Imputed | None
