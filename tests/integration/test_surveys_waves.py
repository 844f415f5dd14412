"""A wave's life by the calendar: opening, reminders and closing, where the clocks change and who is asked."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from tests.factories.running import running

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import actions, places
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import issue_link
from kith.service.core.models import Link, Mail, MailState
from kith.service.surveys.domain import waves
from kith.service.surveys.domain.waves import REMINDER, change_dates, open_due, remind_due
from kith.service.surveys.models import Invitation, Wave

pytestmark = pytest.mark.django_db
BY = Actor.system("tests")
LONDON, SANTIAGO, AUCKLAND = ("Europe/London", "America/Santiago", "Pacific/Auckland")


def code_of(refused):
    return [fault.code for fault in refused.value.faults]


def at(time_zone, *moment):
    return dt.datetime(*moment, tzinfo=ZoneInfo(time_zone))


def wave_opening(first_day, time_zone):
    """The wave before the programme opens a fortnight before the running stage begins."""
    made = running((), starts_on=first_day + dt.timedelta(days=14), time_zone=time_zone)
    return made.wave("before")


@pytest.mark.parametrize(
    ("first_day", "time_zone", "opens"),
    [
        (dt.date(2027, 3, 28), LONDON, "2027-03-28T06:00:00+00:00"),  # the clocks went forward that night
        (dt.date(2027, 3, 27), LONDON, "2027-03-27T07:00:00+00:00"),
        (dt.date(2027, 10, 31), LONDON, "2027-10-31T07:00:00+00:00"),  # and back
        (dt.date(2027, 10, 30), LONDON, "2027-10-30T06:00:00+00:00"),
        (dt.date(2027, 9, 5), SANTIAGO, "2027-09-05T10:00:00+00:00"),  # midnight itself did not exist
        (dt.date(2027, 4, 4), SANTIAGO, "2027-04-04T11:00:00+00:00"),
        (dt.date(2027, 9, 26), AUCKLAND, "2027-09-25T18:00:00+00:00"),
    ],
)
def test_a_wave_opens_at_seven_where_the_cohort_is_also_on_the_day_the_clocks_change(
    first_day, time_zone, opens
):
    assert wave_opening(first_day, time_zone).opens_at == dt.datetime.fromisoformat(opens)


def test_it_closes_with_the_day_also_where_midnight_does_not_exist():
    wave = wave_opening(dt.date(2027, 8, 8), SANTIAGO)  # open for four weeks, to the end of 4 September
    assert wave.closes_at == at(SANTIAGO, 2027, 9, 4, 23, 59, 59).astimezone(dt.UTC) + dt.timedelta(seconds=1)
    assert wave.closes_at == dt.datetime(2027, 9, 5, 4, tzinfo=dt.UTC)


@pytest.mark.parametrize(("first_day", "hour"), [(dt.date(2027, 3, 24), 6), (dt.date(2027, 10, 27), 7)])
def test_reminders_keep_their_hour_across_a_change_of_the_clocks(first_day, hour):
    wave = wave_opening(first_day, LONDON)
    moments = waves.reminder_moments(wave)
    assert [moment.date() - first_day for moment in moments] == [dt.timedelta(days) for days in (7, 13, 21)]
    assert {moment.hour for moment in moments} == {hour}


def test_reminders_are_counted_on_the_calendar_of_the_place_not_of_greenwich():
    wave = wave_opening(dt.date(2027, 3, 1), AUCKLAND)
    assert wave.opens_at.date() == dt.date(2027, 2, 28)
    assert wave.remind_after_days == [7, 13, 21]


@pytest.fixture
def made():
    """The wave before is open, and has been for eight days, whatever the hour of the day is."""
    found = running(starts_on=timezone.localdate() + dt.timedelta(days=10))
    wave = found.opened()
    Wave.objects.filter(pk=wave.pk).update(
        opens_at=timezone.now() - dt.timedelta(days=8), closes_at=timezone.now() + dt.timedelta(days=9)
    )
    return found


def reminded():
    return sorted(Mail.objects.filter(purpose=REMINDER).values_list("person__name", flat=True))


def test_the_tick_opens_what_is_due_once_and_asks_everybody_on_its_sides():
    made = running()
    made.add("Gil Roy", "clinician", confirmed=False)
    wave = made.wave()
    open_due(wave.opens_at - dt.timedelta(seconds=1))
    assert made.wave().state == "planned"
    for _tick in range(2):
        open_due(timezone.now() + dt.timedelta(days=1))
    assert made.wave().state == "open"
    asked = sorted(Invitation.objects.values_list("place__person__name", flat=True))
    assert asked == ["Amina Yusuf", "Ben Okafor", "Chen Li", "Eve Marsh"]
    assert Mail.objects.filter(purpose="surveys.invitation").count() == 4


def test_the_mail_says_the_last_day_as_the_british_write_it():
    made = running()
    wave = made.wave()
    wave.closes_at = at(LONDON, 2096, 12, 20)
    wave.save()
    waves.open_wave(by=BY, wave=wave)
    body = Mail.objects.filter(purpose="surveys.invitation")[0].body
    assert "minutes and is open until the end of Wednesday 19 December 2096:\n{link}\n" in body


def test_a_wave_whose_time_passed_altogether_is_closed_and_asks_nobody():
    made = running()
    open_due(made.wave("a-year-on").closes_at + dt.timedelta(days=1))
    assert set(Wave.objects.values_list("state", flat=True)) == {"closed"}
    assert not Invitation.objects.exists()
    with pytest.raises(KithError) as refused:
        waves.open_wave(by=BY, wave=made.wave("after"))
    assert code_of(refused) == ["surveys.cannot_open"]


def test_only_those_who_have_not_answered_are_reminded_and_each_once(made):
    Invitation.objects.filter(place=made.places["Amina"]).update(is_finished=True)
    for _tick in range(3):
        remind_due(timezone.now())
    assert reminded() == ["Ben Okafor", "Chen Li", "Eve Marsh"]
    assert set(Mail.objects.filter(purpose=REMINDER).values_list("is_confidential", flat=True)) == {True}


def test_two_reminders_that_were_missed_are_one(made):
    Wave.objects.update(opens_at=timezone.now() - dt.timedelta(days=14))
    remind_due(timezone.now())
    assert len(reminded()) == 4
    remind_due(timezone.now() + dt.timedelta(days=7, hours=1))  # an hour: the clocks may change in between
    assert len(reminded()) == 8


def test_a_reminder_that_comes_with_the_answer_is_not_sent(made):
    invitation = made.invitation("Amina")
    Invitation.objects.filter(pk=invitation.pk).update(is_finished=True)
    waves.remind(invitation, number=1)
    assert reminded() == []


def test_who_joins_while_it_is_open_is_asked_and_not_reminded_in_the_same_breath(made):
    made.add("Gil Roy", "clinician")
    assert Mail.objects.filter(purpose="surveys.invitation", person__name="Gil Roy").count() == 1
    remind_due(timezone.now())
    assert "Gil Roy" not in reminded()
    remind_due(timezone.now() + dt.timedelta(days=6))
    assert "Gil Roy" in reminded()


def test_who_joins_after_it_has_run_out_is_not_asked(made):
    Wave.objects.update(closes_at=timezone.now() - dt.timedelta(minutes=1))
    made.add("Gil Roy", "clinician")
    assert not Invitation.objects.filter(place=made.places["Gil"]).exists()


def test_whoever_leaves_is_asked_nothing_more(made):
    place, invitation = made.places["Amina"], made.invitation("Amina")
    issue_link(
        purpose="answer_wave",
        subject=invitation,
        person_id=place.person_id,
        expires=invitation.wave.closes_at,
    )
    places.withdraw(by=made.by, place=place)
    remind_due(timezone.now())
    assert "Amina Yusuf" not in reminded()
    assert set(Mail.objects.filter(person=place.person).values_list("state", flat=True)) == {
        MailState.WITHDRAWN
    }
    assert not Link.objects.filter(subject_id=invitation.pk, revoked_at=None).exists()


def test_planned_waves_follow_the_dates_and_open_ones_stay(made):
    before, after = made.wave("before"), made.wave("after")
    stage = made.cohort.stage_dates.get(stage="running")
    later = (stage.starts_on, stage.ends_on + dt.timedelta(days=10))
    actions.change_dates(by=made.by, cohort=made.cohort, dates={"running": later})
    assert made.wave("before").opens_at == before.opens_at
    local = ZoneInfo("Europe/London")
    moved = made.wave("after").opens_at.astimezone(local).date() - after.opens_at.astimezone(local).date()
    assert moved == dt.timedelta(days=10)


def test_dates_that_cannot_be_are_refused(made):
    wave = made.wave()
    with pytest.raises(KithError) as refused:
        change_dates(by=BY, wave=wave, opens_at=wave.closes_at, closes_at=wave.opens_at)
    assert code_of(refused) == ["surveys.closes_first", "surveys.already_open"]
    waves.close_now(by=BY, wave=wave)
    with pytest.raises(KithError) as refused:
        change_dates(
            by=BY, wave=wave, opens_at=wave.opens_at, closes_at=wave.closes_at + dt.timedelta(days=1)
        )
    assert code_of(refused) == ["surveys.wave_closed"]


def test_a_year_beyond_all_plans_is_refused():
    with pytest.raises(KithError) as refused:
        running(starts_on=dt.date(9999, 12, 1))
    assert code_of(refused) == ["cohorts.too_far_ahead"]
    made = running()
    ends = {"report": (dt.date(2030, 1, 1), dt.date(9999, 12, 31))}
    with pytest.raises(KithError) as refused:
        actions.change_dates(by=made.by, cohort=made.cohort, dates=ends)
    assert code_of(refused) == ["cohorts.too_far_ahead"]
