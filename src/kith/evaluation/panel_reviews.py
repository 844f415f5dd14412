"""Scores put together to reviews: one total a review, unfinished ones left out and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.panel_types import PanelData
from kith.foundation.faults import Faults

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Reviews:
    """Finished reviews, by applicant id, then reviewer id.

    ``applicant`` and ``reviewer`` are places in ``applicants`` and ``reviewers`` (both sorted);
    ``points`` has a column a criterion; ``shares`` the same as shares of 0-100, ``total`` their
    weighted mean.
    """

    applicants: tuple[str, ...]
    reviewers: tuple[str, ...]
    applicant: Places
    reviewer: Places
    points: Floats
    shares: Floats
    total: Floats
    unfinished: int

    @property
    def is_crossed(self) -> bool:
        """Whether every reviewer reviewed every applicant."""
        return len(self.total) == len(self.applicants) * len(self.reviewers)


def reviews_of(data: PanelData) -> Reviews:
    """The finished reviews.

    Raises
    ------
    KithError
        With every fault: criteria that cannot be, scores of an unknown criterion, out of range or twice.
    """
    _refuse_criteria(data)
    column = {criterion.key: place for place, criterion in enumerate(data.criteria)}
    found = _rows(data, column)
    whole = {pair: row for pair, row in found.items() if not np.isnan(row).any()}
    pairs = sorted(whole)
    applicants = tuple(sorted({applicant for applicant, _ in pairs}))
    reviewers = tuple(sorted({reviewer for _, reviewer in pairs}))
    place = {key: at for at, key in enumerate(applicants)}
    whose = {key: at for at, key in enumerate(reviewers)}
    points = np.array([whole[pair] for pair in pairs], dtype=np.float64).reshape(len(pairs), len(column))
    low = np.array([criterion.minimum for criterion in data.criteria], dtype=np.float64)
    range_ = np.array([criterion.maximum for criterion in data.criteria], dtype=np.float64) - low
    weight = np.array([criterion.weight for criterion in data.criteria], dtype=np.float64)
    shares = 100.0 * (points - low) / range_
    return Reviews(
        applicants,
        reviewers,
        np.array([place[applicant] for applicant, _ in pairs], dtype=np.intp),
        np.array([whose[reviewer] for _, reviewer in pairs], dtype=np.intp),
        points,
        shares,
        shares @ weight / weight.sum(),
        len(found) - len(whole),
    )


def _refuse_criteria(data: PanelData) -> None:
    faults = Faults()
    if not data.criteria:
        faults.add("evaluation.panel.no_criteria")
    for key, times in Counter(criterion.key for criterion in data.criteria).items():
        if times > 1:
            faults.add("evaluation.panel.same_criterion", criterion=key)
    for criterion in data.criteria:
        if criterion.minimum >= criterion.maximum:
            faults.add(
                "evaluation.panel.bad_range",
                criterion=criterion.key,
                minimum=criterion.minimum,
                maximum=criterion.maximum,
            )
        if criterion.weight < 1:
            faults.add("evaluation.panel.bad_weight", criterion=criterion.key, weight=criterion.weight)
    faults.raise_if_any()


def _rows(data: PanelData, column: dict[str, int]) -> dict[tuple[str, str], list[float]]:
    faults = Faults()
    limits = {criterion.key: (criterion.minimum, criterion.maximum) for criterion in data.criteria}
    rows: dict[tuple[str, str], list[float]] = {}
    nothing = [float("nan")] * len(column)
    for score in data.scores:
        at = column.get(score.criterion)
        if at is None:
            faults.add("evaluation.panel.unknown_criterion", criterion=score.criterion)
            continue
        low, high = limits[score.criterion]
        if not low <= score.score <= high:
            faults.add(
                "evaluation.panel.out_of_range",
                criterion=score.criterion,
                score=score.score,
                minimum=low,
                maximum=high,
            )
            continue
        row = rows.setdefault((score.applicant, score.reviewer), nothing.copy())
        if row[at] == row[at]:
            faults.add("evaluation.panel.scored_twice", criterion=score.criterion)
        row[at] = score.score
    faults.raise_if_any()
    return rows
