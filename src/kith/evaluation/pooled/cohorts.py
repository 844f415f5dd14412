"""Each person's change, over several cohorts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.cells import in_order
from kith.evaluation.plan import ChangePlan, Comparison, Outcome
from kith.evaluation.pooled.types import CohortChange, PooledChange, PooledMethod
from kith.evaluation.refused import why_not
from kith.evaluation.responses import on_side
from kith.evaluation.types import ChangeData, Remark
from kith.foundation.faults import KithError

LEAST_COHORTS = 5
"""Below five a spread between cohorts is mostly noise."""

LEAST_FREEDOM = 6.0
"""Below six degrees of freedom a range is much wider than its standard error lets one expect."""

Floats = NDArray[np.float64]


def pooled_cohorts(
    data: ChangeData, plan: ChangePlan, outcome: Outcome, comparison: Comparison, side: str
) -> PooledChange:
    """The average change over all cohorts of one side.

    At least five cohorts: ``change = mean + cohort + person``, cohort and person random, by REML with
    Satterthwaite's degrees of freedom. The mean is that of such cohorts, each counting nearly alike where they
    differ much, and each person alike where they do not. Fewer: the mean of these people, with the spread within
    cohorts, which says nothing of other cohorts.
    """
    by_wave = data.scores[outcome.key]
    change = by_wave[comparison.later] - by_wave[comparison.earlier]
    known = np.isfinite(change) & on_side(data, side)
    cohort = np.array(data.cohorts)[known]
    values = change[known]
    order = np.lexsort((values, cohort))
    values, cohort = values[order], cohort[order]
    names = in_order(set(data.cohorts))
    shown = tuple(_cohorts(values, cohort, names, plan.least_matched))
    met = len(set(cohort.tolist()))
    method = PooledMethod.MIXED if met >= LEAST_COHORTS else PooledMethod.STRATA
    start = PooledChange(
        side, outcome.key, comparison, len(values), met, shown, method, None, None, None, None, None, ()
    )
    if len(values) < plan.least_matched:
        few = Remark("evaluation.limit.too_few", {"n": len(values), "least": plan.least_matched})
        return _nothing(start, few)
    try:
        if method is PooledMethod.MIXED:
            return _mixed(start, values, cohort, plan)
        return _strata(start, values, cohort, plan)
    except KithError as refused:
        return _nothing(start, why_not(refused))


def _cohorts(
    values: Floats, cohort: NDArray[np.str_], names: tuple[str, ...], least: int
) -> Iterator[CohortChange]:
    """Small cohorts are kept back, and if they are few people together so is the next smallest."""
    sizes = {name: int(np.sum(cohort == name)) for name in names}
    hidden = {name for name, n in sizes.items() if n < least}
    together = sum(sizes[name] for name in hidden)
    for name in sorted(sizes, key=lambda each: (sizes[each], each)):
        if 0 < together < least and name not in hidden:
            hidden.add(name)
            together += sizes[name]
    for name in names:
        mean = None if name in hidden else float(values[cohort == name].mean())
        yield CohortChange(name, sizes[name], mean)


def _nothing(start: PooledChange, why: Remark) -> PooledChange:
    kept = tuple(replace(each, change=None) for each in start.cohorts)
    return replace(start, cohorts=kept, remarks=(why,))


def _mixed(start: PooledChange, values: Floats, cohort: NDArray[np.str_], plan: ChangePlan) -> PooledChange:
    from kith.statistics.mixed import Term, fit_mixed

    fit = fit_mixed(
        values, [("mean", np.ones(len(values)))], [Term("cohort", list(cohort))], level=plan.confidence
    )
    mean, spread = fit.coefficients[0], fit.spreads[0]
    remarks = []
    if spread.at_zero:
        remarks.append(Remark("evaluation.pooled.cohorts_alike", {"cohorts": spread.groups}))
    elif mean.freedom < LEAST_FREEDOM:
        remarks.append(Remark("evaluation.pooled.little_known", {"cohorts": spread.groups}))
    if spread.groups < 2 * LEAST_COHORTS:
        remarks.append(Remark("evaluation.pooled.few_cohorts", {"cohorts": spread.groups}))
    return replace(
        start,
        change=mean.estimate,
        freedom=mean.freedom,
        p=mean.p,
        cohort_sd=spread.sd,
        share=spread.share,
        remarks=tuple(remarks),
    )


def _strata(start: PooledChange, values: Floats, cohort: NDArray[np.str_], plan: ChangePlan) -> PooledChange:
    from scipy.special import stdtr, stdtrit

    from kith.statistics.types import Estimate

    names = sorted(set(cohort.tolist()))
    n, freedom = len(values), len(values) - len(names)
    why = Remark("evaluation.pooled.too_few_cohorts", {"cohorts": len(names), "least": LEAST_COHORTS})
    within = sum(
        float(((values[cohort == name] - values[cohort == name].mean()) ** 2).sum()) for name in names
    )
    if freedom < 1 or within <= 0:
        return _nothing(start, Remark("statistics.mixed.no_spread"))
    mean, error = float(values.mean()), math.sqrt(within / freedom / n)
    half = float(stdtrit(freedom, (1.0 + plan.confidence) / 2.0)) * error
    p = min(1.0, 2.0 * float(stdtr(freedom, -abs(mean / error))))
    method = "statistics.method.least_squares"
    return replace(
        start,
        change=Estimate(mean, mean - half, mean + half, plan.confidence, n, method),
        freedom=float(freedom),
        p=p,
        remarks=(why,),
    )
