"""The pair-health board of a cohort."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.health import board as boards
from kith.service.learning.domain.health.rules import today_in
from kith.service.learning.models import Relationship
from kith.service.learning.web.health import board_presenters

PAGE_SIZE = 50


@requires(P.LEARNING_SEE, on="cohort")
def board(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    now = timezone.now()
    wanted, kind, search = _wanted(request)
    rows = boards.listed(cohort, wanted, now, kind=kind, search=search).only(*boards.SHOWN)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    months = boards.months_of(cohort, today_in(cohort, now))
    shown = boards.board_rows(list(page), months)
    rest = request.GET.copy()
    rest.pop("page", None)
    context = {
        **board_presenters.board(cohort, shown, months, now),
        "cohort": cohort,
        "page": page,
        "query": rest.urlencode(),
        "wanted": wanted,
        "kind": kind,
        "search": search,
        "here": "programmes",
    }
    return render(request, "learning/health_board.html", context)


def _wanted(request: SignedInRequest) -> tuple[str, str, str]:
    """What the address asks for; anything else is the board as it usually is."""
    show = request.GET.get("show", "")
    kind = request.GET.get("kind", "")
    search = request.GET.get("search", "").replace("\0", "").strip()
    return (
        show if show in set(boards.Filter) else boards.Filter.TOGETHER,
        kind if kind in Relationship.Kind.values else Relationship.Kind.PAIR,
        search,
    )
