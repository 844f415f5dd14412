"""Agreement of raters by every usual coefficient, with the one that misleads named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from kith.evaluation.raters.types import RatersData, RatersResult
from kith.evaluation.refused import or_why_not
from kith.evaluation.types import Remark
from kith.foundation.faults import Faults
from kith.foundation.provenance import hash_bytes, hash_value, provenance
from kith.foundation.seeds import generator
from kith.statistics.types import Estimate

if TYPE_CHECKING:
    from kith.statistics.kappa import Chance

METHOD = "kith.evaluation.raters"
PARADOX_SHARE, PARADOX_GAP = 0.8, 0.2
"""Four in five pairs alike, and kappa a fifth or more below Gwet's coefficient: Feinstein and Cicchetti (1990),
J Clin Epidemiol 43:543-549, 10.1016/0895-4356(90)90158-L, describe the paradox; the ends are ours."""
APART = 0.1
"""Coefficients further apart than this lead to different words for the same agreement. Ours: half a band of Landis
and Koch (1977), Biometrics 33:159-174, 10.2307/2529310."""
LEAST_TELLING = 30
"""Units from which kappa may be read; fewer are said to be few. Ours: asymptotic intervals are rough below it."""


def analyse_raters(data: RatersData, *, seed: int) -> RatersResult:
    """How far raters agree: pairs alike, Cohen's kappa (two raters), Fleiss' kappa, Gwet's AC and Krippendorff's alpha.

    Categories in order take linear weights, and ranks in Krippendorff's alpha. Units rated once count for the
    shares of categories only.

    Parameters
    ----------
    data
        See :class:`~kith.evaluation.raters.types.RatersData`.
    seed
        Of Krippendorff's interval.

    Raises
    ------
    KithError
        For fewer than two raters or categories, or a rating that is none of them.

    References
    ----------
    Stand with :mod:`kith.statistics.kappa` and :mod:`kith.statistics.agreement`.
    """
    _check(data)
    ratings = data.ratings
    given = ~np.isnan(ratings)
    pairs, alike = _pairs(data)
    found = _Coefficients(data, seed)
    cohen = found.cohen() if len(data.raters) == 2 else None
    fleiss, gwet, krippendorff = found.fleiss(), found.gwet(), found.krippendorff()
    remarks = tuple(_remarks(int((given.sum(axis=1) >= 2).sum()), pairs, alike, fleiss, gwet))
    if not any(remark.code == "evaluation.raters.paradox" for remark in remarks):
        remarks += tuple(_apart(cohen, fleiss, gwet, krippendorff))
    inputs = {
        "ratings": hash_bytes(ratings.tobytes()),
        "categories": hash_value([list(data.categories), data.ordered]),
    }
    return RatersResult(
        raters=data.raters,
        categories=data.categories,
        units=int(given.any(axis=1).sum()),
        units_twice=int((given.sum(axis=1) >= 2).sum()),
        pairs=pairs,
        alike=alike,
        cohen=cohen,
        fleiss=fleiss,
        gwet=gwet,
        krippendorff=krippendorff,
        weighted=data.ordered,
        remarks=remarks,
        provenance=provenance(METHOD, inputs=inputs, seed=seed, libraries=("numpy", "scipy")),
    )


def _check(data: RatersData) -> None:
    faults = Faults()
    if len(data.raters) < 2:
        faults.add("evaluation.raters.one_rater", raters=len(data.raters))
    if len(data.categories) < 2:
        faults.add("evaluation.raters.one_category", categories=len(data.categories))
    faults.raise_if_any()


def _pairs(data: RatersData) -> tuple[int, int]:
    """Pairs of ratings of one unit, and those alike."""
    counts = np.stack([(data.ratings == place).sum(axis=1) for place in range(len(data.categories))], axis=1)
    total = counts.sum(axis=1)
    return int((total * (total - 1) // 2).sum()), int((counts * (counts - 1) // 2).sum())


class _Coefficients:
    """Each coefficient, or why it is not defined."""

    def __init__(self, data: RatersData, seed: int) -> None:
        from kith.statistics.kappa import Weights

        self.data, self.seed = data, seed
        self.places = np.arange(len(data.categories), dtype=np.float64)
        self.weights = Weights.LINEAR if data.ordered else Weights.NONE

    def cohen(self) -> Estimate | Remark:
        from kith.statistics.kappa import cohen_kappa

        first, second = self.data.ratings.T
        return or_why_not(lambda: cohen_kappa(first, second, categories=self.places, weights=self.weights))

    def fleiss(self) -> Estimate | Remark:
        from kith.statistics.kappa import Chance

        return self._many(Chance.FLEISS)

    def gwet(self) -> Estimate | Remark:
        from kith.statistics.kappa import Chance

        return self._many(Chance.GWET)

    def _many(self, chance: Chance) -> Estimate | Remark:
        from kith.statistics.kappa import rater_agreement

        return or_why_not(
            lambda: rater_agreement(self.data.ratings, chance, categories=self.places, weights=self.weights)
        )

    def krippendorff(self) -> Estimate | Remark:
        from kith.statistics.agreement import Metric, krippendorff_estimate, long_form
        from kith.statistics.kappa import LEAST_UNITS

        units, values = long_form(self.data.ratings.T)
        rated = int(((~np.isnan(self.data.ratings)).sum(axis=1) >= 2).sum())
        if rated < LEAST_UNITS:
            return Remark("statistics.too_few", {"n": rated, "least": LEAST_UNITS})
        metric = Metric.ORDINAL if self.data.ordered else Metric.NOMINAL
        rng = generator(self.seed, METHOD)
        return or_why_not(lambda: krippendorff_estimate(units, values, metric=metric, rng=rng))


def _apart(*figures: Estimate | Remark | None) -> Iterator[Remark]:
    values = [figure.value for figure in figures if isinstance(figure, Estimate)]
    if values and max(values) - min(values) > APART:
        yield Remark("evaluation.raters.apart", {"gap": f"{max(values) - min(values):.2f}"})


def _remarks(
    units: int, pairs: int, alike: int, fleiss: Estimate | Remark, gwet: Estimate | Remark
) -> Iterator[Remark]:
    if units < LEAST_TELLING:
        yield Remark("evaluation.raters.few", {"n": units, "least": LEAST_TELLING})
    if (
        isinstance(fleiss, Estimate)
        and isinstance(gwet, Estimate)
        and alike > PARADOX_SHARE * pairs
        and gwet.value - fleiss.value > PARADOX_GAP
    ):
        yield Remark("evaluation.raters.paradox")
