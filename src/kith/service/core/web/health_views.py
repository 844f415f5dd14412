from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from kith.service.core.domain.health import Health, checks, overall
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, public, requires
from kith.service.core.web.presenters import health_rows


@public
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. No database, so that a database that is away starts no restarting."""
    return JsonResponse({"status": Health.OK})


@public
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """503 only when this process cannot answer people. What is merely late is in the words: a worker that
    stands still must not take the pages down with it."""
    found = checks(timezone.now())
    worst = overall(found)
    answer = {"status": worst, "checks": {check.key: check.health for check in found}}
    return JsonResponse(answer, status=503 if worst == Health.DOWN else 200)


@requires(Permission.ORGANISATION_ADMINISTER, on="organisation")
def health(request: SignedInRequest, organisation: Organisation, **_kwargs: Any) -> HttpResponse:
    found = checks(timezone.now())
    is_well = overall(found) == Health.OK
    context = {"organisation": organisation, "rows": health_rows(found), "is_well": is_well}
    return render(request, "core/health.html", context)
