"""Every list asks as often for a thousand rows as for one, and for three."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories import (
    AdministratorFactory,
    CohortFactory,
    CohortRoleFactory,
    DefinitionVersionFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
)

from kith.service.cohorts.models import Cohort, CohortRole, Place, StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import AuditEvent, Mail, MailState
from kith.service.matches.domain.actions import start_run
from kith.service.matches.models import Decision, MatchRun, Pair, Publication
from kith.service.people.models import ErasureRequest, Membership, Person
from kith.service.reports.models import Report
from kith.service.surveys.models import Invitation, Wave

pytestmark = pytest.mark.django_db
FEW, MANY = (1, 3), 1_000
BY = Actor.system("tests")


def count_queries(client, address):
    client.get(address)  # what is read once a process is read now
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200
    return len(asked), response.content.decode()


def assert_constant(client, address, grow, sizes=(*FEW, MANY)):
    """``grow(first, last)`` adds the rows with these numbers; the page then asks as often as before."""
    counts, there = {}, 0
    for size in sizes:
        grow(there, size)
        there = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # or PostgreSQL plans for the few rows that were there before
        counts[size], _page = count_queries(client, address)
    assert len(set(counts.values())) == 1, counts


def people(first, last, name="p"):
    return Person.objects.bulk_create(
        Person(email=f"{name}{n}@example.org", name=f"Person {n:04}", password="!")
        for n in range(first, last)
    )


def add_places(cohort, first, last, side="clinician"):
    return Place.objects.bulk_create(
        Place(
            cohort=cohort,
            person=person,
            side=side,
            state=Place.State.CONFIRMED,
            attributes={"site": "Northgate"},
        )
        for person in people(first, last, f"{side}-{cohort.pk.hex}-")
    )


@pytest.fixture
def lead():
    return MembershipFactory()


@pytest.fixture
def cohort(lead):
    cohort = CohortFactory(organisation=lead.organisation)
    for stage in ("people", "preferences", "matching", "running", "measuring", "report"):
        StageDate.objects.create(
            cohort=cohort, stage=stage, starts_on=cohort.starts_on, ends_on=cohort.ends_on
        )
    return cohort


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead.person)
    return client


@pytest.fixture
def administrator(client):
    membership = AdministratorFactory()
    client.force_login(membership.person)
    return membership


def add_cohorts(organisation, first, last):
    definition = DefinitionVersionFactory(organisation=organisation)
    dates = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2030, 1, 1)}
    sides = {side: {"min": 1, "max": 40} for side in ("clinician", "manager")}
    return Cohort.objects.bulk_create(
        Cohort(organisation=organisation, definition=definition, name=f"Cohort {n}", sides=sides, **dates)
        for n in range(first, last)
    )


def test_programmes(signed_in, lead):
    address = reverse("cohorts:programmes")
    assert_constant(signed_in, address, lambda first, last: add_cohorts(lead.organisation, first, last))


def test_home_of_a_lead(signed_in, lead):
    def grow(first, last):
        for cohort in add_cohorts(lead.organisation, first, last):
            if cohort.name < "Cohort 4":
                PlaceFactory(cohort=cohort, invited_at=timezone.now() - dt.timedelta(days=30))

    assert_constant(signed_in, reverse("home:home"), grow)


def test_home_of_a_participant(client):
    person, organisation = PersonFactory(), OrganisationFactory()
    client.force_login(person)

    def grow(first, last):
        for cohort in add_cohorts(organisation, first, last):
            mine = PlaceFactory(cohort=cohort, person=person, state="confirmed")
            run = MatchRun.objects.create(cohort=cohort, number=1, seed=1)
            publication = Publication.objects.create(cohort=cohort, run=run)
            other = PlaceFactory(cohort=cohort, side="manager", state="confirmed")
            Pair.objects.create(cohort=cohort, publication=publication, left=mine, right=other, points=1)
            opens = {
                "opens_at": timezone.now(),
                "closes_at": timezone.now() + dt.timedelta(days=9),
                "state": "open",
            }
            wave = Wave.objects.create(cohort=cohort, key="w", name={"en": "Before"}, instrument={}, **opens)
            Invitation.objects.create(wave=wave, place=mine)
            Report.objects.create(
                cohort=cohort, number=1, audience="public", seed=1, content={}, published_at=timezone.now()
            )

    assert_constant(client, reverse("home:home"), grow, sizes=(1, 3, 30))


def test_people(signed_in, cohort):
    address = reverse("cohorts:people", args=[cohort.pk])
    assert_constant(signed_in, address, lambda first, last: add_places(cohort, first, last))


def test_the_page_of_a_cohort(signed_in, cohort):
    address = reverse("cohorts:show", args=[cohort.pk])
    assert_constant(signed_in, address, lambda first, last: add_places(cohort, first, last))


def test_who_runs_it(signed_in, cohort):
    def grow(first, last):
        CohortRole.objects.bulk_create(
            CohortRole(cohort=cohort, person=person, role=CohortRole.Kind.VIEWER)
            for person in people(first, last)
        )

    CohortRoleFactory(cohort=cohort)
    assert_constant(signed_in, reverse("cohorts:team", args=[cohort.pk]), grow)


def test_messages(signed_in, cohort):
    def grow(first, last):
        Mail.objects.bulk_create(
            Mail(
                organisation=cohort.organisation,
                cohort_id=cohort.pk,
                person=person,
                to_address=person.email,
                purpose="cohorts.invitation",
                subject="Your place",
                body="Dear colleague",
                state=MailState.SENT,
                send_after=timezone.now(),
                once_key=person.email,
            )
            for person in people(first, last)
        )

    assert_constant(signed_in, reverse("cohorts:messages", args=[cohort.pk]), grow)


def test_pairs(signed_in, cohort):
    publication = Publication.objects.create(
        cohort=cohort, run=MatchRun.objects.create(cohort=cohort, number=1, seed=1)
    )

    def grow(first, last):
        both = zip(add_places(cohort, first, last), add_places(cohort, first, last, "manager"), strict=True)
        Pair.objects.bulk_create(
            Pair(cohort=cohort, publication=publication, left=left, right=right, points=1)
            for left, right in both
        )

    assert_constant(signed_in, reverse("matches:pairs", args=[cohort.pk]), grow)


@pytest.mark.parametrize("page", ["waves", "response"])
def test_questionnaires(signed_in, cohort, page):
    def grow(first, last):
        now = timezone.now()
        places = add_places(cohort, first, last)
        waves = Wave.objects.bulk_create(
            Wave(cohort=cohort, key=f"w{n}", name={"en": f"{n}"}, instrument={}, opens_at=now, closes_at=now)
            for n in range(first, last)
        )
        Invitation.objects.bulk_create(
            Invitation(wave=wave, place=place) for wave, place in zip(waves, places, strict=True)
        )

    assert_constant(signed_in, reverse(f"surveys:{page}", args=[cohort.pk]), grow)


def test_workbench(signed_in, cohort):
    """With runs and with decisions."""

    def grow(first, last):
        both = zip(add_places(cohort, first, last), add_places(cohort, first, last, "manager"), strict=True)
        Decision.objects.bulk_create(
            Decision(cohort=cohort, kind="lock", left=left, right=right, reason="They asked")
            for left, right in both
        )
        MatchRun.objects.bulk_create(MatchRun(cohort=cohort, number=n, seed=1) for n in range(first, last))

    assert_constant(signed_in, reverse("matches:workbench", args=[cohort.pk]), grow)


def test_draft(signed_in, cohort):
    """A run of the engine with one pair, with three, with fifty."""
    counts, there = {}, 0
    for size in (*FEW, 50):
        for side in ("clinician", "manager"):
            places = add_places(cohort, there, size, side)
            for place in places:
                place.attributes["line_of_management"] = side
            Place.objects.bulk_update(places, ["attributes"])
        there = size
        run = start_run(by=BY, cohort=cohort, best_for="most")
        perform(run.job_id)
        run.refresh_from_db()
        assert len(run.result["pairs"]) == size
        counts[size], _page = count_queries(signed_in, reverse("matches:draft", args=[cohort.pk, run.number]))
    assert len(set(counts.values())) == 1, counts


def test_reports(signed_in, cohort):
    def grow(first, last):
        Report.objects.bulk_create(
            Report(cohort=cohort, number=n, audience="public", seed=1, content={}, finished_at=timezone.now())
            for n in range(first, last)
        )

    assert_constant(signed_in, reverse("reports:reports", args=[cohort.pk]), grow)


def test_roles(client, administrator):
    def grow(first, last):
        Membership.objects.bulk_create(
            Membership(organisation=administrator.organisation, person=person, role="viewer")
            for person in people(first, last)
        )

    assert_constant(client, reverse("people:roles", args=[administrator.organisation.slug]), grow)


def test_history(client, administrator):
    def grow(first, last):
        AuditEvent.objects.bulk_create(
            AuditEvent(
                actor_kind=AuditEvent.ActorKind.PERSON,
                actor_id=str(person.pk),
                action="cohorts.confirm_place",
                subject_type="cohorts.place",
                subject_id=str(person.pk),
                organisation_id=administrator.organisation_id,
            )
            for person in people(first, last)
        )

    assert_constant(client, reverse("core:history", args=[administrator.organisation.slug]), grow)


def test_requests_to_be_forgotten(client, administrator):
    def grow(first, last):
        ErasureRequest.objects.bulk_create(
            ErasureRequest(person=person, organisation=administrator.organisation)
            for person in people(first, last)
        )

    assert_constant(client, reverse("people:erasures", args=[administrator.organisation.slug]), grow)
