"""Rates, tests and ratios of one characteristic, worked out from the figures that are shown and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from kith.evaluation.equality import four_fifths
from kith.evaluation.funnel_audit import Grid
from kith.evaluation.funnel_types import (
    Category,
    Characteristic,
    GroupRate,
    Likelihood,
    Stage,
    Step,
    StepResult,
    Told,
)
from kith.foundation.seeds import generator
from kith.publishing.disclosure.policy import Shown
from kith.statistics.association import fisher_groups
from kith.statistics.contingency import fisher_exact
from kith.statistics.multiplicity import holm
from kith.statistics.proportions import wilson
from kith.statistics.ratios import relative_likelihood
from kith.statistics.types import TestResult


def rate_of(key: str, earlier: Shown | None, later: Shown | None, level: float) -> GroupRate | None:
    """The rate of two figures, if both are shown and one can be part of the other."""
    if (
        not isinstance(earlier, int)
        or not isinstance(later, int)
        or not 0 <= later <= earlier
        or earlier == 0
    ):
        return None
    return GroupRate(key, earlier, later, wilson(later, earlier, level=level))


def steps(
    characteristic: Characteristic,
    categories: Sequence[Category],
    stages: Sequence[Stage],
    figures: Grid,
    *,
    level: float,
    seed: int,
) -> tuple[StepResult, ...]:
    """Each step between neighbouring stages shown; p-values not corrected yet (:func:`corrected`).

    Only groups are compared; who did not say is counted in the table alone.
    """
    groups = [(row, category) for row, category in enumerate(categories) if category.told is Told.GROUP]
    reference = characteristic.reference or _largest(
        [(category.key, figures[row]) for row, category in groups]
    )
    found = []
    for (at, earlier), (then, later) in pairwise(enumerate(stages)):
        pairs = [(category.key, figures[row][at], figures[row][then]) for row, category in groups]
        rates = [rate for pair in pairs if (rate := rate_of(*pair, level)) is not None]
        rng = generator(seed, "funnel", characteristic.key, earlier.value, later.value)
        shown = {rate.category for rate in rates}
        found.append(
            StepResult(
                step=Step(earlier, later),
                rates=tuple(rates),
                not_shown=tuple(category.key for _, category in groups if category.key not in shown),
                test=_test(rates, rng),
                p_holm=None,
                likelihoods=_likelihoods(rates, reference, level),
                four_fifths=four_fifths(rates) if len(rates) > 1 else None,
            )
        )
    return tuple(found)


def corrected(by_characteristic: Sequence[Sequence[StepResult]]) -> list[tuple[StepResult, ...]]:
    """The steps with Holm's correction: over all steps' tests, and over all comparisons of two groups."""
    every = [step for found in by_characteristic for step in found]
    tests = iter(_holm([step.test.p for step in every if step.test is not None]))
    ratios = iter(_holm([one.test.p for step in every for one in step.likelihoods]))
    return [
        tuple(
            replace(
                step,
                p_holm=None if step.test is None else next(tests),
                likelihoods=tuple(replace(one, p_holm=next(ratios)) for one in step.likelihoods),
            )
            for step in found
        )
        for found in by_characteristic
    ]


def _holm(p_values: list[float]) -> tuple[float, ...]:
    return holm(p_values) if p_values else ()


def _largest(rows: Sequence[tuple[str, Sequence[Shown]]]) -> str | None:
    """The group with most people at the first stage, of those shown; the first of equals."""
    sizes = [(key, cells[0]) for key, cells in rows if cells and isinstance(cells[0], int)]
    return max(sizes, key=lambda pair: pair[1])[0] if sizes else None


def _test(rates: Sequence[GroupRate], rng: np.random.Generator) -> TestResult | None:
    if len(rates) < 2:
        return None
    return fisher_groups([rate.later for rate in rates], [rate.earlier for rate in rates], rng=rng)


def _likelihoods(rates: Sequence[GroupRate], reference: str | None, level: float) -> tuple[Likelihood, ...]:
    base = next((rate for rate in rates if rate.category == reference), None)
    if base is None:
        return ()
    found = []
    for rate in rates:
        if rate is base:
            continue
        table = (
            (rate.later, rate.earlier - rate.later),
            (base.later, base.earlier - base.later),
        )
        test = fisher_exact(table)
        ratio = relative_likelihood(rate.later, rate.earlier, base.later, base.earlier, level=level)
        found.append(Likelihood(rate.category, base.category, ratio, test, test.p))
    return tuple(found)
