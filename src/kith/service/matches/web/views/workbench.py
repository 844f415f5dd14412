"""The matching workbench: rules in words, who is ready, drafts so far, a run."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches.domain import actions, keeping
from kith.service.matches.domain.exercises import of_cohort
from kith.service.matches.models import MatchRun
from kith.service.matches.web import presenters
from kith.service.matches.web.draft_forms import AgainForm
from kith.service.matches.web.forms import RunForm

MOST_DIGITS = 6


@requires(P.MATCH_SEE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    if of_cohort.grouping_of(cohort) is not None:
        return _grouping(request, cohort)
    return render(request, "matches/workbench.html", {**_context(request, cohort), "form": RunForm()})


def _grouping(request: SignedInRequest, cohort: Cohort) -> HttpResponse:
    """To the matching of a programme that makes no pairs; before anybody has begun, to what it would begin with."""
    exercise = of_cohort.exercise_of(cohort)
    if exercise is not None:
        return redirect("matches:exercise", exercise.pk)
    return render(request, "matches/begin.html", presenters.begin_page(request.user, cohort))


@require_POST
@requires(P.MATCH_MANAGE, on="cohort")
def begin(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    exercise = of_cohort.begin(by=request.actor, cohort=cohort)
    return redirect("matches:exercise", exercise.pk)


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
    near, keep_points = _near(request, cohort)
    run = actions.start_run(
        by=request.actor,
        cohort=cohort,
        best_for=form.cleaned_data["best_for"],
        near=near,
        keep_points=keep_points,
    )
    return redirect("matches:draft", cohort.pk, run.number)


def _near(request: SignedInRequest, cohort: Cohort) -> tuple[MatchRun | None, int]:
    """The draft from whose page it was asked for, where people are to keep whom they have in it."""
    again, number = AgainForm(request.POST), request.POST.get("near", "")
    if not (number.isdecimal() and len(number) < MOST_DIGITS and again.is_valid()):
        return None, 0
    keep = again.cleaned_data["keep"]
    near = keeping.draft_near(cohort, int(number)) if keep else None
    return near, keeping.points_of(cohort, keep) if near else 0
