"""A long export: how far the look at it has come, and how far its answers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import Job, JobState
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.importing import long
from kith.service.surveys.domain.importing.summary import Summary
from kith.service.surveys.models import AnswersImport, Wave
from kith.service.surveys.web.importing.forms import BringForm
from kith.service.surveys.web.importing.found import are_in, context_of, row_of, show_found
from kith.service.ui.web.progress import ProgressView, progress_view
from kith.service.ui.web.refusals import accepted


def check_long(request: SignedInRequest, wave: Wave, row: AnswersImport) -> HttpResponse:
    """How far the job is; once it has looked, what would come in."""
    if row.job is None:
        return redirect("surveys:import_columns", wave.cohort_id, wave.pk, row.pk)
    form = BringForm(request.POST or None)
    if accepted(form, lambda: long.start_bringing(by=request.actor, row=row, agreed=form.agreed)):
        return redirect("surveys:import_check", wave.cohort_id, wave.pk, row.pk)
    if row.job.name == long.LOOK and row.job.state == JobState.DONE and row.found is not None:
        seen = Summary.from_json(row.found)
        return show_found(request, wave, row, seen, seen.faults, form)
    people = (row.job.result or {}).get("people")
    context = {
        **context_of(wave),
        "row": row,
        "view": _progress(wave, row, row.job),
        "is_looking": row.job.name == long.LOOK,
        "are_in": are_in(people) if people is not None else "",
        "columns_href": _address("import_columns", wave, row),
    }
    return render(request, "surveys/import_progress.html", context)


@requires(P.WAVE_MANAGE, on="wave")
def progress_part(request: SignedInRequest, wave: Wave, export_id: UUID, **kwargs: str) -> HttpResponse:
    row = row_of(wave, export_id)
    if row.job is None:
        return redirect("surveys:import_columns", wave.cohort_id, wave.pk, row.pk)
    return render(request, "ui/progress_part.html", {"progress_view": _progress(wave, row, row.job)})


@require_POST
@requires(P.WAVE_MANAGE, on="wave")
def stop(request: SignedInRequest, wave: Wave, export_id: UUID, **kwargs: str) -> HttpResponse:
    row = row_of(wave, export_id)
    long.stop(by=request.actor, row=row)
    return redirect("surveys:import_check", wave.cohort_id, wave.pk, row.pk)


def _progress(wave: Wave, row: AnswersImport, job: Job) -> ProgressView:
    return progress_view(
        job,
        poll_href=_address("import_progress", wave, row),
        next_href=_next(wave, row, job),
        cancel_href=_address("import_stop", wave, row),
    )


def _next(wave: Wave, row: AnswersImport, job: Job) -> str:
    if job.state != JobState.DONE:
        return _address("import_columns", wave, row)
    if job.name == long.LOOK:
        return _address("import_check", wave, row)
    return reverse("surveys:wave", args=[wave.cohort_id, wave.pk])


def _address(name: str, wave: Wave, row: AnswersImport) -> str:
    return reverse(f"surveys:{name}", args=[wave.cohort_id, wave.pk, row.pk])
