from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kith.service.core.domain import history as reading
from kith.service.core.domain.history import HistoryFilter
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import Organisation
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.forms import HistoryForm
from kith.service.core.web.presenters import event_rows

PAGE_SIZE = 50


@requires(Permission.AUDIT_SEE, on="organisation")
def history(request: SignedInRequest, organisation: Organisation, **_kwargs: Any) -> HttpResponse:
    form = HistoryForm(request.GET or None, actions=reading.actions_seen(organisation))
    wanted = HistoryFilter(**form.cleaned_data) if form.is_bound and form.is_valid() else HistoryFilter()
    page = Paginator(reading.history(organisation, wanted), PAGE_SIZE).get_page(request.GET.get("page"))
    events = list(page.object_list)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "organisation": organisation,
        "form": form,
        "page": page,
        "query": query.urlencode(),
        "events": event_rows(events, reading.names_of_actors(events)),
    }
    return render(request, "core/history.html", context, status=422 if form.errors else 200)
