"""A draft taken out of the service: checked, and made again, by the command line."""

from __future__ import annotations

import io
import json
import os
import shlex
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.urls import reverse
from tests.factories import MembershipFactory

from kith.cli import main
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import AuditEvent
from kith.service.matches.domain.exercises import actions, running
from kith.service.matches.models import Exercise, ExerciseRun

pytestmark = pytest.mark.django_db

TABLES = {
    "applicants": (
        "id,name,speaks,preferences,never_with\n"
        "A1,Ann,English,P1;P2,\nA2,Bo,English,P1;P2,\nA3,Cy,French,P2;P1,\nA4,Di,English,P1,\n"
    ),
    "posts": "id,name,places,fewest\nP1,North,1,\nP2,South,2,\n",
}
RULES = 'format_version = 1\nkind = "posts"\n\n[posts]\nunlisted = "last"\n'


@pytest.fixture
def lead(client, db):
    membership = MembershipFactory(role="lead")
    client.force_login(membership.person)
    return membership


def drafted(lead) -> ExerciseRun:
    by = Actor.of_person(lead.person)
    exercise = actions.create_exercise(
        by=by, organisation=lead.organisation, kind=Exercise.Kind.POSTS, name="Rotations"
    )
    for key, text in TABLES.items():
        stream = io.BytesIO(text.encode())
        actions.upload_table(by=by, exercise=exercise, key=key, name=f"{key}.csv", stream=stream)
    actions.change_rules(by=by, exercise=exercise, rules=RULES, seen_revision=exercise.revision)
    assert exercise.looked_at["faults"] == []
    running.decide(by=by, exercise=exercise, kind="forbid", one="A3", other="P2", reason="They asked")
    run = running.start_run(by=by, exercise=exercise)
    perform(run.job_id)
    run.refresh_from_db()
    return run


def test_what_is_downloaded_is_right_and_gives_the_same_bytes_again(lead, client, tmp_path, monkeypatch):
    run = drafted(lead)
    args = [run.exercise_id, run.number]
    given = client.get(reverse("matches:exercise_check", args=args))
    zipfile.ZipFile(io.BytesIO(given.content)).extractall(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [
        "README.txt",
        "applicants.csv",
        "posts.csv",
        "problem.json",
        "result.json",
        "rules.toml",
    ]
    monkeypatch.chdir(tmp_path)
    verify, again = [
        shlex.split(line) for line in Path("README.txt").read_text().splitlines() if "kith match" in line
    ]
    checked = CliRunner().invoke(main, verify[1:])
    assert (checked.exit_code, checked.output.splitlines()[0].startswith("Right")) == (0, True)
    assert str(run.seed) in again
    made = CliRunner().invoke(main, again[1:])
    assert made.exit_code == 0, made.output
    result = Path("result.json").read_bytes()
    assert Path("again.json").read_bytes() == result
    assert client.get(reverse("matches:exercise_result", args=args)).content == result
    problem = client.get(reverse("matches:exercise_problem", args=args)).content
    assert problem == Path("problem.json").read_bytes()
    assert AuditEvent.objects.filter(action="matches.take_problem").count() == 2


def test_tables_that_have_changed_since_are_left_out(lead, client):
    run = drafted(lead)
    stream = io.BytesIO(TABLES["posts"].replace("P1,North,1", "P1,North,2").encode())
    by = Actor.of_person(lead.person)
    actions.upload_table(by=by, exercise=run.exercise, key="posts", name="posts.csv", stream=stream)
    given = client.get(reverse("matches:exercise_check", args=[run.exercise_id, run.number]))
    archive = zipfile.ZipFile(io.BytesIO(given.content))
    assert archive.namelist() == ["result.json", "problem.json", "README.txt"]
    assert "have changed since" in archive.read("README.txt").decode()
    assert json.loads(archive.read("result.json"))["kind"] == "posts"
