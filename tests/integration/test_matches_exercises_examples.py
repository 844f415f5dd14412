"""Every kind of matching begins from an example, and its pages say what came out."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from tests.factories import MembershipFactory

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.matches import exercise_jobs
from kith.service.matches.domain.exercises import actions, running
from kith.service.matches.models import Exercise

pytestmark = pytest.mark.django_db

BY = {"pairs": "site", "posts": "speaks", "placements": "band", "sets": "profession"}
"""A column of each example's people that puts them in groups."""


@pytest.mark.parametrize("kind", Exercise.Kind.values)
def test_each_kind_runs_from_its_example_to_a_draft_with_reasons(kind, client, monkeypatch):
    """But for the prices of its rules, which take a run of the engine each."""
    monkeypatch.setattr(exercise_jobs, "_told", lambda *_given: {})
    lead = MembershipFactory(role="lead")
    by = Actor.of_person(lead.person)
    exercise = actions.create_exercise(by=by, organisation=lead.organisation, kind=kind, name="A try")
    actions.use_example(by=by, exercise=exercise)
    assert exercise.looked_at["faults"] == []
    run = running.start_run(by=by, exercise=exercise)
    perform(run.job_id)
    run.refresh_from_db()
    client.force_login(lead.person)
    key = run.draft["groups"][0]["key"]
    two = [one["id"] for one in run.draft["groups"][0]["members"]][:1]
    two += [one["id"] for one in run.draft["groups"][-1]["members"]][:1]
    for name, args, asked in (
        ("exercise", [], {}),
        ("exercise_rules", [], {}),
        ("exercise_run", [1], {"sort": "name"}),
        ("exercise_group", [1, key], {}),
        ("exercise_why_not", [1], dict(zip(("one", "other"), two, strict=True))),
        ("exercise_suits", [1], {"by": BY[kind]}),
        ("exercise_publish", [1], {}),
        ("exercise_draft_csv", [1], {}),
    ):
        answer = client.get(reverse(f"matches:{name}", args=[exercise.pk, *args]), asked)
        assert answer.status_code == 200, name
        assert name != "exercise_suits" or "Small counts are kept back" in answer.content.decode()
        said = answer.content.decode().split("<main")[-1].split("</main")[0]
        assert name == "exercise_rules" or "{" not in said, name


@pytest.mark.parametrize(
    ("kind", "folder"),
    [("pairs", "paired-learning"), ("posts", "posts"), ("placements", "placements"), ("sets", "sets")],
)
def test_the_example_in_the_package_is_that_of_the_documents(kind, folder):
    root = Path(__file__).parents[2]
    for shipped in (root / "src/kith/service/matches/examples" / kind).iterdir():
        assert shipped.read_bytes() == (root / "examples" / folder / shipped.name).read_bytes(), shipped.name
