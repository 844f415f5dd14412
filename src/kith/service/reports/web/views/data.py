"""What a report can be worked out again from: its tables for everybody, its lines for the evaluator."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, Http404

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment
from kith.service.reports.domain.bundling import MEDIA_TYPE, lines_of
from kith.service.reports.models import Report
from kith.service.reports.web.views.show import admitted, stored


@requires(P.REPORT_SEE, on="report")
def bundle(request: SignedInRequest, report: Report, **kwargs: str) -> FileResponse:
    """The tables of a report for everyone, as data. A report for the evaluator has none."""
    return stored(request, report, report.bundle)


@requires(P.REPORT_SEE_LINES, on="report")
def lines(request: SignedInRequest, report: Report, **kwargs: str) -> FileResponse:
    """Made when it is asked for, so that answers taken back since are not in it."""
    admitted(request, report)
    if report.content is None:
        raise Http404
    content = lines_of(by=request.actor, report=report)
    return attachment(BytesIO(content), name=f"report-{report.number}-lines.zip", media_type=MEDIA_TYPE)
