"""A matching from files, as a lead walks through it: begin, run, look, decide, compare, publish, delete."""

from __future__ import annotations

import hashlib
import io
import json

import pytest
from django.urls import reverse
from tests.factories import MembershipFactory, PersonFactory

from kith.foundation.faults import KithError
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import AuditEvent, Job, JobState, Mail
from kith.service.matches.domain.exercises import actions, running
from kith.service.matches.models import Exercise, ExerciseDecision, ExerciseRow, ExerciseRun, ExerciseTable

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(db):
    return MembershipFactory(role="lead")


@pytest.fixture
def by(lead):
    return Actor.of_person(lead.person)


@pytest.fixture
def exercise(lead, by):
    made = actions.create_exercise(by=by, organisation=lead.organisation, kind="pairs", name="A first try")
    return actions.use_example(by=by, exercise=made)


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead.person)
    return client


def run_of(by, exercise, **given):
    run = running.start_run(by=by, exercise=exercise, **given)
    perform(run.job_id)
    run.refresh_from_db()
    return run


def page(client, name, *args, status=200, **data):
    answer = client.get(reverse(f"matches:{name}", args=args), data)
    assert answer.status_code == status
    return answer.content.decode()


def test_from_nothing_to_a_draft_in_three_steps(signed_in, lead):
    new = reverse("matches:exercise_new")
    owner = f"organisation:{lead.organisation_id}"
    asked = {"kind": "pairs", "begin": "example", "name": "Mentors", "of": owner}
    there = signed_in.post(new, asked, follow=True)
    exercise = Exercise.objects.get()
    assert "Run the matching" in there.content.decode()
    signed_in.post(reverse("matches:exercise_start", args=[exercise.pk]))
    perform(Job.objects.get(name="matches.solve_exercise").pk)
    told = page(signed_in, "exercise_run", exercise.pk, 1)
    assert "proven best" in told
    assert "Left over" in told
    assert exercise.name in page(signed_in, "exercises")
