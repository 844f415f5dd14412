"""A matching from files, as a lead walks through it: begin, run, look, decide, compare, publish, delete."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories import MembershipFactory

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import AuditEvent, Job, Mail, Organisation
from kith.service.matches.domain.exercises import actions, running
from kith.service.matches.models import Exercise, ExerciseDecision, ExerciseRow, ExerciseRun
from kith.service.people.models import Person

pytestmark = pytest.mark.django_db

DOCTORS = """id,name,email,site,never_with
d1,Ann Ash,ann@example.org,Leeds,m1
d2,Bo Birch,bo@example.org,York,
d3,Cy Cole,cy@example.org,Hull,
"""
MANAGERS = """id,name,email,site
m1,Di Drew,di@example.org,Leeds
m2,Ed Elm,ed@example.org,York
"""
RULES = '[[rule]]\nprefer = "same_site"\nweight = 3\n'


class Made:
    """A lead, and a matching with a draft."""

    def __init__(self) -> None:
        membership = MembershipFactory(role="lead")
        self.person: Person = membership.person
        self.organisation: Organisation = membership.organisation
        self.by = Actor.of_person(self.person)
        self.exercise = actions.create_exercise(
            by=self.by, organisation=self.organisation, kind="pairs", name="Mentors"
        )
        self.upload("left", DOCTORS, "doctors.csv")
        self.upload("right", MANAGERS, "managers.csv")
        seen = self.exercise.revision
        actions.change_rules(by=self.by, exercise=self.exercise, rules=RULES, seen_revision=seen)
        self.run()

    def upload(self, key: str, text: str, name: str) -> None:
        stream = io.BytesIO(text.encode())
        actions.upload_table(by=self.by, exercise=self.exercise, key=key, name=name, stream=stream)

    def run(self, **given: Any) -> ExerciseRun:
        run = running.start_run(by=self.by, exercise=self.exercise, **given)
        perform(run.job_id)
        run.refresh_from_db()
        return run


@pytest.fixture(scope="module")
def kept(keep) -> Callable[[], Made]:
    return keep(Made)


@pytest.fixture
def made(kept, db) -> Made:
    return kept()


@pytest.fixture
def browser(client, made):
    client.force_login(made.person)
    return client


def address(name: str, *args: Any) -> str:
    return reverse(f"matches:{name}", args=args)


def read(browser: Any, name: str, *args: Any, status: int = 200, **asked: str) -> str:
    answer = browser.get(address(name, *args), asked)
    assert answer.status_code == status
    return answer.content.decode()


def test_from_nothing_to_a_draft_in_three_steps(browser, made):
    owner = f"organisation:{made.organisation.pk}"
    asked = {"kind": "pairs", "begin": "example", "name": "A first try", "of": owner}
    there = browser.post(address("exercise_new"), asked, follow=True)
    exercise = Exercise.objects.get(name="A first try")
    assert "Run the matching" in there.content.decode()
    browser.post(address("exercise_start", exercise.pk))
    perform(Job.objects.filter(name="matches.solve_exercise").latest("created_at").pk)
    told = read(browser, "exercise_run", exercise.pk, 1)
    assert "Matched 48 of 49" in told
    assert "proven best" in told
    assert "A first try" in read(browser, "exercises")


def test_the_draft_says_who_is_left_over_first_and_what_was_proven(browser, made):
    told = read(browser, "exercise_run", made.exercise.pk, 1)
    assert told.index("Left over") < told.index("The draft")
    assert "Matched 4 of 5" in told
    run = made.exercise.runs.get()
    assert f"seed {run.seed} · rules {run.rules_hash[:12]}" in told
    promise = hashlib.sha256(f"kith-lottery:{run.seed}:{made.exercise.seed_salt}".encode()).hexdigest()
    assert promise == made.exercise.seed_commitment
    assert promise in told
    assert read(browser, "exercise_run", made.exercise.pk, 1, sort="name").index("Ann") < told.index(
        "</html>"
    )


def test_before_the_first_draft_only_the_promise_of_the_seed_is_shown(browser, made):
    owner = {"organisation": made.organisation, "kind": "posts", "name": "Rotations"}
    exercise = actions.create_exercise(by=made.by, **owner)
    told = read(browser, "exercise", exercise.pk)
    assert exercise.seed_commitment in told
    assert str(exercise.seed) not in told
    assert exercise.seed_salt not in told


def test_why_and_why_not(browser, made):
    run = made.exercise.runs.get()
    told = read(browser, "exercise_group", made.exercise.pk, 1, run.draft["groups"][0]["key"])
    assert "What each rule gave" in told
    assert "Keep apart" in told
    read(browser, "exercise_group", made.exercise.pk, 1, "nobody", status=404)
    asked = {"one": "cy cole", "other": "m2"}
    answer = read(browser, "exercise_why_not", made.exercise.pk, 1, **asked)
    assert "Cy Cole – Ed Elm" in answer
    same = read(browser, "exercise_why_not", made.exercise.pk, 1, one="d1", other="d2")
    assert "they stand in the same list" in same
    unknown = read(browser, "exercise_why_not", made.exercise.pk, 1, one="Zed", other="m2")
    assert "Nobody called “Zed” is in this draft" in unknown


def test_a_decision_is_kept_with_its_reason_and_the_next_draft_follows(browser, made):
    there = address("exercise_decide", made.exercise.pk, "lock")
    refused = browser.post(there, {"one": "d3", "other": "m2", "reason": ""})
    assert refused.status_code == 422
    browser.post(there, {"one": "d3", "other": "m2", "reason": "They write a paper"})
    assert "They write a paper" in read(browser, "exercise", made.exercise.pk)
    second = made.run()
    pairs = {frozenset(one["id"] for one in group["members"]) for group in second.draft["groups"]}
    assert frozenset({"d3", "m2"}) in pairs
    told = read(browser, "exercise_compare", made.exercise.pk, 1, 2)
    assert "somewhere else" in told
    decision = ExerciseDecision.objects.get()
    browser.post(address("exercise_undo", made.exercise.pk, decision.pk))
    assert running.decided(made.exercise) == ([], [])


def test_a_decision_about_somebody_who_is_not_there_is_refused(browser, made):
    there = address("exercise_decide", made.exercise.pk, "forbid")
    for other in ("nobody", "d2"):
        answer = browser.post(there, {"one": "d1", "other": other, "reason": "They asked"})
        assert answer.status_code == 422
    assert not ExerciseDecision.objects.exists()


def test_a_run_stays_near_an_earlier_draft(browser, made):
    browser.post(address("exercise_start", made.exercise.pk), {"keep_run": "1", "keep_bonus": "50"})
    run = made.exercise.runs.get(number=2)
    assert (run.keep_run.number, run.keep_bonus) == (1, 5000)
    perform(run.job_id)
    told = read(browser, "exercise_run", made.exercise.pk, 2)
    assert "Compared with draft 1: changed 0 people, lost 0.00%." in told
    assert "50 (this draft)" in told
    assert "If somebody leaves" in told
    assert "0 people are somewhere else" in read(browser, "exercise_compare", made.exercise.pk, 1, 2)


def test_a_bad_file_is_refused_whole_with_every_fault(browser, made):
    there = address("exercise_table", made.exercise.pk, "left")
    rows = list(ExerciseRow.objects.values_list("pk", flat=True))
    bad = SimpleUploadedFile("doctors.csv", b"id,name\nd1,Ann\n,Bo\nD1,Cy\n")
    answer = browser.post(there, {"file": bad})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "doctors.csv, row 3, column “id”: This row has no id" in told
    assert "row 4" in told
    assert "stands in row 2 already" in told
    assert list(ExerciseRow.objects.values_list("pk", flat=True)) == rows


def test_what_is_wrong_between_the_tables_stands_on_the_page_and_stops_a_run(browser, made):
    made.upload("left", "id,name,wishes\nd1,Ann,m9\n", "doctors.csv")
    told = read(browser, "exercise", made.exercise.pk)
    assert "to be mended before a run" in told
    assert "Run the matching" not in told
    assert browser.post(address("exercise_start", made.exercise.pk)).status_code == 422
    assert made.exercise.runs.count() == 1


def test_rules_as_sentences_and_as_a_file(browser, made):
    assert "Same site preferred" in read(browser, "exercise", made.exercise.pk)
    form = read(browser, "exercise_rules", made.exercise.pk)
    assert "Add this rule" in form
    there = address("exercise_rules_file", made.exercise.pk)
    seen = made.exercise.revision
    wrong = browser.post(there, {"rules": '[[rule]]\nprefer = "sane_site"\n', "revision": seen})
    assert wrong.status_code == 422
    assert "line" in wrong.content.decode()
    late = browser.post(there, {"rules": RULES.replace("3", "4"), "revision": seen - 1})
    assert "Somebody has changed this matching" in late.content.decode()
    browser.post(there, {"rules": RULES.replace("3", "4"), "revision": seen})
    made.exercise.refresh_from_db()
    assert "weight = 4" in made.exercise.rules


def test_files_for_whoever_checks(browser, made):
    csv = read(browser, "exercise_draft_csv", made.exercise.pk, 1)
    assert csv.count("\n") == 6
    result = json.loads(read(browser, "exercise_result", made.exercise.pk, 1))
    problem = json.loads(read(browser, "exercise_problem", made.exercise.pk, 1))
    assert (result["kind"], problem["kind"]) == ("pairs", "pairs")
    assert AuditEvent.objects.filter(action="matches.take_problem").count() == 1


def test_published_once_with_the_mails_that_were_shown(browser, made):
    there = address("exercise_publish", made.exercise.pk, 1)
    shown = read(browser, "exercise_publish", made.exercise.pk, 1)
    assert "you are together with" in shown
    browser.post(there, {"revision": made.exercise.revision, "mails": "on"})
    mails = Mail.objects.filter(purpose__startswith="matches.")
    assert mails.count() == 5
    assert all(mail.to_address.endswith("@example.org") for mail in mails)
    again = browser.post(there, {"revision": made.exercise.revision + 1, "mails": "on"})
    assert again.status_code == 422
    told = read(browser, "exercise", made.exercise.pk)
    assert "was published on" in told
    assert "Run the matching" not in told
    assert "have changed since this draft" not in read(browser, "exercise_run", made.exercise.pk, 1)


def test_the_certificate_says_what_was_proven_and_who_was_told_what(browser, made):
    read(browser, "exercise_published", made.exercise.pk, status=302)
    there = address("exercise_publish", made.exercise.pk, 1)
    browser.post(there, {"revision": made.exercise.revision, "mails": "on"})
    told = read(browser, "exercise_published", made.exercise.pk)
    run = made.exercise.runs.get()
    for said in (made.exercise.seed_salt, made.exercise.seed_commitment, str(run.seed), run.rules_hash):
        assert said in told
    for said in ("proven best", "checked it", "5 people were written to", "cy@example.org", "kith 0."):
        assert said in told
    assert "No place for you yet in Mentors" in told
    assert "Not sent yet" in told


def test_deleted_with_everybody_in_it(browser, made):
    there = address("exercise_delete", made.exercise.pk)
    assert "5 rows" in read(browser, "exercise_delete", made.exercise.pk)
    browser.post(there)
    assert not Exercise.objects.exists()
    assert not ExerciseRow.objects.exists()
    event = AuditEvent.objects.get(action="matches.delete_exercise")
    assert event.detail == {"rows": 5, "runs": 1}
