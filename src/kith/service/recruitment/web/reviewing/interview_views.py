"""For the lead: panels, their times, who booked which, and asking people to book."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.recruitment.domain.reviewing import interviewing, review_queries
from kith.service.recruitment.models import Slot
from kith.service.recruitment.web.reviewing import interview_presenters as presenters
from kith.service.recruitment.web.reviewing.interview_forms import PanelForm, SlotsForm
from kith.service.recruitment.web.reviewing.reviewer_views import call_of
from kith.service.ui.web.refusals import show_refusal


@requires(P.SELECT, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    return render(request, "recruitment/interviews.html", presenters.interviews(call_of(cohort)))


@requires(P.SELECT, on="cohort")
def add_panel(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    call = call_of(cohort)
    interviewers = review_queries.interviewers(call)
    form = PanelForm(request.POST or None, definition=definition_of(cohort), interviewers=interviewers)
    if form.is_valid():
        given = {**form.cleaned_data}
        given["members"] = [one for one in interviewers if str(one.pk) in given["members"]]
        try:
            panel = interviewing.make_panel(by=request.actor, call=call, **given)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            return redirect("recruitment:add_slots", cohort.pk, panel.pk)
    context = {"cohort": cohort, "form": form, "enough": len(interviewers) >= interviewing.LEAST_MEMBERS}
    return render(
        request,
        "recruitment/add_panel.html",
        {**context, "here": "programmes"},
        status=422 if form.errors else 200,
    )


@requires(P.SELECT, on="cohort")
def add_slots(request: SignedInRequest, cohort: Cohort, panel_id: UUID, **kwargs: str) -> HttpResponse:
    panel = call_of(cohort).panels.filter(pk=panel_id).select_related("call__cohort").first()
    if panel is None:
        raise Http404
    form = SlotsForm(request.POST or None)
    if form.is_valid():
        try:
            made = interviewing.add_slots(by=request.actor, panel=panel, **form.cleaned_data)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            said = ngettext("%(num)s time is open.", "%(num)s times are open.", len(made))
            messages.success(request, said % {"num": len(made)})
            return redirect("recruitment:interviews", cohort.pk)
    context = {"cohort": cohort, "panel": panel, "form": form, "here": "programmes"}
    return render(request, "recruitment/add_slots.html", context, status=422 if form.errors else 200)


@require_POST
@requires(P.SELECT, on="cohort")
def remove_slot(request: SignedInRequest, cohort: Cohort, slot_id: UUID, **kwargs: str) -> HttpResponse:
    rows = Slot.objects.select_related("panel__call__cohort")
    slot = rows.filter(pk=slot_id, panel__call=call_of(cohort)).first()
    if slot is None:
        raise Http404
    interviewing.remove_slot(by=request.actor, slot=slot)
    messages.success(request, _("The time is gone."))
    return redirect("recruitment:interviews", cohort.pk)


@require_POST
@requires(P.SELECT, on="cohort")
def invite(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    count = interviewing.invite_to_book(by=request.actor, call=call_of(cohort))
    said = ngettext(
        "%(num)s person is asked by mail to choose a time.",
        "%(num)s people are asked by mail to choose a time.",
        count,
    )
    messages.success(request, said % {"num": count})
    return redirect("recruitment:interviews", cohort.pk)
