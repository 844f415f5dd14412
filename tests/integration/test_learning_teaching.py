"""Sessions of a whole cohort: laid out, told, answered, attended, corrected; links and files without receipts."""

from __future__ import annotations

import datetime as dt
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from tests.asking import ask, send
from tests.integration.sessions import codes, own, page, plan, post, running_with_workshops, text, told
from tests.integration.whole_teaching import workshop

from kith.foundation.faults import KithError
from kith.service.cohorts.models import StageDate
from kith.service.core.models import Mail
from kith.service.learning.domain.teaching import attending, planning, suggesting
from kith.service.learning.models import Attendance, Event

pytestmark = pytest.mark.django_db
State = Attendance.State
MONDAY = dt.date(2026, 1, 5)


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running_with_workshops)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


EVERYBODY = [f"{name}@example.org" for name in ("amina", "ben", "chen", "eve")]


def test_what_is_expected_is_suggested_on_working_days_of_the_running_stage(made):
    StageDate.objects.filter(cohort=made.cohort, stage="running").update(
        starts_on=MONDAY, ends_on=MONDAY + timedelta(days=270)
    )
    counts = suggesting.counted(made.cohort)
    assert [(one.activity.key, one.planned, one.expected, one.missing) for one in counts] == [
        ("workshop", 0, 3, 3),
        ("presentation", 0, 1, 1),
    ]
    days = suggesting.suggested(made.cohort, counts)
    assert [(one.activity.key, one.on.isoformat(), one.minutes) for one in days] == [
        ("workshop", "2026-02-19", 60),
        ("workshop", "2026-05-20", 60),
        ("workshop", "2026-08-18", 60),
        ("presentation", "2026-09-25", 120),
    ]
    plan(made, workshop())
    again = suggesting.suggested(made.cohort, suggesting.counted(made.cohort))
    assert [one.on.isoformat() for one in again] == ["2026-05-20", "2026-08-18", "2026-09-25"]


@pytest.mark.parametrize("day", range(14))
def test_a_suggested_day_is_a_weekday_and_not_after_the_end(day):
    last = MONDAY + timedelta(days=13)
    on = suggesting._weekday(MONDAY + timedelta(days=day), last)
    assert on.weekday() < 5
    assert MONDAY <= on <= last


def test_the_lead_lays_all_out_in_one_go_and_each_person_is_told_once(made):
    address = page(made, "lay_out_sessions")
    assert "Workshop, new 1" in text(ask(made.lead, address))
    day = timezone.localdate() + timedelta(days=40)
    form = {"sent_once": str(UUID(int=3)), "count": "3"}
    for number in range(3):
        form |= {
            f"s{number}-activity": "workshop",
            f"s{number}-on_day": str(day.day),
            f"s{number}-on_month": str(day.month),
            f"s{number}-on_year": str(day.year),
            f"s{number}-at": "14:00",
            f"s{number}-minutes": "90",
            f"s{number}-where": "Room 4",
        }
    wrong = send(made.lead, address, form | {"s0-at": "", "s2-minutes": "2"})
    assert wrong.status_code == 422
    assert "Write the time it begins" in text(wrong)
    assert "greater than or equal to 5" in text(wrong)
    form |= {"s2-on_day": "", "s2-on_month": "", "s2-on_year": ""}
    client_answer = post(made.lead, address, form)
    assert client_answer.status_code == 302
    assert post(made.lead, address, form).status_code == 302
    assert Event.objects.filter(cohort=made.cohort).count() == 2
    assert told("learning.sessions") == EVERYBODY
    body = Mail.objects.filter(purpose="learning.sessions").first().body
    assert body.count("Room 4") == 2
    assert "Workshop: 2 of 3 planned, 0 held" in text(ask(made.lead, page(made, "sessions")))


