"""A run of the engine as a job: one question, one answer, whoever is killed and whatever changes meanwhile."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.running import running

from kith import matching
from kith.foundation.faults import KithError
from kith.service.cohorts.domain import actions as cohorts
from kith.service.cohorts.domain import places
from kith.service.core.domain import job_runs, jobs
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Job, JobState
from kith.service.matches import bridge_explaining
from kith.service.matches.domain import actions, preferences
from kith.service.matches.models import MatchRun, Publication

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """kill -9: no clean-up, no excuse."""


@pytest.fixture
def made():
    return running()


def start(made, **instead):
    return actions.start_run(by=made.by, cohort=made.cohort, **({"best_for": "most", "seed": 7} | instead))


def killed_while_solving(run, monkeypatch):
    """The worker claims the job, keeps the problem, begins to solve, and is gone."""

    def die(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(matching, "solve", die)
        claimed = job_runs._claim(run.job_id)
        with pytest.raises(Killed):
            jobs.work_called("matches.solve")(claimed, **claimed.job.args)
    return claimed


def test_a_worker_killed_while_it_solves_is_taken_over_with_the_same_problem(made, monkeypatch):
    expected = made.draft(best_for="most", seed=7)
    run = start(made)
    killed_while_solving(run, monkeypatch)
    run.refresh_from_db()
    assert run.result is None
    assert run.problem == expected.problem
    # Life goes on while nobody works at it.
    made.add("Gil Roy", "clinician", site="Northgate", line_of_management="Medicine")
    places.withdraw(by=made.by, place=made.places["Eve"])
    job_runs.recover(timezone.now() + 2 * job_runs.STALE_AFTER)
    job_runs.perform(run.job_id)
    run.refresh_from_db()
    assert Job.objects.get(pk=run.job_id).state == JobState.DONE
    assert _without_times(run.result) == _without_times(expected.result)
    assert run.explanation == expected.explanation
    assert run.rules_hash == expected.rules_hash


def _without_times(result):
    return {key: value for key, value in result.items() if key != "provenance"}


def test_the_dead_worker_that_wakes_up_changes_nothing(made, monkeypatch):
    run = start(made)
    dead = killed_while_solving(run, monkeypatch)
    job_runs.recover(timezone.now() + 2 * job_runs.STALE_AFTER)
    job_runs.perform(run.job_id)
    kept = MatchRun.objects.values().get(pk=run.pk)
    made.add("Gil Roy", "clinician", site="Northgate", line_of_management="Medicine")
    with pytest.raises(job_runs.Superseded):
        jobs.work_called("matches.solve")(dead, **dead.job.args)
    assert MatchRun.objects.values().get(pk=run.pk) == kept


def test_started_twice_it_runs_once_and_a_decision_in_between_makes_it_two(made):
    first = start(made, seed=None)
    assert start(made, seed=None) == first
    assert Job.objects.count() == 1
    assert start(made, best_for="no_one_left_behind", seed=None) != first
    made_apart = {"left": made.places["Amina"], "right": made.places["Eve"], "reason": "They asked"}
    actions.decide(by=made.by, cohort=made.cohort, kind="forbid", **made_apart)
    assert start(made, seed=None).number == 3


def test_a_run_that_was_stopped_decided_nothing(made):
    run = start(made)
    jobs.cancel(by=made.by, job=run.job)
    job_runs.perform(run.job_id)
    run.refresh_from_db()
    assert (run.result, run.finished_at, run.job.state) == (None, None, JobState.CANCELLED)


def test_a_cohort_with_nobody_on_a_side_is_told_so_on_the_page(client):
    made = running((("Amina Yusuf", "clinician", "St Anne's", "Medicine"),))
    run = start(made)
    job_runs.perform(run.job_id)
    client.force_login(made.lead)
    page = client.get(reverse("matches:draft", args=[made.cohort.pk, run.number]))
    assert page.status_code == 200
    assert Job.objects.get(pk=run.job_id).state in {JobState.REFUSED, JobState.DONE}


def test_a_lock_that_a_private_wish_forbids_is_refused_without_telling_of_the_wish(made, client):
    amina, eve = made.places["Amina"], made.places["Eve"]
    preferences.set_never_with(by=Actor.of_person(eve.person), place=eve, addresses=[amina.person.email])
    actions.decide(by=made.by, cohort=made.cohort, kind="lock", left=amina, right=eve, reason="They asked")
    run = start(made)
    job_runs.perform(run.job_id)
    job = Job.objects.get(pk=run.job_id)
    assert job.state == JobState.REFUSED
    said = json.dumps(job.faults)
    assert "never" not in said
    assert amina.person.email not in said
    client.force_login(made.lead)
    page = client.get(reverse("matches:draft", args=[made.cohort.pk, run.number])).content.decode()
    for word in ("never-with", "never with", "private", "asked not"):
        assert word not in page.lower()
    assert "“Amina Yusuf” and “Eve Marsh” cannot be locked together" in page


def test_two_leads_with_the_same_page_open_one_publishes(made):
    first, second = made.draft(best_for="most"), made.draft(best_for="no_one_left_behind")
    actions.publish(by=made.by, run=first, seen_revision=0)
    with pytest.raises(KithError) as refused:
        actions.publish(by=made.by, run=second, seen_revision=0)
    assert [fault.code for fault in refused.value.faults] == ["matches.already_published"]
    with pytest.raises(KithError) as refused:
        cohorts.claim_revision(cohort=made.cohort, seen=0)
    assert [fault.code for fault in refused.value.faults] == ["cohorts.changed_meanwhile"]
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("revision", ["", "7", "-1", "abc", "9" * 40, "٣"])
def test_a_page_that_was_never_shown_publishes_nothing(made, client, revision):
    run = made.draft()
    client.force_login(made.lead)
    address = reverse("matches:publish", args=[made.cohort.pk, run.number])
    assert client.post(address, {"revision": revision}).status_code == 422
    assert not Publication.objects.exists()


def test_a_draft_with_somebody_who_has_left_is_not_published(made):
    run = made.draft()
    places.withdraw(by=made.by, place=made.places["Eve"])
    with pytest.raises(KithError) as refused:
        actions.publish(by=made.by, run=run, seen_revision=0)
    assert [fault.code for fault in refused.value.faults] == ["matches.people_left"]


def test_whoever_leaves_after_the_publication_is_nobodys_partner_any_more(made, client):
    actions.publish(by=made.by, run=made.draft(), seen_revision=0)
    pair = made.cohort.pairs.get(right=made.places["Eve"])
    places.withdraw(by=made.by, place=made.places["Eve"])
    pair.refresh_from_db()
    assert pair.state == "ended"
    assert made.cohort.pairs.filter(state="active").count() == 1
    client.force_login(pair.left.person)
    page = client.get(reverse("matches:partner", args=[pair.left.pk]))
    assert page.status_code == 200
    assert "Eve Marsh" not in page.content.decode()


def test_two_who_are_not_a_pair_of_the_draft_cannot_be_exchanged(made, client):
    run = made.draft()
    client.force_login(made.lead)
    pairs = {(one["left"], one["right"]) for one in run.result["pairs"]}
    left = str(made.places["Amina"].pk)
    right = next(
        str(made.places[name].pk) for name in ("Ben", "Eve") if (left, str(made.places[name].pk)) not in pairs
    )
    assert (
        client.get(reverse("matches:swap", args=[made.cohort.pk, run.number, left, right])).status_code == 404
    )
    assert (
        client.get(reverse("matches:swap", args=[made.cohort.pk, run.number, *pairs.pop()])).status_code
        == 200
    )


def test_the_engine_that_fails_its_own_check_gives_no_draft(made, monkeypatch):
    monkeypatch.setattr(matching, "verify", lambda *_args: [KithError])
    monkeypatch.setattr(bridge_explaining, "explanation_to_json", lambda *_args, **_kwargs: {})
    run = start(made)
    job_runs.perform(run.job_id)
    run.refresh_from_db()
    assert run.result is None
    assert Job.objects.get(pk=run.job_id).reference
