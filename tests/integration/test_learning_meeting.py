"""Meetings of two people: logging, proposing, fixing, moving, calling off, with bad input and at once."""

from __future__ import annotations

import datetime as dt
import re
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories import PersonFactory, PlaceFactory
from tests.factories.learning import MeetingFactory, MentoringFactory, RelationshipFactory

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.service.cohorts.domain.tasks import tasks_of_person
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.events import publish
from kith.service.core.domain.links import issue_link
from kith.service.core.models import AuditEvent, LinkPurpose, Mail
from kith.service.learning.domain.events import RelationshipEnded
from kith.service.learning.domain.meeting import availability, logbook, planning, proposing
from kith.service.learning.domain.meeting.entry import Entry
from kith.service.learning.domain.meeting.proposing import Wanted
from kith.service.learning.domain.meeting.times import Window
from kith.service.learning.models import Meeting, Member, Relationship

pytestmark = pytest.mark.django_db
State = Meeting.State


@pytest.fixture
def pair():
    """Amina in London and Sita in Kathmandu, since four weeks."""
    amina = PlaceFactory(state="confirmed", person__name="Amina Yusuf", person__email="amina@example.org")
    sita = PlaceFactory(
        cohort=amina.cohort,
        state="confirmed",
        side="manager",
        person__name="Sita Gurung",
        person__email="sita@example.org",
        person__time_zone="Asia/Kathmandu",
    )
    return RelationshipFactory(cohort=amina.cohort, pair__left=amina, pair__right=sita)


def people(pair):
    return pair.pair.left.person, pair.pair.right.person


def actors(pair):
    return tuple(Actor.of_person(person) for person in people(pair))


def today(zone="Europe/London"):
    return timezone.localdate(timezone=ZoneInfo(zone))


def day(ahead):
    return today() + dt.timedelta(days=ahead)


def entry(**instead):
    return Entry(**({"activity": "conversation", "on": day(-1), "minutes": 60} | instead))


def codes(refused):
    return sorted(fault.code for fault in refused.value.faults)


def log(pair, by=None, once=None, **instead):
    by = by or actors(pair)[0]
    return logbook.log(by=by, relationship=pair, entry=entry(**instead), sent_once=once)


def propose(pair, *times, by=None, **instead):
    times = times or ((day(3), dt.time(9)), (day(4), dt.time(14)))
    given = {"activity": "conversation", "minutes": 60, "times": times, "zone": "Europe/London"} | instead
    return proposing.propose(
        by=by or actors(pair)[0], relationship=pair, wanted=Wanted(**given), sent_once=None
    )


def address(name, pair, *more):
    return reverse(f"learning:{name}", args=[pair.pk, *more])


def faulty(answer):
    """The fields with an error beside them."""
    return set(re.findall(r'id="id_(\w+)-error"', answer.content.decode()))


def ticks(page, name):
    """What can be ticked in a list of boxes."""
    boxes = re.findall(r"<input[^>]*type=\"checkbox\"[^>]*>", page.content.decode())
    return [re.search(r'value="([^"]*)"', box)[1] for box in boxes if f'name="{name}"' in box]


# ---- Logging


def test_logging_is_three_taps_and_the_same_form_twice_is_one(client, pair):
    amina, _sita = people(pair)
    client.force_login(amina)
    page = client.get(address("log", pair)).content.decode()
    assert "Log a meeting with Sita" in page
    once = str(uuid4())
    sent = {"sent_once": once, "activity": "conversation", "day": "today", "length": "60"}
    for _again in range(2):
        answer = client.post(address("log", pair), sent)
        assert (answer.status_code, answer["Location"]) == (302, address("together", pair))
    (meeting,) = pair.meetings.all()
    assert (meeting.on, meeting.minutes, meeting.state, meeting.logged_by) == (today(), 60, "held", amina)
    pair.refresh_from_db()
    assert pair.last_met_on == today()
    assert AuditEvent.objects.filter(action="learning.log_meeting").count() == 1


@pytest.mark.parametrize(
    ("instead", "code"),
    [
        ({"on": day(1)}, "learning.day_to_come"),
        ({"on": dt.date(2020, 1, 1)}, "learning.day_before"),
        ({"minutes": 0}, "learning.minutes"),
        ({"minutes": 2000}, "learning.minutes"),
        ({"activity": "workshop"}, "learning.no_such_activity"),
        ({"activity": ""}, "learning.no_such_activity"),
        ({"activity": "conversation", "watcher_id": uuid4()}, "learning.no_such_watcher"),
        ({"activity": "shadowing", "watcher_id": uuid4()}, "learning.no_such_watcher"),
    ],
)
def test_what_cannot_be_is_refused_in_words(pair, instead, code):
    with pytest.raises(KithError) as refused:
        log(pair, **instead)
    assert codes(refused) == [code]
    assert all(sentence(fault) for fault in refused.value.faults)
    assert not pair.meetings.exists()


