"""Paused, ended, no more contact, left, died: what each comes to, who is told, and what nobody learns."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.asking import ask, send
from tests.factories import CohortFactory, CohortRoleFactory, PlaceFactory
from tests.factories.learning import AlumnusFactory, MeetingFactory, MentoringFactory
from tests.factories.running import running, told_in_the_audit

from kith.foundation.faults import KithError
from kith.foundation.words import Text
from kith.programmes.learning import MentorKind
from kith.service.cohorts.domain.closing import close_cohort, reopen_cohort
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Mail
from kith.service.learning.domain.relating import blocking, ending, leaving, pausing, queries
from kith.service.learning.domain.teaching.mentoring import check_asked
from kith.service.learning.models import Meeting, Member, Relationship
from kith.service.matches.domain.actions import publish
from kith.service.matches.domain.between_people import never_with
from kith.service.matches.models import Pair
from kith.service.people.domain.erasure import erase

pytestmark = pytest.mark.django_db
State = Relationship.State
TODAY = timezone.localdate()


def published():
    made = running()
    publish(by=made.by, run=made.draft(), seen_revision=0)
    Mail.objects.all().delete()
    return made


@pytest.fixture(scope="module")
def kept(keep):
    return keep(published)


@pytest.fixture
def made(kept, db):
    return kept()


@pytest.fixture
def two(made):
    one = Member.objects.get(place=made.places["Amina"])
    other = one.relationship.members.exclude(pk=one.pk).get()
    return tuple(queries.membership(one.relationship, who.person_id) for who in (one, other))


def by(member):
    return Actor.of_person(member.person)


def code(refused):
    return [fault.code for fault in refused.value.faults]


def standing(member):
    row = Relationship.objects.select_related("pair").get(pk=member.relationship_id)
    return row.state, row.end_reason, row.pair.state, row.pair.end_reason


def address(name, member):
    return reverse(f"learning:{name}", args=[member.relationship_id])


def text_of(response):
    return " ".join(response.content.decode().split())


def mails():
    return set(Mail.objects.exclude(state="withdrawn").values_list("person__name", "purpose"))


def pause(member, days):
    row = Relationship.objects.select_related("cohort__organisation").get(pk=member.relationship_id)
    return pausing.pause(
        by=by(member), relationship=row, until=TODAY + dt.timedelta(days=days), member=member
    )


def test_a_pause_goes_on_by_itself_the_day_after_and_once(two):
    one, other = two
    pause(one, 3)
    pause(one, 3)
    assert mails() == {(other.person.name, "learning.paused")}
    assert "Paused" in text_of(ask(other.person, address("together", other)))
    now = timezone.now()
    assert pausing.resume_due(now + dt.timedelta(days=3)) == 0
    assert standing(one)[0] == State.PAUSED
    assert pausing.resume_due(now + dt.timedelta(days=4)) == 1
    assert pausing.resume_due(now + dt.timedelta(days=4)) == 0
    row = Relationship.objects.get(pk=one.relationship_id)
    assert (row.state, row.paused_from, row.paused_until) == (State.ACTIVE, None, None)
    assert AuditEvent.objects.filter(action="learning.resume").count() == 1


def test_a_pause_is_over_where_the_cohort_is(two):
    one, _other = two
    Cohort.objects.update(time_zone="Asia/Shanghai")
    pause(one, 3)
    last = TODAY + dt.timedelta(days=3)
    midnight = dt.datetime.combine(last, dt.time(16), dt.UTC)  # in Shanghai, eight hours ahead
    assert pausing.resume_due(midnight - dt.timedelta(seconds=1)) == 0
    assert pausing.resume_due(midnight) == 1


def test_a_pause_in_a_closed_cohort_waits_until_it_is_opened_again(made, two):
    pause(two[0], 1)
    later = timezone.now() + dt.timedelta(days=5)
    close_cohort(by=made.by, cohort=made.cohort)
    assert pausing.resume_due(later) == 0
    reopen_cohort(by=made.by, cohort=made.cohort)
    assert pausing.resume_due(later) == 1


@pytest.mark.parametrize(("days", "wrong"), [(0, "until_past"), (-5, "until_past"), (400, "until_far")])
def test_a_pause_ends_on_a_day_to_come_within_a_year(two, days, wrong):
    with pytest.raises(KithError) as refused:
        pause(two[0], days)
    assert code(refused) == [f"learning.pause.{wrong}"]


def test_members_pause_and_go_on_by_their_pages(two):
    one, other = two
    day = TODAY + dt.timedelta(days=9)
    data = {"until_0": day.day, "until_1": day.month, "until_2": day.year}
    data |= {f"until_{part}": getattr(day, part) for part in ("day", "month", "year")}
    client = Client()
    client.force_login(one.person)
    assert client.post(address("pause", one), data).status_code == 302
    assert standing(one)[0] == State.PAUSED
    client.force_login(other.person)
    assert client.post(address("resume", other)).status_code == 302
    assert standing(one)[0] == State.ACTIVE


def test_an_end_by_the_lead_is_told_to_both_and_stands_under_the_lead(made, two):
    row = Relationship.objects.select_related("cohort__organisation").get(pk=two[0].relationship_id)
    ending.end(by=made.by, relationship=row, reason="other")
    assert {row.actor_id for row in AuditEvent.objects.filter(action="learning.end_relationship")} == {
        str(made.lead.pk)
    }
    assert mails() == {(member.person.name, "learning.relationship_ended") for member in two}


def test_an_end_frees_both_and_tells_the_other_neither_why_nor_by_whom(made, two):
    one, other = two
    ending.end(by=by(one), relationship=one.relationship, reason="not_a_fit", member=one)
    ending.end(by=by(other), relationship=other.relationship, reason="no_time", member=other)
    assert standing(one) == (State.ENDED, "not_a_fit", Pair.State.ENDED, Pair.EndReason.ENDED)
    assert mails() == {(other.person.name, "learning.relationship_ended")}
    body = Mail.objects.get(purpose="learning.relationship_ended").body
    assert one.person.name not in body
    assert "fit" not in body
    assert "good fit" not in text_of(ask(other.person, address("together", other)))
    rows = AuditEvent.objects.filter(action__in=("learning.end_relationship", "matches.end_pair"))
    assert {(row.actor_id, json.dumps(row.detail)) for row in rows} == {("learning", "{}")}
    assert told_in_the_audit() == []


def test_the_end_of_the_programme_leaves_nobody_waiting(two):
    one, _other = two
    ending.end(by=by(one), relationship=one.relationship, reason="completed", member=one)
    assert standing(one) == (State.ENDED, "completed", Pair.State.ENDED, Pair.EndReason.COMPLETED)


@pytest.mark.parametrize("reason", ["", "blocked", "rematched"])
def test_an_end_has_a_reason_of_the_short_list(two, reason):
    with pytest.raises(KithError) as refused:
        ending.end(by=by(two[0]), relationship=two[0].relationship, reason=reason, member=two[0])
    assert code(refused) == ["learning.reason_missing"]
    assert send(two[0].person, address("end", two[0]), {"reason": reason}).status_code == 422


def planned(relationship):
    soon = timezone.now() + dt.timedelta(days=2)
    given = {"state": Meeting.State.PLANNED, "on": soon.date(), "at": soon.time(), "starts_at": soon}
    return MeetingFactory(relationship=relationship, **given)


def test_no_more_contact(two):
    one, other = two
    meeting = planned(one.relationship)
    for _twice in range(2):
        blocking.block(by=by(one), member=one)
    assert standing(one) == (State.ENDED, "not_said", Pair.State.ENDED, Pair.EndReason.ENDED)
    for me, them in ((one, other), (other, one)):
        said = text_of(ask(me.person, address("together", me)))
        assert them.person.email not in said
        assert "Not shown" in said
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CANCELLED
    assert never_with(list(Place.objects.all())) == ((str(one.place_id), str(other.place_id)),)
    again = [PlaceFactory(cohort=CohortFactory(), person=member.person) for member in (other, one)]
    assert never_with(again) == ((str(again[1].pk), str(again[0].pk)),)
    assert mails() == {(other.person.name, "learning.relationship_ended")}


def test_nobody_learns_who_wanted_no_more_contact(made, two):
    """An end by a member and a block leave the same behind, for the other and for the lead."""
    one, other = two
    deputy = CohortRoleFactory(cohort=made.cohort, role="deputy").person
    reader = CohortRoleFactory(cohort=made.cohort, role="lead").person
    blocking.block(by=by(one), member=one)
    second = Member.objects.get(place=made.places["Chen"])
    last = queries.membership(second.relationship, second.person_id)
    third = queries.others_in(last)[0]
    ending.end(by=by(last), relationship=last.relationship, reason="not_said", member=last)

    def history(relationship_id):
        pair = Relationship.objects.get(pk=relationship_id).pair_id
        rows = AuditEvent.objects.filter(subject_id__in=(str(relationship_id), str(pair)))
        return sorted((row.action, row.actor_kind, row.actor_id, str(row.detail)) for row in rows)

    assert history(one.relationship_id) == history(last.relationship_id)
    bodies = {
        row.body.replace(other.person.called, "X")
        .replace(third.person.called, "X")
        .replace(str(one.relationship_id), "R")
        .replace(str(last.relationship_id), "R")
        for row in Mail.objects.filter(purpose="learning.relationship_ended")
    }
    assert len(bodies) == 1
    said = text_of(ask(other.person, address("together", other)))
    assert "You asked for no more contact" not in said
    assert "You asked for no more contact" in text_of(ask(one.person, address("together", one)))
    for person in (deputy, reader, made.lead):
        assert ask(person, address("no_contact", one)).status_code == 403


def test_after_an_early_end_no_address_is_shown_whoever_wanted_it(made, two):
    """Else the one whose partner's address is gone would know that the partner wanted no more contact."""
    one, other = two
    assert one.person.email in text_of(ask(other.person, address("together", other)))
    ending.end(by=by(one), relationship=one.relationship, reason="no_time", member=one)
    for me, them in ((one, other), (other, one)):
        said = text_of(ask(me.person, address("together", me)))
        assert them.person.email not in said
        assert "Not shown" in said
    row = Relationship.objects.filter(pk=one.relationship_id)
    row.update(end_reason="completed")
    assert one.person.email in text_of(ask(other.person, address("together", other)))


