"""What a run gives back: stocks, flows, need and gap by year, profession and region, with their draws summed up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kith.foundation.provenance import Provenance
    from kith.workforce.model import Axes, Floats


class Flow(StrEnum):
    """What changes a stock within a year, in the order of the last axis of ``Expected.flows``."""

    TRAINED = "trained"
    RECRUITED_HOME = "recruited_home"
    RECRUITED_ABROAD = "recruited_abroad"
    RETURNED = "returned"
    RETIRED = "retired"
    LEFT_FOR_GOOD = "left_for_good"
    LEFT_FOR_A_BREAK = "left_for_a_break"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"


JOINS = (Flow.TRAINED, Flow.RECRUITED_HOME, Flow.RECRUITED_ABROAD, Flow.RETURNED, Flow.MOVED_IN)
"""What adds to a stock; every other flow takes from it."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The run in which every chance has its middle value.

    ``heads`` and ``fte`` have one year more than ``axes.years``: stocks at the start of each year, and of the year
    after the last. Shapes: ``heads, fte [Y+1, P, R]``, ``flows [Y, P, R, len(Flow)]`` (heads, none negative),
    ``by_age [Y+1, P, A]`` heads, ``away [Y+1, P, R]``.
    """

    heads: Floats
    fte: Floats
    flows: Floats
    by_age: Floats
    away: Floats


@dataclass(frozen=True, slots=True)
class Bands:
    """Quantiles over draws: ``values[q]`` belongs to ``levels[q]``; ``mean`` beside them."""

    levels: tuple[float, ...]
    values: Floats
    mean: Floats


LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
"""The middle, and bands of 50, 80 and 95%."""


@dataclass(frozen=True, slots=True)
class Draws:
    """Every draw of the totals, ``[D, Y+1]`` FTE; with ``by_profession`` kept also ``[D, Y+1, P]``.

    Two runs with one seed share their luck, so the difference of two draws of the same number is a draw of the
    difference of two scenarios.
    """

    supply: Floats
    net: Floats
    gross: Floats
    net_by_profession: Floats | None = None
    gross_by_profession: Floats | None = None


@dataclass(frozen=True, slots=True)
class Projection:
    """One scenario, run.

    Bands over draws are of FTE: ``supply`` and ``need`` and ``gap`` (supply less need: below zero is a shortfall)
    by ``[Y+1, P, R]``, the same by profession ``[Y+1, P]`` and for all ``[Y+1]``. ``gap_net`` sums surpluses and
    shortfalls; ``gap_gross`` sums the shortfalls alone: the two are never mixed.
    """

    axes: Axes
    expected: Expected
    supply: Bands
    supply_by_profession: Bands
    supply_total: Bands
    need: Floats
    gap: Bands
    gap_net_by_profession: Bands
    gap_gross_by_profession: Bands
    gap_net: Bands
    gap_gross: Bands
    totals: Draws
    draws: int
    provenance: Provenance
