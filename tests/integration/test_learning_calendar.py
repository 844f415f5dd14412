"""A person's own calendar: the file, the feed and its secret address."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from tests.factories import PersonFactory, PlaceFactory
from tests.factories.learning import MeetingFactory, RelationshipFactory

from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Link
from kith.service.learning.domain.meeting import feed as feeds
from kith.service.learning.domain.meeting.calendar_file import Entry, write
from kith.service.learning.domain.relating import blocking, ending
from kith.service.learning.models import Event, Member, Series, SeriesMeeting, SeriesOrganiser
from kith.service.people.domain.erasure import erase

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def pair():
    amina = PlaceFactory(state="confirmed", person__name="Amina Yusuf", person__email="amina@example.org")
    sita = PlaceFactory(
        cohort=amina.cohort, state="confirmed", side="manager", person__name="Sita Gurung",
        person__email="sita@example.org",
    )  # fmt: skip
    return RelationshipFactory(cohort=amina.cohort, pair__left=amina, pair__right=sita)


def planned(pair, days, **instead):
    at = timezone.now().astimezone(LONDON).replace(hour=9, minute=0, second=0, microsecond=0)
    at += dt.timedelta(days=days)
    given = {"state": "planned", "activity": "conversation", "on": at.date(), "at": at.time()}
    given |= {"starts_at": at, "where": "12 Elm Street", "minutes": 60}
    return MeetingFactory(relationship=pair, **(given | instead))


def subscribed(client, person):
    """The path of a new feed."""
    client.force_login(person)
    page = client.post(reverse("learning:new_feed")).content.decode()
    client.logout()
    start = page.index("/calendar/", page.index("kith-secret"))
    return page[start : page.index("<", start)]


def read(answer):
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def events(calendar):
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def test_a_feed_holds_what_is_planned_and_no_more_than_it_must(client, pair):
    person = pair.pair.left.person
    meeting = planned(pair, 3)
    planned(pair, 5, state="cancelled", activity="shadowing", sequence=2)
    planned(pair, 7, state="proposed", starts_at=None)
    at = timezone.now() + dt.timedelta(days=9)
    common = {
        "cohort": pair.cohort,
        "activity": "workshop",
        "minutes": 90,
        "starts_at": at,
        "zone": "Europe/London",
    }
    Event.objects.create(title="工作坊 " * 20, where="Hall 2", **common)
    Event.objects.create(title="For managers", sides=["manager"], **common)
    series = Series.objects.create(organisation=pair.cohort.organisation, name="Forum")
    SeriesOrganiser.objects.create(series=series, person=person)
    SeriesMeeting.objects.create(series=series, title="Ward forum", minutes=45, starts_at=at, zone="UTC")

    path = subscribed(client, person)
    answer = client.get(path)
    raw = answer.content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = read(answer)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    found = events(calendar)
    assert set(found) == {
        "Conversation with Sita", "Shadowing with Sita", ("工作坊 " * 20), "Ward forum",
    }  # fmt: skip
    one = found["Conversation with Sita"]
    assert str(one["UID"]).startswith(str(meeting.pk))
    assert one["DTSTART"].dt == meeting.starts_at
    assert one["DTSTART"].params["TZID"] == "Europe/London"
    assert (one["DURATION"].dt, one["SEQUENCE"], one["STATUS"]) == (dt.timedelta(hours=1), 0, "CONFIRMED")
    off = found["Shadowing with Sita"]
    assert (off["STATUS"], off["SEQUENCE"]) == ("CANCELLED", 2)
    said = raw.replace(b"\r\n ", b"").decode()
    for private in ("Gurung", "sita@example.org", "Elm Street", "Yusuf", pair.cohort.name):
        assert private not in said


def test_a_calendar_that_knows_it_already_is_told_so(client, pair):
    planned(pair, 3)
    path = subscribed(client, pair.pair.left.person)
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    planned(pair, 4)
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_feed_takes_the_same_queries_for_one_meeting_and_for_many(client, pair, django_assert_num_queries):
    person = pair.pair.left.person
    path = subscribed(client, person)
    for _n in range(3):
        other = RelationshipFactory(pair__left__person=person)
        planned(other, 2)
        planned(other, 3)
        with django_assert_num_queries(8):
            client.get(path)


def test_a_new_address_shuts_the_old_one_which_tells_nothing(client, pair):
    person = pair.pair.left.person
    old = subscribed(client, person)
    assert client.get(old).status_code == 200
    new = subscribed(client, person)
    gone, never = client.get(old), client.get("/calendar/" + "x" * 43 + ".ics")
    assert (gone.status_code, never.status_code) == (404, 404)
    assert gone.content == never.content
    assert client.get(new).status_code == 200
    client.force_login(person)
    page = client.get(reverse("learning:calendar")).content.decode()
    assert new not in page
    client.post(reverse("learning:end_feed"))
    assert client.get(new).status_code == 404
    assert {row.action for row in AuditEvent.objects.filter(subject_id=str(person.pk))} == {
        "learning.make_feed", "core.link.revoke",
    }  # fmt: skip
    with pytest.raises(ValueError, match="own"):
        feeds.make_feed(by=Actor.of_person(PersonFactory()), person=person)


def test_whoever_left_or_wants_no_more_contact_or_is_erased_is_fed_no_more(client, pair):
    person = pair.pair.left.person
    planned(pair, 3)
    path = subscribed(client, person)
    members = Member.objects.filter(relationship=pair)
    assert len(events(read(client.get(path)))) == 1
    members.filter(person=person).update(blocked_at=timezone.now())
    assert events(read(client.get(path))) == {}
    members.update(blocked_at=None)
    members.filter(person=person).update(left_at=timezone.now())
    assert events(read(client.get(path))) == {}
    members.update(left_at=None)
    erase(by=Actor.system("tests"), person=person)
    assert client.get(path).status_code == 404


def test_a_calendar_does_not_tell_an_end_from_a_wish_for_no_more_contact(client):
    fed = []
    for finish in (
        lambda member: ending.end(
            by=Actor.of_person(member.person),
            relationship=member.relationship,
            reason="no_time",
            member=member,
        ),
        lambda member: blocking.block(by=Actor.of_person(member.person), member=member),
    ):
        pair = RelationshipFactory()
        planned(pair, 3)
        MeetingFactory(relationship=pair, starts_at=timezone.now() - dt.timedelta(days=7))
        path = subscribed(client, pair.pair.left.person)
        rows = Member.objects.select_related("person", "relationship__cohort__organisation")
        finish(rows.get(relationship=pair, person=pair.pair.right.person))
        fed.append(sorted(str(one["STATUS"]) for one in read(client.get(path)).walk("VEVENT")))
    assert fed == [["CANCELLED", "CONFIRMED"]] * 2


def test_an_address_that_has_run_out_is_not_there(client, pair):
    path = subscribed(client, pair.pair.left.person)
    Link.objects.update(expires_at=timezone.now())
    assert client.get(path).status_code == 404


def test_one_meeting_as_a_file_has_its_place_and_only_for_those_who_meet(client, pair):
    meeting = planned(pair, 3)
    here = reverse("learning:meeting_file", args=[pair.pk, meeting.pk])
    assert client.get(here).status_code == 302
    client.force_login(pair.pair.right.person)
    (event,) = events(read(client.get(here))).values()
    assert str(event["LOCATION"]) == "12 Elm Street"
    assert str(event["SUMMARY"]) == "Conversation with Amina"
    client.force_login(PersonFactory())
    assert client.get(here).status_code == 404


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"])
def test_a_meeting_keeps_its_local_hour_over_a_change_of_the_clocks(zone):
    place = ZoneInfo(zone)
    days = [dt.datetime(2026, month, 20, 9, 30, tzinfo=place) for month in range(1, 13)]
    entries = [Entry(f"{day:%m}", 0, day, day, zone, 60, "Meeting") for day in days]
    calendar = Calendar.from_ical(write(entries))
    found = sorted((str(event["UID"]), event["DTSTART"].dt) for event in calendar.walk("VEVENT"))
    assert [(at.hour, at.minute) for _uid, at in found] == [(9, 30)] * 12
    (rules,) = calendar.walk("VTIMEZONE")
    own = rules.to_tz()
    naive = [day.replace(tzinfo=None) for day in days]
    assert [own.utcoffset(one) for one in naive] == [day.utcoffset() for day in days]


def test_the_same_meetings_are_the_same_bytes():
    at = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    entries = [Entry(f"{n}", 0, at, at, "Europe/London", 60, f"M {n}") for n in range(3)]
    assert write(entries) == write(entries[::-1])
