"""Linear mixed models with random intercepts and slopes that do not correlate, by restricted likelihood.

``y = X b + sum over terms of by * u[group] + e``, each term's u and e independent and normal. Terms may cross
or nest. What stands behind a spread between groups is that the groups are a sample of more such groups.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.checks import Floats, Integers
from kith.statistics.mixed_criterion import Criterion, Grouping
from kith.statistics.mixed_fitting import best_spreads, freedoms, share_interval
from kith.statistics.types import Estimate

LEAST_GROUPS = 5  # below it a spread between groups is mostly noise


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """Groups whose intercept, or whose slope on ``by``, is drawn at random.

    ``groups`` has one label a row; ``by`` one number a row, ``None`` for an intercept.
    """

    name: str
    groups: Sequence[str] | Integers
    by: ArrayLike | None = None


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A fixed effect: its estimate with the t interval, standard error, degrees of freedom, t and p."""

    name: str
    estimate: Estimate
    error: float
    freedom: float
    t: float
    p: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The spread between the groups of a term.

    ``sd`` in the unit of y (of y a unit of ``by``, for a slope). ``share`` is the intraclass correlation, this
    term's part of the whole variance, with its profile interval; ``None`` in a model with slopes.
    ``at_zero``: the best fit has no spread here at all, which does not show that there is none.
    """

    name: str
    groups: int
    sd: float
    at_zero: bool
    share: Estimate | None


@dataclass(frozen=True, slots=True)
class LinearMixed:
    """A fitted model. ``criterion`` is minus twice the restricted log-likelihood, as lme4 prints it."""

    n: int
    coefficients: tuple[Coefficient, ...]
    spreads: tuple[Spread, ...]
    residual_sd: float
    criterion: float
    method: str
    covariance: tuple[tuple[float, ...], ...]

    def coefficient(self, name: str) -> Coefficient:
        return next(each for each in self.coefficients if each.name == name)

    def spread(self, name: str) -> Spread:
        return next(each for each in self.spreads if each.name == name)


def fit_mixed(
    y: ArrayLike,
    fixed: Sequence[tuple[str, ArrayLike]],
    terms: Sequence[Term],
    *,
    contrasts: Sequence[tuple[str, Sequence[float]]] = (),
    level: float = 0.95,
    shares: bool = True,
) -> LinearMixed:
    """Fit by restricted maximum likelihood (REML), with Satterthwaite's degrees of freedom.

    Parameters
    ----------
    y
        Numbers, none missing.
    fixed
        Names and columns, an intercept among them if it is wanted; one number a row each.
    terms
        At least one; each with at least five groups, and fewer groups than rows.
    contrasts
        Names and weights over ``fixed``: sums of coefficients that are wanted too, such as a difference.
    level
        Strictly between 0 and 1.
    shares
        Whether to find the profile intervals of the intraclass correlations.

    Raises
    ------
    KithError
        For NaN, fewer rows than parameters and one, a column that the others make up, too few groups, a group
        for each row, answers without any spread, and a fit that does not converge.

    References
    ----------
    Bates D, Mächler M, Bolker B, Walker S (2015). J Stat Softw 67(1), 10.18637/jss.v067.i01, equations 31-42.
    Fai AH, Cornelius PL (1996). J Stat Comput Simul 54:363-378, 10.1080/00949659608811740.
    Kuznetsova A, Brockhoff PB, Christensen RHB (2017). J Stat Softw 82(13), 10.18637/jss.v082.i13, section 3.
    """
    outcome = checks.values(y)
    names = [name for name, _ in fixed]
    columns = _columns(outcome, names, [column for _, column in fixed])
    groupings = tuple(_grouping(term, len(outcome)) for term in terms)
    checks.level(level)
    criterion = Criterion.of(outcome, columns, groupings)
    found = best_spreads(criterion)
    solved = criterion.solve(found.spreads)
    covariance = solved.sigma**2 * solved.unscaled
    wanted = [*zip(names, np.eye(len(names)), strict=True)]
    wanted += [(name, np.asarray(weights, dtype=np.float64)) for name, weights in contrasts]
    freedom = freedoms(criterion, found, [weights for _, weights in wanted])
    with_shares = shares and all(term.by is None for term in terms)
    return LinearMixed(
        n=len(outcome),
        coefficients=tuple(
            _coefficient(name, weights, solved.b, covariance, free, level, len(outcome))
            for (name, weights), free in zip(wanted, freedom, strict=True)
        ),
        spreads=tuple(
            _spread(criterion, found.spreads, place, solved.sigma, level if with_shares else None)
            for place in range(len(groupings))
        ),
        residual_sd=solved.sigma,
        criterion=solved.deviance,
        method="statistics.method.satterthwaite",
        covariance=tuple(tuple(float(each) for each in row) for row in covariance),
    )


def _spread(criterion: Criterion, spreads: Floats, place: int, sigma: float, level: float | None) -> Spread:
    grouping, spread = criterion.groupings[place], float(spreads[place])
    share = None if level is None else _share(criterion, spreads, place, level)
    return Spread(grouping.name, grouping.count, spread * sigma, spread == 0.0, share)


def _columns(outcome: Floats, names: list[str], given: list[ArrayLike]) -> Floats:
    arrays = [checks.values(column) for column in given]
    if any(len(array) != len(outcome) for array in arrays):
        longest = max((len(array) for array in arrays), key=lambda size: abs(size - len(outcome)))
        raise checks.refusal("statistics.different_lengths", first=len(outcome), second=longest)
    least = len(names) + 2
    if len(outcome) < least:
        raise checks.refusal(
            "statistics.mixed.too_few_rows", n=len(outcome), parameters=len(names), least=least
        )
    columns = np.column_stack(arrays)
    for place, name in enumerate(names):
        if np.linalg.matrix_rank(columns[:, : place + 1]) <= place:
            raise checks.refusal("statistics.mixed.not_independent", name=name)
    left = outcome - columns @ np.linalg.lstsq(columns, outcome, rcond=None)[0]
    if float(np.abs(left).max()) <= 1e-9 * max(1.0, float(np.abs(outcome).max())):
        raise checks.refusal("statistics.mixed.no_spread")
    return columns


def _grouping(term: Term, n: int) -> Grouping:
    labels, codes = np.unique(np.asarray(term.groups), return_inverse=True)
    by = np.ones(n) if term.by is None else checks.values(term.by)
    if len(codes) != n or len(by) != n:
        raise checks.refusal("statistics.different_lengths", first=n, second=len(codes))
    if len(labels) < LEAST_GROUPS:
        raise checks.refusal("statistics.mixed.too_few_groups", groups=len(labels), least=LEAST_GROUPS)
    if len(labels) == n:
        raise checks.refusal("statistics.mixed.group_a_row", name=term.name)
    return Grouping(term.name, codes.astype(np.int64), by, len(labels))


def _coefficient(
    name: str, weight: Floats, b: Floats, covariance: Floats, freedom: float, level: float, n: int
) -> Coefficient:
    from scipy.special import stdtr, stdtrit

    value, error = float(weight @ b), math.sqrt(float(weight @ covariance @ weight))
    half = float(stdtrit(freedom, (1.0 + level) / 2.0)) * error
    t = value / error
    p = min(1.0, 2.0 * float(stdtr(freedom, -abs(t))))
    estimate = Estimate(value, value - half, value + half, level, n, "statistics.method.satterthwaite")
    return Coefficient(name, estimate, error, freedom, t, p)


def _share(criterion: Criterion, spreads: Floats, place: int, level: float) -> Estimate:
    value = float(spreads[place] ** 2 / (1.0 + (spreads**2).sum()))
    low, high = share_interval(criterion, spreads, place, level)
    n = criterion.groupings[place].count
    return Estimate(value, min(low, value), max(high, value), level, n, "statistics.method.profile")
