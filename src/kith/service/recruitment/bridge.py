"""The only door to the wings: reviews to a ranking, applications to be shared out, the funnel counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from kith.evaluation.facts import ReportFacts
from kith.evaluation.funnel import analyse_funnel, releases
from kith.evaluation.funnel_report import funnel_report
from kith.evaluation.funnel_types import (
    Baseline,
    Category,
    Characteristic,
    Counted,
    FunnelData,
    FunnelResult,
    Stage,
    Told,
)
from kith.evaluation.panel_types import Agreement, Cut, PanelData, PanelResult, Ranked, Score
from kith.evaluation.panel_types import Criterion as Judged
from kith.evaluation.panels import at_cut, rank_panel
from kith.matching.sharing.share import share_out as share
from kith.matching.sharing.types import Application as Paper
from kith.matching.sharing.types import Reviewer as SharingReviewer
from kith.matching.sharing.types import SharingProblem, SharingResult
from kith.programmes.capabilities import Judged as At
from kith.programmes.types import Definition
from kith.publishing.disclosure import DisclosurePolicy, Release
from kith.publishing.model import Report
from kith.service.recruitment.domain.funnel.funnel_rows import Grouping, Rows
from kith.service.recruitment.models import Review

SEED = 20
"""The rank intervals are drawn with it, so that a page shows the same ranking each time it is opened."""

__all__ = [
    "Agreement",
    "Baseline",
    "Cut",
    "FunnelResult",
    "PanelResult",
    "Paper",
    "Ranked",
    "Reader",
    "ReportFacts",
    "Reviewed",
    "SharingResult",
    "cut_of",
    "funnel",
    "funnel_page",
    "funnel_releases",
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


def funnel(
    rows: Rows, *, cohorts: Sequence[str], baselines: Sequence[Baseline], policy: DisclosurePolicy
) -> FunnelResult:
    """Applications counted by group, as they may be shown."""
    return analyse_funnel(_funnel_data(rows, cohorts), seed=SEED, baselines=baselines, policy=policy)


def funnel_releases(rows: Rows, result: FunnelResult, name: str) -> tuple[Release, ...]:
    """A release for each stage of what :func:`funnel` shows, to be held against earlier ones."""
    return releases(_funnel_data(rows, result.cohorts), result, rows.ids, name)


def funnel_page(result: FunnelResult, facts: ReportFacts, language: str) -> Report:
    """What :func:`funnel` shows as a report for a board, in the language that is switched on."""
    return funnel_report(result, facts, language=language, translate=gettext)


def _funnel_data(rows: Rows, cohorts: Sequence[str]) -> FunnelData:
    return FunnelData(
        stages=tuple(Stage(stage) for stage in rows.stages),
        furthest=rows.furthest,
        characteristics=tuple(_characteristic(one) for one in rows.groupings),
        cohorts=tuple(cohorts),
        counted=(Counted(Stage.REACHED, rows.visits, {"channel": rows.visits_by_channel}),),
    )


def _characteristic(one: Grouping) -> Characteristic:
    groups = tuple(Category(group.key, group.label, Told(group.told)) for group in one.groups)
    return Characteristic(one.key, one.label, groups, one.codes)
