"""From the public page to a sent application, and everything that can come in between."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import PersonFactory
from tests.factories.recruitment import ApplicationFactory, CallFactory, ChannelFactory, answers_for

from kith.questionnaires.logic import find_step, steps
from kith.questionnaires.responses import Answers
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import issue_link
from kith.service.core.models import AuditEvent, LinkPurpose, Mail
from kith.service.recruitment.domain import applying, starting
from kith.service.recruitment.domain.forms import application_form
from kith.service.recruitment.models import Application, EqualityAnswer, ManagerPermission

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
WHO = {"name": "Amina Yusuf", "email": "Amina.Yusuf@Example.org"}
GIVER = {"name": "Rosa Hale", "email": "rosa.hale@example.org", "position": "Ward manager"}


@pytest.fixture(autouse=True)
def no_limits_left():
    """Addresses are limited by a count in the cache, which the database of a test does not roll back alone."""
    cache.clear()


def the_call(**instead):
    return CallFactory(**instead)


def started(call=None, **instead):
    """Begun by link: a person, no answers yet."""
    return ApplicationFactory(
        call=call or the_call(), state="started", submitted_at=None, answers={}, **instead
    )


def secret_of(application):
    later = timezone.now() + dt.timedelta(days=1)
    person_id = application.person_id
    _link, path = issue_link(
        purpose=LinkPurpose.APPLY, subject=application, person_id=person_id, expires=later
    )
    return path.strip("/").split("/")[1]


def address(secret, step=""):
    return f"/application/{secret}/{step}/" if step else f"/application/{secret}/"


def typed_for(application):
    """What a browser would send for each screen of the form."""
    form = application_form(application.call, application.side)
    answers = answers_for(application.side)
    return [
        (step, {step.field(item): answers[item.key] for item in step.page.items if item.key in answers})
        for step in steps(form, Answers())
    ]


def fill_in(application):
    for step, raw in typed_for(application):
        raw = {key: str(value) for key, value in raw.items()}
        applying.save_step(by=SYSTEM, application=application, step=step, raw=raw)
    for kind in ("manager_permission",):
        ManagerPermission.objects.create(application=application, kind=kind, **GIVER)


def test_from_the_public_page_to_a_sent_application():
    call, client = the_call(), Client()
    ChannelFactory(call=call, name="Newsletter", code="newsletter")
    page = client.get(f"/calls/{call.address}/via/newsletter/")
    apply_at = re.search(r'href="(/calls/[^"]+apply/clinician/[^"]*)"', page.content.decode()).group(1)
    assert apply_at == f"/calls/{call.address}/apply/clinician/?via=newsletter"
    said = client.post(apply_at, WHO)
    assert "amina.yusuf@example.org" in said.content.decode().lower()
    application = Application.objects.get()
    assert (application.email, application.person, application.channel.code) == (
        "amina.yusuf@example.org",
        None,
        "newsletter",
    )
    mail = Mail.objects.get()
    assert (mail.to_address, mail.is_confidential) == ("amina.yusuf@example.org", True)

    secret = secret_of(application)
    assert client.get(address(secret)).status_code == 200
    application.refresh_from_db()
    assert application.person is None
    here = client.post(address(secret), follow=True)
    application.refresh_from_db()
    assert application.person.email == "amina.yusuf@example.org"
    assert application.opened_at is not None
    for _step, raw in typed_for(application):
        here = client.post(here.redirect_chain[-1][0], raw, follow=True)
        assert here.status_code == 200
    assert here.redirect_chain[-1][0] == address(secret, "who-permits.manager_permission")
    here = client.post(here.redirect_chain[-1][0], GIVER, follow=True)
    assert here.redirect_chain[-1][0] == address(secret, "equality-questions")
    here = client.get(address(secret, "check-answers"))
    assert "About why" in here.content.decode()
    here = client.post(address(secret, "check-answers"), follow=True)
    assert here.redirect_chain[-1][0] == address(secret, "application-sent")
    application.refresh_from_db()
    assert (application.state, application.unmet) == ("submitted", ["time-in-post"])
    copy = Mail.objects.get(purpose="recruitment.sent")
    assert "About why" in copy.body
    assert copy.to_address == "amina.yusuf@example.org"