def test_the_form_says_what_is_missing(client, pair):
    client.force_login(people(pair)[0])
    sent = {"sent_once": str(uuid4()), "activity": "shadowing", "day": "other", "length": "other"}
    answer = client.post(address("log", pair), sent)
    assert (answer.status_code, faulty(answer)) == (422, {"on", "minutes", "watcher"})
    sent |= {"minutes": "2000", "on_day": "31", "on_month": "2", "on_year": "2026"}
    assert faulty(client.post(address("log", pair), sent)) == {"on", "minutes", "watcher"}


def test_today_is_the_day_where_the_person_is(pair):
    amina, sita = actors(pair)
    there = today("Asia/Kathmandu")
    assert log(pair, by=sita, on=there).on == there
    if there > today():
        with pytest.raises(KithError):
            log(pair, by=amina, on=there, activity="shadowing")


def test_both_log_the_same_meeting_and_the_second_is_asked(client, pair):
    amina, sita = actors(pair)
    held = today("Asia/Kathmandu") - dt.timedelta(days=1)  # "yesterday" is said where the person is
    log(pair, by=amina, on=held)
    with pytest.raises(KithError) as refused:
        log(pair, by=sita, on=held)
    assert codes(refused) == ["learning.already_logged"]
    client.force_login(people(pair)[1])
    sent = {"sent_once": str(uuid4()), "activity": "conversation", "day": "yesterday", "length": "30"}
    answer = client.post(address("log", pair), sent)
    assert answer.status_code == 422
    assert "This was another one on the same day" in answer.content.decode()
    assert client.post(address("log", pair), sent | {"is_another": "on"}).status_code == 302
    assert pair.meetings.filter(state="held").count() == 2


def test_what_was_planned_for_the_day_is_what_was_held(pair):
    planned = MeetingFactory(
        relationship=pair, state="planned", activity="conversation", on=day(-1), starts_at=timezone.now()
    )
    assert log(pair, minutes=45).pk == planned.pk
    assert pair.meetings.get().minutes == 45


def test_own_entries_are_corrected_and_removed_and_the_audit_keeps_only_names(client, pair):
    amina, sita = people(pair)
    meeting = log(pair, once=(once := uuid4()))
    client.force_login(sita)
    assert client.get(address("change_entry", pair, meeting.pk)).status_code == 422
    assert client.post(address("remove_entry", pair, meeting.pk)).status_code == 422
    client.force_login(amina)
    assert client.get(address("change_entry", pair, meeting.pk)).status_code == 200
    sent = {"activity": "conversation", "day": "yesterday", "length": "unknown"}
    assert client.post(address("change_entry", pair, meeting.pk), sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.minutes, meeting.on, meeting.sequence) == (None, day(-1), 1)
    assert AuditEvent.objects.get(action="learning.correct_meeting").fields == ["minutes"]
    assert client.get(address("remove_entry", pair, meeting.pk)).status_code == 200
    client.post(address("remove_entry", pair, meeting.pk))
    pair.refresh_from_db()
    assert (pair.meetings.get().state, pair.last_met_on) == ("cancelled", None)
    assert log(pair, once=once).state == "cancelled"  # the old form, sent again, brings nothing back


def test_the_coordinator_logs_for_them_and_both_are_told_once(pair):
    once = uuid4()
    by = Actor.of_person(PersonFactory())
    for _again in range(2):
        meeting = logbook.log_for_them(by=by, relationship=pair, entry=entry(), sent_once=once)
    assert (meeting.is_logged_for_them, meeting.logged_by) == (True, None)
    assert Mail.objects.filter(purpose="learning.meeting_logged").count() == 2
    assert logbook.may_correct(meeting, people(pair)[1])


