"""Home asks as often for somebody in fifty cohorts as in one, whatever they are in them; and stays calm."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory, PersonFactory, PlaceFactory
from tests.factories.learning import (
    AlumnusFactory,
    MentoringFactory,
    RelationshipFactory,
    SeriesFactory,
    SeriesOrganiserFactory,
)
from tests.integration.test_query_counts import assert_constant, count_queries

from kith.service.cohorts.models import Place, StageDate
from kith.service.home.domain.together import next_dates
from kith.service.learning.models import AlumnusAsked, Event, SeriesMeeting, SpinOff

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def one_more(person, organisation, number):
    """A cohort in which the person takes part, is paired, meets, and has a session; another that they mentor in;
    a third that is over; a series, an alumnus's entry, and something that they were asked."""
    now, today = timezone.now(), timezone.localdate()
    running = {"starts_on": today - 90 * DAY, "ends_on": today + 90 * DAY, "organisation": organisation}
    cohort = CohortFactory(**running, name=f"Running {number:02}")
    StageDate.objects.create(cohort=cohort, stage="running", starts_on=today - DAY, ends_on=today + DAY)
    mine = PlaceFactory(cohort=cohort, person=person, state=Place.State.CONFIRMED)
    RelationshipFactory(cohort=cohort, pair__left=mine, next_meeting_at=now + (number % 7 + 2) * DAY)
    Event.objects.create(
        cohort=cohort, activity="workshop", title=f"Workshop {number}", minutes=60, starts_at=now + 30 * DAY
    )
    MentoringFactory(cohort=CohortFactory(), mentor=person, next_meeting_at=now + DAY)
    over = CohortFactory(starts_on=today - 400 * DAY, ends_on=today - 100 * DAY)
    StageDate.objects.create(
        cohort=over, stage="running", starts_on=today - 300 * DAY, ends_on=today - 200 * DAY
    )
    PlaceFactory(cohort=over, person=person, state=Place.State.CONFIRMED)
    spin_off = SpinOff.objects.create(
        cohort=over, name=f"Forum {number}", kind="forum", started_on=today - 380 * DAY
    )
    series = SeriesFactory(spin_off=spin_off, name=f"Forum {number}")
    SeriesOrganiserFactory(series=series, person=person)
    SeriesMeeting.objects.create(series=series, title="Guest", minutes=60, starts_at=now + DAY)
    entry = AlumnusFactory(person=person)
    AlumnusAsked.objects.create(alumnus=entry, cohort=CohortFactory(), ask="mentor")


def test_home_of_somebody_in_fifty_cohorts(client):
    person, organisation = PersonFactory(), MembershipFactory().organisation
    client.force_login(person)

    def grow(first, last):
        for number in range(first, last):
            one_more(person, organisation, number)

    assert_constant(client, reverse("home:home"), grow, sizes=(1, 3, 50))
    _count, page = count_queries(client, reverse("home:home"))
    assert page.count('<div class="nhsuk-card nhsuk-card--clickable">') <= 36
    assert "Workshop" not in page  # the meeting comes first
    assert "You mentor" in page
    assert re.findall(r"See (\d+) more", page) == ["188", "88"]
    _count, everything = count_queries(client, f"{reverse('home:home')}?all=1")
    waits = "Say whether you would help"
    assert (page.count(waits), everything.count(waits)) == (0, 50)


def test_a_quiet_person_is_asked_little(client):
    client.force_login(PersonFactory())
    count, page = count_queries(client, reverse("home:home"))
    assert "Nothing needs you now." in page
    assert count <= 14


def test_what_comes_next_is_the_earlier_of_the_meeting_and_the_session_of_ones_side():
    now = timezone.now()
    cohort = CohortFactory(starts_on=timezone.localdate())
    mine = PlaceFactory(cohort=cohort, state=Place.State.CONFIRMED)
    session = {"cohort": cohort, "activity": "workshop", "minutes": 60}
    Event.objects.create(**session, title="Not mine", sides=["manager"], starts_at=now + DAY)
    Event.objects.create(**session, title="Called off", state="cancelled", starts_at=now + DAY)
    mine_at = Event.objects.create(**session, title="Mine", sides=["clinician"], starts_at=now + 3 * DAY)
    assert next_dates([mine])[mine.pk].title == "Mine"
    pair = RelationshipFactory(cohort=cohort, pair__left=mine, next_meeting_at=now + 2 * DAY)
    assert next_dates([mine])[mine.pk].title is None
    pair.next_meeting_at = now - DAY
    pair.save()
    assert next_dates([mine])[mine.pk].at == mine_at.starts_at
