"""Finding the spreads of a linear mixed model, and how sure they and the fixed effects are."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from kith.statistics import checks
from kith.statistics.checks import Floats
from kith.statistics.mixed_criterion import Criterion

STARTS = (1.0, 0.2)
NEGLIGIBLE = 1e-4  # a relative spread below this is tried at zero
STEEP = 5e-3  # of the criterion: far below what any reader could see
STEP = 1e-3
NARROW = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The spreads over the residual spread, zero where the best fit is at the edge."""

    spreads: Floats
    sigma: float
    deviance: float


def best_spreads(criterion: Criterion) -> Found:
    """The spreads at which the criterion is least.

    Raises
    ------
    KithError
        Where the criterion still slopes at the point found.
    """
    tries = [_descend(criterion, np.full(len(criterion.groupings), start)) for start in STARTS]
    spreads = min(tries, key=criterion)
    for place in range(len(spreads)):
        without = spreads.copy()
        without[place] = 0.0
        if spreads[place] < NEGLIGIBLE or criterion(without) <= criterion(spreads) + 1e-9:
            spreads = without
    slope = _slope(criterion, spreads)
    if not slope < STEEP:
        raise checks.refusal("statistics.mixed.no_convergence", slope=float(f"{slope:.2g}"))
    solved = criterion.solve(spreads)
    return Found(spreads, solved.sigma, solved.deviance)


def _descend(criterion: Criterion, start: Floats) -> Floats:
    from scipy.optimize import minimize

    rough = minimize(
        criterion, start, method="Nelder-Mead", options={"xatol": 1e-4, "fatol": 1e-6, "maxiter": 400}
    )
    exact = minimize(criterion, np.abs(rough.x), method="BFGS", options={"gtol": 1e-5})
    best = exact if exact.fun <= rough.fun else rough
    return np.abs(np.asarray(best.x, dtype=np.float64))


def _slope(criterion: Criterion, spreads: Floats) -> float:
    """The steepest slope, of those that are not at the edge."""
    steepest = 0.0
    for place in np.flatnonzero(spreads > 0):
        step = np.zeros(len(spreads))
        step[place] = NARROW * max(1.0, spreads[place]) * 10
        ahead, behind = criterion(spreads + step), criterion(spreads - step)
        # In units of the spread itself, so that the unit of a slope does not count.
        steepest = max(steepest, abs(ahead - behind) / (2 * step[place]) * float(spreads[place]))
    return steepest


def freedoms(criterion: Criterion, found: Found, weights: Sequence[Floats]) -> list[float]:
    """Satterthwaite's degrees of freedom of each weighted sum of fixed effects.

    ``2 v^2 / (g' A g)``: v is the sum's variance, g its slopes in the spreads, A the spreads' covariance, twice
    the inverse of the criterion's second derivatives. A spread at zero is left out: the model is then the
    simpler one. Slopes and second derivatives are by central differences, on the log scale.
    """
    active = np.flatnonzero(found.spreads > 0)
    if not len(active):  # plain least squares
        return [float(criterion.n - criterion.fixed)] * len(weights)
    at = np.concatenate((np.log(found.spreads[active]), [math.log(found.sigma)]))

    def spreads(point: Floats) -> Floats:
        now = np.zeros(len(found.spreads))
        now[active] = np.exp(point[:-1])
        return now

    def deviance(point: Floats) -> float:
        return criterion.full(spreads(point), float(point[-1]))

    def variances(point: Floats) -> Floats:
        unscaled = criterion.solve(spreads(point)).unscaled * math.exp(2.0 * float(point[-1]))
        return np.array([weight @ unscaled @ weight for weight in weights])

    curvature = _second(deviance, at)
    slopes = np.array([_first(variances, at, place) for place in range(len(at))])
    now = variances(at)
    covariance = 2.0 * np.linalg.inv(curvature)
    spread = np.einsum("iw,ij,jw->w", slopes, covariance, slopes)
    return [float(2.0 * v * v / s) if s > 0 else float(criterion.n) for v, s in zip(now, spread, strict=True)]


def _first(function: Callable[[Floats], Floats], at: Floats, place: int) -> Floats:
    step = np.zeros(len(at))
    step[place] = STEP
    wide = function(at + 2 * step) - function(at - 2 * step)
    return np.asarray((8 * (function(at + step) - function(at - step)) - wide) / (12 * STEP))


def _second(function: Callable[[Floats], float], at: Floats) -> Floats:
    size = len(at)
    step = 10 * STEP
    unit = np.eye(size) * step
    found = np.empty((size, size))
    middle = function(at)
    for one in range(size):
        near = function(at + unit[one]) + function(at - unit[one]) - 2 * middle
        far = function(at + 2 * unit[one]) + function(at - 2 * unit[one]) - 2 * middle
        found[one, one] = (16 * near - far) / (12 * step**2)
        for two in range(one):
            near, far = (
                _corners(function, at, unit[one], unit[two]),
                _corners(function, at, 2 * unit[one], 2 * unit[two]),
            )
            found[one, two] = found[two, one] = (16 * near - far) / (48 * step**2)
    return found


def _corners(function: Callable[[Floats], float], at: Floats, one: Floats, two: Floats) -> float:
    return (
        function(at + one + two)
        - function(at + one - two)
        - function(at - one + two)
        + function(at - one - two)
    )


def share_interval(criterion: Criterion, spreads: Floats, place: int, level: float) -> tuple[float, float]:
    """The profile interval of a term's share of the whole variance, between 0 and 1.

    The shares at which the criterion, the other spreads being the best for each, is within the chi-squared
    quantile (one degree of freedom) of its least.
    """
    value = float(spreads[place] ** 2 / (1.0 + (spreads**2).sum()))
    limit = criterion(spreads) + NormalDist().inv_cdf((1.0 + level) / 2.0) ** 2
    others = np.delete(spreads, place)

    def above(share: float) -> bool:
        return _profiled(criterion, place, share, others) > limit

    low = 0.0 if value == 0.0 or not above(0.0) else _edge(above, value, 0.0)
    highest = 1.0 - NARROW
    high = 1.0 if not above(highest) else _edge(above, value, highest)
    return low, high


def _profiled(criterion: Criterion, place: int, share: float, others: Floats) -> float:
    """The criterion at a share of one term, at the best spreads of the others."""

    def at(rest: Floats) -> float:
        own = math.sqrt(share / (1.0 - share) * (1.0 + float((rest**2).sum())))
        return criterion(np.insert(rest, place, own))

    if not len(others):
        return at(others)
    from scipy.optimize import minimize

    found = minimize(
        at, np.maximum(others, 0.05), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-4}
    )
    return min(float(found.fun), at(others))


def _edge(above: Callable[[float], bool], inside: float, outside: float) -> float:
    """Where the criterion crosses the limit, by halving."""
    while abs(outside - inside) > NARROW:
        middle = (inside + outside) / 2
        if above(middle):
            outside = middle
        else:
            inside = middle
    return outside
