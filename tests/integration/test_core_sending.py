"""Sending: once, by any number of workers, wherever one of them dies."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail.backends import locmem
from django.urls import path
from tests.factories import MailFactory, OrganisationFactory, PlaceFactory

from kith.foundation.messages import catalogue, sentences
from kith.service.core.domain import links, sending
from kith.service.core.domain.links import LinkWanted, open_link
from kith.service.core.domain.outbox import failure_of
from kith.service.core.models import Link, LinkPurpose, Mail, MailState

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
urlpatterns = [path("tests/l/<slug:secret>/", lambda request, secret: None, name="tests_open")]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def route(settings, monkeypatch):
    settings.ROOT_URLCONF = __name__
    settings.BASE_ADDRESS = "https://kith.example"
    settings.BOUNCE_MAILBOX = "bounces@kith.example"
    settings.DEFAULT_FROM_EMAIL = "Kith <kith@kith.example>"
    monkeypatch.setitem(links._routes, LinkPurpose.CONFIRM_PLACE, "tests_open")


def due(**fields):
    return MailFactory(send_after=NOW, **fields)


def state(mail):
    mail.refresh_from_db()
    return mail.state


class FailingBackend(locmem.EmailBackend):
    """A mail server that raises ``problem`` once the mail is handed to it."""

    problem: BaseException = smtplib.SMTPServerDisconnected("gone")

    def send_messages(self, messages):
        raise self.problem


@pytest.fixture
def failing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    return FailingBackend


def test_what_is_due_goes_once_and_the_rest_waits():
    mail = due(organisation=OrganisationFactory(contact_email="office@hospital.example"))
    later = MailFactory(send_after=NOW + timedelta(minutes=1))
    held = due(state=MailState.HELD)
    assert sending.send_due(NOW) == 1
    assert sending.send_due(NOW) == 0
    assert (state(mail), mail.sent_at, state(later), state(held)) == ("sent", NOW, "queued", "held")
    (sent,) = django_mail.outbox
    assert sent.to == [mail.to_address]
    assert sent.from_email == "bounces@kith.example"
    assert sent.reply_to == ["office@hospital.example"]
    headers = sent.message()
    assert headers["From"] == "Kith <kith@kith.example>"
    assert headers["Message-ID"] == f"<{mail.pk}@kith.example>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in headers.get_payload()] == ["text/plain", "text/html"]


def test_the_personal_address_is_in_the_mail_and_nowhere_else():
    place = PlaceFactory()
    wanted = LinkWanted.to(
        place, purpose=LinkPurpose.CONFIRM_PLACE, expires=NOW + timedelta(days=7), person_id=place.person_id
    )
    mail = due(body="Open {link}", link_wanted=wanted.to_json())
    sending.send_due(NOW)
    (sent,) = django_mail.outbox
    address = sent.body.removeprefix("Open ")
    assert address.startswith("https://kith.example/tests/l/")
    secret = address.split("/")[-2]
    link = open_link(secret, purpose=LinkPurpose.CONFIRM_PLACE, now=NOW)
    assert (link.person_id, link.subject_id) == (place.person_id, place.pk)
    kept = Mail.objects.filter(pk=mail.pk).values().get()
    assert kept["body"] == "Open {link}"
    assert kept["secret_link_id"] == link.pk
    assert secret not in str(kept) + str(Link.objects.values().get())


def test_a_claimed_mail_is_not_claimed_again():
    mail = due()
    assert sending._claim(mail.pk, NOW) == mail
    assert sending._claim(mail.pk, NOW) is None
    assert sending.send_due(NOW) == 0
    assert django_mail.outbox == []


def test_a_worker_killed_before_the_server_was_called_costs_nothing():
    mail = due()
    sending._claim(mail.pk, NOW)
    assert sending.send_due(NOW + timedelta(minutes=10)) == 0
    assert sending.send_due(NOW + timedelta(minutes=11)) == 1
    assert (state(mail), len(django_mail.outbox)) == ("sent", 1)


def test_a_worker_killed_while_the_server_had_it_never_sends_it_again_by_itself():
    mail = due()
    claimed = sending._claim(mail.pk, NOW)
    sending._prepare(claimed, None, NOW)
    assert sending.send_due(NOW + timedelta(minutes=11)) == 0
    assert (state(mail), mail.failure_code) == ("failed", "core.mail.fate_unknown")
    assert django_mail.outbox == []


def test_a_worker_that_lost_its_claim_sends_nothing():
    mail = due()
    claimed = sending._claim(mail.pk, NOW)
    Mail.objects.filter(pk=mail.pk).update(claim="another")
    assert sending._prepare(claimed, None, NOW) is None


def test_a_server_that_fails_is_tried_again_with_longer_and_longer_waits(failing):
    mail = due()
    at = NOW
    for delay in sending.DELAYS:
        assert sending.send_due(at) == 0
        assert (state(mail), mail.send_after) == ("queued", at + delay)
        at += delay
    sending.send_due(at)
    assert (state(mail), mail.attempts, mail.failure_code) == ("failed", 6, "core.mail.server_unreachable")
    assert mail.failure_code in catalogue()


@pytest.mark.parametrize(("reply", "ends"), [(550, "failed"), (451, "queued")])
def test_a_refused_address_is_final_only_when_the_server_says_so(failing, monkeypatch, reply, ends):
    refused = smtplib.SMTPRecipientsRefused({"a@example.org": (reply, b"no such user")})
    monkeypatch.setattr(failing, "problem", refused)
    mail = due()
    sending.send_due(NOW)
    assert (state(mail), mail.failure_code) == (ends, "core.mail.address_refused")


def test_one_mail_that_cannot_be_written_keeps_back_no_other(settings):
    broken = due(to_address="a@example.org\nBcc: b@example.org")
    good = MailFactory(send_after=NOW + timedelta(seconds=1))
    assert sending.send_due(NOW + timedelta(seconds=1)) == 1
    assert (state(broken), state(good)) == ("failed", "sent")
    said = sentences([failure_of(broken)])[0]
    reference = broken.failure_code.removeprefix("core.mail.bug:")
    assert said.startswith("This message could not be put together")
    assert said.endswith(f"Tell us the reference {reference}.")


def test_while_the_server_is_away_mails_wait_without_using_up_their_attempts(settings, monkeypatch):
    def unreachable(self):
        raise ConnectionRefusedError

    monkeypatch.setattr(locmem.EmailBackend, "open", unreachable)
    first, second = due(), due()
    assert sending.send_due(NOW) == 0
    assert {(state(mail), mail.attempts, mail.send_after) for mail in (first, second)} == {("queued", 0, NOW)}
    monkeypatch.undo()
    assert sending.send_due(NOW) == 2
