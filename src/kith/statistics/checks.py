"""What each method asks of its numbers before it touches them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kith.foundation.faults import Fault, KithError, Parameter, Where

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

GRID_DIGITS = 12


def refusal(code: str, **params: Parameter) -> KithError:
    return KithError(Fault(code, Where(), MappingProxyType(params)))


def values(given: ArrayLike, *, least: int = 1) -> Floats:
    """The numbers as a one-dimensional array. Refuses fewer than ``least``, and NaN or infinite ones.

    Missing values are the caller's to leave out, so that it can count them.
    """
    array = np.asarray(given, dtype=np.float64)
    if array.ndim != 1:
        raise ValueError("expected one dimension")
    if len(array) < least:
        raise refusal("statistics.too_few", n=len(array), least=least)
    if not np.isfinite(array).all():
        raise refusal("statistics.not_finite", count=int((~np.isfinite(array)).sum()))
    return array


def pairs(before: ArrayLike, after: ArrayLike, *, least: int = 1) -> tuple[Floats, Floats]:
    """Two columns of numbers, row by row the same person's. Refuses different lengths."""
    first, second = values(before, least=least), values(after, least=least)
    if len(first) != len(second):
        raise refusal("statistics.different_lengths", first=len(first), second=len(second))
    return first, second


def level(given: float) -> float:
    """A confidence level, strictly between 0 and 1."""
    if not 0.0 < given < 1.0:
        raise refusal("statistics.bad_level", level=given)
    return given


def counts(*given: int) -> None:
    """Counts are whole and not negative."""
    for count in given:
        if count != int(count) or count < 0:
            raise refusal("statistics.bad_count", count=float(count))


def proportion_counts(successes: int, n: int) -> None:
    counts(successes, n)
    if n < 1:
        raise refusal("statistics.too_few", n=n, least=1)
    if successes > n:
        raise refusal("statistics.more_than_all", count=successes, n=n)


def differences(before: ArrayLike, after: ArrayLike, *, least: int = 1) -> tuple[Integers, float]:
    """``after - before`` as whole steps of a fine grid, and the size of a step.

    Means of four items make differences that are equal but for rounding: 1/3 - 0 and 2/3 - 1/3. Ranked as
    they are, their ties break and p-values change. So differences are rounded to a grid of twelve
    significant digits of the largest value, far above the rounding error of the machine (sixteen) and far
    below any scale's own steps.

    >>> differences([0.0, 1/3], [1/3, 2/3])[0].tolist()
    [333333333333, 333333333333]
    """
    first, second = pairs(before, after, least=least)
    largest = max(float(np.abs(first).max()), float(np.abs(second).max()))
    step = 10.0 ** (math.ceil(math.log10(largest)) - GRID_DIGITS) if largest > 0 else 1.0
    return np.rint((second - first) / step).astype(np.int64), step


def probabilities(given: Sequence[float]) -> Floats:
    array = values(given)
    if ((array < 0) | (array > 1)).any():
        raise refusal("statistics.not_a_probability")
    return array
