"""Reading about reports: which there are, and which of them a person may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.questions import Question
from kith.service.reports.models import Report

Audience = Report.Audience


def visible(cohort: Cohort, held: frozenset[P]) -> QuerySet[Report]:
    """Published ones for who may see reports; drafts for who makes them; lines for who may see lines."""
    rows = cohort.reports.select_related("job", "made_by")
    if P.REPORT_SEE_LINES not in held:
        rows = rows.filter(audience=Audience.PUBLIC)
    if P.REPORT_MAKE not in held:
        rows = rows.exclude(published_at=None)
    return rows


def reported(cohort_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of the cohorts have a report that everybody in them may read."""
    return frozenset(key for (key,) in _reported(cohorts=set(cohort_ids)))


@Question
def _reported(cohorts: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = Report.objects.filter(cohort_id__in=cohorts, audience=Audience.PUBLIC)
    return rows.exclude(published_at=None).values_list("cohort_id")


def published_for(place: Place, language: str) -> Report | None:
    """The newest published report in the reader's language, else the newest published one."""
    rows = list(
        Report.objects.filter(cohort_id=place.cohort_id, audience=Audience.PUBLIC)
        .exclude(published_at=None)
        .select_related("pdf", "document", "bundle")
        .order_by("-published_at")
    )
    return next((row for row in rows if row.language == language), rows[0] if rows else None)
