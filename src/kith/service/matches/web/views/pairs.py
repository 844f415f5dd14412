"""Published pairs: the lead's list, and each person's own partner."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.links import open_link
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import SignedInRequest, by_link, requires
from kith.service.matches.domain import queries
from kith.service.matches.web import presenters

PAGE_SIZE = 50


@requires(P.MATCH_SEE, on="cohort")
def published(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    page = Paginator(queries.published_pairs(cohort), PAGE_SIZE).get_page(request.GET.get("page"))
    match = definition_of(cohort).match
    sides = [definition_of(cohort).role(side).plural for side in match.sides] if match else []
    context = {
        "cohort": cohort,
        "page": page,
        "sides": [side.in_language(presenters.language()) for side in sides],
        "pairs": presenters.published_rows(cohort, page),
        **presenters.history(cohort),
        "may_manage": presenters.may(request.user, P.MATCH_MANAGE, cohort),
        "here": "programmes",
    }
    return render(request, "matches/pairs.html", context)


@requires(P.TAKE_PART, on="place")
def partner(request: SignedInRequest, place: Place, **kwargs: str) -> HttpResponse:
    """Who the partner is, what they hope for, and why the two were brought together; of a programme that makes no
    pairs, where the person is."""
    if definition_of(place.cohort).grouping is not None:
        return redirect("matches:placed", place.pk)
    back = (_("Home"), reverse("home:home"))
    return render(request, "matches/partner.html", {**presenters.partner_page(place), "back": back})


@by_link
def partner_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The same page for somebody without an account, by the link of their place."""
    link = open_link(secret, purpose=LinkPurpose.CONFIRM_PLACE, now=timezone.now())
    place = Place.objects.select_related("person", "cohort__organisation", "cohort__definition").get(
        pk=link.subject_id
    )
    if definition_of(place.cohort).grouping is not None:
        return redirect("matches:placed_by_link", secret)
    back = (place.cohort.name, reverse("cohorts:place_by_link", args=[secret]))
    return render(request, "matches/partner.html", {**presenters.partner_page(place, secret), "back": back})