def test_no_history_of_the_cohort_says_that_somebody_wanted_no_more_contact_later(made, two):
    one, _other = two
    ending.end(by=by(one), relationship=one.relationship, reason="no_time", member=one)
    here = AuditEvent.objects.filter(cohort_id=made.cohort.pk).count()
    blocking.block(by=by(one), member=one)
    assert AuditEvent.objects.filter(cohort_id=made.cohort.pk).count() == here
    last = AuditEvent.objects.order_by("-id").first()
    assert (last.action, last.actor_kind, last.organisation_id) == (
        "learning.end_relationship",
        "system",
        None,
    )


def test_no_more_contact_after_the_end_and_in_a_closed_cohort(made, two):
    one, other = two
    ending.end(by=by(one), relationship=one.relationship, reason="no_time", member=one)
    close_cohort(by=made.by, cohort=made.cohort)
    before = mails()
    assert send(other.person, address("no_contact", other), {}).status_code == 302
    blocking.block(by=by(other), member=queries.membership(other.relationship, other.person_id))
    assert standing(one)[1] == "no_time"
    assert one.person.email not in text_of(ask(other.person, address("together", other)))
    assert mails() == before


def test_a_cohort_that_is_opened_again_brings_back_neither_a_block_nor_somebody_erased(made, two):
    one, _other = two
    second = Member.objects.select_related("person").get(place=made.places["Chen"])
    close_cohort(by=made.by, cohort=made.cohort)
    blocking.block(by=by(one), member=queries.membership(one.relationship, one.person_id))
    erase(by=made.by, person=second.person)
    reopen_cohort(by=made.by, cohort=made.cohort)
    assert set(Relationship.objects.values_list("state", flat=True)) == {State.ENDED}
    assert set(Pair.objects.values_list("state", flat=True)) == {Pair.State.ENDED}


