"""Running a job: claimed once, seen to be alive, stopped on request, taken up again where it was cut off."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain.bugs import log_bug, new_reference
from kith.service.core.domain.jobs import JobResult, Json, announce, faults_to_json, ring, work_called
from kith.service.core.models import Job, JobState

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
BACKOFF = (timedelta(minutes=1), timedelta(minutes=10))
"""Before the second and the third attempt after a crash."""
BEAT = timedelta(seconds=15)
STALE_AFTER = timedelta(minutes=3)
"""A running job that has not been heard of for twelve beats has lost its worker."""
WAKE_AGAIN_AFTER = timedelta(minutes=5)
PROGRESS_EVERY = timedelta(seconds=1)

stopping = threading.Event()
"""Set when this worker is asked to end: running jobs save themselves and go back to the queue."""


class Cancelled(Exception):
    """The person who asked wants it stopped."""


class Interrupted(Exception):
    """This worker is ending; another takes the job up from its checkpoint."""


class Superseded(Exception):
    """Another worker has the job now. Whatever this one still writes is rolled back."""


@dataclass(slots=True)
class JobRun:
    """What a job's function holds in its hand."""

    job: Job
    _told_at: datetime = field(default_factory=timezone.now)
    _is_finished: bool = False

    @property
    def checkpoint(self) -> Json:
        """What the run before this one saved last, or nothing."""
        return self.job.checkpoint

    def progress(self, done: int, total: int | None = None, step_code: str = "") -> None:
        """Say how far it is, and stop here if that was asked. Cheap: written at most once a second."""
        now = timezone.now()
        is_new_step = step_code != self.job.step_code
        if is_new_step or done == total or now - self._told_at >= PROGRESS_EVERY:
            self._told_at = now
            self.job.step_code = step_code
            self._write(done_units=done, total_units=total, step_code=step_code, heartbeat_at=now)
            self.stop_if_asked()

    def should_stop(self) -> bool:
        """For a solver that ends by itself: then call :meth:`stop_if_asked`."""
        return stopping.is_set() or Job.objects.filter(self._mine(), cancel_asked=True).exists()

    def stop_if_asked(self) -> None:
        if Job.objects.filter(self._mine(), cancel_asked=True).exists():
            raise Cancelled
        if stopping.is_set():
            raise Interrupted

    def save_checkpoint(self, checkpoint: Json) -> None:
        """Where to go on after the worker was killed."""
        self._write(checkpoint=checkpoint, heartbeat_at=timezone.now())
        self.job.checkpoint = checkpoint

    @contextmanager
    def finishing(self) -> Iterator[dict[str, Json]]:
        """The transaction that saves what was found and ends the job: both or neither, and only once.

        What is put into the mapping it gives becomes the job's ``result``.
        """
        result: dict[str, Json] = {}
        with transaction.atomic():
            self._write(heartbeat_at=timezone.now())
            yield result
            self._end(JobState.DONE, result=result)
        self._is_finished = True

    def _mine(self) -> Q:
        return Q(pk=self.job.pk, state=JobState.RUNNING, claim=self.job.claim)

    def _write(self, **fields: object) -> None:
        if not Job.objects.filter(self._mine()).update(**fields):
            raise Superseded

    def _end(self, state: JobState, **fields: object) -> None:
        self._write(state=state, ended_at=timezone.now(), **fields)
        announce(self.job, state)


def perform(job_id: UUID, *, beat: bool = False) -> None:
    """Claim the job and do it, if it waits and its time has come. Never raises what the job raised."""
    run = _claim(job_id)
    if run is None:
        return
    try:
        with _beating(run) if beat else _silent():
            result = work_called(run.job.name)(run, **run.job.args)
        _finish(run, result)
    except KithError as refused:
        with _unless_superseded(run):
            run._end(JobState.REFUSED, faults=faults_to_json(refused.faults))
    except Cancelled:
        with _unless_superseded(run):
            run._end(JobState.CANCELLED)
    except Interrupted:
        _give_back(run)
    except Superseded:
        logger.warning("job %s (%s) was taken over by another worker", job_id, run.job.name)
    except Exception:
        _crashed(run)
    except BaseException:
        _give_back(run)
        raise


