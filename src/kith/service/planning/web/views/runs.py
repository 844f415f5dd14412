"""Large runs: asked for, on their way, stopped, and what came of them, as pages and files."""

from __future__ import annotations

import json
from io import BytesIO
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.service.core.domain import jobs
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.core.web.downloads import attachment
from kith.service.planning.bridge import running, writing
from kith.service.planning.domain import actions, versions
from kith.service.planning.models import Scenario, ScenarioRun
from kith.service.planning.web.forms import RunForm
from kith.service.planning.web.views.screen import screen
from kith.service.ui.web.progress import ProgressView, progress_view
from kith.service.ui.web.refusals import accepted

MEDIA = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
}


def run_of(scenario: Scenario, run_id: UUID) -> ScenarioRun:
    rows = ScenarioRun.objects.select_related("job", "version").defer("told", "report")
    try:
        run = rows.get(pk=run_id, version__scenario=scenario)
    except ScenarioRun.DoesNotExist as missing:
        raise Http404 from missing
    run.version.scenario = scenario
    return run


@require_POST
@requires(P.PLANNING_MAKE, on="scenario")
def start(request: SignedInRequest, scenario: Scenario, **kwargs: str) -> HttpResponse:
    """The newest version as it is written: levers that were only tried out are not in it."""
    version = versions.latest(scenario)
    seed = running.seed_of(version.main, versions.files_of(version))
    form = RunForm(request.POST)
    started: list[ScenarioRun] = []

    def act() -> None:
        draws = form.cleaned_data["draws"]
        started.append(actions.start_run(by=request.actor, version=version, draws=draws, seed=seed))

    if accepted(form, act):
        return redirect("planning:run", scenario.pk, started[0].pk)
    context = screen(request, scenario, version)
    return render(request, "planning/scenario.html", {**context, "run_form": form, "form": form}, status=422)


@requires(P.PLANNING_SEE, on="scenario")
def show(request: SignedInRequest, scenario: Scenario, run_id: UUID, **kwargs: str) -> HttpResponse:
    run = run_of(scenario, run_id)
    context = {
        "scenario": scenario,
        "organisation": scenario.organisation,
        "run": run,
        "here": "planning",
    }
    if run.finished_at is None:
        return render(request, "planning/running.html", {**context, "view": _progress(scenario, run)})
    return render(request, "planning/run.html", {**context, "kinds": tuple(MEDIA)})


@requires(P.PLANNING_SEE, on="scenario")
def progress_part(request: SignedInRequest, scenario: Scenario, run_id: UUID, **kwargs: str) -> HttpResponse:
    run = run_of(scenario, run_id)
    return render(request, "ui/progress_part.html", {"progress_view": _progress(scenario, run)})


@require_POST
@requires(P.PLANNING_MAKE, on="scenario")
def stop(request: SignedInRequest, scenario: Scenario, run_id: UUID, **kwargs: str) -> HttpResponse:
    run = run_of(scenario, run_id)
    if run.job is not None:
        jobs.cancel(by=request.actor, job=run.job)
    return redirect("planning:run", scenario.pk, run.pk)


@requires(P.PLANNING_SEE, on="scenario")
def take(
    request: SignedInRequest, scenario: Scenario, run_id: UUID, kind: str, **kwargs: str
) -> FileResponse:
    """A run as a file: its numbers, or its report."""
    run = run_of(scenario, run_id)
    if run.finished_at is None or kind not in MEDIA:
        raise Http404
    kept = ScenarioRun.objects.values("told", "report").get(pk=run.pk)
    told = kept["told"] or {}
    if kind == "json":
        content = json.dumps(told, ensure_ascii=False, indent=1).encode()
    else:
        content = writing.written(kind, told, kept["report"])
    name = f"run-{run.version.number}-{run.number}.{kind}"
    return attachment(BytesIO(content), name=name, media_type=MEDIA[kind])


def _progress(scenario: Scenario, run: ScenarioRun) -> ProgressView:
    if run.job is None:
        raise Http404
    args = [scenario.pk, run.pk]
    home = reverse("planning:scenario", args=[scenario.pk])
    return progress_view(
        run.job,
        poll_href=reverse("planning:progress", args=args),
        next_href=reverse("planning:run", args=args) if run.finished_at else home,
        cancel_href=reverse("planning:stop", args=args),
    )
