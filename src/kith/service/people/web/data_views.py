"""Everything Kith holds about a person: see it, take it, ask for it to be erased."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain import personal_data
from kith.service.core.web.access import SignedInRequest, signed_in
from kith.service.people.domain import erasure
from kith.service.people.domain.connections import connected_organisations
from kith.service.people.models import ErasureRequest
from kith.service.people.web import own_presenters


@signed_in
def your_data(request: SignedInRequest) -> HttpResponse:
    person = request.user
    asked = list(person.erasure_requests.select_related("organisation").order_by("-created_at"))
    context = {
        "requests": own_presenters.own_requests(asked),
        "is_waiting": any(request.state == ErasureRequest.State.ASKED for request in asked),
        "consents": own_presenters.consent_rows(person.consents.order_by("-given_at")),
    }
    return render(request, "people/your_data.html", context)


@signed_in
@require_POST
def download_data(request: SignedInRequest) -> HttpResponse:
    content = personal_data.export_person(by=request.actor, person=request.user)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="your-data.zip"'
    response.headers["Cache-Control"] = "no-store"
    return response


@signed_in
def ask_for_erasure(request: SignedInRequest) -> HttpResponse:
    """First what would go and what would stay; then the question."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            requests = erasure.ask_for_erasure(by=request.actor, person=request.user)
        except KithError as refused:
            faults = refused.faults
        else:
            if not requests:
                logout(request)
                return render(request, "people/erased.html")
            messages.success(request, _("We have asked. You can see the answers on this page."))
            return redirect("people:your_data")
    context = {
        "organisations": connected_organisations(request.user),
        "tables": own_presenters.erasure_rules(request.user),
        "faults": faults,
    }
    return render(request, "people/ask_for_erasure.html", context, status=422 if faults else 200)


@signed_in
@require_POST
def take_back_erasure(request: SignedInRequest) -> HttpResponse:
    erasure.take_back_erasure(by=request.actor, person=request.user)
    messages.success(request, _("You stay. The request is taken back."))
    return redirect("people:your_data")
