"""An administrator answers those who ask to be forgotten."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest
from kith.service.people.domain import erasure
from kith.service.people.domain.queries import erasure_requests
from kith.service.people.models import ErasureRequest
from kith.service.people.web import presenters
from kith.service.people.web.forms import DeclineForm
from kith.service.people.web.organisation_views import ROWS_A_PAGE, administers
from kith.service.people.web.own_presenters import erasure_rules


@administers
def erasures(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    page = Paginator(erasure_requests(organisation), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "page": page,
        "waiting": presenters.waiting_requests(page, organisation),
    }
    return render(request, "people/erasures.html", context)


@administers
def answer_erasure(
    request: SignedInRequest, organisation: Organisation, organisation_slug: str, request_id: UUID
) -> HttpResponse:
    asked = get_object_or_404(
        ErasureRequest.objects.select_related("person", "organisation"),
        pk=request_id,
        organisation=organisation,
    )
    faults: tuple[Fault, ...] = ()
    is_declining = "decline" in request.POST
    form = DeclineForm(request.POST if is_declining else None)
    if request.method == "POST" and (not is_declining or form.is_valid()):
        try:
            if is_declining:
                reason = form.cleaned_data["reason"]
                erasure.decline_erasure(by=request.actor, request=asked, reason=reason)
            else:
                erasure.agree_to_erasure(by=request.actor, request=asked)
        except KithError as refused:
            faults = refused.faults
        else:
            messages.success(request, _("Your answer is kept."))
            return redirect("people:erasures", organisation_slug=organisation.slug)
    context = {
        "organisation": organisation,
        "asked": asked,
        "form": form,
        "faults": faults,
        "tables": erasure_rules(asked.person),
    }
    return render(
        request, "people/answer_erasure.html", context, status=422 if faults or form.errors else 200
    )
