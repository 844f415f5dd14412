"""Sessions of a whole cohort: laid out, told, answered, attended, corrected; links and files without receipts."""

from __future__ import annotations

import datetime as dt
import io
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.asking import ask, send
from tests.factories import CohortFactory, PlaceFactory, SecondFactorFactory
from tests.factories.learning import EventFactory, ResourceFactory
from tests.factories.running import running
from tests.integration.whole_teaching import with_workshops, workshop

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.notices import notices_of
from kith.service.cohorts.domain.tasks import tasks_of_all
from kith.service.cohorts.models import Place, StageDate
from kith.service.core.models import AuditEvent, Mail
from kith.service.learning.domain.meeting.dose import dose_of_place
from kith.service.learning.domain.teaching import attending, planning, resources, suggesting
from kith.service.learning.models import Attendance, Event, Resource

pytestmark = pytest.mark.django_db
State = Attendance.State
MONDAY = dt.date(2026, 1, 5)


@pytest.fixture(scope="module")
def kept_cohort(keep):
    def make():
        made = with_workshops(running())
        SecondFactorFactory(user=made.lead)
        for place in made.places.values():
            place.cohort = made.cohort
        return made

    return keep(make)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


def plan(made, *sessions, once=None):
    return planning.plan(by=made.by, cohort=made.cohort, sessions=list(sessions), sent_once=once or uuid4())


def codes(refused) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def page(made, name, *rest):
    return reverse(f"learning:{name}", args=[made.cohort.pk, *rest])


def own(made, name="Amina"):
    return reverse("learning:own_sessions", args=[made.places[name].pk])


def text(response) -> str:
    return " ".join(response.content.decode().split())


def told(purpose: str) -> list[str]:
    return sorted(Mail.objects.filter(purpose=purpose).values_list("to_address", flat=True))


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
    client_answer = _post(made.lead, address, form)
    assert client_answer.status_code == 302
    assert _post(made.lead, address, form).status_code == 302
    assert Event.objects.filter(cohort=made.cohort).count() == 2
    assert told("learning.sessions") == EVERYBODY
    body = Mail.objects.filter(purpose="learning.sessions").first().body
    assert body.count("Room 4") == 2
    assert "Workshop: 2 of 3 planned, 0 held" in text(ask(made.lead, page(made, "sessions")))


def _post(person, address, form):
    from django.test import Client

    client = Client()
    client.force_login(person)
    return client.post(address, form)


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


def test_one_tap_says_whether_somebody_comes(made):
    (event,) = plan(made, workshop())
    amina = made.places["Amina"]
    assert [task.title for task in tasks_of_all([amina])[amina.pk] if "come" in task.title] == [
        "Say whether you come: Workshop"
    ]
    tap = reverse("learning:answer_session", args=[amina.pk, event.pk])
    assert _post(amina.person, tap, {"answer": "yes"}).status_code == 302
    assert Attendance.objects.get().state == State.COMING
    _post(amina.person, tap, {"answer": "perhaps"})
    assert Attendance.objects.get().state == State.COMING
    _post(amina.person, tap, {"answer": "no"})
    assert Attendance.objects.get().state == State.NOT_COMING
    assert not [task for task in tasks_of_all([amina])[amina.pk] if "come" in task.title]
    assert "0 of 4 are coming, 1 cannot, 3 have not said" in text(ask(made.lead, page(made, "sessions")))


def test_a_session_for_the_other_side_is_not_there(made):
    (event,) = plan(made, workshop(sides=("manager",), title="For managers"))
    file = ResourceFactory(cohort=made.cohort, event=event)
    amina = made.places["Amina"]
    assert "For managers" not in text(ask(amina.person, own(made)))
    for name, pk in (
        ("answer_session", event.pk),
        ("own_presentation", event.pk),
        ("own_resource_file", file.pk),
    ):
        assert ask(amina.person, reverse(f"learning:{name}", args=[amina.pk, pk])).status_code == 404
    assert not [task for task in tasks_of_all([amina])[amina.pk] if "come" in task.title]
    with pytest.raises(KithError) as refused:
        attending.answer(by=made.by, place=amina, event=event, is_coming=True)
    assert codes(refused) == ["learning.session_not_for_you"]


def begun(made, **instead):
    return EventFactory(
        cohort=made.cohort, title="Workshop", starts_at=timezone.now() - timedelta(hours=3), **instead
    )


def test_two_who_tick_at_once_each_change_only_what_they_touched(made):
    event = begun(made)
    address = page(made, "attendance", event.pk)
    seen = {f"state-{place.pk}": "" for place in made.places.values()}
    seen |= {f"was-{place.pk}": ":" for place in made.places.values()}
    amina, ben = made.places["Amina"].pk, made.places["Ben"].pk
    _post(made.lead, address, seen | {f"state-{amina}": "attended", f"minutes-{amina}": "40"})
    _post(made.lead, address, seen | {f"state-{ben}": "missed"})
    assert set(Attendance.objects.values_list("place", "state", "minutes")) == {
        (amina, State.ATTENDED, 40),
        (ben, State.MISSED, None),
    }
    event.refresh_from_db()
    assert event.state == Event.State.HELD
    assert "1 of 4 were there, 1 were not, 2 not noted" in text(ask(made.lead, page(made, "sessions")))
    wrong = _post(made.lead, address, seen | {f"state-{amina}": "attended", f"minutes-{amina}": "900"})
    assert wrong.status_code == 422


