"""The evaluator's bundle of a report: made when somebody asks, and not kept itself."""

from __future__ import annotations

from secrets import token_bytes

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Permission, may
from kith.service.reports import bridge, bridge_bundle
from kith.service.reports.domain.making import material_of
from kith.service.reports.models import Report

MEDIA_TYPE = "application/zip"


def lines_of(*, by: Actor, report: Report) -> bytes:
    """The scores behind the report under pseudonyms, in the report's own language. It is audited like a file.

    Only lines that may be read today are in it, so that what was taken back since is not. A report of other
    answers than those of today has no bundle: its totals beside today's lines would tell what was taken back.

    Raises KithError when answers or settings have changed since the report was made.
    """
    from kith.publishing.report_json import report_from_json

    if by.person is None or not may(by.person, Permission.REPORT_SEE_LINES, report, on="report"):
        raise PermissionDenied(Permission.REPORT_SEE_LINES)
    with translation.override(report.language):
        model, material = report_from_json(report.content), material_of(report)
        if not bridge_bundle.is_of_these(material, model):
            raise KithError(Fault("reports.bundle.changed_since"))
        if material.is_for_evaluator:  # somebody may have said since that their line is not to be read
            model = bridge.model_of(material, _silent)
        content = bridge_bundle.lines(material, model, timezone.now().replace(microsecond=0), token_bytes(32))
    with transaction.atomic():
        audit.record(
            by=by,
            action="reports.take_lines",
            subject=report,
            organisation_id=report.cohort.organisation_id,
            cohort_id=report.cohort_id,
            detail={"number": report.number},
        )
    return content


def _silent(_done: int, _whole: int) -> None:
    """Nobody watches: the reader waits for the file."""
