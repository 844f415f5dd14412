"""What is asked of ``/api/`` is asked by programs: no cookie is read, and every answer is JSON."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kith.foundation.faults import Fault
from kith.service.api.web.problems import answer

GetResponse = Callable[[HttpRequest], HttpResponse]
PREFIX = "/api/"
JSON = "application/json"
CODES = {404: "api.not_there", 405: "api.read_only"}
"""What Django itself answers, before an endpoint is found."""


class ApiMiddleware:
    """Stands before sessions are looked up, so that a browser that is signed in is nobody here."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        if 400 <= response.status_code < 500 and not response.headers.get("Content-Type", "").startswith(
            JSON
        ):
            kept = {name: response.headers[name] for name in ("Allow",) if name in response.headers}
            response = answer(
                response.status_code, [Fault(CODES.get(response.status_code, "api.request"))], kept
            )
        response.headers["Cache-Control"] = "no-store"
        return response
