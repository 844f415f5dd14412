"""A cohort's reports, and asking for one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.openness import offered
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.reports.domain import actions, queries
from kith.service.reports.web import presenters
from kith.service.reports.web.forms import MakeForm
from kith.service.ui.web.refusals import show_refusal

PAGE_SIZE = 25


@requires(P.REPORT_SEE, on="cohort")
def reports(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    held = permissions_of(roles_on_cohort(request.user, cohort))
    page = Paginator(queries.visible(cohort, held), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "page": page,
        "table": presenters.report_rows(cohort, page),
        "may_make": P.REPORT_MAKE in offered(held, cohort),
        "here": "programmes",
    }
    return render(request, "reports/reports.html", context)


@requires(P.REPORT_MAKE, on="cohort")
def make(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    held = permissions_of(roles_on_cohort(request.user, cohort))
    form = MakeForm(
        request.POST or None, may_see_lines=P.REPORT_SEE_LINES in held, language=presenters.language()
    )
    if form.is_valid():
        try:
            report = actions.make_report(by=request.actor, cohort=cohort, **form.cleaned_data)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return redirect("reports:report", cohort.pk, report.pk)
    context = {"cohort": cohort, "form": form, "here": "programmes"}
    return render(request, "reports/make.html", context, status=422 if form.errors else 200)
