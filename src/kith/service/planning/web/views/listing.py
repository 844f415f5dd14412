"""The scenarios that somebody may look at."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, signed_in
from kith.service.planning.domain import roles

PAGE_SIZE = 25


@signed_in
def show(request: SignedInRequest) -> HttpResponse:
    """To somebody who plans nowhere this is not there."""
    person = request.user
    if not roles.organisations_that_plan(person, P.PLANNING_SEE):
        raise Http404
    page = Paginator(roles.scenarios_seen_by(person), PAGE_SIZE).get_page(request.GET.get("page"))
    may_make = bool(roles.organisations_that_plan(person, P.PLANNING_MAKE))
    context = {"page": page, "may_make": may_make, "here": "planning"}
    return render(request, "planning/scenarios.html", context)
