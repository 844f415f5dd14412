"""What a participant sees of a published matching: their set, their post, their placement."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.models import Place
from kith.service.core.domain.links import open_link
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import SignedInRequest, by_link, requires
from kith.service.matches.web.exercises.presenters.placed import placed_page


@requires(P.TAKE_PART, on="place")
def show(request: SignedInRequest, place: Place, **kwargs: str) -> HttpResponse:
    return _page(request, place, (_("Home"), reverse("home:home")))


@by_link
def show_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The same page for somebody without an account, by the link of their place."""
    link = open_link(secret, purpose=LinkPurpose.CONFIRM_PLACE, now=timezone.now())
    place = Place.objects.select_related("person", "cohort__organisation", "cohort__definition").get(
        pk=link.subject_id
    )
    return _page(request, place, (place.cohort.name, reverse("cohorts:place_by_link", args=[secret])))


def _page(request: HttpRequest, place: Place, back: tuple[str, str]) -> HttpResponse:
    context: dict[str, Any] = {**placed_page(place), "back": back}
    return render(request, "matches/exercise_placed.html", context)
