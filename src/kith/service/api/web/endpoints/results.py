"""What came of a cohort: pairs, questionnaires as counts, published reports."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from ninja import Field, Query, Router

from kith.foundation.words import Text
from kith.service.api.domain.queries import reports_out
from kith.service.api.domain.reading import note_read
from kith.service.api.web import schemas
from kith.service.api.web.access import ApiRequest, reads
from kith.service.api.web.answers import answers
from kith.service.api.web.paging import Paging, page_of, page_of_few
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.links import absolute
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.policies import policy
from kith.service.reports.models import Report
from kith.service.surveys.domain.queries import rates, waves_of
from kith.service.surveys.models import Wave

router = Router(tags=["Results"])


class WantedPairs(Paging):
    state: schemas.PairState | None = Field(None, description="Only pairs in this state.")


class WantedWaves(Paging):
    state: schemas.WaveState | None = Field(None, description="Only questionnaires in this state.")


@router.get("cohorts/{uuid:cohort_id}/pairs", response=answers(schemas.Pairs))
@reads(P.MATCH_SEE, on="cohort")
def pairs(request: ApiRequest, cohort: Cohort, cohort_id: UUID, wanted: Query[WantedPairs]) -> schemas.Pairs:
    """The published pairs. Before publication there are none. Reading it stands in the organisation's history."""
    rows = cohort.pairs.select_related("left__person", "right__person").defer("reasons")
    if wanted.state is not None:
        rows = rows.filter(state=wanted.state)
    page, following = page_of(rows, wanted)
    _note(request, "api.read_pairs", cohort, cohort, len(page))
    items = [
        schemas.Pair(
            id=one.pk,
            state=one.state,
            left=_partner(one.left),
            right=_partner(one.right),
            made_at=one.created_at,
            ended_at=one.ended_at,
        )
        for one in page
    ]
    return schemas.Pairs(items=items, next_cursor=following)


@router.get("cohorts/{uuid:cohort_id}/waves", response=answers(schemas.Waves))
@reads(P.WAVE_SEE, on="cohort")
def waves(request: ApiRequest, cohort: Cohort, cohort_id: UUID, wanted: Query[WantedWaves]) -> schemas.Waves:
    """The questionnaires' dates, and how many answered: never who, and no count that would point at people."""
    found = waves_of(cohort, least=policy(cohort.organisation).min_matched)
    page, following = page_of_few([one for one in found if wanted.state in (None, one.state)], wanted)
    items = [schemas.Wave(**_wave(one, one.asked, one.answered)) for one in page]
    return schemas.Waves(items=items, next_cursor=following)


@router.get("cohorts/{uuid:cohort_id}/waves/{uuid:wave_id}", response=answers(schemas.WaveWhole))
@reads(P.WAVE_SEE, on="wave")
def wave(request: ApiRequest, wave: Wave, cohort_id: UUID, wave_id: UUID) -> schemas.WaveWhole:
    """One questionnaire, with the counts of each side."""
    sides = rates(wave, least=policy(wave.cohort.organisation).min_matched)
    shown = [side.answered for side in sides if side.answered is not None]
    answered = sum(shown) if len(shown) == len(sides) else None
    return schemas.WaveWhole(
        **_wave(wave, sum(side.invited for side in sides), answered),
        sides=[schemas.Rate(side=one.side, asked=one.invited, answered=one.answered) for one in sides],
    )


@router.get("cohorts/{uuid:cohort_id}/reports", response=answers(schemas.Reports))
@reads(P.REPORT_SEE, on="cohort")
def reports(request: ApiRequest, cohort: Cohort, cohort_id: UUID, paging: Query[Paging]) -> schemas.Reports:
    """The published reports. Drafts, and reports with lines under pseudonyms, are not here."""
    page, following = page_of(reports_out(cohort).defer("content", "page", "released"), paging)
    return schemas.Reports(items=[schemas.Report(**_report(one)) for one in page], next_cursor=following)


@router.get("cohorts/{uuid:cohort_id}/reports/{uuid:report_id}", response=answers(schemas.ReportWhole))
@reads(P.REPORT_SEE, on="report")
def report(request: ApiRequest, report: Report, cohort_id: UUID, report_id: UUID) -> schemas.ReportWhole:
    """One published report, whole. Reading it stands in the organisation's history."""
    if not reports_out(report.cohort).filter(pk=report.pk).exists():
        raise Http404
    _note(request, "api.read_report", report, report.cohort, 1)
    return schemas.ReportWhole(**_report(report), content=report.content or {})


def _note(request: ApiRequest, action: str, subject: Any, cohort: Cohort, rows: int) -> None:
    note_read(by=request.actor, person=request.user, action=action, subject=subject, cohort=cohort, rows=rows)


def _partner(place: Place) -> schemas.Partner:
    return schemas.Partner(place_id=place.pk, name=place.person.name, side=place.side)


def _wave(wave: Wave, asked: int, answered: int | None) -> dict[str, Any]:
    return {
        "id": wave.pk,
        "key": wave.key,
        "name": Text.of(wave.name).in_language(get_language() or "en"),
        "state": wave.state,
        "opens_at": wave.opens_at,
        "closes_at": wave.closes_at,
        "asked": asked,
        "answered": answered,
    }


def _report(report: Report) -> dict[str, Any]:
    place = {"cohort_id": report.cohort_id, "report_id": report.pk}
    links = schemas.Links(
        content=absolute(reverse("api:v1:report", kwargs=place)),
        page=absolute(reverse("reports:report", kwargs=place)),
        pdf=absolute(reverse("reports:pdf", kwargs=place)) if report.pdf_id else None,
    )
    return {
        "id": report.pk,
        "number": report.number,
        "language": report.language,
        "published_at": report.published_at,
        "links": links,
    }
