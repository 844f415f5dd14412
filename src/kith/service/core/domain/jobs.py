"""Long work: asked for in the transaction that needs it, done outside it, exactly one result.

The :class:`Job` row is the truth; a django-tasks task is only the bell that tells a worker to look. An app
registers its work in ``jobs.py``::

    @job("matches.solve")
    def solve(run: JobRun, *, run_id: str) -> None:
        problem = bridge.load(run_id)                            # short reads
        found = matching.solve(problem, progress=run.progress)   # long, outside any transaction
        with run.finishing() as result:                          # one transaction, only while the job is ours
            bridge.save(run_id, found)
            result["pairs"] = len(found.pairs)

(or saves nothing itself and returns the result)

and an action asks for it::

    enqueue(by=by, name="matches.solve", args={"run_id": str(run.pk)}, organisation=cohort.organisation)

Running it stands in :mod:`kith.service.core.domain.job_runs`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Job, JobState, Organisation

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
JobResult = Mapping[str, Json] | None
Work = Callable[..., JobResult]

_registry: dict[str, Work] = {}


@dataclass(frozen=True, slots=True)
class JobEnded:
    """Published in the transaction that ends a job, whichever way it ended."""

    job_id: UUID
    name: str
    state: JobState
    args: Mapping[str, Json]


def job(name: str) -> Callable[[Work], Work]:
    """Register a function as the work called ``name``. It takes a :class:`JobRun` and the job's arguments."""

    def register(work: Work) -> Work:
        if _registry.setdefault(name, work) is not work:
            raise ValueError(f"two functions are called {name}")
        return work

    return register


def work_called(name: str) -> Work:
    return _registry[name]


def enqueue(*, by: Actor, name: str, args: Mapping[str, Json], organisation: Organisation | None) -> Job:
    """Ask for work, in the action's own transaction: if that rolls back, nothing was asked."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{name} is queued outside the transaction that needs it")
    work_called(name)
    row = Job.objects.create(
        name=name, args=dict(args), organisation=organisation, asked_by=by.person, woken_at=timezone.now()
    )
    audit.record(
        by=by,
        action="core.job.enqueue",
        subject=row,
        organisation_id=row.organisation_id,
        detail={"name": name},
    )
    transaction.on_commit(partial(ring, row.pk))
    return row


def ring(job_id: UUID) -> None:
    """Tell a worker to look at this job. Ringing twice is harmless: the job is claimed once."""
    from kith.service.core.tasks import run_job

    run_job.enqueue(str(job_id))


@transaction.atomic
def cancel(*, by: Actor, job: Job) -> Job:
    """Stop it: at once if it waits, at its next breath if it runs."""
    now = timezone.now()
    if Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(
        state=JobState.CANCELLED, ended_at=now, cancel_asked=True
    ):
        announce(job, JobState.CANCELLED)
    elif not Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_asked=True):
        raise KithError(Fault("core.job.over"))
    job.refresh_from_db()
    audit.record(
        by=by,
        action="core.job.cancel",
        subject=job,
        organisation_id=job.organisation_id,
        detail={"name": job.name},
    )
    return job


def announce(job: Job, state: JobState) -> None:
    events.publish(JobEnded(job.pk, job.name, state, job.args))


def faults_of(job: Job) -> tuple[Fault, ...]:
    """What a refused job found wrong, for a page to say."""
    return faults_from_json(job.faults)


def faults_from_json(kept: Iterable[Mapping[str, Any]]) -> tuple[Fault, ...]:
    """As ``faults_to_json`` wrote them."""
    return tuple(Fault(found["code"], Where(**found["where"]), found["params"]) for found in kept)


def faults_to_json(faults: tuple[Fault, ...]) -> list[dict[str, object]]:
    return [
        {
            "code": fault.code,
            "where": {
                name: value for name in Where.__slots__ if (value := getattr(fault.where, name)) is not None
            },
            "params": dict(fault.params),
        }
        for fault in faults
    ]
