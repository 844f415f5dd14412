"""Handing a cohort over to its next lead, and what the next lead reads."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import handing_over
from kith.service.cohorts.models import Cohort
from kith.service.cohorts.web.handing_over_form import HandOverForm
from kith.service.cohorts.web.presenters.handing_over import open_matters, words_about_the_present_lead
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.ui.web.refusals import show_refusal
from kith.service.ui.web.wording import day


@requires(P.COHORT_MANAGE, on="cohort")
def write(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    leads = handing_over.leads_by_name(cohort)
    form = HandOverForm(request.POST or None, leads=leads, reader=request.user)
    if form.is_valid():
        try:
            row = handing_over.hand_over(by=request.actor, cohort=cohort, **form.given)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            said = {"name": row.to_person.name, "cohort": cohort.name, "day": day(row.on)}
            messages.success(
                request, _("%(name)s leads %(cohort)s from %(day)s, and is told by mail.") % said
            )
            return redirect("home:home")
    context = {
        "cohort": cohort,
        "form": form,
        "matters": open_matters(cohort),
        "about_present": words_about_the_present_lead(leads, request.user),
        "here": "programmes",
    }
    return render(request, "cohorts/hand_over.html", context, status=422 if form.errors else 200)


@requires(P.COHORT_MANAGE, on="cohort")
def read(request: SignedInRequest, cohort: Cohort, hand_over_id: UUID, **kwargs: str) -> HttpResponse:
    rows = cohort.hand_overs.select_related("from_person", "to_person", "cohort__organisation")
    row = rows.filter(pk=hand_over_id).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        handing_over.acknowledge_hand_over(by=request.actor, row=row)
        return redirect("cohorts:show", cohort.pk)
    context = {
        "cohort": cohort,
        "row": row,
        "matters": open_matters(cohort),
        "is_mine": row.to_person_id == request.user.pk and row.read_at is None,
        "team_href": reverse("cohorts:team", args=[cohort.pk]),
        "here": "programmes",
    }
    return render(request, "cohorts/hand_over_note.html", context)
