"""Writing that something is not right, and reading what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires, signed_in
from kith.service.learning.domain.health import concerns
from kith.service.learning.domain.health.addressees import ways_open
from kith.service.learning.models import Concern, Relationship
from kith.service.learning.web.health import concern_presenters
from kith.service.learning.web.health.concern_forms import ConcernForm
from kith.service.ui.web.refusals import show_refusal

PAGE_SIZE = 20


@requires(P.RELATIONSHIP_OWN, on="relationship")
def of_relationship(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    back = reverse("learning:together", args=[relationship.pk])
    return _write(request, relationship.cohort, relationship, back)


@requires(P.TAKE_PART, on="place")
def of_place(request: SignedInRequest, place: Place, **kwargs: str) -> HttpResponse:
    """For somebody who has no partner, or whom it is not about."""
    return _write(request, place.cohort, None, reverse("home:home"))


def _write(
    request: SignedInRequest, cohort: Cohort, relationship: Relationship | None, back: str
) -> HttpResponse:
    ways = ways_open(cohort, relationship)
    is_pair = relationship is not None and relationship.kind == Relationship.Kind.PAIR
    form = ConcernForm(request.POST or None, ways=ways, has_partner=is_pair)
    if form.is_valid():
        try:
            made = concerns.raise_concern(
                by=request.actor, cohort=cohort, person=request.user, relationship=relationship, **form.given
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("It is sent. Here you see what becomes of it."))
            return redirect("learning:own_concern", made.pk)
    context = {
        "cohort": cohort,
        "form": form,
        "away": back,
        "ways": ways,
        "has_partner": relationship is not None,
        "here": "home",
    }
    return render(request, "learning/raise_concern.html", context, status=422 if form.errors else 200)


@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    rows = Concern.objects.filter(person=request.user).select_related("cohort").order_by("-created_at", "pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "table": concern_presenters.own_rows(page), "here": "home"}
    return render(request, "learning/own_concerns.html", context)


@requires(P.CONCERN_OWN, on="concern")
def one(request: SignedInRequest, concern: Concern, **kwargs: str) -> HttpResponse:
    context = {**concern_presenters.own_page(concern), "here": "home"}
    return render(request, "learning/own_concern.html", context)


@require_POST
@requires(P.CONCERN_OWN, on="concern")
def settle(request: SignedInRequest, concern: Concern, **kwargs: str) -> HttpResponse:
    concerns.close(by=request.actor, concern=concern)
    messages.success(request, _("Closed. Nothing more is done about it."))
    return redirect("learning:own_concern", concern.pk)
