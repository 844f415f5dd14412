"""Scores under pseudonyms with what their columns mean, for the evaluator."""

from __future__ import annotations

from django.http import HttpResponse

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.reports.domain import actions
from kith.service.reports.domain.bundle import bundle_of
from kith.service.reports.web import presenters


@requires(P.REPORT_SEE_LINES, on="cohort")
def bundle(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Made when it is asked for, so that answers taken back since are not in it."""
    content = bundle_of(cohort, presenters.language())
    actions.note_data_taken(by=request.actor, cohort=cohort)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="scores.zip"'
    response["Cache-Control"] = "private, no-store"
    return response
