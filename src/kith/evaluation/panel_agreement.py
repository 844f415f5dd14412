"""How far reviewers agree: on each criterion, and on the whole."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kith.evaluation.panel_reviews import Floats, Reviews
from kith.evaluation.panel_types import Agreement, Criterion
from kith.foundation.faults import KithError
from kith.statistics.agreement import Metric, icc_consistency, icc_one_way, krippendorff_estimate
from kith.statistics.types import Estimate

RESAMPLES = 1_000
MOST_DRAWN = 1_000_000  # applicants drawn in all: with thousands the interval is narrow, and fewer draws do
LEAST_RESAMPLES = 200


def agreements(
    reviews: Reviews, criteria: tuple[Criterion, ...], rng: np.random.Generator, level: float
) -> tuple[Agreement, ...]:
    """Agreement on the total first, then on each criterion in order."""
    found = [_agreement(None, reviews, reviews.total, Metric.INTERVAL, rng, level)]
    for column, criterion in enumerate(criteria):
        points = reviews.points[:, column]
        found.append(_agreement(criterion.key, reviews, points, Metric.ORDINAL, rng, level))
    return tuple(found)


def _agreement(
    criterion: str | None,
    reviews: Reviews,
    values: Floats,
    metric: Metric,
    rng: np.random.Generator,
    level: float,
) -> Agreement:
    resamples = max(LEAST_RESAMPLES, min(RESAMPLES, MOST_DRAWN // len(reviews.applicants)))
    alpha = _defined(
        lambda: krippendorff_estimate(
            reviews.applicant, values, metric=metric, rng=rng, resamples=resamples, level=level
        )
    )
    if reviews.is_crossed:
        square = values.reshape(len(reviews.applicants), len(reviews.reviewers))
        icc = _defined(lambda: icc_consistency(square, level=level))
    else:
        icc = _defined(lambda: icc_one_way(reviews.applicant, values, level=level))
    return Agreement(criterion, len(reviews.applicants), len(values), alpha, icc)


def _defined(figure: Callable[[], Estimate]) -> Estimate | None:
    """The figure, or None where the answers are too few or too much alike for it to be defined."""
    try:
        return figure()
    except KithError:
        return None
