"""Personal data: every table declares itself; a person is given everything back, and erased everywhere."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tests.factories import MailFactory, OrganisationFactory, PersonFactory, PlaceFactory

from kith.service.core.domain import audit, personal_data, policies
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.personal_data import Basis, declared, erase_person, export_person, undeclared
from kith.service.core.models import AuditEvent, Job, JobState, Link, LinkPurpose, Mail, MailState
from kith.service.matches.models import Decision, NeverWith, Preferences
from kith.service.surveys.domain.pseudonyms import destroy_key, pseudonym_of
from kith.service.surveys.models import Invitation, Response, Wave

BY = Actor.system("test")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_every_table_that_tells_about_a_person_says_why_and_how_long():
    assert undeclared() == []


def test_a_table_that_is_not_declared_is_noticed(monkeypatch):
    monkeypatch.delitem(personal_data._registry, Mail)
    assert "core.Mail" in undeclared()


def test_every_declaration_is_complete():
    for data in declared():
        assert str(data.purpose)
        assert str(data.retention)
        assert str(data.basis.words)
        assert data.export
    assert len({basis.words for basis in Basis}) == len(Basis)


@pytest.mark.django_db
def test_every_exported_field_exists():
    person = PersonFactory()
    for data in declared():
        assert data.of(person).model is data.model
        list(data.of(person).values(*data.export))


@pytest.fixture
def person(db):
    person = PersonFactory(email="a.nurse@example.org")
    MailFactory(person=person, to_address=person.email, subject="Your place", state=MailState.SENT)
    MailFactory(to_address="A.Nurse@example.org", subject="An invitation", state=MailState.QUEUED)
    MailFactory(subject="To somebody else")
    link = {"purpose": LinkPurpose.CONFIRM_PLACE, "subject_type": "cohorts.place", "expires_at": NOW}
    Link.objects.create(secret_hash="a" * 64, subject_id=person.pk, person_id=person.pk, **link)
    Job.objects.create(name="tests.work", asked_by=person)
    return person


def read(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["your-data.json"]
        found = json.loads(archive.read("your-data.json"))
    return {table["table"]: table["rows"] for table in found["tables"]}


def test_a_person_is_given_what_is_held_about_them_and_nothing_of_others(person):
    found = read(export_person(by=Actor.of_person(person), person=person))
    # Two rows of one millisecond come in any order.
    assert sorted(row["subject"] for row in found["core.mail"]) == ["An invitation", "Your place"]
    assert [row["purpose"] for row in found["core.link"]] == ["confirm_place"]
    assert [row["name"] for row in found["core.job"]] == ["tests.work"]
    assert [row["email"] for row in found["people.person"]] == ["a.nurse@example.org"]
    assert "somebody else" not in json.dumps(found)
    assert AuditEvent.objects.first().action == "core.personal_data.export"


def test_an_erased_person_is_in_no_table_and_the_audit_stands(person):
    actor = Actor.of_person(person)
    with transaction.atomic():
        audit.record(by=actor, action="tests.did", subject=person, fields=["name"])
    touched = erase_person(by=BY, person=person)
    assert (touched["core.mail"], touched["core.link"], touched["core.job"]) == (2, 1, 1)
    assert not Link.objects.exists()
    assert Job.objects.get().asked_by is None
    mails = Mail.objects.exclude(subject="To somebody else").order_by("created_at")
    assert [(mail.to_address, mail.body, mail.subject, mail.person) for mail in mails] == [
        ("", "", "", None)
    ] * 2
    assert [mail.state for mail in mails] == [MailState.SENT, MailState.WITHDRAWN]
    assert Mail.objects.filter(subject="To somebody else").exists()
    assert AuditEvent.objects.filter(actor_id=str(person.pk)).count() == 1
    history = json.dumps(list(AuditEvent.objects.values("action", "fields", "detail", "subject_id")))
    assert "nurse" not in history.lower()
    person.refresh_from_db()
    assert (person.name, "nurse" in person.email) == ("", False)
    assert person.erased_at is not None


@pytest.mark.django_db
def test_what_has_been_kept_long_enough_goes_by_each_organisations_own_policy():
    now = timezone.now()
    own = OrganisationFactory()
    policies.set_threshold(by=BY, organisation=own, key="retention.mail_days", value=30)
    policies.set_threshold(by=BY, organisation=own, key="retention.job_days", value=7)
    keeps = [
        MailFactory(created_at=now - timedelta(days=729), state=MailState.SENT),
        MailFactory(created_at=now - timedelta(days=29), state=MailState.SENT, organisation=own),
        MailFactory(created_at=now - timedelta(days=9999), state=MailState.HELD),
    ]
    MailFactory(created_at=now - timedelta(days=731), state=MailState.SENT)
    MailFactory(created_at=now - timedelta(days=31), state=MailState.SENT, organisation=own)
    for organisation, days in ((None, 89), (None, 91), (own, 8), (own, 6)):
        ended = now - timedelta(days=days)
        Job.objects.create(name=f"{days}", organisation=organisation, state=JobState.DONE, ended_at=ended)
    for days in (364, 366):
        link = {"purpose": "sign_in", "subject_type": "x", "expires_at": now - timedelta(days=days)}
        Link.objects.create(secret_hash=str(days), subject_id=own.pk, **link)
    personal_data.expire(now)
    assert set(Mail.objects.all()) == set(keeps)
    assert sorted(Job.objects.values_list("name", flat=True)) == ["6", "89"]
    assert [link.secret_hash for link in Link.objects.all()] == ["364"]


@pytest.fixture
def participant(db):
    """Somebody in a running cohort, with wishes, answers and a pair; and one who wished not to meet them."""
    place = PlaceFactory(
        state="confirmed", attributes={"site": "Northgate"}, person=PersonFactory(email="a.nurse@example.org")
    )
    other = PlaceFactory(cohort=place.cohort, state="confirmed", side="manager")
    Preferences.objects.create(place=place, answers={"hope": "to learn about theatres"})
    NeverWith.objects.create(place=place, address="b.manager@example.org")
    NeverWith.objects.create(place=other, address="A.Nurse@example.org")
    lock = {"kind": Decision.Kind.LOCK, "reason": "the nurse asked", "decided_by": other.person}
    Decision.objects.create(cohort=place.cohort, left=place, right=other, **lock)
    wave = Wave.objects.create(
        cohort=place.cohort, key="before", name={"en": "Before"}, instrument={}, opens_at=NOW, closes_at=NOW
    )
    Invitation.objects.create(wave=wave, place=place)
    for one, answer in ((place, "mine"), (other, "theirs")):
        Response.objects.create(wave=wave, pseudonym=pseudonym_of(one), side=one.side, answers={"q": answer})
    return place


def test_a_participant_is_given_wishes_and_answers_but_not_what_others_wished(participant):
    found = read(export_person(by=BY, person=participant.person))
    assert [row["answers"] for row in found["surveys.response"]] == [{"q": "mine"}]
    assert [row["attributes"] for row in found["cohorts.place"]] == [{"site": "Northgate"}]
    assert [row["address"] for row in found["matches.neverwith"]] == ["b.manager@example.org"]
    assert found["matches.decision"] == []


def test_an_erased_participant_leaves_counts_and_nothing_else(participant):
    erase_person(by=BY, person=participant.person)
    participant.refresh_from_db()
    assert (participant.state, participant.attributes) == ("withdrawn", {})
    assert not Preferences.objects.exists()
    assert not NeverWith.objects.exists()
    assert Decision.objects.get().reason == ""
    assert [response.answers for response in Response.objects.all()] == [{"q": "theirs"}]
    assert Invitation.objects.count() == 1


def test_answers_whose_key_is_destroyed_are_nobodys(participant):
    destroy_key(by=BY, cohort=participant.cohort)
    assert read(export_person(by=BY, person=participant.person))["surveys.response"] == []
    erase_person(by=BY, person=participant.person)
    assert Response.objects.count() == 2