def _claim(job_id: UUID) -> JobRun | None:
    now = timezone.now()
    due = Job.objects.filter(Q(not_before=None) | Q(not_before__lte=now), pk=job_id, state=JobState.WAITING)
    claimed = due.update(
        state=JobState.RUNNING,
        claim=secrets.token_hex(16),
        attempts=F("attempts") + 1,
        heartbeat_at=now,
        started_at=Coalesce("started_at", now, output_field=models.DateTimeField()),
    )
    return JobRun(Job.objects.get(pk=job_id)) if claimed else None


def _finish(run: JobRun, result: JobResult) -> None:
    if not run._is_finished:
        with run.finishing() as kept:
            kept.update(result or {})


def _give_back(run: JobRun) -> None:
    """Not the job's fault: it waits again, and the attempt does not count."""
    mine = Job.objects.filter(run._mine())
    if mine.update(state=JobState.WAITING, claim="", attempts=F("attempts") - 1, woken_at=timezone.now()):
        ring(run.job.pk)


def _crashed(run: JobRun) -> None:
    """A bug, or bad luck (a full disk, a lost connection): try again, later and not for ever."""
    reference = log_bug(logger, f"job {run.job.pk} ({run.job.name}) broke at attempt {run.job.attempts}")
    with _unless_superseded(run):
        if run.job.attempts >= MAX_ATTEMPTS:
            run._end(JobState.FAILED, reference=reference)
        else:
            later = timezone.now() + BACKOFF[run.job.attempts - 1]
            run._write(state=JobState.WAITING, claim="", not_before=later, woken_at=None, reference=reference)


@contextmanager
def _unless_superseded(run: JobRun) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except Superseded:
        logger.warning("job %s (%s) ended after another worker took it over", run.job.pk, run.job.name)


@contextmanager
def _silent() -> Iterator[None]:
    yield


@contextmanager
def _beating(run: JobRun) -> Iterator[None]:
    """A thread that says every few seconds that this worker lives, also while a solver says nothing."""
    is_over = threading.Event()

    def beat() -> None:
        try:
            while not is_over.wait(BEAT.total_seconds()):
                try:
                    Job.objects.filter(run._mine()).update(heartbeat_at=timezone.now())
                except DatabaseError:
                    log_bug(logger, f"job {run.job.pk} could not say that it lives")
                    connection.close()
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name=f"beat-{run.job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def recover(now: datetime) -> None:
    """For the tick: jobs that lost their worker wait again; lost bells are rung again."""
    for lost in Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=now - STALE_AFTER):
        _recover_lost(lost, now)
    due = Job.objects.filter(Q(not_before=None) | Q(not_before__lte=now), state=JobState.WAITING)
    for row in due.filter(Q(woken_at=None) | Q(woken_at__lt=now - WAKE_AGAIN_AFTER)):
        if Job.objects.filter(pk=row.pk, state=JobState.WAITING, woken_at=row.woken_at).update(woken_at=now):
            ring(row.pk)


@transaction.atomic
def _recover_lost(lost: Job, now: datetime) -> None:
    still_lost = Job.objects.filter(
        pk=lost.pk, state=JobState.RUNNING, claim=lost.claim, heartbeat_at__lt=now - STALE_AFTER
    )
    if lost.cancel_asked:
        ended = (
            JobState.CANCELLED
            if still_lost.update(state=JobState.CANCELLED, ended_at=now, claim="")
            else None
        )
    elif lost.attempts < MAX_ATTEMPTS:
        still_lost.update(state=JobState.WAITING, claim="", woken_at=None)
        return
    else:
        reference = new_reference()
        fault = Fault("core.job.lost", params={"attempts": lost.attempts, "reference": reference})
        given_up = still_lost.update(
            state=JobState.FAILED,
            ended_at=now,
            claim="",
            reference=reference,
            faults=faults_to_json((fault,)),
        )
        ended = JobState.FAILED if given_up else None
        logger.error("[%s] job %s (%s) was cut off %d times", reference, lost.pk, lost.name, lost.attempts)
    if ended:
        announce(lost, ended)
