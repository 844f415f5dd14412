"""Do raters who choose among the same categories agree more than chance would make them?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.checks import Floats
from kith.statistics.types import Estimate

LEAST_UNITS = 5
"""Fewer units leave the interval from no agreement at all to perfect agreement."""


class Weights(StrEnum):
    """How much a near miss counts: not at all, by how far, or by how far squared."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


class Chance(StrEnum):
    """What chance is taken to be.

    ``FLEISS``: everybody draws from the shares of the categories. ``GWET``: some ratings are guesses, the
    more the rarer a category is certain (AC1, weighted AC2); steady where nearly all ratings are in one
    category, where kappa falls though raters agree (the kappa paradox).
    """

    FLEISS = "fleiss"
    GWET = "gwet"


COHEN = {
    Weights.NONE: "statistics.method.cohen_kappa_none",
    Weights.LINEAR: "statistics.method.cohen_kappa_linear",
    Weights.QUADRATIC: "statistics.method.cohen_kappa_quadratic",
}
SEVERAL = {
    (Chance.FLEISS, Weights.NONE): "statistics.method.fleiss_none",
    (Chance.FLEISS, Weights.LINEAR): "statistics.method.fleiss_linear",
    (Chance.FLEISS, Weights.QUADRATIC): "statistics.method.fleiss_quadratic",
    (Chance.GWET, Weights.NONE): "statistics.method.gwet_none",
    (Chance.GWET, Weights.LINEAR): "statistics.method.gwet_linear",
    (Chance.GWET, Weights.QUADRATIC): "statistics.method.gwet_quadratic",
}


def weights_of(categories: int, weights: Weights) -> Floats:
    """Categories by categories: 1 on the diagonal, less the further apart.

    >>> weights_of(3, Weights.LINEAR).tolist()
    [[1.0, 0.5, 0.0], [0.5, 1.0, 0.5], [0.0, 0.5, 1.0]]
    """
    apart = np.abs(np.subtract.outer(np.arange(categories), np.arange(categories))) / max(1, categories - 1)
    shapes: dict[Weights, Callable[[Floats], Floats]] = {
        Weights.NONE: lambda far: (far == 0).astype(np.float64),
        Weights.LINEAR: lambda far: 1.0 - far,
        Weights.QUADRATIC: lambda far: 1.0 - far**2,
    }
    return shapes[weights](apart)


def cohen_kappa(
    first: ArrayLike,
    second: ArrayLike,
    *,
    categories: ArrayLike | None = None,
    weights: Weights = Weights.NONE,
    level: float = 0.95,
) -> Estimate:
    """Cohen's kappa of two raters: agreement beyond that expected from each rater's own shares.

    ``(seen - expected) / (1 - expected)``, each a sum over pairs of categories of share times weight. The
    interval is of large samples and cut at -1 and 1.

    Parameters
    ----------
    first, second
        One rating of each unit by each rater, in one order; units with a NaN are left out.
    categories
        All categories in order, used or not. Default: those used, sorted. Weights count places in this order.
    weights
        ``NONE`` for categories without order.

    Raises
    ------
    KithError
        For fewer than 5 units rated by both, different lengths, a rating that is no category, or raters who
        use one category only.

    References
    ----------
    Cohen J (1968). Psychol Bull 70:213-220, 10.1037/h0026256.
    Fleiss JL, Cohen J, Everitt BS (1969). Psychol Bull 72:323-327, 10.1037/h0028106 (standard error).

    >>> cohen_kappa([1, 1, 2, 2, 2, 1], [1, 1, 2, 2, 1, 1]).value
    0.6666666666666666
    """
    one, other = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if one.shape != other.shape:
        raise checks.refusal("statistics.different_lengths", first=len(one), second=len(other))
    both = ~(np.isnan(one) | np.isnan(other))
    kinds = _categories(np.concatenate((one[both], other[both])), categories)
    n = int(both.sum())
    if n < LEAST_UNITS:
        raise checks.refusal("statistics.too_few", n=n, least=LEAST_UNITS)
    table = np.zeros((len(kinds), len(kinds)))
    np.add.at(table, (np.searchsorted(kinds, one[both]), np.searchsorted(kinds, other[both])), 1.0 / n)
    weight = weights_of(len(kinds), weights)
    row, column = table.sum(axis=1), table.sum(axis=0)
    seen, expected = float((table * weight).sum()), float(row @ weight @ column)
    if 1.0 - expected < 1e-12:
        raise checks.refusal("statistics.no_spread")
    kappa = (seen - expected) / (1.0 - expected)
    means = (weight @ column)[:, None] + (row @ weight)[None, :]
    inner = float((table * (weight - means * (1.0 - kappa)) ** 2).sum())
    variance = (inner - (kappa - expected * (1.0 - kappa)) ** 2) / (n * (1.0 - expected) ** 2)
    half = NormalDist().inv_cdf((1.0 + checks.level(level)) / 2.0) * max(0.0, variance) ** 0.5
    return Estimate(kappa, max(-1.0, kappa - half), min(1.0, kappa + half), level, n, COHEN[weights])


