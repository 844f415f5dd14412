"""What each method asks of its numbers before it touches them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kith.foundation.faults import Fault, KithError, Parameter, Where

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

GRID_DIGITS = 12  # a float has sixteen, so rounding stays far below, and any scale's steps far above
EXACT_DECIMALS = 3
MOST_DECIMALS = 9
WHOLE_ENOUGH = 1e-6
WHOLE_FLOATS = 1e12


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


@dataclass(frozen=True, slots=True)
class Differences:
    """Changes as whole ``steps`` of size ``step``, those that are equal but for rounding made equal.

    ``slack`` is how many steps two equal changes may have been apart before.
    """

    steps: Integers
    step: float
    slack: int


def differences(before: ArrayLike, after: ArrayLike, *, least: int = 1) -> Differences:
    """``after - before``, with the ties that rounding hides.

    Means of a few items make differences that are equal but for rounding: 1/3 - 0 and 2/3 - 1/3 as
    floats, 0.666667 and 0.666666 out of a file of six decimals. Ranked as they are, their ties break and
    p-values change. So they are put on a grid, and neighbours on it within ``slack`` are one:

    - numbers of at most three decimals are taken as they stand (slack 0);
    - numbers of four to nine decimals may be rounded in their last place, so changes that are two units of
      it apart are one (slack 2);
    - longer numbers are whole floats, on a grid of twelve digits of the largest (slack 1).

    >>> differences([0.0, 1/3], [1/3, 2/3]).steps.tolist()
    [333333333333, 333333333333]
    >>> differences([1.0, 1.666667], [1.666667, 2.333333]).steps.tolist()
    [666667, 666667]
    """
    first, second = pairs(before, after, least=least)
    step, slack = _grid(np.concatenate((first, second)))
    steps = np.rint((second - first) / step).astype(np.int64)
    return Differences(np.sign(steps) * _one_for_close(np.abs(steps), slack), step, slack)


def two_samples(first: ArrayLike, second: ArrayLike, *, least: int = 1) -> tuple[Integers, Integers, float]:
    """Two groups of different people as whole steps above their least, and the size of a step.

    Equal but for rounding is equal, as in :func:`differences`; a step is as large as the numbers allow.

    >>> two_samples([1.5, 2.0], [3.0])
    (array([0, 1]), array([3]), 0.5)
    """
    one, two = values(first, least=least), values(second, least=least)
    together = np.concatenate((one, two))
    step, slack = _grid(together)
    steps = np.rint((together - together.min()) / step).astype(np.int64)
    steps = _one_for_close(steps, slack)
    common = max(1, int(np.gcd.reduce(steps)))
    steps //= common
    return steps[: len(one)], steps[len(one) :], step * common


def _grid(numbers: Floats) -> tuple[float, int]:
    largest = float(np.abs(numbers).max())
    for decimals in range(MOST_DECIMALS + 1):
        scaled = numbers * 10.0**decimals
        if (
            largest * 10.0**decimals < WHOLE_FLOATS
            and (np.abs(scaled - np.rint(scaled)) < WHOLE_ENOUGH).all()
        ):
            return 10.0**-decimals, 0 if decimals <= EXACT_DECIMALS else 2
    return 10.0 ** (math.ceil(math.log10(largest)) - GRID_DIGITS), 1


def _one_for_close(sizes: Integers, slack: int) -> Integers:
    """Sizes with each run of neighbours at most ``slack`` apart given its middle one; next to 0 is 0."""
    if slack == 0:
        return sizes
    different = np.unique(np.append(sizes, 0))
    run = np.concatenate(([0], np.cumsum(np.diff(different) > slack)))
    first = np.searchsorted(run, np.arange(run[-1] + 1))
    after_last = np.append(first[1:], len(run))
    middle = different[(first + after_last) // 2]
    middle[0] = 0
    return np.asarray(middle[run][np.searchsorted(different, sizes)], dtype=np.int64)


def probabilities(given: Sequence[float]) -> Floats:
    array = values(given)
    if ((array < 0) | (array > 1)).any():
        raise refusal("statistics.not_a_probability")
    return array
