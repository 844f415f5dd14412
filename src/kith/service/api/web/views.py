"""A person's own tokens: the list, making one, ending one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.service.api.domain import actions
from kith.service.api.domain.queries import organisations_reached, readable, tokens_of
from kith.service.api.web import presenters
from kith.service.api.web.forms import TokenForm
from kith.service.core.web.access import SignedInRequest, signed_in
from kith.service.ui.web.refusals import show_refusal


@signed_in
def tokens(request: SignedInRequest) -> HttpResponse:
    """Living tokens and those of the last year: never more than a person makes in that time."""
    found = list(tokens_of(request.user))
    context = {
        "table": presenters.own_rows(found, timezone.now()),
        "may_make": bool(readable(request.user)),
        "address": presenters.api_address(),
    }
    return render(request, "api/tokens.html", context)


@signed_in
@reauthentication_required  # type: ignore[untyped-decorator]
def make(request: SignedInRequest) -> HttpResponse:
    """The secret stands on the answer to the form, once, and is kept nowhere."""
    person = request.user
    given = request.POST if request.method == "POST" else None
    form = TokenForm(given, scopes=readable(person), organisations=organisations_reached(person))
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            token, secret = actions.make_token(
                by=request.actor,
                person=person,
                name=wanted["name"],
                scopes=form.wanted_scopes,
                organisation=form.wanted_organisation,
                expires_at=timezone.now() + timedelta(days=int(wanted["days"])),
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            response = render(request, "api/token_made.html", presenters.made(token, secret))
            response.headers["Cache-Control"] = "no-store"
            return response
    return render(request, "api/make_token.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
def revoke(request: SignedInRequest, token_id: UUID) -> HttpResponse:
    token = get_object_or_404(tokens_of(request.user), pk=token_id)
    if request.method == "POST":
        actions.revoke_token(by=request.actor, token=token)
        messages.success(request, _("The token is revoked. It opens nothing any more."))
        return redirect("api:tokens")
    return render(request, "ui/confirm.html", presenters.question(token, reverse("api:tokens")))
