"""The exact distribution of a sum over one of two groups, when every way to form the groups is alike."""

from __future__ import annotations

import math

import numpy as np

from kith.statistics.checks import Floats, Integers

MOST_STEPS = 40_000_000
"""Additions of a shift table: about a tenth of a second."""


def cost(values: Integers, chosen: int) -> int:
    """How many additions :func:`subset_sums` takes."""
    return len(values) * chosen * (_most(values, chosen) + 1)


def subset_sums(values: Integers, chosen: int) -> Floats:
    """P(sum of the values of ``chosen`` members = s) for s = 0, 1, ..., every choice being equally likely.

    The shift algorithm: one pass a value; a sum of k members is reached without this one, or from k - 1 with
    it. Ties need nothing special, for the values are taken as they are.

    Parameters
    ----------
    values
        Whole numbers, none negative.
    chosen
        How many are chosen, at most ``len(values)``.

    References
    ----------
    Streitberg B, Röhmel J (1986). Exact distributions for permutation and rank tests: an introduction to
    some recently published algorithms. Statistical Software Newsletter 12:10-17.

    >>> subset_sums(np.array([1, 2, 3]), 2).tolist() == [0, 0, 0, 1 / 3, 1 / 3, 1 / 3]
    True
    """
    ways = np.zeros((chosen + 1, _most(values, chosen) + 1))
    ways[0, 0] = 1.0
    for value in np.sort(values).tolist():
        ways[1:, value:] += ways[:-1, : ways.shape[1] - value].copy()
    return np.asarray(ways[chosen] / math.comb(len(values), chosen))


def _most(values: Integers, chosen: int) -> int:
    return int(np.sort(values)[len(values) - chosen :].sum())