def test_only_one_self_can_want_no_more_contact(two):
    one, other = two
    with pytest.raises(ValueError, match="only the member"):
        blocking.block(by=by(other), member=one)


def test_a_mentor_who_wants_no_more_contact_is_not_asked_for_the_same_person_again(made):
    row = MentoringFactory(cohort=made.cohort, mentee=made.places["Ben"])
    mentor = row.members.select_related("person").get(part="mentor")
    blocking.block(by=by(mentor), member=mentor)
    kind = MentorKind("mentor", Text({"en": "Mentor"}), roles=("clinician", "manager"))
    faults = check_asked(made.cohort, kind, mentor.person, [made.places["Ben"], made.places["Chen"]], "Kim")
    assert [(fault.code, fault.params["name"]) for fault in faults] == [
        ("learning.mentor_not_possible", "Ben Okafor")
    ]
    assert Relationship.objects.get(pk=row.pk).state == State.ENDED


def leave(made, name, because):
    place = Place.objects.select_related("cohort__organisation", "person").get(pk=made.places[name].pk)
    return leaving.record_leaving(by=made.by, place=place, because=because)


def test_whoever_leaves_the_organisation_leaves_the_pair_and_the_other_is_told(made, two):
    one, other = two
    assert leave(made, "Amina", "left_organisation") == [other.person]
    assert standing(one) == (State.ENDED, "moved_on", Pair.State.ENDED, Pair.EndReason.LEFT)
    assert mails() == {(other.person.name, "matches.partner_left")}
    assert Member.objects.get(pk=one.pk).left_because == "left_organisation"
    assert "left_organisation" not in text_of(ask(other.person, address("together", other)))


