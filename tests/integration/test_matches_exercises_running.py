"""Runs of a matching from files: stopped, killed, taken up again; kept a year; and nobody's private request shown."""

from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory, PersonFactory, PlaceFactory

from kith.matching.engines import engine
from kith.matching.types import Kind
from kith.service.cohorts.models import Place
from kith.service.core.domain import jobs
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.domain.personal_data import erase_person, export_person
from kith.service.core.models import AuditEvent, Job, JobState, Mail
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises import actions, publishing, retention, running
from kith.service.matches.models import Allotment, Exercise, ExerciseRow, ExerciseRun, NeverWith

pytestmark = pytest.mark.django_db

DOCTORS = """id,name,email,site,wishes,never_with
d1,Ann Ash,ann@example.org,Leeds,m2,
d2,Bo Birch,bo@example.org,York,,{asked}
d3,Cy Cole,cy@example.org,Hull,ed@example.org,
"""
MANAGERS = """id,name,email,site
m1,Di Drew,di@example.org,Leeds
m2,Ed Elm,ed@example.org,York
"""
RULES = '[[rule]]\nprefer = "same_site"\nweight = 3\n\n[[rule]]\nprefer = "wish"\nweight = 1\n'


@pytest.fixture
def lead(db):
    return MembershipFactory(role="lead")


@pytest.fixture
def by(lead):
    return Actor.of_person(lead.person)


def made(lead, by, asked="m1") -> Exercise:
    exercise = actions.create_exercise(by=by, organisation=lead.organisation, kind="pairs", name="Mentors")
    for key, name, text in (
        ("left", "doctors.csv", DOCTORS.format(asked=asked)),
        ("right", "managers.csv", MANAGERS),
    ):
        stream = io.BytesIO(text.encode())
        actions.upload_table(by=by, exercise=exercise, key=key, name=name, stream=stream)
    return actions.change_rules(by=by, exercise=exercise, rules=RULES, seen_revision=exercise.revision)


def run_of(by, exercise, **given) -> ExerciseRun:
    run = running.start_run(by=by, exercise=exercise, **given)
    perform(run.job_id)
    run.refresh_from_db()
    return run


class Stubborn:
    """An engine that somebody stops at its first step, and that gives what is best so far."""

    def __init__(self, job: Job) -> None:
        self._real = engine(Kind.PAIRS)
        self._job = job

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def solve(self, problem: Any, *, seed: int, progress: Any, should_stop: Any) -> Any:
        jobs.cancel(by=Actor.system("tests"), job=self._job)
        progress("score", 0.1)
        assert should_stop()
        return self._real.solve(problem, seed=seed)

    def draft(self, problem: Any, result: Any) -> Any:
        return replace(self._real.draft(problem, result), stopped=True)


def test_stopped_it_keeps_the_best_so_far(lead, by, monkeypatch, client):
    exercise = made(lead, by)
    run = running.start_run(by=by, exercise=exercise)
    monkeypatch.setattr(bridge, "_engine", lambda _kind: Stubborn(run.job))
    perform(run.job_id)
    run.refresh_from_db()
    assert run.stopped
    assert run.job.state == JobState.DONE
    assert run.told["prices"] == []
    client.force_login(lead.person)
    told = client.get(reverse("matches:exercise_run", args=[exercise.pk, 1])).content.decode()
    assert "Somebody stopped this run" in told


def test_a_price_that_is_an_estimate_says_about(lead, by, client):
    exercise = made(lead, by)
    run = running.start_run(by=by, exercise=exercise)
    perform(run.job_id)
    run.refresh_from_db()
    price = {"rule": "prefer:same_site", "share": 0.024, "more": 0, "estimate": True}
    prices = [price, price | {"share": -0.001}, price | {"more": 2}, price | {"estimate": False}]
    ExerciseRun.objects.filter(pk=run.pk).update(explanation=run.told | {"prices": prices})
    client.force_login(lead.person)
    told = client.get(reverse("matches:exercise_run", args=[exercise.pk, 1])).content.decode()
    assert "Costs the other rules about 2.4% of their points" in told
    assert "Costs about nothing" in told
    assert "Without it about 2 more people would have a group" in told
    assert "Costs the other rules 2.4% of their points" in told


