"""One report: on its way, then as a page, a PDF or a document; and publishing it."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.core.domain import jobs
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.core.models import StoredFile
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment, download
from kith.service.reports.domain import actions
from kith.service.reports.domain.word import MEDIA_TYPE, word_of
from kith.service.reports.models import Report
from kith.service.reports.web import presenters
from kith.service.ui.web.progress import ProgressView


def admitted(request: SignedInRequest, report: Report) -> frozenset[P]:
    """What the reader holds. A draft is not there for who only reads; lines are refused to who runs the cohort."""
    held = permissions_of(roles_on_cohort(request.user, report.cohort))
    if P.REPORT_MAKE not in held and (
        report.published_at is None or report.audience != Report.Audience.PUBLIC
    ):
        raise Http404
    if report.audience == Report.Audience.EVALUATOR and P.REPORT_SEE_LINES not in held:
        raise PermissionDenied(P.REPORT_SEE_LINES)
    return held


@requires(P.REPORT_SEE, on="report")
def report(request: SignedInRequest, report: Report, **kwargs: str) -> HttpResponse:
    held = admitted(request, report)
    if report.content is None:
        context = {"cohort": report.cohort, "report": report, "view": _progress(report), "here": "programmes"}
        return render(request, "reports/making.html", {**context, "name": presenters.title_of(report)})
    return render(request, "reports/report.html", presenters.report_page(report, held))


@requires(P.REPORT_SEE, on="report")
def progress_part(request: SignedInRequest, report: Report, **kwargs: str) -> HttpResponse:
    admitted(request, report)
    return render(request, "ui/progress_part.html", {"progress_view": _progress(report)})


def _progress(report: Report) -> ProgressView:
    view = presenters.progress(report)
    if view is None:
        raise Http404
    return view


@require_POST
@requires(P.REPORT_MAKE, on="report")
def stop(request: SignedInRequest, report: Report, **kwargs: str) -> HttpResponse:
    admitted(request, report)
    if report.job is not None:
        jobs.cancel(by=request.actor, job=report.job)
    return redirect("reports:reports", report.cohort_id)


@requires(P.COHORT_MANAGE, on="report")
def publish(request: SignedInRequest, report: Report, **kwargs: str) -> HttpResponse:
    """Ask first: what is published is read by everybody who takes part."""
    admitted(request, report)
    address = reverse("reports:report", args=[report.cohort_id, report.pk])
    context = {"cohort": report.cohort, "name": presenters.title_of(report), "here": "programmes"}
    if request.method == "POST":
        try:
            actions.publish_report(by=request.actor, report=report)
        except KithError as refused:
            context |= {"faults": refused.faults, **_question(address)}
            return render(request, "ui/confirm.html", context, status=422)
        messages.success(request, _("The report is published. Everybody who takes part can read it now."))
        return redirect(address)
    return render(request, "ui/confirm.html", {**context, **_question(address)})


def _question(address: str) -> dict[str, object]:
    return {
        "title": _("Publish this report?"),
        "what_happens": [
            _("Everybody who takes part, and everybody who may see the cohort, can read it from now on."),
            _("No mail is sent. A published report cannot be taken back."),
        ],
        "button": _("Publish the report"),
        "cancel_href": address,
        "is_dangerous": False,
    }


@requires(P.REPORT_SEE, on="report")
def pdf(request: SignedInRequest, report: Report, **kwargs: str) -> FileResponse:
    return stored(request, report, report.pdf)


@requires(P.REPORT_SEE, on="report")
def document(request: SignedInRequest, report: Report, **kwargs: str) -> FileResponse:
    """The same report as one page that needs nothing else: to keep, or to send on."""
    return stored(request, report, report.document)


@requires(P.REPORT_SEE, on="report")
def word(request: SignedInRequest, report: Report, **kwargs: str) -> FileResponse:
    """The same report as a Word document: to write a paper of one's own around the numbers."""
    admitted(request, report)
    if report.content is None:
        raise Http404
    content = word_of(by=request.actor, report=report)
    return attachment(BytesIO(content), name=f"report-{report.number}.docx", media_type=MEDIA_TYPE)


def stored(request: SignedInRequest, report: Report, file: StoredFile | None) -> FileResponse:
    """A file that is kept beside the report, for who may see it."""
    admitted(request, report)
    if file is None:
        raise Http404
    return download(by=request.actor, file=file, permission=P.REPORT_SEE, thing=report, on="report")
