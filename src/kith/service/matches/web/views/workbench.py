"""The matching workbench: rules in words, who is ready, drafts so far, a run."""

from __future__ import annotations

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
    context = presenters.workbench(request.user, cohort)
    context["decisions"] = presenters.decision_rows(request if context["may_manage"] else None, cohort)
    return render(request, "matches/workbench.html", {**context, "form": RunForm()})


@require_POST
@requires(P.MATCH_MANAGE, on="cohort")
def start(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    form = RunForm(request.POST)
    if not form.is_valid():
        context = {**presenters.workbench(request.user, cohort), "form": form}
        return render(request, "matches/workbench.html", context, status=422)
    run = actions.start_run(by=request.actor, cohort=cohort, best_for=form.cleaned_data["best_for"])
    return redirect("matches:draft", cohort.pk, run.number)
