"""The first version of the API: its endpoints, their addresses and its document."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.operation import Operation

from kith.service.api.web.access import Bearer, doors
from kith.service.api.web.endpoints import cohorts, own, results
from kith.service.api.web.problems import HANDLERS
from kith.service.core.web.access import public

PREFIX = "/api/v1/"
ROOT = "api-root"
"""ninja's own page about itself, which is not opened."""


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


api = Api(
    title="Kith",
    version="1",
    description="Read what you may see in Kith, by a token that you made. Nothing can be changed here.",
    auth=Bearer(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="v1",
)
for kind, handler in HANDLERS.items():
    api.add_exception_handler(kind, handler)
for one in (own, cohorts, results):
    api.add_router("", one.router)


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document."""
    return dict(api.get_openapi_schema(path_prefix=PREFIX))


@public
def openapi(request: HttpRequest) -> JsonResponse:
    """The same for everybody: it tells of the house, not of what is in it."""
    return JsonResponse(document())


def _declared(pattern: URLPattern) -> URLPattern:
    """An endpoint that does not say who may come in does not start."""
    pattern.callback.kith_access = doors[str(pattern.name)]  # type: ignore[attr-defined]
    return pattern


urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    *(
        _declared(pattern)
        for pattern in api.urls[0]
        if isinstance(pattern, URLPattern) and pattern.name != ROOT
    ),
]
