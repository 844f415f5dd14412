"""A release as it was kept: for a page, and as a PDF. Nothing is counted here, so no key is needed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext

from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.recruitment.models import Call, FunnelRelease


def releases_of_call(call: Call) -> QuerySet[FunnelRelease]:
    """The newest first, without what is heavy or never shown."""
    return _light(FunnelRelease.objects.filter(call=call))


def pooled_releases(organisation: Organisation) -> QuerySet[FunnelRelease]:
    return _light(FunnelRelease.objects.filter(organisation=organisation, call=None))


def _light(rows: QuerySet[FunnelRelease]) -> QuerySet[FunnelRelease]:
    return rows.defer("guarded", "shown").order_by("-created_at", "-pk")


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """``board`` is what stands on one page, ``tables`` everything behind it: both ready to stand in a page."""

    title: str
    board: str
    tables: str


def page_of(release: FunnelRelease) -> ReleasePage:
    """A release in its own language."""
    from kith.publishing.html import render_fragment
    from kith.publishing.report_json import report_from_json

    report = report_from_json(release.shown)
    with translation.override(release.asked["language"]):
        return ReleasePage(
            report.title,
            render_fragment(replace(report, sections=()), translate=gettext, key="board"),
            render_fragment(replace(report, summary=()), translate=gettext, heading_level=3, key="tables"),
        )


def pdf_of(release: FunnelRelease) -> bytes:
    """The same on paper: the first sheet is for a board, the tables are behind it."""
    from kith.publishing.pdf import render_pdf
    from kith.publishing.report_json import report_from_json

    with translation.override(release.asked["language"]):
        return render_pdf(report_from_json(release.shown), translate=gettext)


@transaction.atomic
def note_taken(*, by: Actor, release: FunnelRelease) -> None:
    """That a release left the house on paper stands in the history."""
    audit.record(
        by=by,
        action="recruitment.take_funnel",
        subject=release,
        organisation_id=release.organisation_id,
        cohort_id=release.call.cohort_id if release.call else None,
    )
