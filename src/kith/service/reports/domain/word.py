"""A report as a Word document: made from the kept model when somebody asks, and not kept itself."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Permission, may
from kith.service.reports.models import Report

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_of(*, by: Actor, report: Report) -> bytes:
    """The document, in the report's own language, for who may see the report. It is audited like a file.

    Raises KithError when the report was kept by a newer Kith.
    """
    from kith.publishing.docx import render_docx
    from kith.publishing.report_json import report_from_json

    if by.person is None or not may(by.person, Permission.REPORT_SEE, report, on="report"):
        raise PermissionDenied(Permission.REPORT_SEE)
    with translation.override(report.language):
        content = render_docx(report_from_json(report.content), translate=gettext)
    with transaction.atomic():
        audit.record(
            by=by,
            action="reports.take_word",
            subject=report,
            organisation_id=report.cohort.organisation_id,
            cohort_id=report.cohort_id,
            detail={"number": report.number},
        )
    return content
