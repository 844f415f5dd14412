"""Jobs: asked for with the change that needs them, run once, stopped, retried, taken up again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tests.factories import OrganisationFactory, PersonFactory

from kith.foundation.faults import Fault, KithError, Where
from kith.service.core.domain import events, job_runs, jobs
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import AuditEvent, Job, JobState, PolicyThreshold

BY = Actor.system("test")
pytestmark = pytest.mark.django_db


@pytest.fixture
def work(monkeypatch):
    """Register ``tests.work`` for one test."""
    monkeypatch.setattr(jobs, "_registry", dict(jobs._registry))
    return jobs.job("tests.work")


@pytest.fixture
def ended(monkeypatch):
    told = []
    monkeypatch.setitem(events._handlers, jobs.JobEnded, [lambda event: told.append(str(event.state))])
    return told


def ask(**args):
    with transaction.atomic():
        return jobs.enqueue(by=BY, name="tests.work", args=args, organisation=None)


def do(row):
    perform(row.pk)
    row.refresh_from_db()
    return row


def test_work_is_done_with_its_arguments_and_its_result_kept(work, ended, run_jobs):
    work(lambda run, *, a, b: {"sum": a + b})
    row = ask(a=2, b=3)
    assert run_jobs() == [row]
    row.refresh_from_db()
    assert (row.state, row.result, row.attempts) == (JobState.DONE, {"sum": 5}, 1)
    assert ended == ["done"]
    assert AuditEvent.objects.get().detail == {"name": "tests.work"}


def test_a_worker_is_told_only_when_the_change_is_kept(work, monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr(jobs, "ring", rung.append)
    work(lambda run: None)
    with django_capture_on_commit_callbacks(execute=True):
        row = ask()
        with transaction.atomic():
            jobs.enqueue(by=BY, name="tests.work", args={}, organisation=None)
            transaction.set_rollback(True)
    assert rung == [row.pk]
    assert list(Job.objects.all()) == [row]


def test_work_nobody_registered_is_a_bug_at_once():
    with pytest.raises(KeyError), transaction.atomic():
        jobs.enqueue(by=BY, name="tests.unheard_of", args={}, organisation=None)


def test_who_asked_is_kept(work):
    work(lambda run: None)
    person = PersonFactory()
    with transaction.atomic():
        row = jobs.enqueue(
            by=Actor.of_person(person), name="tests.work", args={}, organisation=OrganisationFactory()
        )
    assert row.asked_by == person


def test_two_bells_are_one_run(work):
    runs = []
    work(lambda run: runs.append(1))
    row = ask()
    do(row)
    do(row)
    assert runs == [1]


def test_what_a_person_can_mend_refuses_the_job_and_is_not_tried_again(work, ended):
    fault = Fault("tables.empty_file", Where(file="people.csv", row=3), {"limit": 20})

    def refuse(run):
        raise KithError(fault)

    work(refuse)
    row = do(ask())
    assert (row.state, jobs.faults_of(row), row.reference) == (JobState.REFUSED, (fault,), "")
    assert ended == ["refused"]


def test_a_bug_is_tried_again_later_three_times_and_leaves_a_reference(work, ended, time_machine, caplog):
    runs = []

    def broken(run):
        runs.append(timezone.now())
        raise ZeroDivisionError

    work(broken)
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    time_machine.move_to(start, tick=False)
    row = do(ask())
    assert (row.state, row.not_before) == (JobState.WAITING, start + timedelta(minutes=1))
    assert do(row).attempts == 1
    time_machine.move_to(start + timedelta(minutes=1), tick=False)
    do(row)
    time_machine.move_to(start + timedelta(minutes=11), tick=False)
    assert do(row).state == JobState.FAILED
    assert runs == [start, start + timedelta(minutes=1), start + timedelta(minutes=11)]
    assert len(row.reference) == 8
    assert ended == ["failed"]


def test_progress_is_shown_and_stops_at_a_wish(work, ended):
    def count(run):
        run.progress(1, 3, "tests.counting")
        assert Job.objects.values_list("done_units", "total_units", "step_code").get() == (
            1,
            3,
            "tests.counting",
        )
        jobs.cancel(by=BY, job=run.job)
        assert run.should_stop()
        run.progress(3, 3, "tests.counting")
        raise AssertionError("it went on")

    work(count)
    row = do(ask())
    assert (row.state, row.result) == (JobState.CANCELLED, None)
    assert ended == ["cancelled"]


def test_waiting_work_is_cancelled_at_once_and_ended_work_refuses(work, ended):
    work(lambda run: None)
    row = ask()
    assert jobs.cancel(by=BY, job=row).state == JobState.CANCELLED
    with pytest.raises(KithError) as refused:
        jobs.cancel(by=BY, job=row)
    assert refused.value.faults[0].code == "core.job.over"
    assert do(row).state == JobState.CANCELLED
    assert ended == ["cancelled"]


def save_threshold(value):
    PolicyThreshold.objects.create(organisation=OrganisationFactory(), key="tests.key", value=value)


def test_the_result_is_saved_and_the_job_ended_in_one_transaction(work, ended):
    def save(run):
        with run.finishing() as result:
            save_threshold(7)
            result["saved"] = 1

    work(save)
    row = do(ask())
    assert (row.state, row.result, PolicyThreshold.objects.count()) == (JobState.DONE, {"saved": 1}, 1)
    assert ended == ["done"]


def test_a_worker_that_was_taken_for_dead_writes_nothing(work, ended):
    def slow(run):
        Job.objects.update(claim="another")
        with run.finishing():
            save_threshold(7)

    work(slow)
    row = do(ask())
    assert (row.state, row.claim, PolicyThreshold.objects.count()) == (JobState.RUNNING, "another", 0)
    assert ended == []


def test_a_save_that_breaks_leaves_nothing_behind(work):
    def save(run):
        with run.finishing():
            save_threshold(7)
            raise ZeroDivisionError

    work(save)
    row = do(ask())
    assert (row.state, PolicyThreshold.objects.count()) == (JobState.WAITING, 0)


def test_a_worker_asked_to_end_gives_its_job_back_from_the_checkpoint(work, ended):
    seen = []

    def steps(run):
        seen.append(run.checkpoint)
        run.save_checkpoint({"step": 2})
        run.stop_if_asked()
        return {"ok": True}

    work(steps)
    row = ask()
    job_runs.stopping.set()
    try:
        do(row)
    finally:
        job_runs.stopping.clear()
    assert (row.state, row.attempts, row.checkpoint) == (JobState.WAITING, 0, {"step": 2})
    assert do(row).result == {"ok": True}
    assert seen == [None, {"step": 2}]


def running(row, **fields):
    Job.objects.filter(pk=row.pk).update(state=JobState.RUNNING, claim="dead", **fields)
    row.refresh_from_db()
    return row


def test_a_job_without_a_heartbeat_waits_again_and_the_bell_is_rung(work, monkeypatch):
    rung = []
    monkeypatch.setattr(job_runs, "ring", rung.append)
    work(lambda run: {"ok": True})
    now = timezone.now()
    alive = running(ask(), attempts=1, heartbeat_at=now - job_runs.STALE_AFTER)
    lost = running(ask(), attempts=1, heartbeat_at=now - job_runs.STALE_AFTER - timedelta(seconds=1))
    job_runs.recover(now)
    job_runs.recover(now)
    alive.refresh_from_db()
    lost.refresh_from_db()
    assert (alive.state, lost.state, rung) == (JobState.RUNNING, JobState.WAITING, [lost.pk])
    assert do(lost).result == {"ok": True}


def test_a_job_that_kills_every_worker_is_given_up(work, ended):
    work(lambda run: None)
    now = timezone.now()
    row = running(ask(), attempts=3, heartbeat_at=now - timedelta(hours=1))
    job_runs.recover(now)
    row.refresh_from_db()
    assert (row.state, jobs.faults_of(row)[0].params) == (
        JobState.FAILED,
        {"attempts": 3, "reference": row.reference},
    )
    assert ended == ["failed"]


def test_a_lost_job_that_was_to_be_stopped_is_stopped(work, ended):
    work(lambda run: None)
    now = timezone.now()
    row = running(ask(), attempts=1, cancel_asked=True, heartbeat_at=now - timedelta(hours=1))
    job_runs.recover(now)
    row.refresh_from_db()
    assert row.state == JobState.CANCELLED
    assert ended == ["cancelled"]
