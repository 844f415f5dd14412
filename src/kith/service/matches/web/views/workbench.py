"""The matching workbench: rules in words, who is ready, drafts so far, a run."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.domain import actions
from kith.service.matches.web import presenters
from kith.service.matches.web.forms import RunForm


@requires(P.MATCH_SEE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    return render(request, "matches/workbench.html", {**_context(request, cohort), "form": RunForm()})


def _context(request: SignedInRequest, cohort: Cohort) -> dict[str, Any]:
    context = presenters.workbench(request.user, cohort)
    return {
        **context,
        "decisions": presenters.decision_rows(request if context["may_manage"] else None, cohort),
    }


@require_POST
@requires(P.MATCH_MANAGE, on="cohort")
def start(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    form = RunForm(request.POST)
    if not form.is_valid():
        return render(
            request, "matches/workbench.html", {**_context(request, cohort), "form": form}, status=422
        )
    run = actions.start_run(by=request.actor, cohort=cohort, best_for=form.cleaned_data["best_for"])
    return redirect("matches:draft", cohort.pk, run.number)