def test_a_mailed_link_shows_a_first_name_and_the_form_and_opens_nothing_else(client, pair):
    amina, sita = people(pair)
    later = timezone.now() + dt.timedelta(days=30)
    _link, path = issue_link(purpose=LinkPurpose.LOG_MEETING, subject=pair, person_id=amina.pk, expires=later)
    page = client.get(path).content.decode()
    assert "Sita" in page
    assert not any(word in page for word in ("Gurung", sita.email, "Yusuf", amina.email, pair.cohort.name))
    secret = path.strip("/").split("/")[1]
    for name in ("feed",):
        assert client.get(reverse(f"learning:{name}", args=[secret])).status_code == 404
    sent = {"sent_once": str(uuid4()), "activity": "conversation", "day": "today", "length": "30"}
    assert client.post(path, sent).status_code == 302
    assert client.post(path, sent).status_code == 302
    assert pair.meetings.get().logged_by == amina
    assert "Thank you" in client.get(f"{path}?done=1").content.decode()
    Member.objects.filter(relationship=pair, person=amina).update(left_at=timezone.now())
    assert client.get(path).status_code == 404
    assert client.get(address("together", pair)).status_code == 302  # to sign in


# ---- Proposing and fixing


def test_times_are_proposed_answered_and_fixed_with_one_tap(client, pair):
    amina, sita = people(pair)
    client.force_login(amina)
    ask = address("propose", pair) + "?activity=conversation&length=60"
    page = client.get(ask)
    offered = ticks(page, "times")
    assert 1 <= len(offered) <= 8
    assert "for Sita" in page.content.decode()
    once = str(uuid4())
    sent = {"sent_once": once, "times": offered[:2], "where": "Room 4"}
    answers = [client.post(ask, sent) for _again in range(2)]
    meeting = pair.meetings.get()
    assert {answer["Location"] for answer in answers} == {address("meeting", pair, meeting.pk)}
    (mail,) = Mail.objects.filter(purpose="learning.meeting_proposed")
    assert mail.person == sita
    assert "Room 4" not in mail.body
    assert "Amina" in mail.body
    assert [task.title for _about, task in tasks_of_person(sita)] == [
        "Amina proposes times to meet: say which you can make"
    ]

    client.force_login(sita)
    here = address("meeting", pair, meeting.pk)
    assert "Which of these can you make?" in client.get(here).content.decode()
    first = meeting.choices.first()
    assert client.post(address("answer_times", pair, meeting.pk), {}).status_code == 302
    assert first.replies.count() == 1  # nothing ticked is no answer
    client.post(address("answer_times", pair, meeting.pk), {"can": [str(first.pk)]})
    assert tasks_of_person(sita) == []
    assert Mail.objects.get(purpose="learning.meeting_answered").person == amina
    assert "Times that you all can make" in client.get(here).content.decode()
    client.post(address("fix_meeting", pair, meeting.pk), {"choice": str(first.pk)})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at, meeting.zone) == ("planned", first.starts_at, "Europe/London")
    pair.refresh_from_db()
    assert pair.next_meeting_at == first.starts_at
    assert {mail.person for mail in Mail.objects.filter(purpose="learning.meeting_planned")} == {amina, sita}
    page = client.get(here).content.decode()
    assert "Room 4" in page
    assert "(your time)" in page


def test_of_two_who_fix_different_times_the_second_is_told(client, pair):
    amina, sita = actors(pair)
    meeting = propose(pair)
    first, second = meeting.choices.all()
    proposing.answer(by=sita, meeting=meeting, can={first.pk, second.pk})
    planning.fix(by=amina, meeting=meeting, choice=first)
    stale = Meeting.objects.select_related("relationship").get(pk=meeting.pk)
    stale.state = State.PROPOSED  # as the other's page still has it
    with pytest.raises(KithError) as refused:
        planning.fix(by=sita, meeting=stale, choice=second)
    assert codes(refused) == ["learning.already_fixed"]
    client.force_login(people(pair)[1])
    answer = client.post(address("fix_meeting", pair, meeting.pk), {"choice": str(second.pk)})
    assert answer.status_code == 422
    assert "A time has been fixed in the meantime" in answer.content.decode()
    assert planning.fix(by=sita, meeting=meeting, choice=first).starts_at == first.starts_at


def test_a_time_that_not_all_can_make_is_not_fixed(pair):
    amina, sita = actors(pair)
    meeting = propose(pair)
    first, second = meeting.choices.all()
    proposing.answer(by=sita, meeting=meeting, can={second.pk})
    with pytest.raises(KithError) as refused:
        planning.fix(by=amina, meeting=meeting, choice=first)
    assert codes(refused) == ["learning.not_all_can"]
    assert [choice.pk for choice in proposing.that_all_can_make(meeting)] == [second.pk]


