"""What came out of a cohort, whether it still runs, and the series of meetings that it becomes."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import PersonFactory
from tests.factories.learning import SeriesFactory, SeriesOrganiserFactory
from tests.factories.running import running
from tests.integration.afterwards import an_alumnus, code_of, directory, over, page, post
from tests.integration.whole_after import SPIN_OFF, a_plan, a_spin_off

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.closing import close_cohort
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail
from kith.service.learning.domain.after import series, series_meetings, spin_offs
from kith.service.learning.domain.after.declarations import end_organising
from kith.service.learning.models import Series, SeriesOrganiser, SpinOff

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running)


@pytest.fixture
def made(kept_cohort, db):
    return over(kept_cohort())


def test_a_suggestion_counts_when_the_lead_has_taken_it_up(made):
    amina = made.places["Amina"]
    address = reverse("learning:suggest_spin_off", args=[amina.pk])
    since = TODAY() - dt.timedelta(days=40)
    day = {"started_on_day": since.day, "started_on_month": since.month, "started_on_year": since.year}
    given = {"name": "Ward forum", "kind": "forum", **day}
    assert post(amina.person, address, **given).status_code == 302
    row = SpinOff.objects.get()
    assert (row.is_confirmed, row.suggested_by) == (False, amina)
    one = reverse("learning:spin_off", args=[made.cohort.pk, row.pk])
    assert one in page(made.lead, "/")
    assert "Amina Yusuf" in page(made.lead, one)
    assert post(made.lead, one, confirm="1").status_code == 302
    row.refresh_from_db()
    assert row.is_confirmed
    assert one not in page(made.lead, "/")
    spin_offs.drop_suggestion(by=made.by, spin_off=row)
    assert SpinOff.objects.count() == 1  # only a suggestion can be dropped


def test_once_a_year_somebody_is_asked_whether_it_still_runs(made):
    old = TODAY() - dt.timedelta(days=366)
    row = a_spin_off(made, started_on=old)
    one = reverse("learning:spin_off", args=[made.cohort.pk, row.pk])
    runs = SeriesFactory(organisation=made.cohort.organisation, spin_off=row)
    organiser = SeriesOrganiserFactory(series=runs).person
    still = reverse("learning:series_still", args=[runs.pk])
    close_cohort(by=made.by, cohort=made.cohort)  # it outlives the cohort
    assert one in page(made.lead, "/")
    assert still in page(organiser, "/")
    assert post(organiser, still).status_code == 302
    assert one not in page(made.lead, "/")
    assert still not in page(organiser, "/")
    SpinOff.objects.update(seen_on=TODAY() - dt.timedelta(days=365))
    assert one in page(made.lead, "/")
    day = {"ended_on_day": old.day, "ended_on_month": old.month, "ended_on_year": old.year}
    assert post(made.lead, one, answer="no", **day).status_code == 302
    assert one not in page(made.lead, "/")
    assert "Ended" in page(made.lead, reverse("learning:spin_offs", args=[made.cohort.pk]))


def test_days_of_a_spin_off_that_cannot_be(made):
    row = a_spin_off(made)
    for on, code in (
        (SPIN_OFF["started_on"] - dt.timedelta(days=1), "learning.spin_off_ends_first"),
        (TODAY() + dt.timedelta(days=1), "learning.spin_off_ahead"),
    ):
        with pytest.raises(KithError) as refused:
            spin_offs.end_spin_off(by=made.by, spin_off=row, on=on)
        assert code_of(refused) == [code]
    wrong = {"name": " ", "kind": "cake", "about": "", "started_on": TODAY() + dt.timedelta(days=1)}
    with pytest.raises(KithError) as refused:
        spin_offs.record_spin_off(by=made.by, cohort=made.cohort, **wrong)
    assert code_of(refused) == ["learning.name_missing", "learning.spin_off_kind", "learning.spin_off_ahead"]
    spin_offs.end_spin_off(by=made.by, spin_off=row, on=TODAY())
    with pytest.raises(KithError) as refused:
        series.start_series(by=made.by, spin_off=row, email="o@example.org", name="O")
    assert code_of(refused) == ["learning.spin_off_over"]


def test_a_spin_off_becomes_a_series_that_its_organisers_run(made):
    row = a_spin_off(made, name="Trainee Management Forum")
    address = reverse("learning:name_organiser", args=[made.cohort.pk, row.pk])
    assert post(made.lead, address, email="olu@example.org", name="Olu Ade").status_code == 302
    runs = Series.objects.get(spin_off=row)
    olu = runs.organisers.get().person
    assert reverse("learning:series", args=[runs.pk]) in Mail.objects.get(to_address="olu@example.org").body
    home = page(olu, "/")
    assert "Trainee Management Forum" in home
    day = TODAY() + dt.timedelta(days=30)
    plan = {
        "title": "A guest speaks", "on_day": day.day, "on_month": day.month, "on_year": day.year, "at": "17:30",
        "zone": "Europe/London", "minutes": 60, "where": "https://meet.example.org/x", "times": 3,
        "sent_once": "8d7f3f0e-1111-4222-8333-444455556666",
    }  # fmt: skip
    for _twice in range(2):
        assert post(olu, reverse("learning:plan_series", args=[runs.pk]), **plan).status_code == 302
    assert [one.on for one in runs.meetings.all()] == series_meetings.monthly(day, 3)
    shown = page(olu, reverse("learning:series", args=[runs.pk]))
    assert shown.count("A guest speaks") >= 3
    alumnus = an_alumnus(made).person
    assert "A guest speaks" in page(alumnus, reverse("learning:series", args=[runs.pk]))
    assert reverse("learning:series", args=[runs.pk]) in page(alumnus, directory(made))
    assert series.meetings_for(alumnus).count() == series.meetings_for(olu).count() == 3
    assert series.meetings_for(PersonFactory()).count() == 0
    page(PersonFactory(), reverse("learning:series", args=[runs.pk]), 404)
    page(alumnus, reverse("learning:plan_series", args=[runs.pk]), 403)
    page(olu, reverse("cohorts:show", args=[made.cohort.pk]), 404)
    page(olu, directory(made), 404)


def a_meeting():
    organiser = SeriesOrganiserFactory()
    by = Actor.of_person(organiser.person)
    return by, series_meetings.plan_meetings(by=by, series=organiser.series, **a_plan())[0]


def test_a_calendar_notices_each_change_of_a_meeting():
    by, row = a_meeting()
    address = reverse("learning:series_meeting", args=[row.series_id, row.pk])
    moved = series_meetings.change_meeting(by=by, meeting=row, **a_plan(minutes=90))
    assert (moved.minutes, moved.sequence) == (90, 1)
    assert post(by.person, address, cancel="1").status_code == 302
    moved.refresh_from_db()
    assert (moved.is_cancelled, moved.sequence) == (True, 2)
    with pytest.raises(KithError) as refused:
        series_meetings.change_meeting(by=by, meeting=moved, **a_plan(minutes=30))
    assert code_of(refused) == ["learning.meeting_cancelled"]
    assert "Cancelled" in page(by.person, reverse("learning:series", args=[row.series_id]))
    other = SeriesOrganiserFactory().series
    page(other.organisers.get().person, reverse("learning:series_meeting", args=[other.pk, row.pk]), 404)


def test_each_month_at_the_same_hour_across_a_change_of_the_clocks():
    organiser = SeriesOrganiserFactory()
    plan = a_plan(on=dt.date(2027, 2, 9), at=dt.time(17, 30), times=4)
    rows = series_meetings.plan_meetings(
        by=Actor.of_person(organiser.person), series=organiser.series, **plan
    )
    assert [(str(one.on), one.starts_at.hour) for one in rows] == [
        ("2027-02-09", 17), ("2027-03-09", 17), ("2027-04-13", 16), ("2027-05-11", 16),
    ]  # fmt: skip
    assert [str(day) for day in series_meetings.monthly(dt.date(2027, 1, 29), 3)] == [
        "2027-01-29", "2027-02-26", "2027-03-26",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " "}, "learning.title_missing"),
        ({"minutes": 2}, "learning.minutes_of_meeting"),
        ({"times": 99}, "learning.meetings_at_once"),
        ({"on": dt.date(2026, 1, 1)}, "learning.meeting_past"),
        ({"on": dt.date(2027, 3, 28), "at": dt.time(1, 30)}, "learning.hour_skipped"),
        ({"zone": "Mars/Base"}, "learning.unknown_zone"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_whole(wrong, code):
    organiser = SeriesOrganiserFactory()
    with pytest.raises(KithError) as refused:
        series_meetings.plan_meetings(
            by=Actor.of_person(organiser.person), series=organiser.series, **a_plan(**wrong)
        )
    assert code_of(refused) == [code]
    assert organiser.series.meetings.count() == 0


def test_a_series_is_handed_on_and_never_left_without_an_organiser():
    by, row = a_meeting()
    runs, address = row.series, reverse("learning:series_organisers", args=[row.series_id])
    with pytest.raises(KithError) as refused:
        series.step_down(by=by, series=runs, person=by.person)
    assert code_of(refused) == ["learning.last_organiser"]
    assert "Hand it on to somebody" in post(by.person, address, leave="1").content.decode()
    given = {"email": "next@example.org", "name": "Nia Ext", "instead": "1"}
    assert post(by.person, address, **given).status_code == 302
    assert [one.person.name for one in series.organisers_of(runs)] == ["Nia Ext"]
    page(by.person, address, 404)
    series.end_series(by=by, series=runs)
    row.refresh_from_db()
    assert row.is_cancelled
    with pytest.raises(KithError) as refused:
        series_meetings.plan_meetings(by=by, series=runs, **a_plan())
    assert code_of(refused) == ["learning.series_over"]


def test_organising_ends_with_an_erasure():
    row = SeriesOrganiserFactory()
    end_organising(SeriesOrganiser.objects.all())
    assert not series.organised_by(row.person)
