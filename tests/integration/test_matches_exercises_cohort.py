"""Posts and placements of a cohort's people: from what they want most to what each of them sees."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from tests.factories import CohortFactory, MembershipFactory, PlaceFactory

from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import Mail
from kith.service.matches.domain.exercises import actions, publishing, running
from kith.service.matches.domain.exercises.cohort_people import people_of
from kith.service.matches.models import Allotment, Preferences

pytestmark = pytest.mark.django_db

POSTS = "id,name,places,fewest\nnorth,North ward,1,\nsouth,South ward,2,\n"
PROJECTS = "id,name,places,fewest\nnorth,North clinic,1,1\nsouth,South clinic,2,1\n"
PLACEMENTS = (
    'format_version = 1\nkind = "placements"\n\n[[rule]]\nprefer = "wish"\nside = "person"\nweight = 2\n'
)
KINDS = {
    "posts": (
        "applicants",
        "posts",
        POSTS,
        'format_version = 1\nkind = "posts"\n\n[posts]\nunlisted = "last"\n',
    ),
    "placements": ("people", "projects", PROJECTS, PLACEMENTS),
}


@pytest.mark.parametrize("kind", KINDS)
def test_people_of_a_cohort_are_put_where_they_want_and_see_it(kind, client, db):
    lead = MembershipFactory(role="lead")
    by = Actor.of_person(lead.person)
    cohort = CohortFactory(organisation=lead.organisation)
    given = {"cohort": cohort, "state": Place.State.CONFIRMED}
    first, second, third = (
        PlaceFactory(**given, attributes={"choice_1": "south"}),
        PlaceFactory(**given),
        PlaceFactory(**given, attributes={"choice_2": "north", "choice_1": "south"}),
    )
    Preferences.objects.create(place=second, answers={"choice_1": "north", "hopes": "To learn"})
    people, things, table, rules = KINDS[kind]
    exercise = actions.create_exercise(
        by=by, organisation=lead.organisation, kind=kind, name="Autumn", cohort=cohort
    )
    actions.use_cohort(by=by, exercise=exercise, key=people)
    stream = io.BytesIO(table.encode())
    actions.upload_table(by=by, exercise=exercise, key=things, name=f"{things}.csv", stream=stream)
    actions.change_rules(by=by, exercise=exercise, rules=rules, seen_revision=exercise.revision)
    assert exercise.looked_at["faults"] == []
    wanted = people_of(cohort, kind).column("preferences" if kind == "posts" else "wishes")
    assert wanted == ("south", "north", "south; north")
    run = running.start_run(by=by, exercise=exercise)
    perform(run.job_id)
    run.refresh_from_db()
    publishing.publish(by=by, run=run, seen_revision=exercise.revision, send_mails=True)
    about = dict(Allotment.objects.values_list("place_id", "about"))
    where = ("South ward", "North ward") if kind == "posts" else ("South clinic", "North clinic")
    assert about == {first.pk: where[0], second.pk: where[1], third.pk: where[0]}
    assert Mail.objects.filter(purpose="matches.placed", body__contains=where[0]).count() == 2
    client.force_login(first.person)
    thing = "post" if kind == "posts" else "placement"
    assert f"See your {thing}" in client.get("/").content.decode()
    told = client.get(reverse("matches:placed", args=[first.pk])).content.decode()
    assert f"Your {thing}" in told
    assert where[0] in told
    assert (third.person.name in told) == (kind == "placements")
    assert second.person.name not in told
    client.force_login(lead.person)
    seen = client.get(reverse("matches:exercise_suits", args=[exercise.pk, 1]), {"by": "site"})
    assert seen.status_code == 200


def test_pairs_of_a_cohort_have_a_page_of_their_own(client, db):
    lead = MembershipFactory(role="lead")
    cohort = CohortFactory(organisation=lead.organisation)
    exercise = actions.create_exercise(
        by=Actor.of_person(lead.person), organisation=lead.organisation, kind="pairs", name="A", cohort=cohort
    )
    client.force_login(lead.person)
    told = client.get(reverse("matches:exercise_table", args=[exercise.pk, "left"])).content.decode()
    assert reverse("matches:workbench", args=[cohort.pk]) in told
    assert "Use the people of the cohort" not in told