@pytest.mark.parametrize(
    ("times", "code"),
    [
        ([], "learning.how_many_times"),
        ([(day(number), dt.time(9)) for number in range(3, 9)], "learning.how_many_times"),
        ([(day(-1), dt.time(9))], "learning.time_past"),
        ([(day(400), dt.time(9))], "learning.time_too_far"),
        ([(dt.date(9999, 1, 1), dt.time(9))], "learning.year_out_of_reach"),
    ],
)
def test_times_that_cannot_be_are_refused(pair, times, code):
    with pytest.raises(KithError) as refused:
        proposing.propose(
            by=actors(pair)[0],
            relationship=pair,
            wanted=Wanted("conversation", 60, times, "Europe/London"),
            sent_once=None,
        )
    assert codes(refused) == [code]


def test_an_hour_that_the_clocks_jump_over_is_refused_with_the_next(time_machine, pair):
    time_machine.move_to(dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC))
    with pytest.raises(KithError) as refused:
        propose(pair, (dt.date(2026, 3, 29), dt.time(1, 30)))
    assert codes(refused) == ["learning.hour_skipped"]
    assert "2am on Sunday 29 March 2026" in sentence(refused.value.faults[0])


def test_a_planned_meeting_keeps_its_hour_when_the_clocks_change_and_when_somebody_moves(time_machine, pair):
    time_machine.move_to(dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC))
    amina, sita = actors(pair)
    meeting = propose(pair, (dt.date(2026, 4, 2), dt.time(9)))
    choice = meeting.choices.get()
    proposing.answer(by=sita, meeting=meeting, can={choice.pk})
    planning.fix(by=amina, meeting=meeting, choice=choice)
    assert meeting.starts_at == dt.datetime(2026, 4, 2, 8, tzinfo=dt.UTC)
    person = people(pair)[0]
    person.time_zone = "Asia/Shanghai"
    person.save()
    planning.move(by=sita, meeting=meeting, on=dt.date(2026, 4, 2), at=dt.time(14), zone="Asia/Kathmandu")
    body = Mail.objects.get(purpose="learning.meeting_moved", person=person).body
    assert "Thursday 2 April 2026 at 4:15pm (your time), 2pm for Sita" in body


def test_moved_and_called_off_with_notice_to_all(client, pair):
    meeting = MeetingFactory(
        relationship=pair, state="planned", activity="conversation", on=day(2), at=dt.time(9),
        starts_at=timezone.now() + dt.timedelta(days=2),
    )  # fmt: skip
    client.force_login(people(pair)[1])
    new = day(5)
    sent = {"on_day": new.day, "on_month": new.month, "on_year": new.year, "at": "14.30", "where": "Room 9"}
    assert client.get(address("move_meeting", pair, meeting.pk)).status_code == 200
    assert client.post(address("move_meeting", pair, meeting.pk), sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.on, meeting.at, meeting.zone, meeting.sequence) == (
        new, dt.time(14, 30), "Asia/Kathmandu", 1,
    )  # fmt: skip
    assert Mail.objects.filter(purpose="learning.meeting_moved").count() == 2
    assert client.get(address("cancel_meeting", pair, meeting.pk)).status_code == 200
    for _again in range(2):
        assert client.post(address("cancel_meeting", pair, meeting.pk)).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == ("cancelled", 2)
    assert Mail.objects.filter(purpose="learning.meeting_cancelled").count() == 2


def test_proposals_that_nobody_answered_expire_quietly(pair):
    meeting = propose(pair)
    mails = Mail.objects.count()
    last = meeting.choices.last().starts_at
    assert proposing.expire_due(last - dt.timedelta(minutes=1)) == 0
    assert [proposing.expire_due(last), proposing.expire_due(last)] == [1, 0]
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"
    assert Mail.objects.count() == mails


def test_nothing_is_planned_with_somebody_who_blocked_and_it_is_not_said(pair):
    Member.objects.filter(person=people(pair)[1]).update(blocked_at=timezone.now())
    with pytest.raises(KithError) as refused:
        propose(pair)
    assert codes(refused) == ["learning.cannot_plan"]
    assert "block" not in sentence(refused.value.faults[0])


def test_when_it_ends_what_lay_ahead_is_off(django_capture_on_commit_callbacks, pair):
    from django.db import transaction

    ahead = MeetingFactory(
        relationship=pair, state="planned", on=day(2), starts_at=timezone.now() + dt.timedelta(days=2)
    )
    proposed, held = propose(pair), log(pair)
    with transaction.atomic():
        Relationship.objects.filter(pk=pair.pk).update(state="ended", ended_at=timezone.now())
        publish(RelationshipEnded(pair.pk, Actor.system("tests")))
    assert (
        list(Meeting.objects.filter(pk__in=[ahead.pk, proposed.pk]).values_list("state", flat=True))
        == ["cancelled"] * 2
    )
    held.refresh_from_db()
    assert held.state == "held"


