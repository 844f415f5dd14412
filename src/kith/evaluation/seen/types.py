"""What goes into a look at people through others' eyes, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.plan import LEAST_MATCHED, Outcome, Side
from kith.evaluation.types import Remark, Withheld
from kith.foundation.provenance import Provenance
from kith.foundation.words import Text

if TYPE_CHECKING:
    from kith.statistics.types import Estimate

LEAST_RATERS = 2
"""Of one rated person: one rater's word is not "others", and their agreement cannot be told. Ours."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater said of one person at one time. Which rater is not known.

    ``person`` is the place in :class:`SeenData`; ``scores`` holds outcomes that have a score.
    """

    person: int
    time: str
    kind: str
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class SeenData:
    """Rated people, what they say of themselves, and what others say.

    Parameters
    ----------
    sides
        The side of each person, shape (people,).
    own
        Outcome to time to an array of shape (people,): what people say of themselves; NaN is missing.
    ratings
        In any order.
    """

    sides: tuple[str, ...]
    own: Mapping[str, Mapping[str, NDArray[np.float64]]]
    ratings: tuple[Rating, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """When raters were asked: the wave's key and its name in words."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class SeenPlan:
    """What is laid beside what.

    Parameters
    ----------
    outcomes
        Scores that both people and raters have, of one range.
    times
        In order. The change runs from the first to each later one.
    kinds
        Kinds of rater with their words, in order.
    least
        Fewest rated people a side, and raters of a kind, from which anything is shown. Never below three.
    least_raters
        Fewest raters of a person from which that person counts.
    """

    outcomes: tuple[Outcome, ...]
    times: tuple[Time, ...]
    sides: tuple[Side, ...]
    kinds: tuple[Side, ...]
    least: int = LEAST_MATCHED
    least_raters: int = LEAST_RATERS
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class KindSeen:
    """Raters of one kind, or of several taken together: ``middle`` is the median of the rated people's means."""

    kinds: tuple[str, ...]
    people: int
    raters: int
    middle: float


@dataclass(frozen=True, slots=True)
class SeenMeasures:
    """Others beside the people themselves.

    ``others`` and ``own`` are medians over people, each person once with the mean of their raters. ``own`` and
    ``gap`` rest on the ``n_both`` who said it of themselves too; ``gap`` is others less self (Hodges and
    Lehmann). ``agreement`` is ICC(1,k). ``kinds`` is empty where showing them would point at somebody.
    """

    raters: int
    others: float
    n_both: int
    own: float | None
    gap: Estimate | Remark
    agreement: Estimate | Remark
    kinds: tuple[KindSeen, ...]


@dataclass(frozen=True, slots=True)
class SeenCell:
    """One outcome, side and time. ``n`` is the people who count, ``left_out`` those with too few raters."""

    outcome: str
    side: str
    time: str
    n: int
    left_out: int
    found: SeenMeasures | Withheld


@dataclass(frozen=True, slots=True)
class SeenChange:
    """How others' mean of the same people moved between two times (Hodges and Lehmann)."""

    outcome: str
    side: str
    first: str
    later: str
    n: int
    found: Estimate | Remark | Withheld


@dataclass(frozen=True, slots=True)
class SeenResult:
    """Everything that was found, in the order of the plan."""

    cells: tuple[SeenCell, ...]
    changes: tuple[SeenChange, ...]
    provenance: Provenance
