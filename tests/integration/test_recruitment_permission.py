"""A manager's permission: asked when the application is sent, answered by link, waived, turned round."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import MembershipFactory
from tests.factories.evidence import BOSS, BY, KIND, link_to, permission_of, reference_of, sent_application
from tests.factories.recruitment import ApplicationFactory

from kith.foundation.faults import KithError
from kith.service.core.domain import events
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import issue_link
from kith.service.core.models import AuditEvent, Link, Mail, MailState
from kith.service.recruitment.domain.events import (
    ApplicationSubmitted,
    ApplicationWithdrawn,
    PermissionDecided,
)
from kith.service.recruitment.domain.evidence import evidence, permission_answers
from kith.service.recruitment.domain.evidence.evidence_mails import ANSWERED, PERMISSION
from kith.service.recruitment.models import Application, Check, ManagerPermission

pytestmark = pytest.mark.django_db
State = ManagerPermission.State
YES = {"is_given": True, "name": "Dr Jane A. Smith", "position": "General manager"}
NO = {**YES, "is_given": False, "note": "We are two people short."}


@pytest.fixture
def application():
    return sent_application()


def codes(call, **given):
    with pytest.raises(KithError) as refused:
        call(**given)
    return [fault.code for fault in refused.value.faults]


def answered(application, **said):
    permission = permission_of(application)
    link, _path = link_to(permission)
    return permission_answers.answer(by=Actor.of_link(link), permission=permission, **{**YES, **said})


def test_the_manager_is_asked_once_when_the_application_is_sent(application):
    permission = permission_of(application)
    mail = Mail.objects.get(purpose=PERMISSION)
    assert (permission.state, permission.nudges) == (State.WAITING, 0)
    assert permission.answer_by - permission.asked_at == timedelta(days=evidence.ANSWER_DAYS)
    assert mail.to_address == "jane.smith@example.org"
    assert application.person.name in mail.subject
    assert "about 14 hours in all" in mail.body
    assert "two half-days" in mail.body
    assert application.answers["job_title"] == "About job_title"
    assert "About " not in mail.body
    assert [check.kind for check in application.checks.all()] == ["professional_registration"]
    assert application.permitted_at is None
    events_before = AuditEvent.objects.count()
    with transaction.atomic():
        events.publish(ApplicationSubmitted(application.pk, BY))
    assert (Mail.objects.count(), Check.objects.count()) == (1, 1)
    assert AuditEvent.objects.count() == events_before


def test_before_it_is_sent_nobody_is_asked():
    started = ApplicationFactory(state=Application.State.STARTED, submitted_at=None)
    by = Actor.of_person(started.person)
    row = evidence.name_giver(by=by, application=started, kind=KIND, **BOSS)
    assert (row.asked_at, Mail.objects.count()) == (None, 0)


@pytest.mark.parametrize(
    ("instead", "code"),
    [
        ({"name": " "}, "recruitment.giver_name_missing"),
        ({"name": "n" * 151}, "recruitment.giver_name_too_long"),
        ({"name": "SELF"}, "recruitment.giver_is_applicant"),
        ({"email": "no address"}, "people.address.not_an_address"),
        ({"email": "OWN"}, "recruitment.giver_address_is_applicants"),
        ({"kind": "supervisor_permission"}, "recruitment.permission_unknown_kind"),
    ],
)
def test_who_cannot_be_named(application, instead, code):
    own = {"SELF": f"Dr {application.person.name}".upper(), "OWN": application.person.email.upper()}
    given = {"kind": KIND, **BOSS, **{key: own.get(value, value) for key, value in instead.items()}}
    by = Actor.of_person(application.person)
    assert codes(evidence.name_giver, by=by, application=application, **given) == [code]
    assert permission_of(application).name == BOSS["name"]


def test_another_manager_is_asked_and_the_first_ones_link_is_closed(application):
    link, _path = link_to(permission_of(application))
    by = Actor.of_person(application.person)
    other = {"name": "Omar Haddad", "email": "omar@example.org"}
    evidence.name_giver(by=by, application=application, kind=KIND, **other)
    link.refresh_from_db()
    assert link.revoked_at is not None
    assert {mail.to_address: mail.state for mail in Mail.objects.all()} == {
        "jane.smith@example.org": MailState.WITHDRAWN,
        "omar@example.org": MailState.QUEUED,
    }
    evidence.name_giver(by=by, application=application, kind=KIND, **other)
    assert Mail.objects.count() == 2


def test_kith_is_no_way_to_write_to_strangers(application):
    own, lead = Actor.of_person(application.person), Actor.of_person(MembershipFactory().person)

    def name(by, number):
        named = {"name": "Omar Haddad", "email": f"omar{number}@example.org"}
        return evidence.name_giver(by=by, application=application, kind=KIND, **named)

    for number in range(1, evidence.MOST_ASKED):
        name(own, number)
    assert codes(name, by=own, number=9) == ["recruitment.giver_changed_often"]
    assert name(lead, 10).email == "omar10@example.org"


def test_yes_is_taken_told_and_counts_as_permitted(application, monkeypatch):
    heard = []
    monkeypatch.setitem(events._handlers, PermissionDecided, [heard.append])
    permission = answered(application)
    application.refresh_from_db()
    assert (permission.state, permission.decided_by) == (State.GIVEN, "Dr Jane A. Smith")
    assert not permission_answers.is_by_another(permission)
    assert application.permitted_at == permission.decided_at
    assert Mail.objects.get(purpose=ANSWERED).to_address == application.person.email
    assert [event.application_id for event in heard] == [application.pk]
    row = AuditEvent.objects.get(action="recruitment.answer_permission")
    assert (row.actor_kind, row.detail["is_given"]) == (AuditEvent.ActorKind.LINK, True)
    assert Link.objects.get(pk=row.actor_id).subject_id == permission.pk
    assert "Smith" not in f"{row.fields}{row.detail}"


def test_the_same_answer_twice_is_one_answer(application):
    first = answered(application).decided_at
    assert answered(application).decided_at == first
    assert Mail.objects.filter(purpose=ANSWERED).count() == 1


def test_no_is_told_kindly_and_may_be_turned_round_until_a_decision(application):
    answered(application, **NO)
    mail = Mail.objects.get(purpose=ANSWERED)
    assert "could not agree" in mail.body
    assert "two people short" not in mail.body
    application.refresh_from_db()
    assert application.permitted_at is None
    assert answered(application).state == State.GIVEN
    application.refresh_from_db()
    assert application.permitted_at is not None
    Application.objects.update(state=Application.State.SHORTLISTED)
    assert codes(answered, application=application, **NO) == ["recruitment.permission_decided"]


def test_a_first_answer_is_taken_after_the_shortlist_too(application):
    Application.objects.update(state=Application.State.SHORTLISTED)
    assert answered(application).state == State.GIVEN


def test_somebody_else_may_answer_and_the_applicant_may_not(application):
    own = application.person
    by_name = {"name": own.name.upper()}
    assert codes(answered, application=application, **by_name) == ["recruitment.answer_by_applicant"]
    assert codes(answered, application=application, reader=own) == ["recruitment.answer_by_applicant"]
    said = {"is_given": None, "name": "", "position": "", "note": "n" * 1001}
    assert codes(answered, application=application, **said) == [
        "recruitment.answer_missing",
        "recruitment.answer_name_missing",
        "recruitment.answer_position_missing",
        "recruitment.note_too_long",
    ]
    assert permission_of(application).state == State.WAITING
    assert permission_answers.is_by_another(answered(application, name="Omar Haddad"))


def test_waived_with_a_reason_by_the_lead(application):
    lead = MembershipFactory(organisation=application.call.cohort.organisation).person
    by, permission = Actor.of_person(lead), permission_of(application)
    link, _path = link_to(permission)
    assert codes(permission_answers.waive, by=by, permission=permission, reason=" ") == [
        "recruitment.waive_reason_missing"
    ]
    permission_answers.waive(by=by, permission=permission, reason="A board member")
    application.refresh_from_db()
    link.refresh_from_db()
    assert application.permitted_at is not None
    assert link.revoked_at is not None
    assert Mail.objects.get().state == MailState.WITHDRAWN
    assert codes(answered, application=application) == ["recruitment.permission_over"]


def test_a_board_member_whose_lead_waived_it_first_needs_to_name_nobody():
    started = evidence.sent(ApplicationFactory(state=Application.State.STARTED, submitted_at=None).pk)
    permission_answers.waive(
        by=BY, permission=evidence.permission_of(started, KIND), reason="No line manager"
    )
    evidence.settle(started, timezone.now())
    assert started.permitted_at is not None


def test_after_a_no_only_the_lead_may_name_another(application):
    answered(application, **NO)
    other = {"name": "Omar Haddad", "email": "omar@example.org"}
    own, lead = Actor.of_person(application.person), Actor.of_person(MembershipFactory().person)
    given = {"application": application, "kind": KIND, **other}
    assert codes(evidence.name_giver, by=own, **given) == ["recruitment.permission_answered"]
    row = evidence.name_giver(by=lead, **given)
    assert (row.state, row.decided_by, row.note) == (State.WAITING, "", "")
    assert Mail.objects.filter(to_address="omar@example.org", state=MailState.QUEUED).exists()


def test_a_withdrawn_application_asks_nobody_any_more(application):
    _link, path = link_to(permission_of(application))
    Application.objects.update(state=Application.State.WITHDRAWN)
    with transaction.atomic():
        events.publish(ApplicationWithdrawn(application.pk, BY))
    assert Client().get(path).status_code == 410
    assert Mail.objects.get().state == MailState.WITHDRAWN


def test_the_manager_sees_what_is_asked_checks_and_sends(application, client):
    _link, path = link_to(permission_of(application))
    page = client.get(path).content.decode()
    assert application.person.name in page
    assert "About 14 hours" in page
    assert "About job_title" not in page
    said = {"is_given": "no", "name": "Omar Haddad", "position": "Deputy", "note": "Next year"}
    assert "There is a problem" in client.post(path, {**said, "position": ""}).content.decode()
    check = client.post(path, said).content.decode()
    assert "Check your answer" in check
    assert permission_of(application).state == State.WAITING
    assert client.post(path, {**said, "confirm": "1"}).status_code == 302
    assert permission_of(application).state == State.REFUSED
    assert "Thank you" in client.get(path).content.decode()
    assert 'value="Omar Haddad"' in client.get(f"{path}?change=1").content.decode()
    Application.objects.update(state=Application.State.SHORTLISTED)
    assert "Change my answer" not in client.get(path).content.decode()
    assert client.post(path, {**said, "confirm": "1"}).status_code == 410
    Application.objects.update(state=Application.State.WITHDRAWN)
    assert "not needed any more" in client.get(path).content.decode()


def test_an_expired_link_says_so_and_decides_nothing(application, client):
    _link, path = link_to(permission_of(application), days=5)
    with time_machine.travel(timezone.now() + timedelta(days=6)):
        page = client.post(path, {"is_given": "yes", "name": "J", "position": "M", "confirm": "1"})
    assert page.status_code == 410
    assert "stopped working" in page.content.decode()
    assert permission_of(application).state == State.WAITING
    _wrong, wrong_path = link_to(permission_of(application))
    assert client.get(wrong_path.replace("permission", "reference")).status_code == 404


def test_the_applicant_names_another_by_link_and_signed_in(application, client):
    until = timezone.now() + timedelta(days=9)
    _link, start = issue_link(purpose="apply", subject=application, person_id=None, expires=until)
    page = client.get(start).content.decode()
    assert "have no answer yet" in page
    other = {"name": "Omar Haddad", "email": "omar@example.org", "position": "Deputy"}
    named = client.post(f"{start}permission/{KIND}/", other)
    assert (named.status_code, named["Location"]) == (302, start)
    client.force_login(application.person)
    own = reverse("recruitment:own_giver", args=[application.pk, KIND])
    refused = client.post(own, {**other, "email": application.person.email})
    assert refused.status_code == 422
    assert "the applicant’s own e-mail address" in refused.content.decode()
    assert client.post(own, {**other, "email": "sue@example.org"}).status_code == 302
    assert permission_of(application).email == "sue@example.org"
    answered(application, note="Gladly")
    page = client.get(reverse("recruitment:own_application", args=[application.pk])).content.decode()
    assert "has agreed" in page
    assert "Gladly" in page
    check = reference_of(application, of_name="", of_email="")
    referee = reverse("recruitment:own_referee", args=[application.pk, check.pk])
    assert client.post(referee, {"name": "Raj Patel", "email": "raj@example.org"}).status_code == 302
    again = client.post(referee, {"name": "Somebody Else", "email": "else@example.org"})
    assert again.status_code == 422
    assert application.checks.get(pk=check.pk).of_name == "Raj Patel"
