"""For a lead: who can have a certificate, giving them to all at once, withdrawing one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.reflecting import certificates as actions
from kith.service.learning.models import Certificate
from kith.service.learning.web.reflecting import certificate_presenters as presenters
from kith.service.learning.web.reflecting.keeping import as_uuid
from kith.service.learning.web.reflecting.portfolio_forms import IssueForm, ReasonForm
from kith.service.ui.web.fields import choice_field
from kith.service.ui.web.refusals import accepted, show_refusal

PAGE_SIZE = 100


@requires(P.LEARNING_MANAGE, on="cohort")
def certificates(request: SignedInRequest, cohort: Cohort, **kwargs: Any) -> HttpResponse:
    """The list, and on POST a certificate for those who are ticked, or for everybody who can have one."""
    form = IssueForm(request.POST or None)
    known = actions.candidates(cohort)
    sent = [key for key in request.POST.getlist("places") if as_uuid(key)]
    choice_field(form, "places").choices = [(key, key) for key in sent]
    if form.is_valid():
        chosen = known.filter(pk__in=form.cleaned_data["places"])
        if "all" in request.POST:
            chosen = known.filter(state="confirmed", code=None)
        try:
            given = {"places": list(chosen), "reason": form.cleaned_data["reason"]}
            done = actions.issue(by=request.actor, cohort=cohort, **given)
        except KithError as refused:
            show_refusal(form, refused)
        else:
            said = ngettext(
                "%(num)s certificate is issued.", "%(num)s certificates are issued.", len(done.new)
            )
            messages.success(request, said % {"num": len(done.new)})
            return redirect("learning:certificates", cohort.pk)
    page = Paginator(known, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "form": form,
        "page": page,
        "rows": presenters.rows(page, cohort.pk),
        "waiting": known.filter(state="confirmed", code=None).count(),
        "is_done": actions.is_done(cohort),
        "chosen": request.POST.getlist("places"),
        "here": "programmes",
    }
    return render(request, "learning/certificates.html", context, status=422 if form.errors else 200)


@requires(P.LEARNING_MANAGE, on="cohort")
def revoke(request: SignedInRequest, cohort: Cohort, place_id: UUID, **kwargs: Any) -> HttpResponse:
    rows = Certificate.objects.select_related("place__person", "place__cohort__organisation")
    certificate = rows.filter(place__cohort=cohort, place_id=place_id, revoked_at=None).first()
    if certificate is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if accepted(
        form,
        lambda: actions.revoke(by=request.actor, certificate=certificate, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("The certificate is withdrawn."))
        return redirect("learning:certificates", cohort.pk)
    context = {
        "title": _("Withdraw the certificate of %(name)s?") % {"name": certificate.place.person.name},
        "what_happens": [
            _("Whoever checks its code reads that it was withdrawn. You can issue another one afterwards.")
        ],
        "button": _("Withdraw it"),
        "is_dangerous": True,
        "cancel_href": reverse("learning:certificates", args=[cohort.pk]),
        "cohort": cohort,
        "form": form,
        "here": "programmes",
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
