"""The numbers of a scenario: each with its range, its source, and the place where it is written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Z80 = 1.2815515655446004
"""The standard normal's 90th percentile: from the middle to either end of an 80% range."""


class Unit(StrEnum):
    """What people are counted in. The two are never mixed: each table and target says which it is."""

    HEADS = "heads"
    FTE = "fte"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a scenario gives it.

    ``low`` to ``high`` is the range that holds it with 80% certainty; both or neither. Without a ``source`` it is an
    assumption, and every output lists it as one. ``path`` is where it stands in the file
    (``training.nurse_degree.take_up``): what an override names.
    """

    value: float
    low: float | None = None
    high: float | None = None
    source: str | None = None
    dated: date | None = None
    path: str = ""

    @property
    def has_range(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def is_assumption(self) -> bool:
        return self.source is None

    @property
    def sd_log(self) -> float:
        """Standard deviation of the logarithm of a number above zero, whose 10th and 90th percentiles are the range.

        >>> round(Number(100, 90, 110).sd_log, 4)
        0.0783
        """
        if self.low is None or self.high is None or self.low <= 0.0:
            return 0.0
        return (math.log(self.high) - math.log(self.low)) / (2 * Z80)

    @property
    def sd_log_odds(self) -> float:
        """The same for a chance: of the logarithm of its odds. A range that ends at 0 or 1 has none."""
        if self.low is None or self.high is None or self.low <= 0.0 or self.high >= 1.0:
            return 0.0
        return (_log_odds(self.high) - _log_odds(self.low)) / (2 * Z80)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as it is written, for lists: what it is, its 80% range, and who says so.

    ``value`` is text, since it may be steps or the name of a table; then ``low`` and ``high`` are factors of all of
    it (``is_factor``). No ``source``: an assumption.
    """

    path: str
    value: str
    low: float | None
    high: float | None
    source: str | None
    dated: date | None
    line: int | None
    is_factor: bool = False

    @property
    def is_assumption(self) -> bool:
        return self.source is None


NOTHING = Number(0.0)
ONE = Number(1.0)


@dataclass(frozen=True, slots=True)
class Steps:
    """A number for each year or each age, written as steps: each holds from its year (age) until the next.

    ``times`` multiplies all of them (a chance: its odds) and carries the range. ``given`` names the table that the
    numbers came from; then each year (age) is its own step.
    """

    starts: tuple[int, ...]
    values: tuple[float, ...]
    times: Number = ONE
    source: str | None = None
    given: str | None = None
    path: str = ""

    @classmethod
    def constant(cls, number: Number, first: int) -> Steps:
        return cls((first,), (number.value,), path=number.path, source=number.source)

    def at(self, point: int) -> float:
        """The value in a year or at an age. Raises ValueError before the first step.

        >>> Steps((2026, 2030), (100.0, 120.0)).at(2029)
        100.0
        """
        found = [value for start, value in zip(self.starts, self.values, strict=True) if start <= point]
        if not found:
            raise ValueError(f"{self.path}: nothing is said of {point}")
        return found[-1]


ALWAYS_ONE = Steps((0,), (1.0,))


def _log_odds(chance: float) -> float:
    return math.log(chance / (1.0 - chance))
