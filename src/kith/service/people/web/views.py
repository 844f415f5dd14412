from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kith.service.core.domain.actors import Actor
from kith.service.core.web.access import SignedInRequest, public, signed_in
from kith.service.people.domain import actions
from kith.service.people.domain.queries import administers_anything, has_second_factor

LANGUAGE_COOKIE_SECONDS = 60 * 60 * 24 * 365


@signed_in
def second_factor_needed(request: SignedInRequest) -> HttpResponse:
    """Where an administrator is sent until a second factor is there."""
    if has_second_factor(request.user) or not administers_anything(request.user):
        return redirect("/")
    return render(request, "people/second_factor_needed.html")


@require_POST
@public
def choose_language(request: HttpRequest) -> HttpResponse:
    """Kept with the person, or in a cookie before they sign in."""
    response = HttpResponseRedirect(_back(request))
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        actions.choose_language(by=Actor.of_person(request.user), person=request.user, language=language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=LANGUAGE_COOKIE_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response


def _back(request: HttpRequest) -> str:
    """The page they came from, if it is one of ours."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return "/"
