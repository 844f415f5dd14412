"""Puts the actor on the request, and turns a user error that nobody caught into a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.foundation.faults import KithError
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.remembering import remembering

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
GetResponse = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """``request.actor``: the signed-in person, or nothing. A link's view sets its own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = Actor.of_person(request.user) if request.user.is_authenticated else None  # type: ignore[attr-defined]
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        with remembering():
            return self.get_response(request)


class KithErrorMiddleware:
    """An action refused: say all of it. A view that can do better (a form) catches it first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, KithError):
            return None
        if all(fault.code.startswith("core.link.") for fault in exception.faults):
            is_unknown = any(fault.code == "core.link.unknown" for fault in exception.faults)
            words = {"sentences": exception.faults}
            return render(request, "ui/link_over.html", words, status=404 if is_unknown else 410)
        return render(request, "ui/refused.html", {"faults": exception.faults}, status=422)
