"""Equality answers: kept under a pseudonym, optional, never shown back, and out of reach of every role."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.access_samples import APPLICANT, SHUT_OFF, new_world
from tests.asking import ask, sign_in_once
from tests.factories.applying import address, secret_of, started
from tests.factories.recruitment import ApplicationFactory, CallFactory, ChannelFactory
from tests.integration.test_access import ALL, due

from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Mail
from kith.service.core.web.access import Door
from kith.service.people.domain.erasure import erase
from kith.service.recruitment.domain.applying import applying
from kith.service.recruitment.domain.pseudonyms import equality_key, pseudonym
from kith.service.recruitment.models import Application, EqualityAnswer

pytestmark = pytest.mark.django_db
PLANTED = "PLANTED-ANSWER-4711"
READ = ("recruitment:", "cohorts:show", "cohorts:people", "cohorts:message", "core:")
HOLDERS = ("lead of the cohort", "evaluator of the cohort", "reviewer of the cohort", APPLICANT)
"""With a lead's permissions a deputy sees the same; an administrator sees less."""


def test_each_is_optional_kept_apart_and_never_shown_back():
    application = started()
    client, secret = Client(), secret_of(application)
    assert "Not answered" in client.get(address(secret, "check-answers")).content.decode()
    client.post(address(secret, "equality.sex"), {"sex": ""})
    assert EqualityAnswer.objects.count() == 0
    client.post(address(secret, "equality.sex"), {"sex": "female"})
    client.post(address(secret, "equality.ethnic_category"), {"ethnic_category": "prefer_not_to_say"})
    client.post(address(secret, "equality.sex"), {"sex": ""})
    row = EqualityAnswer.objects.get()
    assert row.answers == {"sex": "female", "ethnic_category": {"declined": True}}
    assert row.pseudonym == pseudonym(equality_key(application.call), application.pk)
    for page in ("equality.sex", "equality-questions", "check-answers", ""):
        body = client.get(address(secret, page)).content.decode()
        assert "checked" not in body, page
        assert "Female" not in body or page == "equality.sex", page
    application.refresh_from_db()
    assert application.answers == {}


def test_they_are_changed_and_deleted_by_the_applicant_and_history_does_not_tell():
    application = ApplicationFactory(call=CallFactory())
    client, secret = Client(), secret_of(application)
    client.post(address(secret, "equality.sex"), {"sex": "female"})
    client.post(address(secret, "equality.sex"), {"sex": "male"})
    assert EqualityAnswer.objects.get().answers == {"sex": "male"}
    application.call.closes_at = application.call.opens_at
    application.call.save()
    assert client.post(address(secret, "equality.sex"), {"sex": "female"}).status_code == 422
    for _click in range(2):
        assert client.post(address(secret, "delete-equality-answers")).status_code == 302
    assert EqualityAnswer.objects.count() == 0
    assert not AuditEvent.objects.filter(action__startswith="recruitment.").exists()


def test_withdrawing_keeps_them_for_the_counts_and_being_forgotten_does_not():
    application = started()
    secret = secret_of(application)
    Client().post(address(secret, "equality.sex"), {"sex": "female"})
    applying.withdraw(by=Actor.system("tests"), application=application)
    assert EqualityAnswer.objects.count() == 1
    erase(by=Actor.system("tests"), person=application.person)
    assert EqualityAnswer.objects.count() == 0
    assert Application.objects.get().answers == {}


def test_no_role_and_no_mail_comes_near_an_answer():
    """An answer is planted; every page of the cohort is opened by everybody who may; it is nowhere."""
    world = new_world()
    ChannelFactory(call=world.application.call)
    key = equality_key(world.application.call)
    EqualityAnswer.objects.create(
        call=world.application.call,
        pseudonym=pseudonym(key, world.application.pk),
        answers={"sex": PLANTED},
    )
    sign_in_once(world.people.values())
    pages = [one for one in ALL if one.access.door is Door.ROLE and one.name.startswith(READ)]
    assert len(pages) > 30
    seen = []
    for page in (page for page in pages if page.name not in SHUT_OFF):
        for holder in (holder for holder in HOLDERS if due(holder, page.access) == "let in"):
            answer = ask(world.people[holder], page.of(world))
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            seen += [(page.name, holder)] if PLANTED.encode() in body else []
    assert seen == []
    assert not Mail.objects.filter(body__contains=PLANTED).exists()
