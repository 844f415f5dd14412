"""Every wave in one model, so that nobody who answered once is thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.attainable import USUAL_THRESHOLD
from kith.evaluation.grid import find_grid, grid_of_step
from kith.evaluation.plan import ChangePlan, Outcome, Wave
from kith.evaluation.pooled.cohorts import LEAST_COHORTS
from kith.evaluation.pooled.types import AllWaves, Odds, WaveChange
from kith.evaluation.refused import why_not
from kith.evaluation.responses import on_side, uncovers_few
from kith.evaluation.types import ChangeData, Remark
from kith.foundation.faults import KithError
from kith.statistics.types import TestResult

MOST_ANSWERS = 20
"""With more different scores the linear model says the same and is easier to read."""

Floats = NDArray[np.float64]
Labels = NDArray[np.str_]


def all_waves(
    data: ChangeData, plan: ChangePlan, outcome: Outcome, waves: Sequence[Wave], side: str
) -> AllWaves:
    """Each later wave against the first: ``score = wave + person (+ cohort)``.

    The linear model is fitted by REML with Satterthwaite's degrees of freedom. Where scores take at most twenty
    values the same is done for answers in order, as odds ratios. People who missed a wave still count: it is
    supposed that their missing scores would have been like those of people with the same other scores.
    """
    by_wave = data.scores[outcome.key]
    keys = [wave.key for wave in waves]
    members = np.flatnonzero(on_side(data, side))
    scores = np.stack([by_wave[key][members] for key in keys])
    when, who = np.nonzero(np.isfinite(scores))
    values = scores[when, who]
    people = np.array(data.people)[members]
    order = np.lexsort((people[who], when))
    values, when, who = values[order], when[order], who[order]
    counts = np.bincount(when, minlength=len(keys))
    n = len(np.unique(who))
    cohort = np.array(data.cohorts)[members][who] if data.cohorts else None
    enough = cohort is not None and len(set(cohort.tolist())) >= LEAST_COHORTS
    empty = AllWaves(side, outcome.key, n, len(values), 0, keys[0], (), None, None, (), None, ())
    if int(counts.min()) < plan.least_matched:
        why = Remark("evaluation.pooled.too_few_waves", {"n": int(counts.min()), "least": plan.least_matched})
        return replace(empty, remarks=(why,))
    for key in keys:
        if uncovers_few(data, plan, side, outcome, key):
            code = "evaluation.pooled.would_uncover"
            return replace(empty, remarks=(Remark(code, {"wave": key, "least": plan.least_matched}),))
    return _fitted(
        empty, _Long(values, when, people[who], cohort if enough else None), outcome, keys, counts, plan
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Long:
    """One row an answer."""

    values: Floats
    when: NDArray[np.int64]
    who: Labels
    cohort: Labels | None


def _fitted(
    empty: AllWaves,
    long: _Long,
    outcome: Outcome,
    keys: list[str],
    counts: NDArray[np.int64],
    plan: ChangePlan,
) -> AllWaves:
    from kith.statistics.mixed import Term, fit_mixed

    later = [(key, (long.when == place).astype(np.float64)) for place, key in enumerate(keys) if place]
    terms = [Term("person", list(long.who))]
    if long.cohort is not None:
        terms.append(Term("cohort", list(long.cohort)))
    try:
        fit = fit_mixed(
            long.values, [("first", np.ones(len(long.values))), *later], terms, level=plan.confidence
        )
    except KithError as refused:
        return replace(empty, remarks=(why_not(refused),))
    remarks = [Remark(f"evaluation.pooled.{spread.name}_at_zero") for spread in fit.spreads if spread.at_zero]
    odds, proportional, refusals = _ordered(long, later, outcome, plan)
    return replace(
        empty,
        n_cohorts=0 if long.cohort is None else len(set(long.cohort.tolist())),
        waves=tuple(
            WaveChange(key, int(counts[place]), fit.coefficient(key).estimate, fit.coefficient(key).p)
            for place, key in enumerate(keys)
            if place
        ),
        share=fit.spread("person").share,
        cohort_sd=None if long.cohort is None else fit.spread("cohort").sd,
        odds=odds,
        proportional=proportional,
        remarks=(*remarks, *refusals),
    )


def _ordered(
    long: _Long, later: list[tuple[str, Floats]], outcome: Outcome, plan: ChangePlan
) -> tuple[tuple[Odds, ...], TestResult | None, tuple[Remark, ...]]:
    """Odds ratios of higher answers, and whether they are the same at every answer."""
    from kith.statistics.ordinal import fit_ordinal, proportional_odds

    grid = find_grid(long.values) if outcome.step is None else grid_of_step(outcome.step)
    steps = grid.steps(long.values).astype(np.float64)
    if not grid.found or len(np.unique(steps)) > MOST_ANSWERS:
        return (), None, ()
    try:
        fit = fit_ordinal(steps, later, list(long.who), level=plan.confidence)
    except KithError as refused:
        return (), None, (why_not(refused),)
    odds = tuple(Odds(each.name, each.odds_ratio, each.p) for each in fit.effects)
    try:
        place = sum(number * column for number, (_, column) in enumerate(later, start=1))
        test = proportional_odds(
            steps, [("wave", np.asarray(place, dtype=np.float64))], "wave", list(long.who)
        )
    except KithError as refused:
        return odds, None, (why_not(refused),)
    differ = (Remark("evaluation.pooled.odds_differ", {"p": test.p}),) if test.p < USUAL_THRESHOLD else ()
    return odds, test, differ