def test_after_a_death_nothing_is_sent_by_itself(made, two):
    one, other = two
    mentoring = MentoringFactory(cohort=made.cohort, mentee=made.places["Amina"])
    mentored = MentoringFactory(cohort=made.cohort, mentee=made.places["Chen"], mentor=one.person)
    alumnus = AlumnusFactory(organisation=made.cohort.organisation, person=one.person)
    Mail.objects.create(
        organisation=made.cohort.organisation, person=one.person, to_address=one.person.email,
        purpose="core.test", subject="Hello", body="Hello", once_key="x", send_after=timezone.now(),
    )  # fmt: skip
    client = Client()
    client.force_login(made.lead)
    page = reverse("learning:leave", args=[made.cohort.pk, one.place_id])
    assert client.post(page, {}).status_code == 422
    said = text_of(client.post(page, {"because": "died"}, follow=True))
    assert "Nothing has been sent to" in said
    assert other.person.name in said
    assert mails() == set()
    assert standing(one)[:2] == (State.ENDED, "moved_on")
    for row in (mentoring, mentored):
        row.refresh_from_db()
        assert row.state == State.ENDED
    alumnus.refresh_from_db()
    assert alumnus.left_at is not None
    assert "died" not in str(list(AuditEvent.objects.values_list("detail", "fields")))
    assert "died" not in text_of(ask(other.person, address("together", other)))


def test_leaving_needs_a_reason(made):
    with pytest.raises(KithError) as refused:
        leave(made, "Amina", "bored")
    assert code(refused) == ["learning.leaving.reason_missing"]
