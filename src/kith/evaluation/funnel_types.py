"""The way from a call to a finished programme, by group: what goes in, and what comes out.

What comes out holds nothing but figures that may be shown, and figures worked out from those.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.types import Remark
from kith.foundation.provenance import Provenance
from kith.foundation.words import Text
from kith.publishing.disclosure import DisclosurePolicy, Pooling
from kith.publishing.disclosure.policy import Shown

if TYPE_CHECKING:
    from kith.statistics.types import Estimate, TestResult

Codes = NDArray[np.integer]
ABSENT = -1
"""The code of an application that was never asked for a characteristic."""


class Stage(StrEnum):
    """How far somebody came, in order. A programme uses some of them."""

    REACHED = "reached"
    STARTED = "started"
    APPLIED = "applied"
    PERMITTED = "permitted"
    SHORTLISTED = "shortlisted"
    INTERVIEWED = "interviewed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    BEGAN = "began"
    COMPLETED = "completed"


STAGES = tuple(Stage)


class Told(StrEnum):
    """What an answer to a question on equality is. Only a ``GROUP`` is compared; the others are counted."""

    GROUP = "group"
    PREFER_NOT = "prefer_not"
    NOT_STATED = "not_stated"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Category:
    """One answer of a characteristic. ``key`` is its code: for ethnic category the NHS code."""

    key: str
    label: Text
    told: Told = Told.GROUP


@dataclass(frozen=True, slots=True, eq=False)
class Characteristic:
    """What applications are grouped by: an equality question, a side, a site, a profession, a channel.

    Parameters
    ----------
    categories
        At least one, each key once.
    codes
        Shape (applications,): the place in ``categories``, :data:`ABSENT` where nobody asked.
    reference
        The category that the others are compared with; ``None``: the largest.
    """

    key: str
    label: Text
    categories: tuple[Category, ...]
    codes: Codes
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A stage of which only numbers are known: visits to a call's page, which nobody signed.

    ``by`` maps a characteristic's key (the channel) to category key to number.
    """

    stage: Stage
    total: int
    by: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, eq=False)
class FunnelData:
    """Applications, each once, by how far they came.

    Parameters
    ----------
    stages
        The stages this programme uses, in the order of :class:`Stage`, two or more.
    furthest
        Shape (applications,): the place in ``stages`` of the furthest reached. Whoever reached a stage
        counts as having reached those before it.
    characteristics
        Each key once.
    cohorts
        The cohorts pooled, as people call them.
    counted
        Stages known by number only; they stand before ``stages``.
    """

    stages: tuple[Stage, ...]
    furthest: Codes
    characteristics: tuple[Characteristic, ...] = ()
    cohorts: tuple[str, ...] = ()
    counted: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """The workforce that applicants come from: category key to number of staff, for one characteristic."""

    characteristic: str
    counts: Mapping[str, int]
    source: Text | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """From one stage to a later one."""

    earlier: Stage
    later: Stage


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group's counts, a figure a stage of the result; ``None`` where the group is not known yet."""

    category: Category
    counts: tuple[Shown | None, ...]


@dataclass(frozen=True, slots=True)
class GroupRate:
    """``later`` of ``earlier`` people of a group went on, as shown (rounded); with Wilson's interval."""

    category: str
    earlier: int
    later: int
    share: Estimate


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely a group is to go on beside the reference group: a ratio of two shares, 1 is the same.

    ``test`` is Fisher's exact test of the two, ``p_holm`` corrected over all comparisons of the result.
    """

    category: str
    reference: str
    ratio: Estimate
    test: TestResult
    p_holm: float


@dataclass(frozen=True, slots=True)
class FourFifths:
    """The four-fifths rule on one step: the lowest share over the highest, and whether that is below 0.8.

    ``false_alarm`` is how often two such groups would fail the rule if nothing at all set them apart.
    """

    lowest: str
    highest: str
    ratio: float
    fails: bool
    p: float
    false_alarm: float | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step of one characteristic. ``rates`` only of groups whose two counts may both be shown."""

    step: Step
    rates: tuple[GroupRate, ...]
    not_shown: tuple[str, ...]
    test: TestResult | None
    p_holm: float | None
    likelihoods: tuple[Likelihood, ...]
    four_fifths: FourFifths | None


@dataclass(frozen=True, slots=True)
class Representation:
    """A group's share of those at a stage beside its share of the workforce.

    ``ratio`` and ``difference`` (in shares, -1 to 1) carry the exact interval of the programme's share;
    the workforce is counted whole, so it has none.
    """

    category: str
    stage: Stage
    n: int
    of: int
    share: Estimate
    workforce_share: float
    ratio: Estimate
    difference: Estimate


@dataclass(frozen=True, slots=True)
class CharacteristicResult:
    """One characteristic, as it may be shown.

    ``stages`` are those with figures, ``left_out`` those whose people differ by too few from a stage
    shown, so that the two tables side by side would tell about those few. ``pooling`` names the groups
    that, counted together, would let every figure be shown.
    """

    key: str
    label: Text
    stages: tuple[Stage, ...]
    rows: tuple[GroupRow, ...]
    totals: tuple[Shown | None, ...]
    left_out: tuple[Stage, ...]
    pooling: Pooling | None
    steps: tuple[StepResult, ...]
    representation: tuple[Representation, ...]
    remarks: tuple[Remark, ...]

    @property
    def is_complete(self) -> bool:
        """Whether no figure is kept back."""
        return all(isinstance(figure, int) or figure is None for row in self.rows for figure in row.counts)


class Wres(StrEnum):
    """The two indicators of the Workforce Race Equality Standard that recruitment bears on."""

    APPOINTMENT = "2"
    ACCESS = "4"


@dataclass(frozen=True, slots=True)
class WresResult:
    """White beside BME staff, as a ratio (never a percentage): above 1, white staff are more likely.

    ``white`` and ``bme`` are (went on, of how many), as shown. ``ratio`` is ``None`` where a figure is
    kept back or a share is 0: ``remarks`` say which. ``not_stated`` (code Z) and ``not_known`` (99) are in
    neither group.
    """

    indicator: Wres
    step: Step | None
    white: tuple[Shown, Shown]
    bme: tuple[Shown, Shown]
    not_stated: Shown
    not_known: Shown
    ratio: Estimate | None
    test: TestResult | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class FunnelResult:
    """The funnel as it may be shown to whoever may see equality figures.

    ``totals`` has a figure for each of ``stages`` (those counted only by number first). ``steps`` are the
    overall rates. Nothing in here was worked out from a figure that is not in here.
    """

    stages: tuple[Stage, ...]
    totals: tuple[Shown, ...]
    steps: tuple[GroupRate | None, ...]
    characteristics: tuple[CharacteristicResult, ...]
    wres: tuple[WresResult, ...]
    cohorts: tuple[str, ...]
    comparisons: int
    policy: DisclosurePolicy
    level: float
    remarks: tuple[Remark, ...]
    provenance: Provenance

    def characteristic(self, key: str) -> CharacteristicResult:
        """The result of one characteristic. Raises KeyError."""
        for each in self.characteristics:
            if each.key == key:
                return each
        raise KeyError(key)
