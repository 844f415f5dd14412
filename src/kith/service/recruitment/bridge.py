"""The only door to the wings: reviews to a ranking, applications to be shared out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kith.evaluation.panel_types import Agreement, Cut, PanelData, PanelResult, Ranked, Score
from kith.evaluation.panel_types import Criterion as Judged
from kith.evaluation.panels import at_cut, rank_panel
from kith.matching.sharing import share_out as share
from kith.matching.sharing_types import Application as Paper
from kith.matching.sharing_types import Reviewer as SharingReviewer
from kith.matching.sharing_types import SharingProblem, SharingResult
from kith.programmes.capabilities import Judged as At
from kith.programmes.types import Definition
from kith.service.recruitment.models import Review

SEED = 20
"""The rank intervals are drawn with it, so that a page shows the same ranking each time it is opened."""

__all__ = [
    "Agreement",
    "Cut",
    "PanelResult",
    "Paper",
    "Ranked",
    "Reader",
    "Reviewed",
    "SharingResult",
    "cut_of",
    "ranking",
    "share_out",
]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finished review, as the ranking needs it."""

    application_id: UUID
    side: str
    reviewer_id: UUID
    kind: str
    scores: Mapping[str, int]


AT = {Review.Kind.PAPER: At.APPLICATION, Review.Kind.INTERVIEW: At.INTERVIEW}


def ranking(
    definition: Definition, reviews: Sequence[Reviewed], *, side: str, kind: str
) -> PanelResult | None:
    """The reviews of one kind as a ranking that holds the side; None where nothing has been scored.

    Sides that are scored on the same criteria are ranked in one go: a reviewer who reads both is then known
    better. A side with criteria of its own stands alone, since a review counts only when it is complete.
    """
    selection = definition.selection
    if selection is None:
        return None
    at = AT[Review.Kind(kind)]
    asked = selection.criteria_for(side, at)
    alike = {role.key for role in definition.roles if selection.criteria_for(role.key, at) == asked}
    mine = [review for review in reviews if review.kind == kind and review.side in alike]
    if not asked or not mine:
        return None
    data = PanelData(
        criteria=tuple(Judged(one.key, one.most, one.weight, one.least) for one in asked),
        scores=tuple(_scores(mine, {one.key for one in asked})),
        lists={str(review.application_id): review.side for review in mine},
    )
    return rank_panel(data, seed=SEED) if data.scores else None


def cut_of(result: PanelResult, places: int, side: str) -> Cut:
    """Who is in, who is out and who cannot be told apart, when a side has so many places."""
    return at_cut(result, places, side)


def _scores(reviews: Iterable[Reviewed], criteria: set[str]) -> Iterable[Score]:
    for review in reviews:
        for key, points in review.scores.items():
            if key in criteria:
                yield Score(str(review.application_id), str(review.reviewer_id), key, points)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads applications. ``most`` None is no limit; empty ``sides`` is every side."""

    id: str
    most: int | None
    specialities: frozenset[str]
    sides: frozenset[str]


def share_out(
    *,
    applications: Sequence[Paper],
    readers: Sequence[Reader],
    each: int,
    conflicts: frozenset[tuple[str, str]],
    kept: Sequence[tuple[str, str]],
) -> SharingResult:
    """Who reads what, everything that stands kept."""
    given = tuple(
        SharingReviewer(
            one.id, len(applications) if one.most is None else one.most, one.specialities, one.sides
        )
        for one in readers
    )
    problem = SharingProblem(tuple(applications), given, each, conflicts, tuple(kept))
    return share(problem, seed=SEED)
