"""A long export: a job looks at it, and a job brings it in. Each is stopped by who asked, and nothing is half-written."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from kith.foundation.faults import Fault, KithError, Where
from kith.service.core.domain import jobs
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import JobRun
from kith.service.core.models import Job, JobState
from kith.service.people.models import Person
from kith.service.surveys.domain.importing.actions import must_wait, write
from kith.service.surveys.domain.importing.looking import look
from kith.service.surveys.domain.importing.summary import Summary
from kith.service.surveys.domain.past_answers import Elsewhere, must_take_a_file
from kith.service.surveys.models import AnswersImport

LOOK, BRING = "surveys.look_at_export", "surveys.bring_export"
UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


@transaction.atomic
def start_looking(*, by: Actor, row: AnswersImport) -> Job:
    """Ask for a look at the columns as they are chosen now; an earlier look that goes on is stopped."""
    must_take_a_file(row.wave)
    must_wait(row)
    if _is_under_way(row, BRING):
        raise KithError(Fault("surveys.import_under_way"))
    stop(by=by, row=row)
    row.found = None
    return _ask(by, row, LOOK, {})


@transaction.atomic
def start_bringing(*, by: Actor, row: AnswersImport, agreed: Elsewhere) -> Job:
    """Ask for the answers to be brought in. Asking again while it goes on is asking once."""
    must_take_a_file(row.wave)
    must_wait(row)
    if row.job is not None and _is_under_way(row, BRING):
        return row.job
    if not agreed.basis.strip():
        raise KithError(Fault("surveys.basis_missing", Where(key="basis")))
    return _ask(
        by,
        row,
        BRING,
        {"basis": agreed.basis, "may_be_read": agreed.may_be_read, "may_be_quoted": agreed.may_be_quoted},
    )


def stop(*, by: Actor, row: AnswersImport) -> None:
    """Stop what goes on with the file, if anything does; what ended meanwhile is over."""
    if row.job is not None and row.job.state in UNDER_WAY:
        try:
            jobs.cancel(by=by, job=row.job)
        except KithError:
            row.job.refresh_from_db()


def _is_under_way(row: AnswersImport, name: str) -> bool:
    return row.job is not None and row.job.name == name and row.job.state in UNDER_WAY


def _ask(by: Actor, row: AnswersImport, name: str, args: dict[str, jobs.Json]) -> Job:
    row.job = jobs.enqueue(
        by=by, name=name, args={"import_id": str(row.pk), **args}, organisation=row.wave.cohort.organisation
    )
    row.save(update_fields=["job", "found"])
    return row.job


@jobs.job(LOOK)
def look_at_export(run: JobRun, *, import_id: str) -> None:
    row = _row(import_id)
    found = Summary.of(look(row, run.progress)).to_json()
    with run.finishing():
        AnswersImport.objects.filter(pk=row.pk, job_id=run.job.pk).update(found=found)


@jobs.job(BRING)
def bring_export(run: JobRun, *, import_id: str, basis: str, may_be_read: bool, may_be_quoted: bool) -> None:
    """Read outside any transaction, kept in one: stopped before that, nothing came in."""
    row = _row(import_id)
    seen = look(row, run.progress)
    run.progress(seen.rows, seen.rows, "surveys.import_step.writing")
    asked_by = run.job.asked_by
    by = Actor.of_person(asked_by) if isinstance(asked_by, Person) else Actor.system(BRING)
    try:
        with run.finishing() as outcome:
            outcome["people"] = write(by, row, seen, Elsewhere(basis, may_be_read, may_be_quoted))
    except IntegrityError as twice:  # somebody else brought the same answers between the look and the write
        raise KithError(Fault("surveys.past_meanwhile")) from twice


def _row(import_id: str) -> AnswersImport:
    rows = AnswersImport.objects.select_related("file", "wave__cohort__organisation")
    row = rows.filter(pk=import_id).first()
    if row is None:
        raise KithError(Fault("surveys.import_file_gone"))
    return row
