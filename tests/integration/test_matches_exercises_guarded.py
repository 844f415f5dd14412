"""What could go to somebody whom it does not concern, or be lost, when files and people are not as one hopes."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory, PersonFactory, PlaceFactory

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.domain.personal_data import erase_person
from kith.service.core.models import Job, JobState, Mail
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises import actions, mails, publishing, retention, running
from kith.service.matches.models import Exercise, ExerciseRow, ExerciseRun, NeverWith

pytestmark = pytest.mark.django_db

LEFT = "id,name,email,site\n1,Ann,ann@example.org,Leeds\n2,Bo,bo@example.org,York\n"
RIGHT = "id,name,email,site\n1,Cy,cy@example.org,York\n2,Di,di@example.org,Leeds\n"
APART = (
    LEFT.replace("site\n", "site,never_with\n").replace("Leeds\n", "Leeds,{asked}\n").replace("York", "York,")
)
RULES = '[[rule]]\nprefer = "same_site"\nweight = 3\n'


@pytest.fixture
def by(db):
    return Actor.of_person(MembershipFactory(role="lead").person)


def upload(by, exercise, key, text):
    stream = io.BytesIO(text.encode())
    actions.upload_table(by=by, exercise=exercise, key=key, name=f"{key}.csv", stream=stream)


def made(by, left=LEFT, right=RIGHT) -> Exercise:
    organisation = by.person.memberships.get().organisation
    exercise = actions.create_exercise(by=by, organisation=organisation, kind="pairs", name="Mentors")
    upload(by, exercise, "left", left)
    upload(by, exercise, "right", right)
    return actions.change_rules(by=by, exercise=exercise, rules=RULES, seen_revision=exercise.revision)


def drafted(by, exercise) -> ExerciseRun:
    run = running.start_run(by=by, exercise=exercise)
    perform(run.job_id)
    run.refresh_from_db()
    return run


def test_two_lists_that_both_count_from_one_write_to_the_right_people(by):
    told = {letter.address: letter.body for letter in mails.letters(drafted(by, made(by)))}
    partners = {"ann": "di", "bo": "cy", "cy": "bo", "di": "ann"}
    assert set(told) == {f"{one}@example.org" for one in partners}
    for one, other in partners.items():
        assert f"Dear {one.title()}," in told[f"{one}@example.org"]
        assert f"together with {other.title()} ({other}@example.org)" in told[f"{one}@example.org"]


def test_a_decision_that_does_not_say_who_is_meant_is_refused(by):
    with pytest.raises(KithError) as refused:
        running.decide(by=by, exercise=made(by), kind="lock", one="1", other="2", reason="They asked")
    assert [fault.code for fault in refused.value.faults] == ["matches.exercise.ambiguous"]


def test_only_what_is_an_address_is_written_to(by):
    odd = (
        '"Ann <Ann@example.org>"',
        '"a@example.org\nBcc: z@example.org"',
        "a@b",
        "x@example.org y@example.org",
    )
    people = "".join(f"p{number},{one}\n" for number, one in enumerate(odd))
    exercise = made(by)
    upload(by, exercise, "left", f"id,email\n{people}")
    kept = ExerciseRow.objects.filter(table__key="left").order_by("number")
    assert list(kept.values_list("email", flat=True)) == ["ann@example.org", "", "", ""]


def test_whoever_is_forgotten_while_a_run_computes_is_not_in_what_comes_out(by, monkeypatch):
    def without_id(text):
        return "\n".join(line.partition(",")[2] for line in text.splitlines())

    exercise = made(by, without_id(LEFT), without_id(RIGHT))
    run = running.start_run(by=by, exercise=exercise)
    solve = bridge.solve

    def slow(row, **asked):
        found = solve(row, **asked)
        monkeypatch.setattr(bridge, "solve", solve)
        erase_person(by=by, person=PersonFactory(email="bo@example.org"))
        return found

    monkeypatch.setattr(bridge, "solve", slow)
    perform(run.job_id)
    assert Job.objects.get(pk=run.job_id).state == JobState.WAITING
    perform(run.job_id)
    kept = json.dumps(ExerciseRun.objects.values("problem", "names", "result", "draft").get())
    assert "bo@example.org" not in kept
    assert "ann@example.org" in kept


def test_a_run_of_what_was_deleted_meanwhile_ends_quietly(by, monkeypatch):
    exercise = made(by)
    run = running.start_run(by=by, exercise=exercise)
    solve = bridge.solve

    def slow(row, **asked):
        found = solve(row, **asked)
        actions.delete_exercise(by=by, exercise=exercise)
        return found

    monkeypatch.setattr(bridge, "solve", slow)
    perform(run.job_id)
    assert Job.objects.get(pk=run.job_id).state == JobState.CANCELLED


def test_a_refused_run_does_not_say_whose_private_request_is_misspelt(by):
    exercise = made(by)
    run = running.start_run(by=by, exercise=exercise)
    upload(by, exercise, "left", APART.format(asked="nobody"))
    perform(run.job_id)
    job = Job.objects.get(pk=run.job_id)
    assert job.state == JobState.REFUSED
    (fault,) = job.faults
    assert fault["code"] == "matches.exercise.private_unknown"
    assert fault["where"] == {"file": "left.csv"}


def test_a_mail_that_names_nobody_is_forgotten_by_the_address_in_it(by):
    nameless = [text.replace("name", "nick") for text in (LEFT, RIGHT)]
    run = drafted(by, made(by, *nameless))
    publishing.publish(by=by, run=run, seen_revision=run.exercise.revision, send_mails=True)
    assert Mail.objects.filter(body__contains="di@example.org").count() == 1
    erase_person(by=by, person=PersonFactory(email="di@example.org"))
    assert not Mail.objects.filter(body__contains="di@example.org").exists()
    assert not Mail.objects.filter(to_address="di@example.org").exists()
    assert Mail.objects.filter(body__contains="cy@example.org").exists()


def test_a_cohorts_private_requests_leave_in_no_file(by, client):
    organisation = by.person.memberships.get().organisation
    cohort = CohortFactory(organisation=organisation)
    given = {"cohort": cohort, "state": Place.State.CONFIRMED, "attributes": {"site": "Leeds"}}
    places = [PlaceFactory(**given) for _number in range(4)]
    NeverWith.objects.create(place=places[0], address=places[1].person.email)
    exercise = actions.create_exercise(
        by=by, organisation=organisation, kind="sets", name="Tables\nfor\nfour", cohort=cohort
    )
    assert exercise.name == "Tables for four"
    actions.use_cohort(by=by, exercise=exercise, key="people")
    rules = 'format_version = 1\nkind = "sets"\n\n[sets]\nmost = 2\n\n[[rule]]\nspread = "site"\nweight = 1\n'
    actions.change_rules(by=by, exercise=exercise, rules=rules, seen_revision=exercise.revision)
    run = drafted(by, exercise)
    client.force_login(by.person)
    args = [exercise.pk, run.number]
    page = client.get(reverse("matches:exercise_run", args=args))
    assert page.status_code == 200
    for name in ("exercise_problem", "exercise_check"):
        there = reverse(f"matches:{name}", args=args)
        assert client.get(there).status_code == 404
        assert there not in page.content.decode()
    result = client.get(reverse("matches:exercise_result", args=args))
    assert "never" not in result.content.decode()


def test_what_somebody_keeps_while_the_tick_runs_stays(by):
    exercise = made(by)
    now = timezone.now()
    past = {"kept_until": now.date() - dt.timedelta(days=1), "told_at": now - dt.timedelta(days=40)}
    Exercise.objects.filter(pk=exercise.pk).update(**past)
    seen = Exercise.objects.get(pk=exercise.pk)
    actions.keep_longer(by=by, exercise=Exercise.objects.get(pk=exercise.pk))
    retention.let_go(seen, now)
    assert Exercise.objects.filter(pk=exercise.pk).exists()


def test_what_is_deleted_can_be_changed_no_more(by):
    exercise = made(by)
    seen = Exercise.objects.get(pk=exercise.pk)
    actions.delete_exercise(by=by, exercise=exercise)
    with pytest.raises(KithError) as refused:
        upload(by, seen, "left", LEFT)
    assert [fault.code for fault in refused.value.faults] == ["matches.exercise.gone"]
