"""For the lead: who judges, what they were given, how far they agree."""

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
from kith.service.recruitment.domain.reviewing import reviewers, sharing_out
from kith.service.recruitment.models import Call
from kith.service.recruitment.web.reviewing import reviewer_presenters as presenters
from kith.service.recruitment.web.reviewing.review_forms import ReviewerForm
from kith.service.ui.web.refusals import show_refusal


def call_of(cohort: Cohort) -> Call:
    """The cohort's call; nothing here for a cohort that came from a spreadsheet."""
    try:
        call: Call = cohort.call
    except Call.DoesNotExist as missing:
        raise Http404 from missing
    call.cohort = cohort
    return call


@requires(P.SELECT, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    return render(request, "recruitment/reviewers.html", presenters.reviewers(call_of(cohort)))


@requires(P.SELECT, on="cohort")
def add(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    call = call_of(cohort)
    form = ReviewerForm(request.POST or None, definition=definition_of(cohort))
    if form.is_valid():
        try:
            added = reviewers.add_reviewer(by=request.actor, call=call, **form.given)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("%(name)s is told by mail.") % {"name": added.person.name})
            return redirect("recruitment:reviewers", cohort.pk)
    context = {"cohort": cohort, "form": form, "here": "programmes"}
    return render(request, "recruitment/add_reviewer.html", context, status=422 if form.errors else 200)


@require_POST
@requires(P.SELECT, on="cohort")
def share_out(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    shared = sharing_out.share_out(by=request.actor, call=call_of(cohort))
    said = ngettext(
        "%(num)s review is given out. Each reviewer gets one mail.",
        "%(num)s reviews are given out. Each reviewer gets one mail.",
        shared.given,
    ) % {"num": shared.given}
    messages.success(request, said)
    for reference, missing, why in shared.unfilled[: presenters.MOST_UNFILLED]:
        lacks = ngettext(
            "%(reference)s lacks %(num)s reviewer. %(why)s",
            "%(reference)s lacks %(num)s reviewers. %(why)s",
            missing,
        )
        messages.warning(request, lacks % {"reference": reference, "num": missing, "why": why})
    return redirect("recruitment:reviewers", cohort.pk)


@requires(P.SELECT, on="cohort")
def end(request: SignedInRequest, cohort: Cohort, reviewer_id: UUID, **kwargs: str) -> HttpResponse:
    reviewer = call_of(cohort).reviewers.select_related("person").filter(pk=reviewer_id).first()
    if reviewer is None:
        raise Http404
    if request.method == "POST":
        reviewers.end_reviewer(by=request.actor, reviewer=reviewer)
        messages.success(request, _("%(name)s judges no more.") % {"name": reviewer.person.name})
        return redirect("recruitment:reviewers", cohort.pk)
    return render(request, "ui/confirm.html", presenters.end(cohort, reviewer))
