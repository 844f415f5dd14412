"""What goes into an analysis of many programmes, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.plan import LEAST_MATCHED
from kith.evaluation.types import Counts, Remark, Withheld
from kith.foundation.provenance import Provenance
from kith.questionnaires.types import ScaleDefinition
from kith.statistics.bootstrap import RESAMPLES, Interval

if TYPE_CHECKING:
    from kith.statistics.types import Estimate, TestResult

MISSING = -32_768
"""An item that was not answered, in :class:`ManyData`. Missing is never zero."""

Answers = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class ManyPlan:
    """What is compared in every programme alike.

    Parameters
    ----------
    scales
        Their items are the columns of the data. The tests of a programme's scales are one family (Holm).
    before, after
        Keys of the two waves.
    confidence
        Of every interval, strictly between 0 and 1.
    resamples
        Draws of a programme's people, shared by its scales.
    interval
        BCa (percentiles below ten people), or percentiles throughout.
    least_matched
        Below this many matched answers nothing is shown. Never below three.
    """

    scales: tuple[ScaleDefinition, ...]
    before: str
    after: str
    confidence: float = 0.95
    resamples: int = RESAMPLES
    interval: Interval = Interval.BCA
    least_matched: int = LEAST_MATCHED

    @property
    def items(self) -> tuple[str, ...]:
        """Every item of every scale, once, in the order of the scales."""
        return tuple(dict.fromkeys(item for scale in self.scales for item in scale.items))


@dataclass(frozen=True, slots=True, eq=False)
class ManyData:
    """Answers of people at two waves, programme after programme.

    Parameters
    ----------
    programmes
        Their names, sorted, none twice.
    starts
        Shape ``(len(programmes) + 1,)``: people of programme ``i`` are ``starts[i]`` to ``starts[i + 1]``.
    items
        The columns of ``before`` and ``after``.
    before, after
        Shape ``(people, items)``, :data:`MISSING` where not answered. One row is one person of one programme;
        whoever stands at one wave only has nothing but gaps at the other.
    remarks
        What was noticed while the file was read.
    """

    programmes: tuple[str, ...]
    starts: NDArray[np.int64]
    items: tuple[str, ...]
    before: Answers
    after: Answers
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class ManyMeasures:
    """One scale of one programme. Counts come first, then sizes with their intervals, then the test.

    ``mean_change`` and ``g_av_drawn`` have bootstrap intervals; ``g_av`` has Bonett's. ``rank_biserial`` has
    none: its ranks would have to be found anew in each draw. ``g_av`` and what follows from it are ``None``
    where everybody's scores are alike, ``rank_biserial`` where nobody changed, a bootstrap interval where too
    many draws were without it.
    """

    counts: Counts
    mean_earlier: float
    mean_later: float
    step: float | None
    mean_change: Estimate | None
    g_av: Estimate | None
    g_av_drawn: Estimate | None
    rank_biserial: float | None
    test: TestResult
    p_holm: float
    family_size: int
    smallest_p: float
    smallest_p_holm: float


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha at one wave, of the ``n`` people who answered every item (listwise).

    ``found`` is ``None`` where ``n`` is below ten, the scale has one item, or all sums are alike.
    """

    n: int
    found: Estimate | None


@dataclass(frozen=True, slots=True)
class ScaleChange:
    """One scale of one programme: who could be compared, and what was found or why nothing is shown."""

    scale: str
    n_matched: int
    n_earlier_only: int
    n_later_only: int
    alpha_earlier: Alpha
    alpha_later: Alpha
    found: ManyMeasures | Withheld
    cannot_show: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """All scales of one programme. ``n`` is its people at either wave, answered or not."""

    programme: str
    n: int
    scales: tuple[ScaleChange, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ManyResult:
    """Every programme, in the order of their names."""

    plan: ManyPlan
    programmes: tuple[ProgrammeChange, ...]
    remarks: tuple[Remark, ...]
    provenance: Provenance

    def programme(self, name: str) -> ProgrammeChange:
        """The programme of that name."""
        return next(each for each in self.programmes if each.programme == name)
