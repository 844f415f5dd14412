"""The evaluation plan of a cohort: written, frozen, downloaded, and what is done otherwise."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.foundation.provenance import canonical_json
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment
from kith.service.reports.domain.planning import actions, reading
from kith.service.reports.web.planning import presenters
from kith.service.reports.web.planning.forms import DeviationForm, PlanForm, written
from kith.service.reports.web.presenters import language
from kith.service.ui.web.refusals import show_refusal


@requires(P.REPORT_MAKE, on="cohort")
def plan(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    return render(request, "reports/plan.html", presenters.plan_page(cohort))


@requires(P.REPORT_MAKE, on="cohort")
def write(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Every field may be left open; the page of the plan says what a reader will ask for."""
    askable = reading.askable_in(cohort)
    draft = presenters.draft_in(askable)
    form = PlanForm(request.POST or None, askable=askable, language=language(), initial=written(draft))
    if form.is_valid():
        draft = form.draft()
        try:
            seen = request.POST.get("seen", "")
            actions.save_plan(by=request.actor, cohort=cohort, draft=draft, seen=seen)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("The plan is saved. It can still be changed until it is frozen."))
            return redirect("reports:plan", cohort.pk)
    seen = reading.stamp_of(cohort)
    context = {**presenters.form_page(askable, draft), "form": form, "seen": seen}
    return render(request, "reports/plan_write.html", context, status=422 if form.errors else 200)


@requires(P.REPORT_MAKE, on="cohort")
def freeze(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """Ask first: a frozen plan does not change."""
    address = reverse("reports:plan", args=[cohort.pk])
    context = {
        "cohort": cohort,
        "title": _("Freeze the plan?"),
        "what_happens": [
            _("It gets a hash that stands in every report, so that anybody can check it was not changed."),
            _(
                "It can be replaced until the first answers can be given. After that you only record what differs."
            ),
        ],
        "button": _("Freeze the plan"),
        "cancel_href": address,
        "is_dangerous": False,
        "here": "programmes",
    }
    if request.method == "POST":
        try:
            actions.freeze_plan(by=request.actor, cohort=cohort)
        except KithError as refused:
            return render(request, "ui/confirm.html", {**context, "faults": refused.faults}, status=422)
        messages.success(request, _("The plan is frozen."))
        return redirect(address)
    return render(request, "ui/confirm.html", context)


@requires(P.REPORT_MAKE, on="cohort")
def deviate(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    form = DeviationForm(request.POST or None)
    if form.is_valid():
        try:
            actions.record_deviation(by=request.actor, cohort=cohort, **form.cleaned_data)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("It is recorded, and stands in every report made from now on."))
            return redirect("reports:plan", cohort.pk)
    context = {"cohort": cohort, "form": form, "here": "programmes"}
    return render(request, "reports/plan_deviate.html", context, status=422 if form.errors else 200)


@requires(P.REPORT_MAKE, on="cohort")
def frozen(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> FileResponse:
    """The frozen plan as a file, as ``kith evaluate change --plan`` reads it. No person is in it."""
    found = reading.frozen_of(cohort)
    if found is None:
        raise Http404
    content = canonical_json(found.frozen).encode() + b"\n"
    return attachment(BytesIO(content), name="plan.frozen.json", media_type="application/json")
