"""What goes into an analysis of time to the next role, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.plan import LEAST_MATCHED
from kith.evaluation.types import Remark
from kith.foundation.provenance import Provenance

if TYPE_CHECKING:
    from kith.statistics.survival import Waiting
    from kith.statistics.types import Estimate, TestResult


class Unit(StrEnum):
    """What times are counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True, eq=False)
class TimesData:
    """How long each person was watched, from the programme's end (or any start) to the next role or the last news.

    Parameters
    ----------
    times
        In ``unit``, 0 or more, one a person; nobody's is missing.
    moved
        True where the person moved at that time; False where they had not when last heard of (censored).
    groups
        The group of each; "" where there are none.
    """

    times: NDArray[np.float64]
    moved: NDArray[np.bool_]
    groups: tuple[str, ...]
    unit: Unit = Unit.MONTHS
    least: int = LEAST_MATCHED


@dataclass(frozen=True, slots=True)
class Mark:
    """The curve at a round time: how many were still being watched then, and the share still waiting.

    ``waiting`` is ``None`` before anybody moved: everybody waits, and no range is known.
    """

    time: float
    at_risk: int
    waiting: Estimate | None


@dataclass(frozen=True, slots=True)
class GroupTimes:
    """One group. ``marks`` are the curve at round times, for a report: its steps are single people's times.
    ``found`` is the curve, or the remark why it is not shown. Steps at which fewer than the
    threshold were still being watched are left out of ``shown``."""

    group: str
    n: int
    moved: int | None
    found: Waiting | Remark
    shown: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class TimesResult:
    """Each group by itself; ``compared`` is the log-rank test where there are two groups that are shown."""

    groups: tuple[GroupTimes, ...]
    compared: TestResult | None
    unit: Unit
    least: int
    remarks: tuple[Remark, ...]
    provenance: Provenance
