"""What a person does with their own account: details and consents."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.service.core.web.access import SignedInRequest, signed_in
from kith.service.people.domain import actions, consents
from kith.service.people.domain.queries import addresses_of, administers_anything, has_second_factor
from kith.service.people.domain.sessions import open_sessions
from kith.service.people.web import own_presenters
from kith.service.people.web.forms import DetailsForm
from kith.service.ui.web.refusals import accepted


@signed_in
def details(request: SignedInRequest) -> HttpResponse:
    person = request.user
    context = {
        "details": own_presenters.details_facts(person),
        "sign_in": own_presenters.sign_in_facts(
            person,
            has_second_factor=has_second_factor(person),
            needs_second_factor=administers_anything(person),
        ),
        "addresses": own_presenters.address_rows(addresses_of(person)),
        "sessions": own_presenters.session_rows(open_sessions(person), request.session.session_key),
    }
    return render(request, "people/details.html", context)


@signed_in
def change_details(request: SignedInRequest) -> HttpResponse:
    person = request.user
    now = {field: getattr(person, field) for field in DetailsForm.base_fields}
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and accepted(
        form, lambda: actions.update_details(by=request.actor, person=person, **form.cleaned_data)
    ):
        messages.success(request, _("Your details are saved."))
        return redirect("people:details")
    context = {"form": form}
    return render(request, "people/change_details.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def give_consent(request: SignedInRequest, consent_id: UUID) -> HttpResponse:
    """Say yes to the words on the page, after a no or after taking a yes back."""
    consent = get_object_or_404(request.user.consents.select_related("organisation"), pk=consent_id)
    consents.give_consent(
        by=request.actor,
        person=request.user,
        purpose=consent.purpose,
        wording_version=consents.wording_of(consent).version,
        organisation=consent.organisation,
        cohort_id=consent.cohort_id,
    )
    messages.success(request, _("Thank you. You can take it back here at any time."))
    return redirect("people:your_data")


@signed_in
@require_POST
def withdraw_consent(request: SignedInRequest, consent_id: UUID) -> HttpResponse:
    consent = get_object_or_404(request.user.consents, pk=consent_id)
    consents.withdraw_consent(
        by=request.actor, person=request.user, purpose=consent.purpose, cohort_id=consent.cohort_id
    )
    messages.success(request, _("Your consent is taken back."))
    return redirect("people:your_data")
