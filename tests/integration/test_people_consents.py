"""Consent: given once in known words, by the person alone; taken back by a date."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.factories import PersonFactory

from kith.foundation.words import Text
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Link
from kith.service.people.domain import consents
from kith.service.people.domain.consents import (
    Wording,
    give_consent,
    has_consent,
    register_wording,
    withdraw_consent,
)
from kith.service.people.models import Consent

pytestmark = pytest.mark.django_db
PURPOSE = "tests.share_lines"


def wording(version, words="May we?"):
    return Wording(PURPOSE, version, title=Text.of("Sharing"), words=Text.of(words))


@pytest.fixture(autouse=True)
def wordings(monkeypatch):
    monkeypatch.setattr(consents, "_wordings", {})
    register_wording(wording("1"))
    register_wording(wording("2", "May we, please?"))


@pytest.fixture
def ada():
    return PersonFactory()


def give(person, by=None, version="2", **where):
    return give_consent(
        by=by or Actor.of_person(person), person=person, purpose=PURPOSE, wording_version=version, **where
    )


def test_the_newest_words_are_shown_and_old_ones_are_kept(ada):
    assert consents.current_wording(PURPOSE).version == "2"
    assert consents.wording_of(give(ada, version="1")).words == Text.of("May we?")


def test_a_version_never_changes_its_words():
    with pytest.raises(ValueError, match="new version"):
        register_wording(wording("1", "Something else"))


def test_given_and_taken_back(ada):
    consent = give(ada)
    assert has_consent(ada, PURPOSE)
    assert withdraw_consent(by=Actor.of_person(ada), person=ada, purpose=PURPOSE) == (consent,)
    assert not has_consent(ada, PURPOSE)
    assert Consent.objects.get().withdrawn_at is not None
    assert list(AuditEvent.objects.order_by("id").values_list("action", "detail")) == [
        ("people.give_consent", {"purpose": PURPOSE, "wording_version": "2"}),
        ("people.withdraw_consent", {"purpose": PURPOSE, "wording_version": "2"}),
    ]


def test_twice_is_once(ada):
    assert give(ada) == give(ada)
    assert AuditEvent.objects.count() == 1


def test_new_words_are_a_new_yes(ada):
    assert give(ada, version="1") != give(ada, version="2")
    assert len(withdraw_consent(by=Actor.of_person(ada), person=ada, purpose=PURPOSE)) == 2


def test_given_again_after_taking_back(ada):
    give(ada)
    withdraw_consent(by=Actor.of_person(ada), person=ada, purpose=PURPOSE)
    give(ada)
    assert has_consent(ada, PURPOSE)


def test_one_cohort_is_not_another(ada):
    here, there = uuid4(), uuid4()
    give(ada, cohort_id=here)
    assert has_consent(ada, PURPOSE, here)
    assert not has_consent(ada, PURPOSE, there)
    assert not has_consent(ada, PURPOSE)


def test_the_link_that_was_sent_to_them_will_do(ada):
    link = Link.objects.create(
        purpose="answer_wave",
        secret_hash="x",
        subject_type="tests",
        subject_id=ada.pk,
        person_id=ada.pk,
        expires_at=timezone.now(),
    )
    assert give(ada, by=Actor.of_link(link)).person == ada


@pytest.mark.parametrize("kind", ["other", "system", "their link"])
def test_nobody_else_can_give_or_take_it_back(ada, kind):
    link = Link(person_id=PersonFactory().pk)
    by = {
        "other": Actor.of_person(PersonFactory()),
        "system": Actor.system("tests"),
        "their link": Actor.of_link(link),
    }[kind]
    with pytest.raises(PermissionDenied):
        give(ada, by=by)
    with pytest.raises(PermissionDenied):
        withdraw_consent(by=by, person=ada, purpose=PURPOSE)
    assert Consent.objects.count() == 0


def test_words_that_nobody_wrote_are_a_bug(ada):
    with pytest.raises(ValueError, match="no wording 3"):
        give(ada, version="3")


def test_nothing_is_kept_when_the_audit_fails(ada, monkeypatch):
    def broken(**_: object):
        raise OSError("disk full")

    monkeypatch.setattr("kith.service.people.domain.consents.audit.record", broken)
    with pytest.raises(OSError, match="disk full"):
        give(ada)
    assert Consent.objects.count() == 0
