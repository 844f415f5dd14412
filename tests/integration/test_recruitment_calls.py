"""The call: what the public sees at each moment, what a lead may change, what the channels count."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, CohortRoleFactory, SecondFactorFactory
from tests.factories.recruitment import ApplicationFactory, CallFactory, ChannelFactory

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.stages import StageProgress, StageState
from kith.service.cohorts.models import Cohort, StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Mail
from kith.service.recruitment.domain.applying import late
from kith.service.recruitment.domain.calling import calls, channels, due
from kith.service.recruitment.models import Application, Call, ChannelDay
from kith.service.recruitment.web.calling.call_presenters import call_progress
from kith.service.recruitment.web.selecting.selection_presenters import selection_progress

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
DAY = dt.timedelta(days=1)


@pytest.fixture
def lead(db):
    """Signed in, with the cohort they lead."""
    role = CohortRoleFactory()
    SecondFactorFactory(user=role.person)
    client = Client()
    client.force_login(role.person)
    client.cohort = role.cohort
    return client


def posted(day: dt.date, name: str) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def refusal(step, **given) -> list[str]:
    with pytest.raises(KithError) as refused:
        step(by=SYSTEM, **given)
    return [fault.code for fault in refused.value.faults]


def test_a_lead_writes_looks_publishes_and_the_public_can_read_it(lead):
    cohort, today = lead.cohort, timezone.localdate()
    home = reverse("recruitment:manage_call", args=[cohort.pk])
    assert "There is no call for this cohort yet" in lead.get(home).content.decode()
    assert lead.get(f"{home}words/").status_code == 200
    typed = {
        "address": "spring",
        **posted(today, "opens_on"),
        **posted(today + 9 * DAY, "closes_on"),
        "about-en": "Come and see.\n\nWe pay for travel.",
        "about-zh-hans": "欢迎申请。",
        "contact-en": "Rosa Hale",
        "contact-zh-hans": "",
    }
    written = lead.post(f"{home}words/", typed)
    assert (written.status_code, written["Location"]) == (302, home)
    call = Call.objects.get()
    assert call.words["about"]["zh-hans"] == "欢迎申请。"
    public = f"/calls/{call.address}/"
    assert (Client().get(public).status_code, call.instruments) == (404, {})
    assert "Come and see." in lead.get(f"{home}preview/").content.decode()
    assert ChannelDay.objects.count() == 0
    lead.post(f"{home}publish/")
    call.refresh_from_db()
    assert (call.state, sorted(call.instruments)) == ("published", ["clinician", "manager"])
    assert "We pay for travel." in Client().get(public).content.decode()
    assert "欢迎申请。" in Client(headers={"accept-language": "zh-hans"}).get(public).content.decode()
    listed = Client().get("/calls/").content.decode()
    assert f'href="{public}"' in listed


def test_the_days_are_those_of_the_cohort():
    cohort = CohortFactory(time_zone="Asia/Shanghai")
    day = dt.date(2030, 5, 31)
    call = calls.create_call(by=SYSTEM, cohort=cohort, address="x", opens_on=day, closes_on=day, words={})
    assert call.opens_at == dt.datetime(2030, 5, 30, 16, 0, tzinfo=dt.UTC)
    assert call.closes_at == dt.datetime(2030, 5, 31, 16, 0, tzinfo=dt.UTC)
    assert calls.last_day(call) == day


def test_each_phase_says_so_with_its_moment_and_only_an_open_one_can_be_applied_to():
    now = timezone.now()
    call = CallFactory(opens_at=now - DAY, closes_at=now + DAY)
    page = f"/calls/{call.address}/"
    start = f"{page}apply/clinician/"
    said = {
        "open": ({}, "Applications are open until"),
        "soon": ({"opens_at": now + DAY, "closes_at": now + 2 * DAY}, "not open yet. It opens:"),
        "closed": ({"opens_at": now - 2 * DAY, "closes_at": now}, "It was open until"),
        "withdrawn": ({"state": Call.State.WITHDRAWN}, "has been withdrawn"),
    }
    for phase, (changes, words) in said.items():
        Call.objects.filter(pk=call.pk).update(**changes)
        assert words in Client().get(page).content.decode(), phase
        assert Client().get(start).status_code == (200 if phase == "open" else 302), phase
        given = {"name": "A", "email": f"{phase}@example.org"}
        assert Client().post(start, given).status_code == (200 if phase == "open" else 302), phase
    assert list(Application.objects.values_list("email", flat=True)) == ["open@example.org"]
    Call.objects.filter(pk=call.pk).update(state=Call.State.DRAFT)
    assert Client().get(page).status_code == 404


def test_a_call_closes_with_its_cohort():
    call = CallFactory()
    call.cohort.state = "closed"
    call.cohort.save()
    assert "This call is closed" in Client().get(f"/calls/{call.address}/").content.decode()
    assert refusal(calls.extend_call, call=call, closes_on=calls.last_day(call) + DAY) == ["cohorts.not_open"]


def test_what_was_announced_is_kept():
    call = CallFactory()
    first, last = call.opens_at.date(), calls.last_day(call)
    earlier = {"opens_on": first, "closes_on": last - DAY, "words": {}}
    moved = {"opens_on": first + DAY, "closes_on": last, "words": {}}
    assert "recruitment.only_later" in refusal(calls.change_call, call=call, **earlier)
    assert "recruitment.already_open" in refusal(calls.change_call, call=call, **moved)
    assert refusal(calls.extend_call, call=call, closes_on=last - DAY) == ["recruitment.only_later"]
    other = CohortFactory()
    taken = {
        "address": call.address,
        "opens_on": last,
        "closes_on": first,
        "words": {"about": {"en": "x" * 4001}},
    }
    assert refusal(calls.create_call, cohort=other, **taken) == [
        "recruitment.closes_first",
        "recruitment.call_words_too_long",
        "recruitment.address_taken",
    ]


def test_the_forms_stay_those_that_people_began_with():
    call = CallFactory(instruments={"manager": {"kept": True}}, state=Call.State.WITHDRAWN)
    calls.publish_call(by=SYSTEM, call=call)
    call.refresh_from_db()
    assert call.instruments == {"manager": {"kept": True}}


def test_channels_count_visits_starts_and_what_was_sent_without_a_cookie(lead):
    call = CallFactory(cohort=lead.cohort)
    bare = ChannelFactory(call=call, name="", code="")
    poster = channels.add_channel(by=SYSTEM, call=call, name="Poster, canteen")
    client = Client()
    for _visit in range(3):
        client.get(f"/calls/{call.address}/via/poster-canteen/")
    client.get(f"/calls/{call.address}/")
    assert set(client.cookies) <= {"csrftoken"}
    assert client.get(f"/calls/{call.address}/via/unknown/").status_code == 302
    ApplicationFactory(call=call, channel=poster)
    ApplicationFactory(call=call, channel=poster, state="started", submitted_at=None, opened_at=None)
    counts = {one.channel.pk: (one.visits, one.started, one.sent) for one in channels.channel_counts(call)}
    assert counts == {bare.pk: (1, 0, 0), poster.pk: (3, 1, 1)}
    page = lead.get(reverse("recruitment:manage_call", args=[call.cohort_id])).content.decode()
    assert f"/calls/{call.address}/via/poster-canteen/" in page
    lead.post(reverse("recruitment:end_channel", args=[call.cohort_id, poster.pk]))
    assert client.get(f"/calls/{call.address}/via/poster-canteen/").status_code == 302
    refused = lead.post(reverse("recruitment:add_channel", args=[call.cohort_id]), {"name": ""})
    assert refused.status_code == 422


def test_the_public_list_and_the_channels_take_the_same_queries_however_many(django_assert_max_num_queries):
    call = CallFactory()
    with django_assert_max_num_queries(1):
        Client().get("/calls/")
    CallFactory.create_batch(2)
    ChannelFactory.create_batch(3, call=call)
    with django_assert_max_num_queries(1):
        Client().get("/calls/")
    with django_assert_max_num_queries(2):
        assert len(channels.channel_counts(call)) == 3


def test_the_line_of_stages_counts_and_says_when_a_cohort_has_no_call():
    cohort = CohortFactory()
    progress = call_progress(cohort)
    assert (progress.count, progress.state, progress.action.label) == (None, StageState.UNUSED, "Open a call")
    assert selection_progress(cohort) == StageProgress(StageState.UNUSED, None)
    StageDate.objects.create(
        cohort=cohort, stage="call", starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2020, 2, 1)
    )
    assert call_progress(Cohort.objects.get(pk=cohort.pk)) == StageProgress(StageState.UNUSED, None)
    call = CallFactory(cohort=cohort)
    ApplicationFactory(call=call)
    ApplicationFactory(call=call, state="started", submitted_at=None)
    ApplicationFactory(call=call, person=None, email="", name="", example="one")
    progress = call_progress(cohort)
    assert (progress.count, progress.state) == ("1 sent, 1 started, 0 withdrawn", StageState.NOW)


def test_the_late_door_is_for_one_person_for_a_reason_until_a_moment(lead):
    call = CallFactory(cohort=lead.cohort, closes_at=timezone.now() - DAY)
    application = ApplicationFactory(call=call, state="started", submitted_at=None)
    page = reverse("recruitment:open_late", args=[call.cohort_id, application.pk])
    until = timezone.localdate() + 2 * DAY
    assert lead.get(page).status_code == 200
    assert lead.post(page, {**posted(until, "until"), "reason": " "}).status_code == 422
    assert lead.post(page, {**posted(until, "until"), "reason": "She was ill"}).status_code == 302
    application.refresh_from_db()
    assert (application.late_until, application.late_reason) == (
        calls.after_day(until, "Europe/London"),
        "She was ill",
    )
    row = AuditEvent.objects.get(action="recruitment.open_late")
    assert ("ill" in str(row.detail), row.fields) == (False, ["late_reason", "late_until"])
    assert Mail.objects.get().purpose == "recruitment.late"
    early = {"application": application, "until": calls.last_day(call), "reason": "x"}
    assert refusal(late.open_late, **early) == ["recruitment.late_not_later"]


def test_one_reminder_three_days_before_the_close_to_those_who_have_not_sent():
    now = timezone.now()
    call = CallFactory(closes_at=now + 2 * DAY)
    begun = {"call": call, "state": "started", "submitted_at": None}
    application = ApplicationFactory(**begun)
    ApplicationFactory(**begun, opened_at=None)
    ApplicationFactory(**begun, opened_at=now)
    ApplicationFactory(call=call)
    assert [due.remind_due(now), due.remind_due(now)] == [1, 0]
    mail = Mail.objects.get()
    assert (mail.person, mail.is_confidential) == (application.person, True)


def test_what_nobody_opened_is_deleted_after_thirty_days():
    now = timezone.now()
    old = {"created_at": now - 31 * DAY, "state": "started", "submitted_at": None}
    gone = ApplicationFactory(**old, opened_at=None, person=None, email="typo@example.org")
    ApplicationFactory(**old)
    ApplicationFactory(
        created_at=now - 29 * DAY, state="started", opened_at=None, person=None, email="a@example.org"
    )
    assert due.drop_unopened(now) == 1
    assert Application.objects.count() == 2
    assert AuditEvent.objects.get(action="recruitment.drop_unopened").subject_id == str(gone.pk)
