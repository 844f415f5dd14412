"""Another cohort like this one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.copying import copy_cohort
from kith.service.cohorts.models import Cohort
from kith.service.cohorts.web.copy_form import CopyForm
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.ui.web.refusals import show_refusal


@requires(P.COHORT_CREATE, on="cohort_owner")
def copy(request: SignedInRequest, cohort_owner: Cohort, **kwargs: str) -> HttpResponse:
    cohort = cohort_owner
    form = CopyForm(request.POST or None)
    if form.is_valid():
        try:
            copied = copy_cohort(by=request.actor, cohort=cohort, **form.cleaned_data)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request, _("%(cohort)s is made. Bring its people next.") % {"cohort": copied.name}
            )
            return redirect("cohorts:show", copied.pk)
    context = {
        "cohort": cohort,
        "form": form,
        "title": _("Copy %(cohort)s") % {"cohort": cohort.name},
        "what_happens": [
            _("The new cohort has the same programme, the same numbers on each side and the same leads."),
            _(
                "Its calendar is counted from its own first day. Dates that were moved by hand keep their distance from it."
            ),
            _("Nobody is in it yet, and nobody is written to."),
        ],
        "button": _("Copy the cohort"),
        "cancel_href": reverse("cohorts:show", args=[cohort.pk]),
        "here": "programmes",
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
