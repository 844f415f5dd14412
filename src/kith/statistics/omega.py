"""How much of a scale's score is what its items share: McDonald's omega."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.bootstrap import MOST_UNDEFINED
from kith.statistics.checks import Floats
from kith.statistics.reliability import LEAST_PEOPLE
from kith.statistics.types import Estimate

LEAST_ITEMS = 3
"""With two items the two loadings cannot be told apart."""
RESAMPLES = 1_000
MOST_ROUNDS = 500
CLOSE = 1e-10


@dataclass(frozen=True, slots=True)
class Omega:
    """Omega total with its interval, and what it was worked out from.

    ``loadings`` are standardised, one an item, in the order given. ``misfit`` is the root mean square of
    what one factor leaves of the correlations: above 0.08 or so one factor is a poor account of the items.
    """

    estimate: Estimate
    loadings: tuple[float, ...]
    misfit: float


def mcdonald_omega(
    scores: ArrayLike, rng: np.random.Generator, *, level: float = 0.95, resamples: int = RESAMPLES
) -> Omega:
    """McDonald's omega total of a scale with one factor, with a percentile bootstrap interval.

    One factor is fitted to the correlations of the items by least squares off the diagonal (minres);
    loadings go back to the items' own units by their standard deviations. Omega is the square of the
    loadings' sum over that square and the sum of what is each item's own. Listwise: a person with any item
    missing is left out, and ``n`` counts who is left.

    Parameters
    ----------
    scores
        People by items, at least three items, all keyed the same way; NaN is missing.
    rng
        Draws people anew for the interval.
    level
        Strictly between 0 and 1.

    Raises
    ------
    KithError
        For fewer than 10 whole answers or 3 items, an item without any spread, or items of which one
        factor explains more than all (a Heywood case), as few people or a poor scale bring about.

    References
    ----------
    McDonald RP (1999). Test Theory: A Unified Treatment, equation 6.20b.
    Harman HH, Jones WH (1966). Factor analysis by minimizing residuals (minres). Psychometrika 31:351-368,
    10.1007/BF02289468.
    Kelley K, Pornprasertmanit S (2016). Psychol Methods 21:69-92, 10.1037/a0040086 (bootstrap intervals).
    """
    array = np.asarray(scores, dtype=np.float64)
    if array.ndim != 2:
        raise ValueError("expected people by items")
    whole = array[~np.isnan(array).any(axis=1)]
    n, items = whole.shape
    if items < LEAST_ITEMS:
        raise checks.refusal("statistics.too_few_for_factor", items=items, least=LEAST_ITEMS)
    if n < LEAST_PEOPLE:
        raise checks.refusal("statistics.too_few", n=n, least=LEAST_PEOPLE)
    tail = (1.0 - checks.level(level)) / 2.0
    checks.values(whole.ravel())
    if (np.ptp(whole, axis=0) == 0).any():
        raise checks.refusal("statistics.no_spread")
    deviations, matrix = _correlations(whole[None])
    loadings = _minres(matrix)
    value = float(_omega(loadings, deviations)[0])
    if not np.isfinite(value):
        raise checks.refusal("statistics.heywood")
    low, high = _interval(whole, rng, resamples, tail)
    left = (matrix[0] - np.outer(loadings[0], loadings[0]))[~np.eye(items, dtype=bool)]
    estimate = Estimate(value, min(low, value), max(high, value), level, n, "statistics.method.omega")
    return Omega(estimate, tuple(float(one) for one in loadings[0]), float(np.sqrt((left**2).mean())))


def _interval(whole: Floats, rng: np.random.Generator, resamples: int, tail: float) -> tuple[float, float]:
    drawn = rng.integers(0, len(whole), size=(resamples, len(whole)))
    found = []
    for part in np.array_split(drawn, 1 + resamples * whole.size // 2_000_000):
        deviations, matrix = _correlations(whole[part])
        found.append(_omega(_minres(matrix), deviations))
    values = np.concatenate(found)
    values = values[np.isfinite(values)]
    if len(values) < (1 - MOST_UNDEFINED) * resamples:
        raise checks.refusal("statistics.heywood")
    low, high = np.quantile(values, (tail, 1.0 - tail))
    return float(low), float(high)


def _correlations(samples: Floats) -> tuple[Floats, Floats]:
    """Standard deviations (draws, items) and correlations (draws, items, items); NaN where nobody differs."""
    centred = samples - samples.mean(axis=1, keepdims=True)
    covariances = np.einsum("bni,bnj->bij", centred, centred) / (samples.shape[1] - 1)
    deviations = np.sqrt(np.einsum("bii->bi", covariances))
    with np.errstate(divide="ignore", invalid="ignore"):
        matrix = covariances / (deviations[:, :, None] * deviations[:, None, :])
    return deviations, matrix


def _minres(matrix: Floats) -> Floats:
    """Loadings (draws, items) of one factor: each in turn is the best against the others, until none moves.

    From the first principal axis. Each step is the exact least-squares answer for one loading, so the sum of
    squared residuals never grows.
    """
    filled = np.where(np.isfinite(matrix), matrix, 0.0)
    _values, vectors = np.linalg.eigh(filled)
    loadings = vectors[:, :, -1] * np.sqrt(np.maximum(_values[:, -1:], 0.0))
    loadings *= np.where(loadings.sum(axis=1, keepdims=True) < 0, -1.0, 1.0)
    for _round in range(MOST_ROUNDS):
        before = loadings.copy()
        for item in range(matrix.shape[1]):
            others = loadings.copy()
            others[:, item] = 0.0
            squared = (others**2).sum(axis=1)
            with np.errstate(divide="ignore", invalid="ignore"):
                loadings[:, item] = (filled[:, item] * others).sum(axis=1) / squared
            loadings[:, item] = np.where(squared > 0, loadings[:, item], 0.0)
        if np.abs(loadings - before).max() < CLOSE:
            break
    broken = ~np.isfinite(matrix).all(axis=(1, 2))
    loadings[broken] = np.nan
    result: Floats = loadings
    return result


def _omega(loadings: Floats, deviations: Floats) -> Floats:
    """Omega of each draw; NaN where a loading is beyond 1."""
    own = 1.0 - loadings**2
    shared = (loadings * deviations).sum(axis=1) ** 2
    omega = shared / (shared + (own * deviations**2).sum(axis=1))
    found: Floats = np.where((own >= 0.0).all(axis=1), omega, np.nan)
    return found
