"""Re-match: who waits, which pairs are given up, whether others may change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.domain import queries, rematching
from kith.service.matches.web import presenters
from kith.service.matches.web.presenters import rematch as page
from kith.service.matches.web.rematch_form import RematchForm
from kith.service.ui.web.refusals import show_refusal

MOST_CHOSEN = 100
"""Pairs that one address or form may name."""


@requires(P.MATCH_MANAGE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """GET shows who waits, with the pairs of ``?give_up=`` chosen; POST looks for partners, or for another pair."""
    if not queries.is_published(cohort):
        return redirect("matches:workbench", cohort.pk)
    said = request.POST if request.method == "POST" else request.GET
    chosen = _ids(said.getlist("give_up"))
    pairs, has_more = page.choices(cohort, chosen, said.get("find", ""))
    is_search = "search" in request.POST
    if request.method == "POST" and not is_search:
        form = RematchForm(request.POST, pairs=pairs, has_more=has_more)
        if form.is_valid():
            give_up, may_change = form.wanted
            try:
                run = rematching.start_rematch(
                    by=request.actor, cohort=cohort, give_up=give_up, may_change=may_change
                )
            except KithError as refused:
                show_refusal(form, refused)
            else:
                return redirect("matches:draft", cohort.pk, run.number)
    else:
        form = RematchForm(initial=_initial(said, chosen), pairs=pairs, has_more=has_more)
    context = {
        **page.rematch_page(cohort),
        "form": form,
        "may_manage": presenters.may(request.user, P.MATCH_MANAGE, cohort),
        "decisions": presenters.decision_rows(request, cohort),
    }
    return render(request, "matches/rematch.html", context, status=422 if form.errors else 200)


def _ids(said: list[str]) -> list[UUID]:
    """What is no id was never on a page."""
    found = []
    for one in said[:MOST_CHOSEN]:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _initial(said: Any, chosen: list[UUID]) -> dict[str, Any]:
    wanted = {name: said[name] for name in ("find", "others", "may_change") if said.get(name)}
    return {**wanted, "give_up": [str(one) for one in chosen]}
