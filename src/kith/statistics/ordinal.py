"""Answers in order: the cumulative logit (proportional odds) model, with a random intercept if there are groups.

``logit P(y <= j) = threshold_j - X b - u[group]``, u normal. A positive coefficient makes higher answers likelier;
its exponential is the odds ratio of answering above any one category.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.checks import Floats, Integers
from kith.statistics.mixed import LEAST_GROUPS
from kith.statistics.ordinal_likelihood import Answers, best
from kith.statistics.types import Estimate, TestResult

MOST_CATEGORIES = 40
"""More different answers than this are a measurement: a linear model says the same and is clearer. Ours."""
NODES = 11
"""Of the adaptive quadrature. Ours: for 676 answers of 235 people coefficients agree with those of 41 nodes to five
digits. Pinheiro and Bates (1995), J Comput Graph Stat 4:12-35, 10.1080/10618600.1995.10474663, on adapting the nodes."""
LEAST_NODES = 7
"""Fewer are not adaptive enough to trust: seven still give four digits there. Ours."""
LARGEST = 15.0
"""A log odds ratio past this is a column that parts the answers: odds of three million to one. Ours."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A coefficient with its Wald interval and test, and the odds ratio with its interval."""

    name: str
    coefficient: Estimate
    error: float
    p: float
    odds_ratio: Estimate


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where the log odds of answering at most ``category`` are even, with its standard error."""

    category: float
    value: float
    error: float


@dataclass(frozen=True, slots=True)
class OrdinalModel:
    """A fitted model.

    ``group_sd`` is the spread of the random intercept on the log odds scale (``None`` without one) and
    ``at_zero`` whether the best fit has none; ``share`` the part ``sd^2 / (sd^2 + pi^2/3)`` of the latent
    variance that lies between groups.
    """

    n: int
    groups: int
    thresholds: tuple[Threshold, ...]
    effects: tuple[Effect, ...]
    group_sd: float | None
    at_zero: bool
    share: float | None
    log_likelihood: float
    method: str

    def effect(self, name: str) -> Effect:
        return next(each for each in self.effects if each.name == name)


def fit_ordinal(
    y: ArrayLike,
    fixed: Sequence[tuple[str, ArrayLike]],
    groups: Sequence[str] | Integers | None = None,
    *,
    nodes: int = NODES,
    level: float = 0.95,
) -> OrdinalModel:
    """Fit by maximum likelihood, the random intercept integrated out by adaptive Gauss-Hermite quadrature.

    Parameters
    ----------
    y
        Answers as numbers, in order; only their order counts. 2 to 40 different ones.
    fixed
        Names and columns, without an intercept: the thresholds are that.
    groups
        One label a row, at least five different; ``None``: no random intercept.
    nodes
        Of the quadrature, at least 7.

    Raises
    ------
    KithError
        For NaN, too few or too many different answers, too few groups, a column that the others make up, a
        column that parts the answers completely, and a fit that does not converge.

    References
    ----------
    McCullagh P (1980). J R Stat Soc B 42:109-142, 10.1111/j.2517-6161.1980.tb01109.x.
    Liu Q, Pierce DA (1994). Biometrika 81:624-629, 10.1093/biomet/81.3.624.
    Christensen RHB (2019). Cumulative Link Models for Ordinal Regression with the R Package ordinal.
    """
    if nodes < LEAST_NODES:
        raise ValueError(f"adaptive quadrature here takes at least {LEAST_NODES} nodes")
    checks.level(level)
    categories, codes, columns = _columns(y, fixed)
    group = _groups(groups, len(codes))
    strata = np.zeros(len(codes), dtype=np.int64)
    answers = Answers.of(codes, columns, strata, group, nodes if group is not None else 1)
    fit = best(answers)
    cuts = len(categories) - 1
    slopes = fit.parameters[cuts : cuts + len(fixed)]
    errors = np.sqrt(np.diag(fit.covariance))
    unsure = errors[cuts : cuts + len(fixed)]
    if len(slopes) and float((np.maximum(np.abs(slopes), unsure) * answers.spreads).max()) > LARGEST:
        raise checks.refusal("statistics.ordinal.separated")
    code = "statistics.method.cumulative_logit" + ("" if group is None else "_mixed")
    return OrdinalModel(
        n=len(codes),
        groups=0 if group is None else int(group.max()) + 1,
        thresholds=tuple(
            Threshold(float(category), float(fit.parameters[place]), float(errors[place]))
            for place, category in enumerate(categories[:-1])
        ),
        effects=tuple(
            _effect(name, float(slope), float(error), level, len(codes), code)
            for (name, _), slope, error in zip(fixed, slopes, errors[cuts:], strict=False)
        ),
        group_sd=None if group is None else fit.sd,
        at_zero=group is not None and fit.sd == 0.0,
        share=None if group is None else fit.sd**2 / (fit.sd**2 + math.pi**2 / 3),
        log_likelihood=fit.log_likelihood,
        method=code,
    )


def proportional_odds(
    y: ArrayLike,
    fixed: Sequence[tuple[str, ArrayLike]],
    name: str,
    groups: Sequence[str] | Integers | None = None,
    *,
    nodes: int = NODES,
) -> TestResult:
    """Is the odds ratio of one column the same at every answer?

    A likelihood-ratio test of the model against one in which each value of the column has thresholds of its
    own: ``(values - 1) (categories - 2)`` degrees of freedom. With few answers it can hardly find anything.

    Parameters and Raises as for :func:`fit_ordinal`; refuses a value of the column at which some answer was
    never given.

    References
    ----------
    Peterson B, Harrell FE (1990). Appl Stat 39:205-217, 10.2307/2347760.
    """
    from scipy.special import chdtrc

    categories, codes, _ = _columns(y, fixed)
    column = np.asarray(next(column for key, column in fixed if key == name), dtype=np.float64)
    values, strata = np.unique(column, return_inverse=True)
    seen = np.zeros((len(values), len(categories)), dtype=np.bool_)
    seen[strata, codes] = True
    if not seen.all():
        raise checks.refusal("statistics.ordinal.empty_category")
    group = _groups(groups, len(codes))
    points = nodes if group is not None else 1
    everything = np.column_stack([np.asarray(column, dtype=np.float64) for _, column in fixed])
    others = everything[:, [key != name for key, _ in fixed]]
    one = np.zeros(len(codes), dtype=np.int64)
    dummies = np.column_stack([(strata == place).astype(np.float64) for place in range(1, len(values))])
    same = best(Answers.of(codes, np.column_stack((others, dummies)), one, group, points))
    free = best(Answers.of(codes, others, strata.astype(np.int64), group, points))
    ratio = max(0.0, 2.0 * (free.log_likelihood - same.log_likelihood))
    freedom = (len(values) - 1) * (len(categories) - 2)
    p = 1.0 if freedom == 0 else float(chdtrc(freedom, ratio))
    return TestResult(ratio, p, len(codes), "statistics.method.proportional_odds", exact=False)


def _columns(y: ArrayLike, fixed: Sequence[tuple[str, ArrayLike]]) -> tuple[Floats, Integers, Floats]:
    outcome = checks.values(y)
    categories, codes = np.unique(outcome, return_inverse=True)
    if len(categories) < 2:
        raise checks.refusal("statistics.ordinal.too_few_categories", categories=len(categories))
    if len(categories) > MOST_CATEGORIES:
        raise checks.refusal(
            "statistics.ordinal.too_many_categories", categories=len(categories), most=MOST_CATEGORIES
        )
    columns = np.empty((len(outcome), len(fixed)))
    for place, (name, column) in enumerate(fixed):
        numbers = checks.values(column)
        if len(numbers) != len(outcome):
            raise checks.refusal("statistics.different_lengths", first=len(outcome), second=len(numbers))
        columns[:, place] = numbers
        before = np.column_stack((np.ones(len(outcome)), columns[:, : place + 1]))
        if np.linalg.matrix_rank(before) <= place + 1:
            raise checks.refusal("statistics.mixed.not_independent", name=name)
    return categories, codes.astype(np.int64), columns


def _groups(groups: Sequence[str] | Integers | None, n: int) -> Integers | None:
    if groups is None:
        return None
    labels, codes = np.unique(np.asarray(groups), return_inverse=True)
    if len(codes) != n:
        raise checks.refusal("statistics.different_lengths", first=n, second=len(codes))
    if len(labels) < LEAST_GROUPS:
        raise checks.refusal("statistics.mixed.too_few_groups", groups=len(labels), least=LEAST_GROUPS)
    return codes.astype(np.int64)


def _effect(name: str, slope: float, error: float, level: float, n: int, code: str) -> Effect:
    normal = NormalDist()
    half = normal.inv_cdf((1.0 + level) / 2.0) * error
    low, high = slope - half, slope + half
    ratio = Estimate(math.exp(slope), math.exp(low), math.exp(high), level, n, code)
    p = 2.0 * normal.cdf(-abs(slope / error))
    return Effect(name, Estimate(slope, low, high, level, n, code), error, p, ratio)
