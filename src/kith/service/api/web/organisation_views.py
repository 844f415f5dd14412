"""What an administrator sees: every token that reaches the organisation, and ending one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.api.domain import actions
from kith.service.api.domain.queries import tokens_reaching
from kith.service.api.web import presenters
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires

ROWS_A_PAGE = 50
administers = requires(Permission.ORGANISATION_ADMINISTER, on="organisation")


@administers
def tokens(request: SignedInRequest, organisation: Organisation, organisation_slug: str) -> HttpResponse:
    rows = tokens_reaching(organisation, timezone.now())
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "page": page,
        "table": presenters.organisation_rows(page, organisation),
    }
    return render(request, "api/organisation_tokens.html", context)


@administers
def revoke(
    request: SignedInRequest, organisation: Organisation, organisation_slug: str, token_id: UUID
) -> HttpResponse:
    token = get_object_or_404(tokens_reaching(organisation, timezone.now()), pk=token_id)
    back = reverse("api:organisation_tokens", args=[organisation.slug])
    if request.method == "POST":
        actions.revoke_token(by=request.actor, token=token)
        messages.success(request, _("The token is revoked. It opens nothing any more."))
        return redirect(back)
    context = {"organisation": organisation, **presenters.question(token, back)}
    return render(request, "ui/confirm.html", context)
