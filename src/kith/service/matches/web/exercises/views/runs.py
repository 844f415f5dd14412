"""A run of an exercise: asked for, on its way, stopped, and its draft."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.service.core.domain import jobs
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import JobState
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises import queries, roles, running
from kith.service.matches.models import Exercise, ExerciseRun
from kith.service.matches.web.exercises.forms import RunForm
from kith.service.matches.web.exercises.presenters.draft import draft_page
from kith.service.matches.web.exercises.presenters.workbench import exercise_page
from kith.service.ui.web.progress import ProgressView, progress_view
from kith.service.ui.web.refusals import accepted

MOST_DRAFTS = 10


def run_of(exercise: Exercise, number: int) -> ExerciseRun:
    try:
        run = queries.run_of(exercise, number)
    except ExerciseRun.DoesNotExist as missing:
        raise Http404 from missing
    run.exercise = exercise
    return run


def finished(exercise: Exercise, number: int) -> ExerciseRun:
    """A run with a draft."""
    run = run_of(exercise, number)
    if run.draft is None:
        raise Http404
    return run


def run_form(exercise: Exercise, data: object = None) -> RunForm:
    rows = exercise.runs.exclude(finished_at=None).defer("problem", "draft", "explanation")[:MOST_DRAFTS]
    return RunForm(data, runs=list(rows), per_weight=bridge.POINTS_PER_WEIGHT)


@require_POST
@requires(P.MATCH_MANAGE, on="exercise")
def start(request: SignedInRequest, exercise: Exercise, **kwargs: str) -> HttpResponse:
    form = run_form(exercise, request.POST)
    started: list[ExerciseRun] = []
    if accepted(
        form, lambda: started.append(running.start_run(by=request.actor, exercise=exercise, **form.keep))
    ):
        return redirect("matches:exercise_run", exercise.pk, started[0].number)
    context = exercise_page(request, exercise, may_manage=True)
    return render(request, "matches/exercise.html", {**context, "form": form}, status=422)


@requires(P.MATCH_SEE, on="exercise")
def show(request: SignedInRequest, exercise: Exercise, number: int, **kwargs: str) -> HttpResponse:
    run = run_of(exercise, number)
    if run.draft is None:
        context = {
            "exercise": exercise,
            "cohort": exercise.cohort,
            "organisation": exercise.organisation,
            "run": run,
            "view": _progress(run),
            "here": "programmes",
        }
        return render(request, "matches/exercise_running.html", context)
    may_manage = roles.may(request.user, P.MATCH_MANAGE, exercise)
    asked = request.GET
    context = draft_page(
        run,
        sort=asked.get("sort", ""),
        page=asked.get("page"),
        all_left=asked.get("left") == "all",
        may_manage=may_manage,
    )
    return render(request, "matches/exercise_draft.html", context)


@requires(P.MATCH_SEE, on="exercise")
def progress_part(request: SignedInRequest, exercise: Exercise, number: int, **kwargs: str) -> HttpResponse:
    return render(request, "ui/progress_part.html", {"progress_view": _progress(run_of(exercise, number))})


@require_POST
@requires(P.MATCH_MANAGE, on="exercise")
def stop(request: SignedInRequest, exercise: Exercise, number: int, **kwargs: str) -> HttpResponse:
    """A run that has begun ends with the best so far; one that waits is not begun."""
    run = run_of(exercise, number)
    if run.job is not None:
        jobs.cancel(by=request.actor, job=run.job)
    return redirect("matches:exercise_run", exercise.pk, number)


def _progress(run: ExerciseRun) -> ProgressView:
    if run.job is None:
        raise Http404
    args = [run.exercise_id, run.number]
    home = reverse("matches:exercise", args=[run.exercise_id])
    is_done = run.finished_at is not None
    view = progress_view(
        run.job,
        poll_href=reverse("matches:exercise_progress", args=args),
        next_href=reverse("matches:exercise_run", args=args) if is_done else home,
        cancel_href=reverse("matches:exercise_stop", args=args),
    )
    if view.state is JobState.CANCELLED:
        said = _("It was stopped before there was anything to keep. Run the matching again when you want to.")
        return replace(view, problems=(*view.problems, said))
    return replace(view, cancel_text=_("Stop here and keep the best so far"))