def test_did_you_meet(client, pair):
    amina, sita = people(pair)
    meetings = [
        MeetingFactory(
            relationship=pair, state="planned", activity="conversation", on=day(-number),
            starts_at=timezone.now() - dt.timedelta(days=number),
        )
        for number in (2, 3)
    ]  # fmt: skip
    titles = [task.title for _about, task in tasks_of_person(amina)]
    assert len(titles) == 2
    assert all(title.startswith("Did you meet on ") for title in titles)
    client.force_login(amina)
    assert "Yes, we met" in client.get(address("meeting", pair, meetings[0].pk)).content.decode()
    client.post(address("say_whether", pair, meetings[0].pk), {"took_place": "yes"})
    client.force_login(sita)
    client.post(address("say_whether", pair, meetings[0].pk), {"took_place": "no"})  # said already
    client.post(address("say_whether", pair, meetings[1].pk), {"took_place": "no"})
    for meeting in meetings:
        meeting.refresh_from_db()
    assert [(one.state, one.logged_by) for one in meetings] == [("held", amina), ("missed", sita)]
    assert tasks_of_person(amina) == []


# ---- Shadowing


def test_a_shadowing_day_is_fixed_when_everybody_has_read_what_may_be_watched(client, pair):
    amina, sita = actors(pair)
    client.force_login(people(pair)[0])
    ask = address("propose", pair) + "?activity=shadowing&length=240"
    page = client.get(ask)
    assert "What may be watched" in page.content.decode()
    nine = {"on_1_day": day(9).day, "on_1_month": day(9).month, "on_1_year": day(9).year, "at_1": "9:00"}
    sent = {"sent_once": str(uuid4()), "watcher": str(people(pair)[0].pk), **nine}
    refused = client.post(ask, sent)
    assert refused.status_code == 422
    assert "Read what may be watched" in refused.content.decode()
    assert client.post(ask, sent | {"has_read_rule": "on"}).status_code == 302
    meeting = pair.meetings.get()
    assert meeting.watcher == people(pair)[0]
    choice = meeting.choices.get()
    with pytest.raises(KithError) as again:
        proposing.answer(by=sita, meeting=meeting, can={choice.pk})
    assert codes(again) == ["learning.rule_not_read"]
    proposing.answer(by=sita, meeting=meeting, can={choice.pk}, has_read_rule=True)
    choice.replies.filter(person=people(pair)[1]).update(has_read_rule=False)
    with pytest.raises(KithError) as unread:
        planning.fix(by=amina, meeting=meeting, choice=choice)
    assert codes(unread) == ["learning.rule_not_read_by_all"]
    choice.replies.update(has_read_rule=True)
    assert planning.fix(by=amina, meeting=meeting, choice=choice).state == "planned"


# ---- Weeks


def test_what_is_taken_already_is_not_offered(pair):
    members = list(pair.members.select_related("person"))
    amina = people(pair)[0]
    for person in people(pair):
        availability.save(
            by=Actor.of_person(person),
            person=person,
            windows=[Window(weekday, dt.time(0), dt.time(23, 59)) for weekday in range(7)],
        )
    before = availability.times_for(members, amina, 60)
    taken = before[2]
    MeetingFactory(relationship=pair, state="planned", on=taken.date(), starts_at=taken, minutes=60)
    after = availability.times_for(members, amina, 60)
    assert len(after) == 8
    hour = dt.timedelta(hours=1)
    assert all(at + hour <= taken or at >= taken + hour for at in after)


def test_finding_times_takes_the_same_queries_for_any_week(pair, django_assert_num_queries):
    members = list(pair.members.select_related("person"))
    with django_assert_num_queries(4):
        availability.times_for(members, people(pair)[0], 60)


