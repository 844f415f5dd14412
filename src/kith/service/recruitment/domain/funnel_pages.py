"""A release as it was kept: for a page, and as a PDF. Nothing is counted here, so no key is needed."""

from __future__ import annotations

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


def page_of(release: FunnelRelease) -> tuple[str, str]:
    """The title, and what goes into a page under it, in the release's own language."""
    from kith.publishing.html import render_fragment
    from kith.publishing.report_json import report_from_json

    report = report_from_json(release.shown)
    with translation.override(release.asked["language"]):
        return report.title, render_fragment(report, translate=gettext)


def pdf_of(*, by: Actor, release: FunnelRelease) -> bytes:
    """The same on paper. Whoever calls has asked whether the reader may have it; it is audited like a file."""
    from kith.publishing.pdf import render_pdf
    from kith.publishing.report_json import report_from_json

    with translation.override(release.asked["language"]):
        content = render_pdf(report_from_json(release.shown), translate=gettext)
    with transaction.atomic():
        audit.record(
            by=by,
            action="recruitment.take_funnel",
            subject=release,
            organisation_id=release.organisation_id,
            cohort_id=release.call.cohort_id if release.call else None,
        )
    return content
