"""A private request shows nowhere in an exercise of any kind: where the answer is the same, so is every word."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass

import pytest
from django.urls import reverse
from tests.factories import MembershipFactory

from kith.matching.posts.commitment import commitment
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import AuditEvent, Mail
from kith.service.matches.domain.exercises import actions, publishing, running
from kith.service.matches.models import Exercise, ExerciseRun

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """A kind with one request planted, by ``p2`` against ``other``, that changes nothing of the answer."""

    kind: str
    tables: dict[str, str]
    rules: str
    other: str
    by: str = "site"


SETS = Case(
    "sets",
    {
        "people": "id,name,email,site,never_with\n"
        "p1,Ann,ann@example.org,Leeds,\np2,Bo,bo@example.org,Leeds,{asked}\n"
        "p3,Cy,cy@example.org,York,\np4,Di,di@example.org,York,\n"
    },
    'format_version = 1\nkind = "sets"\n\n[sets]\nmost = 2\n\n[[rule]]\ngather = "site"\nweight = 2\n',
    "p3",
)
POSTS = Case(
    "posts",
    {
        "applicants": "id,name,email,site,preferences,never_with\n"
        "p1,Ann,ann@example.org,Leeds,north;south,\np2,Bo,bo@example.org,York,south;north,{asked}\n"
        "p3,Cy,cy@example.org,York,north,\n",
        "posts": "id,name,places,fewest\nnorth,North,1,\nsouth,South,1,\n",
        "marks": "applicant,mark\np1,60\np2,50\np3,40\n",
    },
    'format_version = 1\nkind = "posts"\n',
    "north",
)
PLACEMENTS = Case(
    "placements",
    {
        "people": "id,name,email,site,skills,wishes,never_with\n"
        "p1,Ann,ann@example.org,Leeds,data,north,\np2,Bo,bo@example.org,York,nursing,south,{asked}\n"
        "p3,Cy,cy@example.org,York,data,north,\n",
        "projects": "id,name,places,fewest,skills\nnorth,North,2,1,data\nsouth,South,1,1,nursing\n",
    },
    'format_version = 1\nkind = "placements"\n\n[[rule]]\nprefer = "wish"\nside = "person"\nweight = 2\n\n'
    '[[rule]]\nprefer = "share_skills"\nweight = 1\n',
    "p1",
)
PAGES = ("run", "why_not", "publish", "suits", "draft_csv", "result")


@pytest.mark.parametrize("case", [SETS, POSTS, PLACEMENTS], ids=lambda case: case.kind)
def test_a_request_that_changes_nothing_is_in_no_word(case, client, db):
    lead = MembershipFactory(role="lead")
    by = Actor.of_person(lead.person)
    client.force_login(lead.person)
    said = [_everything(case, asked, by, lead, client) for asked in (case.other, "")]
    for name, first in said[0].items():
        assert first == said[1][name], name
    assert "never" not in json.dumps(list(AuditEvent.objects.values_list("detail", flat=True)))


def _everything(case, asked, by, lead, client) -> dict[str, str]:
    exercise = actions.create_exercise(by=by, organisation=lead.organisation, kind=case.kind, name="A try")
    for key, text in case.tables.items():
        stream = io.BytesIO(text.format(asked=asked).encode())
        actions.upload_table(by=by, exercise=exercise, key=key, name=f"{key}.csv", stream=stream)
    actions.change_rules(by=by, exercise=exercise, rules=case.rules, seen_revision=exercise.revision)
    assert exercise.looked_at["faults"] == []
    exercise.seed, exercise.seed_salt = 7, "a salt of rain"
    exercise.seed_commitment = commitment(exercise.seed, exercise.seed_salt)
    exercise.save()
    run = running.start_run(by=by, exercise=exercise)
    perform(run.job_id)
    run.refresh_from_db()
    assert run.finished_at is not None
    group = next(one["key"] for one in run.draft["groups"] if "p2" in {who["id"] for who in one["members"]})
    address = {name: reverse(f"matches:exercise_{name}", args=[exercise.pk, 1]) for name in PAGES}
    address["why not these"] = f"{address['why_not']}?one=p2&other={case.other}"
    address["by group"] = f"{address['suits']}?by={case.by}"
    address["group"] = reverse("matches:exercise_group", args=[exercise.pk, 1, group])
    address["exercise"] = reverse("matches:exercise", args=[exercise.pk])
    address["rules"] = reverse("matches:exercise_rules", args=[exercise.pk])
    for key in case.tables:
        address[f"table {key}"] = reverse("matches:exercise_table", args=[exercise.pk, key])
    found = {name: _page(client, one, exercise) for name, one in address.items()}
    publishing.publish(by=by, run=run, seen_revision=exercise.revision, send_mails=True)
    address = reverse("matches:exercise_published", args=[exercise.pk])
    found["certificate"] = _page(client, address, exercise)
    mails = Mail.objects.filter(once_key__contains=str(exercise.publication.pk)).order_by("to_address")
    found["mails"] = "\n".join(f"{one.to_address} {one.subject} {one.body}" for one in mails)
    assert found["mails"].count("Dear ") == case.tables[next(iter(case.tables))].count("@")
    found["kept to be shown"] = json.dumps(
        ExerciseRun.objects.values("draft", "explanation", "rules_hash").get(pk=run.pk), default=str
    )
    return found


def _page(client, address: str, exercise: Exercise) -> str:
    """A page but for what is another each time it is asked for."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    told = re.sub(r"\b\d{1,2}:\d\d(am|pm)", "then", answer.content.decode())
    lines = told.replace(str(exercise.pk), "-").splitlines()
    return "\n".join(line for line in lines if "csrf" not in line)