def test_every_fault_of_every_session_is_told_at_once(made):
    gap = workshop(on=dt.date(2027, 3, 28), at=time(1, 30))
    with pytest.raises(KithError) as refused:
        plan(made, gap, workshop(activity="dance", minutes=2, sides=("nurse",)))
    assert [(fault.code, fault.where.row, fault.where.key) for fault in refused.value.faults] == [
        ("learning.hour_skipped", 1, "at"),
        ("learning.not_a_session", 2, "activity"),
        ("learning.session_minutes", 2, "minutes"),
        ("learning.session_unknown_side", 2, "sides"),
    ]
    with pytest.raises(KithError) as refused:
        plan(made)
    assert codes(refused) == ["learning.no_sessions"]
    assert not Event.objects.exists()


def test_an_hour_stays_the_hour_over_a_clock_change(made):
    winter, summer = plan(
        made, workshop(on=dt.date(2027, 3, 27)), workshop(on=dt.date(2027, 3, 29), title="After")
    )
    assert winter.starts_at == datetime(2027, 3, 27, 14, tzinfo=UTC)
    assert summer.starts_at == datetime(2027, 3, 29, 13, tzinfo=UTC)


def test_somebody_elsewhere_reads_their_own_time_too(made):
    person = made.places["Chen"].person
    person.time_zone = "Asia/Shanghai"
    person.save()
    plan(made, workshop(on=dt.date(2027, 6, 1)))
    said = {mail.to_address: mail.body for mail in Mail.objects.filter(purpose="learning.sessions")}
    assert (
        "Tuesday 1 June 2027, 2pm BST; where you are, 1 June 2027, 9pm (Shanghai time)"
        in said["chen@example.org"]
    )
    assert "Shanghai" not in said["amina@example.org"]


def test_a_change_is_told_and_a_new_time_asks_everybody_again(made):
    (event,) = plan(made, workshop(sides=("clinician",)))
    assert told("learning.sessions") == ["amina@example.org", "chen@example.org"]
    attending.answer(by=made.by, place=made.places["Amina"], event=event, is_coming=True)
    moved = workshop(sides=("clinician",), where="Room 9")
    planning.change(by=made.by, event=event, wanted=moved, seen=0)
    assert event.sequence == 1
    assert Attendance.objects.count() == 1
    planning.change(
        by=made.by, event=event, wanted=workshop(at=time(10), sides=("clinician",), where="Room 9"), seen=1
    )
    assert event.sequence == 2
    assert not Attendance.objects.exists()
    mails = Mail.objects.filter(purpose="learning.session_changed", to_address="amina@example.org")
    assert "It was planned for" in mails.latest("created_at").body
    with pytest.raises(KithError) as refused:
        planning.change(by=made.by, event=event, wanted=workshop(minutes=30), seen=1)
    assert codes(refused) == ["learning.session_changed"]


def test_cancelling_is_told_once_and_closes_the_session(made):
    (event,) = plan(made, workshop())
    planning.cancel(by=made.by, event=event)
    planning.cancel(by=made.by, event=event)
    assert told("learning.session_cancelled") == EVERYBODY
    assert event.sequence == 1
    for step in (
        lambda: planning.change(by=made.by, event=event, wanted=workshop(minutes=30), seen=1),
        lambda: attending.answer(by=made.by, place=made.places["Amina"], event=event, is_coming=True),
        lambda: attending.everybody(by=made.by, event=event),
    ):
        with pytest.raises(KithError) as refused:
            step()
        assert codes(refused) == ["learning.session_cancelled"]
    assert "Cancelled" in text(ask(made.places["Amina"].person, own(made)))
    assert suggesting.counted(made.cohort)[0].planned == 0


def test_what_is_written_down_afterwards_is_told_to_nobody(made):
    (event,) = plan(made, workshop(on=timezone.localdate() - timedelta(days=3)))
    planning.cancel(by=made.by, event=event)
    assert not Mail.objects.filter(purpose__startswith="learning.session").exists()
