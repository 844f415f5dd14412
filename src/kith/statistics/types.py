"""What a computation of this room gives back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its uncertainty.

    Attributes
    ----------
    value
        The estimate.
    low, high
        The ends of the interval. ``low <= high``; the value may be an end, and an end may be infinite
        where a sample is too small to bound it.
    level
        The level asked for, such as 0.95.
    n
        How many rows or pairs it rests on, after missing ones were left out by the caller.
    method
        A code whose sentence stands in the catalogue, ``statistics.method.wilson``.
    attained
        The level that an exact interval truly has, where it is known; at least ``level`` unless the
        method's sentence says otherwise.
    """

    value: float
    low: float
    high: float
    level: float
    n: int
    method: str
    attained: float | None = None


@dataclass(frozen=True, slots=True)
class TestResult:
    """A test of a hypothesis.

    Attributes
    ----------
    statistic
        The test's own statistic; its meaning stands with the test.
    p
        Two-sided p-value, 0 to 1.
    n
        How many values the statistic rests on (after zeros are left out, where the method does so).
    method
        A code whose sentence stands in the catalogue.
    exact
        True if p is computed from the whole permutation distribution, False if approximated.
    p_interval
        Where p was found by drawing at random: the 99% interval of the p that all permutations would give.
    """

    __test__ = False  # pytest would collect the name

    statistic: float
    p: float
    n: int
    method: str
    exact: bool
    p_interval: tuple[float, float] | None = None
