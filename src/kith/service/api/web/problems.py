"""One shape for everything that is refused: ``{"code": ..., "message": ...}``, the sentence from the catalogue."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from ninja.errors import AuthenticationError, ValidationError

from kith.foundation.faults import Fault, KithError
from kith.foundation.messages import sentence
from kith.service.core.domain.bugs import log_bug

log = logging.getLogger("kith.api")


SAID: Mapping[int, tuple[str, ...]] = {
    401: (
        "api.token.missing",
        "api.token.unknown",
        "api.token.expired",
        "api.token.revoked",
        "api.token.account_closed",
    ),
    403: ("api.scope", "api.role", "api.second_factor"),
    404: ("api.not_there",),
    405: ("api.read_only",),
    422: ("api.parameter", "api.side"),
    429: ("api.too_many",),
    400: ("api.request",),
    500: ("api.problem",),
}
"""Which codes a program meets with which status. The reference lists them; a test keeps it whole."""


class Refused(Exception):
    """The request ends here, with this status."""

    def __init__(self, status: int, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].code)
        self.status, self.faults = status, faults


def answer(status: int, faults: Sequence[Fault], headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The code of the first fault, and the sentences of all."""
    said = " ".join(sentence(fault, gettext) for fault in faults)
    return JsonResponse({"code": faults[0].code, "message": said}, status=status, headers=headers)


def refused(request: HttpRequest, problem: Refused) -> HttpResponse:
    if problem.status == 401:
        return answer(401, problem.faults, {"WWW-Authenticate": 'Bearer realm="Kith"'})
    if problem.status == 429:
        return answer(429, problem.faults, {"Retry-After": str(problem.faults[0].params["seconds"])})
    return answer(problem.status, problem.faults)


def _no_token(request: HttpRequest, problem: AuthenticationError) -> HttpResponse:
    return refused(request, Refused(401, [Fault("api.token.missing")]))


def _not_there(request: HttpRequest, problem: Http404) -> HttpResponse:
    return answer(404, [Fault("api.not_there")])


def _forbidden(request: HttpRequest, problem: PermissionDenied) -> HttpResponse:
    return answer(403, [Fault("api.role", params={"permission": str(problem)})])


def _refused_by_an_action(request: HttpRequest, problem: KithError) -> HttpResponse:
    return answer(422, problem.faults)


def _bad_parameter(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    faults = [
        Fault("api.parameter", params={"parameter": str(error["loc"][-1]), "rule": str(error["msg"])})
        for error in problem.errors
    ]
    return answer(422, faults)


def _bug(request: HttpRequest, problem: Exception) -> HttpResponse:
    reference = log_bug(log, f"{request.method} {request.path}")
    return answer(500, [Fault("api.problem", params={"reference": reference})])


HANDLERS: Mapping[type[Exception], Callable[..., HttpResponse]] = {
    Exception: _bug,
    Refused: refused,
    AuthenticationError: _no_token,
    Http404: _not_there,
    PermissionDenied: _forbidden,
    KithError: _refused_by_an_action,
    ValidationError: _bad_parameter,
}
"""Whatever an endpoint raises is answered in the one shape."""