def test_a_run_that_waits_can_be_called_off(lead, by, client):
    exercise = made(lead, by)
    run = running.start_run(by=by, exercise=exercise)
    client.force_login(lead.person)
    there = client.post(reverse("matches:exercise_stop", args=[exercise.pk, 1]), follow=True)
    assert "stopped before there was anything to keep" in there.content.decode()
    perform(run.job_id)
    run.refresh_from_db()
    assert run.result is None


def test_taken_up_again_it_answers_the_same_question(lead, by, monkeypatch):
    exercise = made(lead, by)
    run = running.start_run(by=by, exercise=exercise)
    solve = bridge.solve

    def killed(*args: Any, **given: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(bridge, "solve", killed)
    with pytest.raises(KeyboardInterrupt):
        perform(run.job_id)
    kept = ExerciseRun.objects.get(pk=run.pk).problem
    ExerciseRow.objects.filter(ref="d3").delete()
    monkeypatch.setattr(bridge, "solve", solve)
    perform(run.job_id)
    run.refresh_from_db()
    assert run.problem == kept
    assert {one["id"] for one in kept["members"]} >= {"d3"}
    assert run.finished_at is not None
    assert len({run.exercise.seed, run.seed, run.result["provenance"]["seed"]}) == 1


def test_two_clicks_are_one_run(lead, by):
    exercise = made(lead, by)
    assert running.start_run(by=by, exercise=exercise) == running.start_run(by=by, exercise=exercise)


PAGES = ("exercise_run", "exercise_why_not", "exercise_publish", "exercise_draft_csv", "exercise_result")


def test_a_private_request_is_kept_to_and_shown_nowhere(lead, by, client):
    """The answer is the same with and without it, so that everything that is said can be laid side by side."""
    client.force_login(lead.person)
    said = []
    for asked in ("m1", ""):
        exercise = made(lead, by, asked=asked)
        exercise.seed, exercise.seed_salt, exercise.seed_commitment = 7, "salt", "promise"
        exercise.save()
        run = run_of(by, exercise)
        pairs = {tuple(one["id"] for one in group["members"]) for group in run.draft["groups"]}
        assert ("d2", "m1") not in pairs
        key = run.draft["groups"][0]["key"]
        address = [reverse(f"matches:{name}", args=[exercise.pk, 1]) for name in PAGES]
        address += [reverse("matches:exercise_group", args=[exercise.pk, 1, key])]
        address += [f"{address[1]}?one=d2&other=m1"]
        address += [reverse("matches:exercise_table", args=[exercise.pk, "left"])]
        address += [reverse("matches:exercise", args=[exercise.pk])]
        pages = [client.get(one).content.decode() for one in address]
        said.append([_without(page, str(exercise.pk)) for page in pages])
        assert all("never_with," not in page for page in pages)
    for first, second in zip(*said, strict=True):
        assert first == second
    assert "never" not in json.dumps(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_a_misspelt_private_request_does_not_tell_whose_it_is(lead, by):
    exercise = made(lead, by, asked="nobody")
    (fault,) = exercise.looked_at["faults"]
    assert fault["code"] == "matches.exercise.private_unknown"
    assert fault["where"] == {"file": "doctors.csv"}


def _without(page: str, varies: str) -> str:
    """A page but for what is another each time it is asked for."""
    lines = page.replace(varies, "-").splitlines()
    return "\n".join(line for line in lines if "csrf" not in line)


def test_it_goes_after_a_year_and_its_owner_is_told_before(lead, by):
    exercise = made(lead, by)
    assert exercise.kept_until == timezone.localdate() + dt.timedelta(days=365)
    soon = timezone.now() + dt.timedelta(days=336)
    retention.keep_no_longer(soon)
    retention.keep_no_longer(soon)
    mail = Mail.objects.get(purpose="matches.exercise_ends")
    assert mail.to_address == lead.person.email
    assert "Mentors" in mail.subject
    retention.keep_no_longer(soon + dt.timedelta(days=20))
    assert Exercise.objects.exists()
    retention.keep_no_longer(soon + dt.timedelta(days=40))
    assert not Exercise.objects.exists()
    assert not ExerciseRow.objects.exists()


def test_who_keeps_it_has_it_for_another_year(lead, by):
    exercise = made(lead, by)
    Exercise.objects.filter(pk=exercise.pk).update(kept_until=timezone.localdate(), told_at=timezone.now())
    exercise.refresh_from_db()
    actions.keep_longer(by=by, exercise=exercise)
    retention.keep_no_longer(timezone.now() + dt.timedelta(days=300))
    assert Exercise.objects.get().told_at is None


def test_somebody_in_a_file_is_given_their_row_and_forgotten(lead, by):
    exercise = made(lead, by)
    run = run_of(by, exercise)
    publishing.publish(by=by, run=run, seen_revision=exercise.revision, send_mails=True)
    ed = PersonFactory(email="ed@example.org", name="Ed Elm")
    given = export_person(by=by, person=ed)
    assert b"PK" in given[:4]
    erase_person(by=by, person=ed)
    left = json.dumps(
        [
            *ExerciseRow.objects.values_list("cells", flat=True),
            *ExerciseRow.objects.values_list("name", flat=True),
            *ExerciseRun.objects.values_list("problem", flat=True),
            *ExerciseRun.objects.values_list("names", flat=True),
            *Mail.objects.filter(purpose__startswith="matches.placed").values_list("body", flat=True),
        ]
    )
    for said in ("Ed Elm", "ed@example.org", "m2"):
        assert said not in left
    assert "Ann Ash" in left


def test_where_the_id_is_the_address_a_draft_forgets_it_too(lead, by):
    exercise = actions.create_exercise(by=by, organisation=lead.organisation, kind="pairs", name="Mentors")
    for key, person in (("left", "ann"), ("right", "ed")):
        text = f"email,name,site\n{person}@Example.org,{person.title()},Leeds\n"
        stream = io.BytesIO(text.encode())
        actions.upload_table(by=by, exercise=exercise, key=key, name=f"{key}.csv", stream=stream)
    seen = exercise.revision
    rules = RULES.split("\n\n")[0]
    actions.change_rules(by=by, exercise=exercise, rules=rules, seen_revision=seen)
    run_of(by, exercise)
    erase_person(by=by, person=PersonFactory(email="ed@example.org"))
    kept = ExerciseRun.objects.values("result", "draft", "problem", "names").get()
    assert "ed@example.org" not in json.dumps(kept)
    assert "ann@example.org" in json.dumps(kept)


SETS = """format_version = 1
kind = "sets"

[sets]
most = 2

[[rule]]
spread = "site"
weight = 1
"""


def test_the_people_of_a_cohort_see_their_set(lead, by, client):
    cohort = CohortFactory(organisation=lead.organisation)
    given = {"cohort": cohort, "state": Place.State.CONFIRMED}
    places = [PlaceFactory(**given, attributes={"site": site}) for site in ("Leeds", "York", "Hull", "Bath")]
    NeverWith.objects.create(place=places[0], address=places[1].person.email)
    exercise = actions.create_exercise(
        by=by, organisation=lead.organisation, kind="sets", name="Tables", cohort=cohort
    )
    actions.use_cohort(by=by, exercise=exercise, key="people")
    actions.change_rules(by=by, exercise=exercise, rules=SETS, seen_revision=exercise.revision)
    assert exercise.looked_at["faults"] == []
    run = run_of(by, exercise)
    sets = [{one["id"] for one in group["members"]} for group in run.draft["groups"]]
    assert {len(one) for one in sets} == {2}
    assert {str(places[0].pk), str(places[1].pk)} not in sets
    publishing.publish(by=by, run=run, seen_revision=exercise.revision, send_mails=True)
    assert Allotment.objects.count() == 4
    assert Mail.objects.filter(purpose="matches.placed", cohort_id=cohort.pk).count() == 4
    client.force_login(places[0].person)
    assert "See your set" in client.get("/").content.decode()
    told = client.get(reverse("matches:placed", args=[places[0].pk])).content.decode()
    mate = next(one for one in sets if str(places[0].pk) in one) - {str(places[0].pk)}
    assert Place.objects.get(pk=mate.pop()).person.name in told
    assert "Tables" in told
