"""What goes into a look at a scale's questions, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.plan import LEAST_MATCHED
from kith.evaluation.types import Remark
from kith.foundation.provenance import Provenance
from kith.foundation.words import Text

if TYPE_CHECKING:
    from kith.statistics.omega import Omega
    from kith.statistics.retest import Retest
    from kith.statistics.types import Estimate

LEAST_TELLING = 30
"""From so many people an interval of alpha is narrow enough to tell good from poor (about a quarter wide)."""


@dataclass(frozen=True, slots=True)
class ItemScale:
    """A scale's questions. ``items`` are keys in the data, ``reversed_items`` those where agreeing means less;
    ``low`` and ``high`` are the ends of their points."""

    key: str
    label: Text
    items: tuple[str, ...]
    reversed_items: frozenset[str]
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class ItemsData:
    """Answers to single questions, one entry a person.

    Parameters
    ----------
    answers
        Time or group of asking ("" where there is one only), then item key, to points of shape (people,); NaN is
        missing, and missing is never zero. Within one time all have the same people in the same order.
    again
        Pairs of times between which nothing was meant to change: how far scores agree is looked at for these.
        Both times must have the same people in the same order.
    """

    answers: Mapping[str, Mapping[str, NDArray[np.float64]]]
    labels: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    again: tuple[tuple[str, str], ...] = ()
    least: int = LEAST_MATCHED


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One question. ``n`` answered it. Shares (0-1) are of these, at the ends of the points as they are scored.

    ``rest`` is the correlation with the sum of the other questions, ``alpha_without`` alpha of the others; both
    over people who answered all, ``None`` where not defined.
    """

    item: str
    n: int
    missing: int
    mean: float
    sd: float
    at_low_end: float
    at_high_end: float
    rest: float | None
    alpha_without: float | None


@dataclass(frozen=True, slots=True)
class ScaleFound:
    """One scale at one time. ``n`` answered at least one question, ``n_whole`` all of them.

    ``alpha`` and ``omega`` are figures, or the remark why there is none. ``items`` is empty below the threshold.
    """

    scale: str
    time: str
    n: int
    n_whole: int
    alpha: Estimate | Remark
    omega: Omega | Remark
    items: tuple[ItemFacts, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class RetestFound:
    """A scale's score at two times between which nothing was meant to change."""

    scale: str
    first: str
    second: str
    n: int
    found: Retest | Remark


@dataclass(frozen=True, slots=True, eq=False)
class ItemsResult:
    """Everything that was found, scale by scale, time by time."""

    scales: tuple[ItemScale, ...]
    found: tuple[ScaleFound, ...]
    again: tuple[RetestFound, ...]
    least: int
    provenance: Provenance
