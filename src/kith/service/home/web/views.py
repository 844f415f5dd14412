from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.service.core.web.access import public
from kith.service.home.web import presenters
from kith.service.people.domain.personas import personas_are_open


@public
def home(request: HttpRequest) -> HttpResponse:
    """The start page for those who are not signed in; else what needs me now."""
    if not request.user.is_authenticated:
        return render(request, "home/start.html", {"has_personas": personas_are_open(), "here": "home"})
    return render(
        request, "home/home.html", presenters.home_page(request.user, all_of_it="all" in request.GET)
    )