def test_everybody_was_there_leaves_what_is_noted_and_can_be_corrected(made):
    event = begun(made)
    chen = made.places["Chen"]
    attending.note(by=made.by, event=event, marks=[attending.Mark(chen.pk, State.MISSED)])
    assert attending.everybody(by=made.by, event=event) == 3
    dose = {part.key: part.done for part in dose_of_place(made.places["Amina"]).parts}
    assert (dose["workshop"].times, dose["workshop"].minutes) == (1, 90)
    assert "You were not there" in text(ask(chen.person, own(made, "Chen")))
    attending.note(by=made.by, event=event, marks=[attending.Mark(chen.pk, None)])
    assert "Not noted" in text(ask(chen.person, own(made, "Chen")))
    assert Attendance.objects.count() == 3


def test_attendance_waits_for_the_session_and_is_not_for_strangers(made):
    (event,) = plan(made, workshop())
    with pytest.raises(KithError) as refused:
        attending.everybody(by=made.by, event=event)
    assert codes(refused) == ["learning.session_not_yet"]
    stranger = PlaceFactory(state=Place.State.CONFIRMED)
    with pytest.raises(KithError) as refused:
        attending.note(
            by=made.by, event=begun(made), marks=[attending.Mark(stranger.pk, State.ATTENDED, 999)]
        )
    assert codes(refused) == ["learning.attendance_not_in", "learning.attendance_minutes"]
    assert not Attendance.objects.exists()


def test_what_was_noted_stays_when_somebody_leaves(made):
    event = begun(made)
    attending.everybody(by=made.by, event=event)
    Place.objects.filter(pk=made.places["Eve"].pk).update(state=Place.State.WITHDRAWN)
    assert attending.expected_at(event).count() == 4
    assert attending.expected_at(begun(made)).count() == 3


def test_the_lead_is_told_of_sessions_whose_attendance_nobody_noted(made):
    begun(made), begun(made, state=Event.State.CANCELLED)
    notices = [one for one in notices_of([made.cohort], timezone.now()) if "attendance" in one.words]
    assert [(one.words, one.address) for one in notices] == [
        ("Nobody’s attendance is noted for 1 session that is over", page(made, "sessions"))
    ]


def test_a_file_is_read_without_anybody_being_told(made):
    upload = {
        "title": "Reader",
        "file": SimpleUploadedFile("reader.pdf", b"%PDF-1.4 reader"),
        "sent_once": str(UUID(int=5)),
        "session": "",
    }
    assert _post(made.lead, page(made, "add_resource"), upload).status_code == 302
    row = Resource.objects.get()
    amina = made.places["Amina"]
    known = AuditEvent.objects.count()
    answer = ask(amina.person, reverse("learning:own_resource_file", args=[amina.pk, row.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 reader"
    assert "Reader" in text(ask(amina.person, own(made)))
    assert AuditEvent.objects.count() == known
    elsewhere = PlaceFactory(state=Place.State.CONFIRMED)
    taken = reverse("learning:own_resource_file", args=[elsewhere.pk, row.pk])
    assert ask(elsewhere.person, taken).status_code == 404


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"address": ""}, "learning.resource_needs_one"),
        ({"file": ("a.txt", io.BytesIO(b"a"))}, "learning.resource_needs_one"),
        ({"title": " "}, "learning.resource_title"),
    ],
)
def test_a_resource_is_one_thing_with_a_title(made, given, code):
    wanted = {"title": "To read", "address": "https://example.org/", "sent_once": uuid4()} | given
    with pytest.raises(KithError) as refused:
        resources.add(by=made.by, cohort=made.cohort, **wanted)
    assert codes(refused) == [code]


def test_an_address_that_runs_something_is_refused(made):
    form = {"title": "Read", "address": "javascript:alert(1)", "sent_once": str(uuid4()), "session": ""}
    assert send(made.lead, page(made, "add_resource"), form).status_code == 422


def test_lists_ask_the_same_however_long_they_are(made, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(person, address):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert ask(person, address).status_code == 200
        return len(found)

    amina = made.places["Amina"].person
    counts = []
    for _number in range(2):
        event = begun(made)
        EventFactory(cohort=made.cohort)
        ResourceFactory(cohort=made.cohort, event=event)
        attending.everybody(by=made.by, event=event)
        counts.append(
            [
                asked(made.lead, page(made, "sessions")),
                asked(made.lead, page(made, "resources")),
                asked(made.lead, page(made, "attendance", event.pk)),
                asked(amina, own(made)),
            ]
        )
    assert counts[0] == counts[1]


def test_home_asks_once_for_sessions_of_all_places_and_not_where_there_are_none(
    made, django_assert_num_queries
):
    from kith.service.learning.web.teaching.teaching_tasks import session_tasks

    places = list(Place.objects.filter(cohort=made.cohort).select_related("cohort__definition"))
    session_tasks(places, None)
    with django_assert_num_queries(1):
        session_tasks(places, None)
    plain = PlaceFactory(cohort=CohortFactory(), state=Place.State.CONFIRMED)
    session_tasks([plain], None)
    with django_assert_num_queries(0):
        session_tasks([plain], None)
