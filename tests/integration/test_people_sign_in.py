"""Signing in: by code, by link, with a second factor; and what a stranger may learn (nothing)."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import PersonFactory

from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Link, Mail, MailState
from kith.service.people.domain.merging import merge_people
from kith.service.people.models import Person

pytestmark = pytest.mark.django_db
ASK = "/account/login/code/"
CONFIRM = "/account/login/code/confirm/"


@pytest.fixture
def ada():
    return PersonFactory(email="ada@example.org", name="Ada Lovelace")


def ask(client, email="ada@example.org", **extra):
    return client.post(ASK, {"email": email, **extra})


def sent_link(number=-1):
    return re.search(r"http://localhost:8000(/account/link/\S+)", mail.outbox[number].body).group(1)


def sent_code(number=-1):
    return re.search(r"^([A-Z0-9-]{6,9})$", mail.outbox[number].body, re.MULTILINE).group(1)


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def give_totp(person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def totp_code(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_the_code_signs_in_and_proves_the_address(client, ada):
    assert ask(client).headers["Location"] == CONFIRM
    assert client.post(CONFIRM, {"code": sent_code()}).status_code == 302
    assert signed_in_as(client) == str(ada.pk)
    assert EmailAddress.objects.get(user=ada).verified
    assert list(AuditEvent.objects.filter(action="people.sign_in").values_list("subject_id", flat=True)) == [
        str(ada.pk)
    ]


def test_whatever_the_capitals(client, ada):
    ask(client, "ADA@Example.org")
    client.post(CONFIRM, {"code": sent_code()})
    assert signed_in_as(client) == str(ada.pk)


def test_three_wrong_codes_end_it(client, ada):
    ask(client)
    right = sent_code()
    for _ in range(3):
        client.post(CONFIRM, {"code": "WRONG1"})
    client.post(CONFIRM, {"code": right})
    assert signed_in_as(client) is None


def test_a_code_is_good_for_fifteen_minutes(client, ada):
    with time_machine.travel("2026-03-02 09:00:00Z", tick=False) as clock:
        ask(client)
        clock.shift(timedelta(minutes=15, seconds=1))
        client.post(CONFIRM, {"code": sent_code()})
    assert signed_in_as(client) is None


def test_the_outbox_keeps_neither_code_nor_link(client, ada):
    ask(client)
    row = Mail.objects.get()
    assert (row.purpose, row.state, row.organisation, row.is_confidential) == (
        "people.sign_in",
        MailState.SENT,
        None,
        True,
    )
    assert sent_code() not in row.body
    assert sent_link() not in row.body
    assert "••••••" in row.body


def test_a_known_and_an_unknown_address_get_the_same_answer(ada):
    answers = []
    for email in ("ada@example.org", "nobody@example.org"):
        client = Client()
        asked = ask(client, email)
        page = client.get(CONFIRM).content.decode().replace(email, "ADDRESS")
        page = re.sub(r'(csrfmiddlewaretoken" value="|nonce=")[^"]+', "", page)
        answers.append((asked.status_code, asked.headers["Location"], page))
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_an_unknown_address_can_guess_no_code(client):
    ask(client, "nobody@example.org")
    answer = client.post(CONFIRM, {"code": ""})
    assert signed_in_as(client) is None
    assert answer.status_code == 200


def test_a_password_for_an_unknown_address_gets_the_same_answer(ada):
    ada.set_password("a long enough password")
    ada.save()
    pages = []
    for email in ("ada@example.org", "nobody@example.org"):
        answer = Client().post("/account/login/", {"login": email, "password": "wrong wrong wrong"})
        page = answer.content.decode().replace(email, "ADDRESS")
        pages.append((answer.status_code, re.sub(r'(csrfmiddlewaretoken" value="|nonce=")[^"]+', "", page)))
    assert pages[0] == pages[1]


def test_a_password_reset_for_an_unknown_address_gets_the_same_answer(ada):
    ada.set_password("a long enough password")
    ada.save()
    answers = {
        Client().post("/account/password/reset/", {"email": email}).headers["Location"]
        for email in ("ada@example.org", "nobody@example.org")
    }
    assert answers == {"/account/password/reset/done/"}
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_a_closed_account_gets_no_code(client, ada):
    Person.objects.update(is_active=False)
    assert ask(client).headers["Location"] == CONFIRM
    assert mail.outbox == []


def test_an_address_that_somebody_only_claims_opens_nothing(client, ada):
    EmailAddress.objects.create(user=ada, email="boss@example.org", verified=False)
    ask(client, "boss@example.org")
    assert mail.outbox == []


def test_asking_too_often_is_refused(client, ada):
    for _ in range(4):
        assert ask(Client()).status_code == 302
    assert ask(Client()).status_code == 200
    assert len(mail.outbox) == 4


def test_nobody_signs_up(client):
    assert client.get("/account/signup/").status_code == 404
    assert client.post("/account/signup/", {"email": "new@example.org"}).status_code == 404
    assert Person.objects.count() == 0


def test_a_mail_server_that_is_away_changes_nothing_on_the_page(client, ada, monkeypatch):
    def away(*_: object):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    assert ask(client).headers["Location"] == CONFIRM
    assert Mail.objects.get().state == MailState.FAILED


# The link beside the code


def test_opening_the_link_does_nothing_and_continue_signs_in(client, ada):
    ask(client)
    elsewhere = Client()
    for _ in range(2):
        assert elsewhere.get(sent_link()).status_code == 200
    assert signed_in_as(elsewhere) is None
    assert elsewhere.post(sent_link()).headers["Location"] == "/"
    assert signed_in_as(elsewhere) == str(ada.pk)
    assert EmailAddress.objects.get(user=ada).verified
    assert AuditEvent.objects.get(action="people.use_sign_in_link").actor_id == str(Link.objects.get().pk)


def test_the_link_leads_where_they_were_going(client, ada):
    client.post(ASK + "?next=/language/", {"email": ada.email, "next": "/details/"})
    assert Client().post(sent_link()).headers["Location"] == "/details/"


def test_the_link_does_not_lead_off_the_site(client, ada):
    client.post(ASK, {"email": ada.email, "next": "https://evil.example/"})
    assert "next" not in sent_link()
    assert Client().post(sent_link() + "?next=https://evil.example/").headers["Location"] == "/"


def test_a_link_works_once(client, ada):
    ask(client)
    Client().post(sent_link())
    again = Client()
    assert again.get(sent_link()).status_code == 410
    assert again.post(sent_link()).status_code == 410
    assert signed_in_as(again) is None


def test_a_link_is_good_for_fifteen_minutes(client, ada):
    with time_machine.travel("2026-03-02 09:00:00Z", tick=False) as clock:
        ask(client)
        clock.shift(timedelta(minutes=15))
        assert client.post(sent_link()).status_code == 410
    assert signed_in_as(client) is None


def test_a_forged_link_is_refused(client):
    assert client.post("/account/link/" + "a" * 43 + "/").status_code == 410


def test_signing_in_closes_every_link_that_was_sent(client, ada):
    ask(Client())
    ask(Client())
    first, second = sent_link(0), sent_link(1)
    Client().post(second)
    assert Client().post(first).status_code == 410


def test_a_link_to_a_closed_account_opens_nothing(client, ada):
    ask(client)
    Person.objects.update(is_active=False)
    assert client.post(sent_link()).headers["Location"] == "/account/inactive/"
    assert signed_in_as(client) is None


def test_an_address_of_a_joined_account_leads_to_the_kept_one(client, ada):
    other = PersonFactory(email="old@example.org")
    EmailAddress.objects.create(user=other, email=other.email, verified=True, primary=True)
    merge_people(by=Actor.system("tests"), keep=ada, other=other)
    ask(client, "old@example.org")
    client.post(sent_link())
    assert signed_in_as(client) == str(ada.pk)


def test_a_link_sent_before_a_join_leads_to_the_kept_account(client, ada):
    other = PersonFactory(email="old@example.org")
    EmailAddress.objects.create(user=other, email=other.email, verified=True, primary=True)
    ask(client, "old@example.org")
    merge_people(by=Actor.system("tests"), keep=ada, other=other)
    client.post(sent_link())
    assert signed_in_as(client) == str(ada.pk)


# The second factor


@pytest.mark.parametrize("way", ["link", "code", "password"])
def test_no_way_in_goes_round_the_second_factor(client, ada, way):
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    ada.set_password("a long enough password")
    ada.save()
    secret = give_totp(ada)
    if way == "password":
        answer = client.post("/account/login/", {"login": ada.email, "password": "a long enough password"})
    else:
        ask(client)
        address, data = (sent_link(), {}) if way == "link" else (CONFIRM, {"code": sent_code()})
        answer = client.post(address, data)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert signed_in_as(client) is None
    client.post(reverse("mfa_authenticate"), {"code": totp_code(secret)})
    assert signed_in_as(client) == str(ada.pk)


def test_the_totp_secret_stands_encrypted(ada):
    secret = give_totp(ada)
    assert secret not in str(Authenticator.objects.get(type=Authenticator.Type.TOTP).data)


# Sessions


def test_the_session_key_changes_at_sign_in(client, ada):
    ask(client)
    before = client.session.session_key
    client.post(CONFIRM, {"code": sent_code()})
    assert client.session.session_key != before


def test_a_new_password_ends_the_other_sessions(ada):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        ask(client)
        client.post(CONFIRM, {"code": sent_code()})
    new = {"password1": "correct horse battery", "password2": "correct horse battery"}
    assert here.post(reverse("account_set_password"), new).status_code == 302
    assert here.get(reverse("account_change_password")).status_code == 200
    assert elsewhere.get(reverse("account_change_password")).status_code == 302


def test_sign_out_everywhere_else(ada):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        ask(client)
        client.post(CONFIRM, {"code": sent_code()})
    assert UserSession.objects.filter(user=ada).count() == 2
    here.post(reverse("usersessions_list"))
    assert signed_in_as(elsewhere) is None
    assert signed_in_as(here) == str(ada.pk)


def test_mails_are_in_the_language_of_the_person(client, ada):
    Person.objects.update(language="zh-hans")
    ask(client)
    assert mail.outbox[0].extra_headers["Content-Language"] == "zh-hans"


def test_link_expiry_is_kept_in_the_row(client, ada):
    with time_machine.travel("2026-03-02 09:00:00Z", tick=False):
        ask(client)
        assert Link.objects.get().expires_at == timezone.now() + timedelta(minutes=15)
