"""Tests of change in pairs: is the middle of ``after - before`` zero?

All three hold at any sample size without assuming a normal distribution. Their differences are put on
a grid first (:func:`kith.statistics.checks.differences`), so that ties which rounding hides are ties.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.checks import Integers
from kith.statistics.proportions import clopper_pearson
from kith.statistics.rank_distribution import (
    binomial_tail,
    doubled_mid_ranks,
    signed_rank_distribution,
    two_sided,
)
from kith.statistics.types import TestResult

# Changed pairs. The exact distribution costs n cubed: 5 ms here, a quarter of a second at 500, where the
# approximation is good to four digits.
MOST_EXACT = 200
MOST_ENUMERATED = 20  # pairs whose 2^n signs are all tried
BLOCK = 1 << 22
P_LEVEL = 0.99


class Zeros(StrEnum):
    """What the signed-rank test does with pairs that did not change.

    PRATT ranks them with the others and then leaves their ranks out; WILCOXON leaves them out first.
    Pratt's way does not grow surer of a change when more people stay the same, so it is the default.
    """

    PRATT = "pratt"
    WILCOXON = "wilcoxon"


@dataclass(frozen=True, slots=True)
class SignedRanks:
    """Twice the sums of ranks of the pairs that rose and fell, and the ranks that may take either sign."""

    doubled_plus: int
    doubled_minus: int
    doubled_ranks: Integers


def signed_ranks(before: ArrayLike, after: ArrayLike, zeros: Zeros = Zeros.PRATT) -> SignedRanks:
    """The ranks of the sizes of change, ties sharing mid-ranks. Raises KithError as the tests do."""
    steps = checks.differences(before, after).steps
    if zeros is Zeros.WILCOXON:
        steps = steps[steps != 0]
    ranks = doubled_mid_ranks(np.abs(steps))
    plus, minus = int(ranks[steps > 0].sum()), int(ranks[steps < 0].sum())
    return SignedRanks(plus, minus, ranks[steps != 0])


def sign_test(before: ArrayLike, after: ArrayLike) -> TestResult:
    """Did more people rise than fall? Exact, from the binomial distribution.

    Parameters
    ----------
    before, after
        Numbers of equal length, row by row the same person's, none missing.

    Returns
    -------
    TestResult
        ``statistic``: how many rose; ``n``: how many changed (those who did not say nothing here);
        ``p``: twice the smaller binomial tail. 1 if nobody changed.

    Raises
    ------
    KithError
        For no pairs, different lengths, NaN.

    References
    ----------
    Dixon WJ, Mood AM (1946). J Am Stat Assoc 41:557-566, 10.1080/01621459.1946.10501898.

    >>> sign_test([1, 1, 1, 1, 1], [2, 2, 2, 2, 2]).p
    0.0625
    """
    steps = checks.differences(before, after).steps
    rose, fell = int((steps > 0).sum()), int((steps < 0).sum())
    n = rose + fell
    p = min(1.0, 2.0 * binomial_tail(min(rose, fell), n))
    return TestResult(float(rose), p, n, "statistics.method.sign_test", exact=True)


def signed_rank_test(before: ArrayLike, after: ArrayLike, *, zeros: Zeros = Zeros.PRATT) -> TestResult:
    """Wilcoxon's signed-rank test of paired numbers, exact with ties and zeros up to 200 changed pairs.

    The sum of the ranks of those who rose is set against its distribution when each sign is a fair coin,
    the ranks (mid-ranks where tied) being as they are. Past 200 the normal distribution with the same
    mean and variance, ``sum of squared ranks / 4``, stands in, without continuity correction.

    Parameters
    ----------
    before, after
        Numbers of equal length, row by row the same person's, none missing.
    zeros
        What to do with pairs that did not change.

    Returns
    -------
    TestResult
        ``statistic``: the sum of ranks of those who rose; ``n``: how many changed.

    Raises
    ------
    KithError
        For no pairs, different lengths, NaN.

    References
    ----------
    Wilcoxon F (1945). Biometrics Bulletin 1:80-83, 10.2307/3001968.
    Pratt JW (1959). J Am Stat Assoc 54:655-667, 10.1080/01621459.1959.10501526.

    >>> signed_rank_test([0, 0, 0], [1, 2, 3]).p  # 2 of the 8 ways to give signs are as far out
    0.25
    """
    ranks = signed_ranks(before, after, zeros)
    n = len(ranks.doubled_ranks)
    exact = n <= MOST_EXACT
    p = _exact_p(ranks) if exact else _normal_p(ranks)
    code = "statistics.method.signed_rank" if exact else "statistics.method.signed_rank_normal"
    return TestResult(ranks.doubled_plus / 2, p, n, f"{code}_{zeros.value}", exact)


def permutation_test(
    before: ArrayLike, after: ArrayLike, *, rng: np.random.Generator | None = None, resamples: int = 9_999
) -> TestResult:
    """Is the mean change further from zero than chance signs would make it?

    Up to 20 changed pairs all 2^n signs are tried. Past that ``resamples`` random ones, from ``rng``; the
    sample's own signs are counted as one of them, so p is never zero, and ``p_interval`` is the 99% interval
    that the draws leave for the p of all signs.

    Parameters
    ----------
    before, after
        Numbers of equal length, row by row the same person's, none missing.
    rng
        Needed for more than 20 changed pairs.
    resamples
        How many random signs.

    Returns
    -------
    TestResult
        ``statistic``: the mean change of all pairs; ``n``: how many changed.

    Raises
    ------
    KithError
        For no pairs, different lengths, NaN.

    References
    ----------
    Fisher RA (1935). The Design of Experiments, section 21.
    Phipson B, Smyth GK (2010). Stat Appl Genet Mol Biol 9:39, 10.2202/1544-6115.1585.

    >>> permutation_test([0, 0, 0], [1, 2, 3]).p
    0.25
    """
    found = checks.differences(before, after)
    changed = found.steps[found.steps != 0]
    mean = float(found.steps.sum()) * found.step / len(found.steps)
    if len(changed) <= MOST_ENUMERATED:
        p = _enumerated_p(changed, found.slack)
        return TestResult(mean, p, len(changed), "statistics.method.permutation", exact=True)
    if rng is None:
        raise ValueError(f"more than {MOST_ENUMERATED} changed pairs need a random generator")
    p, interval = _sampled_p(changed, found.slack, rng, resamples)
    code = "statistics.method.permutation_sampled"
    return TestResult(mean, p, len(changed), code, exact=False, p_interval=interval)


def _exact_p(ranks: SignedRanks) -> float:
    return two_sided(signed_rank_distribution(ranks.doubled_ranks), ranks.doubled_plus)


def _normal_p(ranks: SignedRanks) -> float:
    deviation = math.sqrt(float((ranks.doubled_ranks.astype(float) ** 2).sum())) / 2
    z = abs(ranks.doubled_plus - ranks.doubled_minus) / 2 / deviation
    return math.erfc(z / math.sqrt(2.0))  # NormalDist().cdf(-z) is 0 from z = 8.3 on


def _enumerated_p(changed: Integers, slack: int) -> float:
    sums = np.zeros(1, dtype=np.int64)
    for size in np.abs(changed):
        sums = np.concatenate((sums + size, sums - size))
    return float(_as_far(sums, changed, slack).mean())


def drawn_p(far: int, resamples: int) -> tuple[float, tuple[float, float]]:
    """``(b + 1) / (B + 1)``, and the 99% interval of Clopper and Pearson for the p of all ways.

    >>> drawn_p(0, 99)[0]
    0.01
    """
    p = (far + 1) / (resamples + 1)
    around = clopper_pearson(far, resamples, level=P_LEVEL)
    return p, (around.low, max(around.high, p))


def _sampled_p(
    changed: Integers, slack: int, rng: np.random.Generator, resamples: int
) -> tuple[float, tuple[float, float]]:
    far, left = 0, resamples
    while left:
        now = min(left, max(1, BLOCK // len(changed)))
        signs = 2 * rng.integers(0, 2, size=(now, len(changed)), dtype=np.int64) - 1
        far += int(_as_far(signs @ np.abs(changed), changed, slack).sum())
        left -= now
    return drawn_p(far, resamples)


def _as_far(sums: Integers, changed: Integers, slack: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Equal changes may be some steps apart on the grid, so sums that far apart are the same."""
    return np.abs(sums) >= abs(int(changed.sum())) - slack * len(changed)