def rater_agreement(
    ratings: ArrayLike,
    chance: Chance,
    *,
    categories: ArrayLike | None = None,
    weights: Weights = Weights.NONE,
    level: float = 0.95,
) -> Estimate:
    """Agreement of two or more raters beyond chance: Fleiss' kappa or Gwet's AC1 and AC2; gaps are allowed.

    Seen: the mean over units rated twice or more of the share of pairs of their ratings that agree (by weight).
    Expected, from the mean share of each category: ``FLEISS`` the weighted sum of products of shares, ``GWET``
    the sum of share times one less share, times the weights' sum over ``q (q - 1)``. The interval uses Gwet's
    variance over units and Student's t.

    Parameters
    ----------
    ratings
        Units by raters, NaN where a rater gave none.
    categories, weights
        As for :func:`cohen_kappa`.

    Returns
    -------
    Estimate
        ``n`` counts units with a rating.

    Raises
    ------
    KithError
        For fewer than 5 units rated twice or more, a rating that is no category, or one category only.

    References
    ----------
    Fleiss JL (1971). Psychol Bull 76:378-382, 10.1037/h0031619.
    Gwet KL (2008). Br J Math Stat Psychol 61:29-48, 10.1348/000711006X126600 (equations 3 to 5 and 24).
    Gwet KL (2014). Handbook of Inter-Rater Reliability, 4th ed., chapters 3 and 5.
    """
    array = np.asarray(ratings, dtype=np.float64)
    if array.ndim != 2:
        raise ValueError("expected units by raters")
    array = array[~np.isnan(array).all(axis=1)]
    kinds = _categories(array[~np.isnan(array)], categories)
    counts = np.stack([(array == kind).sum(axis=1) for kind in kinds], axis=1).astype(np.float64)
    twice = counts.sum(axis=1) >= 2
    if int(twice.sum()) < LEAST_UNITS:
        raise checks.refusal("statistics.too_few", n=int(twice.sum()), least=LEAST_UNITS)
    found = _beyond_chance(counts, twice, weights_of(len(kinds), weights), chance)
    return found.estimate(level, SEVERAL[chance, weights])


@dataclass(frozen=True, slots=True)
class _Beyond:
    value: float
    of_units: Floats

    def estimate(self, level: float, method: str) -> Estimate:
        from scipy.special import stdtrit

        n = len(self.of_units)
        error = (float(((self.of_units - self.value) ** 2).sum()) / (n * (n - 1))) ** 0.5
        half = float(stdtrit(n - 1, (1.0 + checks.level(level)) / 2.0)) * error
        return Estimate(
            self.value, max(-1.0, self.value - half), min(1.0, self.value + half), level, n, method
        )


def _beyond_chance(counts: Floats, twice: Floats, weight: Floats, chance: Chance) -> _Beyond:
    """The coefficient and its linear part for each unit (Gwet 2014, equations 5.12 and 5.13)."""
    n, kinds = counts.shape
    raters = counts.sum(axis=1)
    pairs = (counts * (counts @ weight - 1.0)).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        seen_of = np.where(twice, pairs / (raters * (raters - 1.0)), 0.0)
    seen = float(seen_of.sum() / twice.sum())
    shares = counts / raters[:, None]
    mean = shares.mean(axis=0)
    if chance is Chance.GWET:
        factor = float(weight.sum()) / (kinds * (kinds - 1))
        expected_of = factor * (shares * (1.0 - mean)).sum(axis=1)
    else:
        expected_of = shares @ (weight @ mean)
    expected = float(expected_of.mean())
    if 1.0 - expected < 1e-12:
        raise checks.refusal("statistics.no_spread")
    value = (seen - expected) / (1.0 - expected)
    own = np.where(twice, (n / twice.sum()) * (seen_of - expected) / (1.0 - expected), 0.0)
    return _Beyond(value, own - 2.0 * (1.0 - value) * (expected_of - expected) / (1.0 - expected))


def _categories(used: Floats, categories: ArrayLike | None) -> Floats:
    kinds = np.unique(used)
    if categories is not None:
        known = np.unique(np.asarray(categories, dtype=np.float64))
        strange = np.setdiff1d(kinds, known)
        if len(strange):
            raise checks.refusal("statistics.not_a_category", value=f"{strange[0]:g}")
        kinds = known
    if len(kinds) < 2 or len(np.unique(used)) < 1:
        raise checks.refusal("statistics.no_spread")
    return kinds
