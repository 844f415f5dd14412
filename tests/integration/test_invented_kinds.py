"""Programmes of sets and of placements that nobody has seen, from their text to what a participant sees."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import MembershipFactory

import kith
from kith.programmes.read import read_definition
from kith.service.cohorts.domain import actions, imports, places
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.models import JobState
from kith.service.learning.models import Relationship
from kith.service.matches.domain.exercises import of_cohort
from kith.service.matches.models import Allotment, Exercise, Pair

pytestmark = pytest.mark.django_db
CIRCLES = (Path(kith.__file__).parent / "programmes" / "tests" / "ward-circles.toml").read_text()
PLACEMENTS = """[[attribute]]
key = "languages"
label = "Languages"
kind = "tags"
purpose = "So that you can talk with those you work with."

[match]
kind = "placements"
sides = ["member"]

[[match.rule]]
prefer = "share_languages"
weight = 2

[[stage]]"""
PROJECTS = """id,name,starts,ends,places,languages
p1,Clinic by the river,2027-01-04,2027-06-30,3,French
p2,Clinic on the hill,2027-01-04,2027-06-30,3,English
"""
PEOPLE = 6


@pytest.fixture
def lead(db):
    return MembershipFactory(role="lead").person


def cohort_of(text, lead):
    return actions.create_cohort(
        by=Actor.of_person(lead),
        organisation=lead.memberships.get().organisation,
        definition=read_definition(text, "programme.toml"),
        variant=None,
        name="Autumn",
        starts_on=timezone.localdate() + dt.timedelta(days=3),
        time_zone="Europe/London",
    )


def bring_people(lead, cohort, columns, cell):
    by = Actor.of_person(lead)
    lines = [f"Name,E-mail,Side,Ward,{columns}"]
    for number in range(PEOPLE):
        lines.append(f"Member {number},m{number}@example.org,Member,{'ABC'[number % 3]},{cell(number)}")
    stream = io.BytesIO("\n".join(lines).encode())
    row = imports.upload(by=by, cohort=cohort, name="people.csv", stream=stream, side="")
    assert imports.preview(row).faults == ()
    imports.accept(by=by, row=row)
    assert places.invite(by=by, cohort=cohort, held=False) == PEOPLE
    for place in cohort.places.select_related("person"):
        places.confirm(by=Actor.of_person(place.person), place=place)


def opened(client, lead, cohort):
    """What the matching stage leads to: first what it would begin with, then the matching itself."""
    client.force_login(lead)
    workbench = reverse("matches:workbench", args=[cohort.pk])
    assert workbench in client.get(reverse("cohorts:show", args=[cohort.pk])).content.decode()
    before = client.get(workbench).content.decode()
    assert "6 people have confirmed" in before
    client.post(reverse("matches:begin", args=[cohort.pk]))
    exercise = of_cohort.exercise_of(cohort)
    assert of_cohort.begin(by=Actor.of_person(lead), cohort=cohort) == exercise
    assert client.get(workbench).url == reverse("matches:exercise", args=[exercise.pk])
    return exercise, before


def published(client, exercise, run_jobs):
    client.post(reverse("matches:exercise_start", args=[exercise.pk]), {"keep_run": "", "keep_bonus": ""})
    assert [job.state for job in run_jobs()] == [JobState.DONE]
    address = reverse("matches:exercise_publish", args=[exercise.pk, 1])
    exercise.refresh_from_db()
    answer = client.post(address, {"revision": exercise.revision, "seen_revision": exercise.revision})
    assert answer.status_code == 302, answer.content.decode()


def test_a_programme_of_sets_runs_from_its_text_to_a_set(lead, client, run_jobs):
    cohort = cohort_of(CIRCLES, lead)
    bring_people(lead, cohort, "What you would like to work on", lambda number: ("rotas", "beds")[number % 2])
    exercise, before = opened(client, lead, cohort)
    assert "No more than 2 with the same ward in a set" in before
    assert exercise.kind == Exercise.Kind.SETS
    published(client, exercise, run_jobs)
    assert Allotment.objects.count() == PEOPLE
    assert (Pair.objects.count(), Relationship.objects.count()) == (0, 0)
    check_lead(client, cohort)
    check_participant(client, cohort)


def check_lead(client, cohort):
    """Every page works, and none speaks of pairs."""
    names = ("show", "people", "calendar", "settings", "messages")
    addresses = [reverse(f"cohorts:{name}", args=[cohort.pk]) for name in names]
    place = cohort.places.first()
    addresses += [
        reverse("cohorts:person", args=[cohort.pk, place.pk]),
        reverse("home:home"),
        reverse("matches:exercise", args=[of_cohort.exercise_of(cohort).pk]),
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        words = answer.content.decode().split("<main")[1].lower()
        assert "partner" not in words, address
        assert "pairs" not in words, address
    assert "6 people have been placed" in client.get(addresses[0]).content.decode()
    for name in ("rules", "rules_file"):
        assert client.get(reverse(f"matches:{name}", args=[cohort.pk])).status_code == 404
    assert client.post(reverse("matches:start", args=[cohort.pk]), {"best_for": "most"}).status_code == 422


def check_participant(client, cohort):
    place = Place.objects.filter(cohort=cohort).select_related("person").order_by("person__email").first()
    client.force_login(place.person)
    home = client.get(reverse("home:home")).content.decode()
    assert "See your set" in home
    assert "artner" not in home
    seen = client.get(reverse("matches:placed", args=[place.pk])).content.decode()
    group = Allotment.objects.get(place=place).group
    others = Allotment.objects.filter(group=group).exclude(place=place)
    assert others.count() == 2
    for one in others.select_related("place__person"):
        assert one.place.person.name in seen


def test_a_programme_of_placements_takes_its_projects_from_a_file(lead, client, run_jobs):
    head, rest = CIRCLES.split("[match]")
    cohort = cohort_of(head + PLACEMENTS + rest.split("[[stage]]", 1)[1], lead)
    bring_people(lead, cohort, "Languages", lambda number: ("French", "English")[number % 2])
    exercise, before = opened(client, lead, cohort)
    assert "You bring in the list of projects afterwards." in before
    table = reverse("matches:exercise_table", args=[exercise.pk, "projects"])
    stream = io.BytesIO(PROJECTS.encode())
    stream.name = "projects.csv"
    assert client.post(table, {"file": stream}).status_code == 302
    published(client, exercise, run_jobs)
    found = dict(Allotment.objects.values_list("place__person__name", "about"))
    assert found["Member 0"] == "Clinic by the river"
    assert found["Member 1"] == "Clinic on the hill"
    client.force_login(Place.objects.get(person__name="Member 1").person)
    assert "See your placement" in client.get(reverse("home:home")).content.decode()
