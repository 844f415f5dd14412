"""A signed-in person reads their own language in their own time; an administrator needs a second factor."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.utils import timezone, translation

from kith.service.people.domain.queries import administers_anything, has_second_factor

GetResponse = Callable[[HttpRequest], HttpResponse]

WITHOUT_SECOND_FACTOR = frozenset(
    {
        "people:second_factor_needed",
        "people:choose_language",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_set_password",
        "account_logout",
    }
)
"""What somebody without a second factor needs in order to set one up, or to go away."""


class OwnLanguageMiddleware:
    """After sign-in the person's choice counts, not the browser's; their time zone likewise."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return self.get_response(request)
        if person.language in dict(settings.LANGUAGES):
            translation.activate(person.language)
            request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
        with timezone.override(_zone(person.time_zone)):
            return self.get_response(request)


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None


class SecondFactorMiddleware:
    """Whoever can give roles away must set up a second factor before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        person = request.user
        if not person.is_authenticated or _is_allowed(request):
            return None
        if signed_in_as_persona(request) or not administers_anything(person) or has_second_factor(person):
            return None
        return redirect("people:second_factor_needed")


def _is_allowed(request: HttpRequest) -> bool:
    match = request.resolver_match or resolve(request.path_info)
    return match.view_name in WITHOUT_SECOND_FACTOR or match.view_name.startswith("health")


def signed_in_as_persona(request: HttpRequest) -> bool:
    """Whether this session began with a click on a persona, where personas are allowed."""
    from kith.service.people.domain.personas import PERSONA_SESSION_KEY, personas_are_open

    return personas_are_open() and request.session.get(PERSONA_SESSION_KEY) == str(request.user.pk)
