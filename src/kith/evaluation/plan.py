"""The plan of an evaluation: what is compared, written down before the answers are opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kith.foundation.words import Text

LEAST_MATCHED = 5
"""Outcome scores: nothing is shown below five matched answers a side (the disclosure policy's default)."""

FULL_RESAMPLES = 9_999
"""Resamples of a bootstrap; 9,999 puts the 2.5% and 97.5% points on whole ranks."""


class Better(StrEnum):
    """Which way is an improvement. ``NEITHER`` where a change is neither good nor bad in itself."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class WaveRole(StrEnum):
    """What a wave asks. A then-test is asked afterwards, about the time before."""

    BEFORE = "before"
    THEN = "then"
    DURING = "during"
    AFTER = "after"
    FOLLOW_UP = "follow_up"


class Centre(StrEnum):
    """Which middle of everybody's change is told first.

    ``MEAN``: the average, with a bootstrap interval. ``TYPICAL``: the Hodges-Lehmann middle, whose
    interval is exact for few people, and coarse (an end on no change itself) for many on a short scale.
    """

    MEAN = "mean"
    TYPICAL = "typical"


@dataclass(frozen=True, slots=True)
class Wave:
    """One time of asking, in the order in which the waves stand in the plan."""

    key: str
    label: Text
    role: WaveRole


@dataclass(frozen=True, slots=True)
class Comparison:
    """Change from one wave to another: the later score minus the earlier one, person by person."""

    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One score that may change.

    Parameters
    ----------
    key, label
        The name in the data, and the name that people read.
    better
        Which way is an improvement.
    low, high
        The ends of the scale, if it has any: used to count people with no room to move, and to
        refuse a score that the scale cannot have.
    step
        The smallest difference the score can show (a mean of three whole answers moves in thirds).
        ``None``: found from the scores, so that equal differences tie exactly.
    smallest_change
        The smallest change that matters to people, agreed beforehand, in points of the scale.
    reliability
        Test-retest reliability or alpha of the score (0-1), for the reliable change rule.
    family
        Outcomes of one family are corrected together (Holm). ``None``: all outcomes without a
        family make up one.
    instrument
        Name, version and licence of the questionnaire, as it should be cited.
    """

    key: str
    label: Text
    better: Better = Better.HIGHER
    low: float | None = None
    high: float | None = None
    step: float | None = None
    smallest_change: float | None = None
    reliability: float | None = None
    family: str | None = None
    instrument: Text | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a partnership (or the only group): its key in the data and its name in words."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """What will be compared, with what, for whom, and how.

    Parameters
    ----------
    comparisons
        The first is the main one. Empty: the first wave against each later one, then-tests left out.
    sides
        In the order in which they are shown. Empty: the sides found in the data, sorted.
    primary
        Key of the outcome declared first in importance, if one was. The tests of its first comparison,
        one a side, make up a family of their own.
    declared_on
        The day the plan was frozen, before answers were opened. ``None``: not declared beforehand,
        and the report says so.
    plan_hash
        Hash of the frozen plan, for the record.
    centre
        Which middle is told first. ``None``: the mean where every cell has the ten people that its
        interval needs, else the typical change, for the whole report alike.
    confidence
        Of every interval.
    resamples
        Bootstrap resamples for the mean and for effect sizes.
    least_matched
        Below this many matched answers a side nothing is shown. Never below three.
    """

    outcomes: tuple[Outcome, ...]
    waves: tuple[Wave, ...]
    comparisons: tuple[Comparison, ...] = ()
    sides: tuple[Side, ...] = ()
    primary: str | None = None
    declared_on: date | None = None
    plan_hash: str | None = None
    centre: Centre | None = None
    confidence: float = 0.95
    resamples: int = FULL_RESAMPLES
    least_matched: int = LEAST_MATCHED

    def outcome(self, key: str) -> Outcome:
        """The outcome with this key."""
        return next(outcome for outcome in self.outcomes if outcome.key == key)

    def wave(self, key: str) -> Wave:
        """The wave with this key."""
        return next(wave for wave in self.waves if wave.key == key)

    def compared(self) -> tuple[Comparison, ...]:
        """The comparisons to make: those given, else the first wave against each later one.

        A then-test is nobody's "later": it is asked afterwards about the time before.
        """
        if self.comparisons:
            return self.comparisons
        waves = [wave.key for wave in self.waves if wave.role is not WaveRole.THEN]
        return tuple(Comparison(waves[0], later) for later in waves[1:])
