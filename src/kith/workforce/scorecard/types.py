"""Plans, outturns, and what comes of setting one beside the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Planned:
    """One value that a plan gave for one year.

    Parameters
    ----------
    plan, series
        Which plan; who is counted where.
    published
        The year in which it was published.
    target
        The year that the value is for.
    value
        Above 0, in the outturn's units.
    low, high
        The plan's own band around it, both or neither; ``level`` is the share of outturns it was meant to hold, where
        the plan said so.
    source, definition
        Where it stands; who counts as one.
    known_to
        The last year that was already actual when the plan was made. Where it is not said, the year of publication.
    """

    plan: str
    published: int
    series: str
    target: int
    value: float
    low: float | None = None
    high: float | None = None
    level: float | None = None
    source: str = ""
    definition: str = ""
    known_to: int | None = None

    @property
    def known(self) -> int:
        return self.published if self.known_to is None else self.known_to


@dataclass(frozen=True, slots=True)
class Outturn:
    """What was counted in one year: above 0."""

    series: str
    year: int
    value: float
    source: str = ""
    definition: str = ""


class LeftOut(StrEnum):
    """Why a planned value is not scored."""

    ALREADY_ACTUAL = "already_actual"
    NO_OUTTURN = "no_outturn"


@dataclass(frozen=True, slots=True)
class Passed:
    """A planned value that is not scored, and why."""

    planned: Planned
    why: LeftOut


@dataclass(frozen=True, slots=True)
class Scored:
    """A planned value beside what came.

    ``error`` is (planned - outturn) / outturn. ``no_change`` and ``damped`` are what the last count known to the plan,
    and damped drift from the counts known to it, would have said; ``None`` without such counts. ``inside`` is ``None``
    without a band.
    """

    planned: Planned
    outturn: Outturn
    error: float
    no_change: float | None
    damped: float | None
    inside: bool | None

    @property
    def definitions_differ(self) -> bool | None:
        """``None`` where one of them is not told."""
        told = [" ".join(each.definition.casefold().split()) for each in (self.planned, self.outturn)]
        return None if not all(told) else told[0] != told[1]


@dataclass(frozen=True, slots=True)
class Card:
    """One plan's score for one series.

    ``absolute`` is the mean of |error|, ``bias`` the mean of the error (above 0: the plan said too many).
    ``skill_no_change`` and ``skill_damped`` are 1 - (sum of the plan's absolute differences) / (sum of the simple
    method's), over the ``compared`` values for which both are known: above 0 better, below 0 worse, ``None`` where
    nothing could be compared or the simple method was exactly right.
    """

    plan: str
    series: str
    published: int
    scored: int
    first: int
    last: int
    absolute: float
    bias: float
    compared: int
    skill_no_change: float | None
    skill_damped: float | None
    banded: int
    inside: int
    level: float | None
    definitions: str
    """``same``, ``differ`` or ``untold``."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Every plan's score, each value behind it, and what was left out."""

    cards: tuple[Card, ...]
    values: tuple[Scored, ...]
    left_out: tuple[Passed, ...]
    provenance: Provenance
