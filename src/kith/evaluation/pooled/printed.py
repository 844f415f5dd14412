"""The model of pairs in the digits that a report prints, for whoever is not the evaluator.

Two figures of nearly the same people, each to its last digit, can be solved for the few in whom they differ.
"""

from __future__ import annotations

import math
from dataclasses import replace

from kith.evaluation.pooled.types import PairedSides, PooledResult
from kith.statistics.types import Estimate

DECIMALS = 2
"""Of a change and of a share; see :func:`kith.evaluation.formats.change`."""
OF_P = 3


def as_printed(result: PooledResult) -> PooledResult:
    """The same with the pairs' difference, its range and its p rounded; what is not bounded stays so.

    >>> round(0.123456, DECIMALS), round(0.04567, OF_P)
    (0.12, 0.046)
    """
    return replace(result, pairs=tuple(_pairs(each) for each in result.pairs))


def _pairs(each: PairedSides) -> PairedSides:
    return replace(
        each,
        difference=None if each.difference is None else _estimate(each.difference),
        difference_p=None if each.difference_p is None else round(each.difference_p, OF_P),
        share=None if each.share is None else _estimate(each.share),
    )


def _estimate(found: Estimate) -> Estimate:
    value, low, high = (_rounded(one) for one in (found.value, found.low, found.high))
    return replace(found, value=value, low=low, high=high)


def _rounded(value: float) -> float:
    return round(value, DECIMALS) + 0.0 if math.isfinite(value) else value
