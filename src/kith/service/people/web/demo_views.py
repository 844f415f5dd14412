"""One-click personas of the demonstration. Where they are shut off, there is nothing at this address."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from kith.service.core.web.access import public
from kith.service.people.domain.personas import PERSONA_SESSION_KEY, personas, personas_are_open

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@public
def demo(request: HttpRequest) -> HttpResponse:
    if not personas_are_open():
        raise Http404
    if request.method == "POST":
        return _sign_in_as(request)
    return render(request, "people/demo.html", {"personas": personas()})


def _sign_in_as(request: HttpRequest) -> HttpResponse:
    try:
        persona_id = UUID(request.POST.get("persona", ""))
    except ValueError as not_one:
        raise Http404 from not_one
    person = get_object_or_404(personas(), pk=persona_id).person
    # A fresh session each time: nothing of the last persona stays.
    request.session.flush()
    login(request, person, backend=BACKEND)
    request.session[PERSONA_SESSION_KEY] = str(person.pk)
    return redirect("home:home")
