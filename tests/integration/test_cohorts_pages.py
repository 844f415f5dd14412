"""Every page of a cohort answers for its lead, and says what it should."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html
from tests.factories import MembershipFactory, PersonFactory

from kith.programmes.shipped import load_shipped
from kith.service.cohorts.domain import actions, places
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor

pytestmark = pytest.mark.django_db

CSV = (
    "Name,E-mail,Role,Site,Grade,Line of management,Directorate\n"
    "Amina Yusuf,amina@example.org,Clinician,St Anne's,Registrar,Medicine,Medicine\n"
    "Ben Okafor,ben@example.org,Manager,St Anne's,Band 8a,Operations,Operations\n"
)


@pytest.fixture
def lead(db):
    return MembershipFactory(role="lead")


@pytest.fixture
def cohort(lead):
    return actions.create_cohort(
        by=Actor.of_person(lead.person),
        organisation=lead.organisation,
        definition=load_shipped("paired-learning"),
        variant=None,
        name="Spring 2027",
        starts_on=dt.date(2027, 1, 11),
        time_zone="Europe/London",
    )


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead.person)
    return client


@pytest.mark.parametrize(
    "page",
    [
        "show",
        "calendar",
        "dates",
        "settings",
        "people",
        "add_person",
        "invite",
        "upload",
        "messages",
        "team",
        "people_template",
        "export_people",
    ],
)
def test_each_page_answers(signed_in, cohort, page):
    answer = signed_in.get(reverse(f"cohorts:{page}", args=[cohort.pk]))
    assert answer.status_code == 200
    if answer["Content-Type"].startswith("text/html"):
        assert "Spring 2027" in answer.content.decode()


def test_a_lead_starts_a_cohort(signed_in, lead):
    listed = signed_in.get(reverse("cohorts:choose_programme", args=[lead.organisation.slug]))
    assert "Paired Learning" in listed.content.decode()
    address = reverse("cohorts:create", args=[lead.organisation.slug, "paired-learning"])
    form = signed_in.get(address)
    assert form.status_code == 200
    answer = signed_in.post(
        address,
        {
            "name": "Autumn 2027",
            "variant": "imperial",
            "starts_on_day": "6",
            "starts_on_month": "9",
            "starts_on_year": "2027",
            "time_zone": "Europe/London",
            "clinician-min": "2",
            "clinician-max": "12",
            "manager-min": "2",
            "manager-max": "12",
        },
    )
    cohort = Cohort.objects.get()
    assert answer.status_code == 302
    assert (cohort.name, cohort.variant, cohort.starts_on) == ("Autumn 2027", "imperial", dt.date(2027, 9, 6))
    assert cohort.stage_dates.count() == len(load_shipped("paired-learning").for_variant("imperial").stages)


def ways_on_the_cohorts_page(client, cohort):
    """What the page offers under the line of stages: words, address, and whether as a green button."""
    page = html.fromstring(client.get(reverse("cohorts:show", args=[cohort.pk])).content)
    return page, [
        (one.text_content().strip(), one.get("href"), "nhsuk-button" in one.get("class").split())
        for one in page.xpath('//div[@class="kith-actions"]//a')
    ]


def test_a_new_cohort_says_what_comes_first_on_one_green_button(signed_in, cohort, lead):
    cohort.stage_dates.filter(stage="call").update(ends_on=timezone.localdate())
    page, ways = ways_on_the_cohorts_page(signed_in, cohort)
    assert ways == [
        ("Bring people in", reverse("cohorts:upload", args=[cohort.pk]), True),
        ("Open a call", reverse("recruitment:manage_call", args=[cohort.pk]), False),
    ]
    tags = [one.text_content() for one in page.xpath('//p[@class="kith-stages__state"]')]
    assert tags[:4] == ["Not used", "Not used", "Now", "Later"]
    by = Actor.of_person(lead.person)
    person = {"name": "Amina Yusuf", "email": "amina@example.org", "side": "clinician", "attributes": {}}
    places.add_person(by=by, cohort=cohort, **person)
    _page, ways = ways_on_the_cohorts_page(signed_in, cohort)
    assert ways == [("Invite 1 person", reverse("cohorts:invite", args=[cohort.pk]), True)]


def test_people_come_in_from_a_spreadsheet(signed_in, cohort):
    file = io.BytesIO(CSV.encode())
    file.name = "people.csv"
    answer = signed_in.post(reverse("cohorts:upload", args=[cohort.pk]), {"file": file, "side": ""})
    assert answer.status_code == 302, answer.content.decode()
    columns = signed_in.get(answer.url)
    assert "Which column is which?" in columns.content.decode()
    row = cohort.imports.get()
    answer = signed_in.post(answer.url, row.mapping)
    assert answer.status_code == 302, answer.content.decode()
    preview = signed_in.get(answer.url)
    assert "2 people get a place" in preview.content.decode(), preview.content.decode()
    signed_in.post(answer.url)
    assert sorted(cohort.places.values_list("person__email", "side")) == [
        ("amina@example.org", "clinician"),
        ("ben@example.org", "manager"),
    ]
    signed_in.post(answer.url)
    assert cohort.places.count() == 2


def test_an_invited_person_says_yes_by_link(client, cohort, lead, django_capture_on_commit_callbacks):
    by = Actor.of_person(lead.person)
    place = places.add_person(
        by=by, cohort=cohort, name="Amina Yusuf", email="amina@example.org", side="clinician", attributes={}
    )
    assert places.invite(by=by, cohort=cohort, held=False) == 1
    assert places.invite(by=by, cohort=cohort, held=False) == 0
    from kith.service.core.domain.links import issue_link

    _link, path = issue_link(
        purpose="confirm_place", subject=place, person_id=place.person_id, expires=places.link_expiry(cohort)
    )
    assert "Will you take part, Amina Yusuf?" in client.get(path).content.decode()
    place.refresh_from_db()
    assert place.state == Place.State.INVITED
    client.post(path, {"confirm": "1"})
    place.refresh_from_db()
    assert place.state == Place.State.CONFIRMED
    assert "You are taking part" in client.get(path).content.decode()


def test_a_stranger_is_told_there_is_no_such_cohort(client, cohort):
    client.force_login(MembershipFactory(role="lead").person)
    assert client.get(reverse("cohorts:show", args=[cohort.pk])).status_code == 404
    client.force_login(PersonFactory())
    assert client.get(reverse("cohorts:people", args=[cohort.pk])).status_code == 404