def test_one_week_is_its_owner_s(client, pair):
    amina = people(pair)[0]
    client.force_login(amina)
    here = reverse("learning:calendar")
    rows = {"count": "1", "starts_1_0": "9:30", "ends_1_0": "12"}
    more = client.post(here, rows | {"more": "1"}).content.decode()
    assert 'name="count" value="2"' in more
    assert 'value="9:30"' in more
    bad = rows | {"starts_2_0": "14:00", "ends_2_0": "13:00", "starts_3_0": "9:00", "ends_4_0": "x"}
    answer = client.post(here, bad)
    assert (answer.status_code, faulty(answer)) == (422, {"ends_2_0", "ends_3_0", "ends_4_0"})
    assert client.post(here, rows).status_code == 302
    assert availability.week_of(amina) == (Window(1, dt.time(9, 30), dt.time(12)),)
    with pytest.raises(ValueError, match="own"):
        availability.save(by=actors(pair)[1], person=amina, windows=[])


def test_half_days_of_the_preferences_are_a_first_draft(client, pair):
    from kith.service.matches.models import Preferences

    amina = people(pair)[0]
    said = ["mon_am", "mon_pm", "wed_pm", "whenever"]
    Preferences.objects.create(
        place=pair.pair.left, answers={"availability": said}, submitted_at=timezone.now()
    )
    assert availability.suggested_week(amina) == (
        Window(0, dt.time(9), dt.time(13)),
        Window(0, dt.time(13), dt.time(17)),
        Window(2, dt.time(13), dt.time(17)),
    )
    client.force_login(amina)
    assert "We filled this in" in client.get(reverse("learning:calendar")).content.decode()
    assert not amina.availability.exists()


def test_the_home_asks_once_in_however_many_pairs(pair, django_assert_num_queries):
    amina = people(pair)[0]
    from kith.service.learning.domain.meeting.waiting import tasks_of_member

    for _n in range(3):
        other = RelationshipFactory(pair__left__person=amina)
        propose(other, by=Actor.of_person(other.pair.right.person))
    with django_assert_num_queries(1):
        assert len(tasks_of_member(amina)) == 3


def test_a_mentor_and_whom_they_mentor_meet_without_an_activity(client):
    mentoring = MentoringFactory()
    mentee = mentoring.members.get(part="mentee").person
    client.force_login(mentee)
    page = client.get(address("log", mentoring)).content.decode()
    assert "What did you do?" not in page
    sent = {"sent_once": str(uuid4()), "day": "today", "length": "45"}
    assert client.post(address("log", mentoring), sent).status_code == 302
    meeting = mentoring.meetings.get()
    assert (meeting.activity, meeting.minutes) == ("", 45)
    assert client.get(address("change_entry", mentoring, meeting.pk)).status_code == 200
    ask = address("propose", mentoring) + "?length=30"
    times = ticks(client.get(ask), "times")
    answer = client.post(ask, {"sent_once": str(uuid4()), "times": times[:1]})
    assert answer.status_code == 302
    assert "No time is fixed yet." in client.get(answer["Location"]).content.decode()
    client.force_login(mentoring.members.get(part="mentor").person)
    page = client.get(address("together", mentoring)).content.decode()
    assert "Meeting: say which times you can make" in page
    assert "45 minutes" in page


def test_the_page_of_a_pair_says_what_is_next_what_was_and_how_much(client, pair):
    amina, sita = actors(pair)
    client.force_login(people(pair)[0])
    here = address("together", pair)
    page = client.get(here).content.decode()
    assert "None is planned." in page
    assert "Nothing is logged yet." in page
    for number in range(1, 7):
        log(pair, by=sita if number % 2 else amina, on=day(-number), minutes=None if number == 1 else 60)
    log(pair, by=sita, activity="shadowing", minutes=240, watcher_id=people(pair)[1].pk)
    page = client.get(here).content.decode()
    assert "6 times, 5 hours; the length of 1 is not known" in page
    assert "6 times of 1 hour" in page
    assert "Not yet; you were watched: 1 time, 4 hours" in page
    assert "See all that is logged" in page
    listed = client.get(address("meetings", pair)).content.decode()
    assert listed.count("/change/") == 3
    log_for_them = logbook.log_for_them(
        by=Actor.of_person(PersonFactory()), relationship=pair, entry=entry(on=day(-9)), sent_once=None
    )
    assert log_for_them.is_logged_for_them
    assert (
        "logged by the people who run the programme" in client.get(address("meetings", pair)).content.decode()
    )


def test_a_list_takes_the_same_queries_for_one_entry_and_for_three(client, pair):
    client.force_login(people(pair)[0])
    counts = []
    for number in (1, 2, 3):
        log(pair, on=day(-number))
        with CaptureQueriesContext(connection) as asked:
            client.get(address("meetings", pair))
        counts.append(len(asked))
    assert len(set(counts)) == 1
