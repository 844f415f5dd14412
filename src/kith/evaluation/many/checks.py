"""Whether a plan for many programmes can be carried out: every fault at once, before anything is computed."""

from __future__ import annotations

from collections import Counter

import numpy as np

from kith.evaluation.many.types import ManyData, ManyPlan
from kith.evaluation.plan_checks import LEAST_THAT_PROTECTS
from kith.foundation.faults import Faults

LARGEST_POINT = 32_767
"""Answers are kept in two bytes each."""
LEAST_RESAMPLES, MOST_RESAMPLES = 199, 100_000
"""Fewer draws leave 2.5% and 97.5% to chance; more make nothing surer."""


def check_settings(plan: ManyPlan, faults: Faults) -> None:
    """Note every setting out of range, and scales that cannot be told apart."""
    if not plan.scales:
        faults.add("evaluation.many.no_scale")
    twice = Counter(scale.key for scale in plan.scales)
    for key in sorted(key for key, times in twice.items() if times > 1):
        faults.add("evaluation.many.scale_twice", scale=key)
    for scale in plan.scales:
        if scale.point_low >= scale.point_high:
            low, high = float(scale.point_low), float(scale.point_high)
            faults.add("evaluation.plan.scale_ends", outcome=scale.key, low=low, high=high)
        if max(abs(scale.point_low), abs(scale.point_high)) > LARGEST_POINT:
            faults.add("evaluation.many.points_too_far", scale=scale.key, limit=LARGEST_POINT)
    if plan.before == plan.after:
        faults.add("evaluation.many.same_wave", wave=plan.before)
    if not 0.5 <= plan.confidence < 1:
        faults.add("evaluation.plan.confidence", value=plan.confidence)
    if plan.least_matched < LEAST_THAT_PROTECTS:
        faults.add("evaluation.plan.least_matched", value=plan.least_matched)
    if not LEAST_RESAMPLES <= plan.resamples <= MOST_RESAMPLES:
        low, high = low, high = LEAST_RESAMPLES, MOST_RESAMPLES
        faults.add("evaluation.many.resamples", value=plan.resamples, low=low, high=high)


def check_plan(plan: ManyPlan, data: ManyData) -> None:
    """Refuse a plan that cannot be carried out on these data.

    Raises
    ------
    KithError
        With every setting out of range and every item that is not there.
    ValueError
        When the arrays do not fit each other: a mistake of the program that built the data.
    """
    faults = Faults()
    check_settings(plan, faults)
    for item in plan.items:
        if item not in data.items:
            faults.add("evaluation.many.item_unknown", item=item, known=", ".join(data.items))
    faults.raise_if_any()
    shape = (int(data.starts[-1]) if len(data.starts) else 0, len(data.items))
    if data.before.shape != shape or data.after.shape != shape:
        raise ValueError("before and after hold one row a person and one column an item")
    if len(data.starts) != len(data.programmes) + 1 or (np.diff(data.starts) < 1).any():
        raise ValueError("each programme has people, and starts where the one before it ends")
    if list(data.programmes) != sorted(set(data.programmes)):
        raise ValueError("programmes are sorted, none twice")
