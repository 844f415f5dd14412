"""Who comes to a session and who came; links and files without receipts; lists that ask the same however long."""

from __future__ import annotations

import datetime as dt
import io
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.asking import ask, send
from tests.factories import CohortFactory, PlaceFactory
from tests.factories.learning import EventFactory, ResourceFactory
from tests.integration.sessions import codes, own, page, plan, post, running_with_workshops, text
from tests.integration.whole_teaching import workshop

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.notices import notices_of
from kith.service.cohorts.domain.tasks import tasks_of_all
from kith.service.cohorts.models import Place
from kith.service.core.models import AuditEvent
from kith.service.learning.domain.meeting.dose import dose_of_place
from kith.service.learning.domain.teaching import attending, resources
from kith.service.learning.models import Attendance, Event, Resource

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


def test_one_tap_says_whether_somebody_comes(made):
    (event,) = plan(made, workshop())
    amina = made.places["Amina"]
    assert [task.title for task in tasks_of_all([amina])[amina.pk] if "come" in task.title] == [
        "Say whether you come: Workshop"
    ]
    tap = reverse("learning:answer_session", args=[amina.pk, event.pk])
    assert post(amina.person, tap, {"answer": "yes"}).status_code == 302
    assert Attendance.objects.get().state == State.COMING
    post(amina.person, tap, {"answer": "perhaps"})
    assert Attendance.objects.get().state == State.COMING
    post(amina.person, tap, {"answer": "no"})
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
    post(made.lead, address, seen | {f"state-{amina}": "attended", f"minutes-{amina}": "40"})
    post(made.lead, address, seen | {f"state-{ben}": "missed"})
    assert set(Attendance.objects.values_list("place", "state", "minutes")) == {
        (amina, State.ATTENDED, 40),
        (ben, State.MISSED, None),
    }
    event.refresh_from_db()
    assert event.state == Event.State.HELD
    assert "1 of 4 were there, 1 were not, 2 not noted" in text(ask(made.lead, page(made, "sessions")))
    wrong = post(made.lead, address, seen | {f"state-{amina}": "attended", f"minutes-{amina}": "900"})
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
    assert post(made.lead, page(made, "add_resource"), upload).status_code == 302
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
