"""From the public page to an application of one's own: what the page tells, what the mail tells, who is who."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from tests.factories.applying import BY, GIVER, address, secret_of, started, typed_for
from tests.factories.recruitment import ApplicationFactory, CallFactory, ChannelFactory

from kith.foundation.faults import KithError
from kith.service.core.models import Mail
from kith.service.people.domain.merging import merge_people
from kith.service.recruitment.domain.applying import starting
from kith.service.recruitment.models import Application, EqualityAnswer

pytestmark = pytest.mark.django_db
WHO = {"name": "Amina Yusuf", "email": "Amina.Yusuf@Example.org"}


@pytest.fixture(autouse=True)
def no_limits_left():
    """Addresses are limited by a count in the cache, which the database of a test does not roll back alone."""
    cache.clear()


def test_from_the_public_page_to_a_sent_application():
    call, client = CallFactory(), Client()
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


def test_the_page_after_asking_is_the_same_for_everybody_and_only_the_mail_tells():
    """An address with an application, on the same side or the other, gets a link to it; nothing else shows."""
    call, client = CallFactory(), Client()
    there = started(call, person__email="there@example.org")
    pages = {}
    for email, side in (("new@example.org", "clinician"), ("there@example.org", "manager")):
        page = client.post(f"/calls/{call.address}/apply/{side}/", {"name": "A. B.", "email": email})
        body = page.content.decode().replace(email, "").replace(f"/{side}/", "")
        pages[email] = (page.status_code, re.sub(r"[A-Za-z0-9]{64}", "", body))
    assert pages["new@example.org"] == pages["there@example.org"]
    assert Application.objects.filter(call=call).count() == 2
    told = Mail.objects.get(to_address="there@example.org")
    assert "withdraw this application first" in told.body
    assert told.link_wanted["subject_id"] == str(there.pk)


def test_another_of_a_persons_proved_addresses_finds_the_same_application():
    call = CallFactory()
    held = started(call)
    EmailAddress.objects.create(user=held.person, email="second@example.org", verified=True)
    starting.start(
        by=BY,
        call=call,
        side="clinician",
        name="A",
        email="second@example.org",
        language="en",
        channel=None,
    )
    assert Application.objects.count() == 1
    assert Mail.objects.get().to_address == held.person.email


def test_an_address_that_asks_too_often_gets_no_more_mail_and_is_not_told():
    call, client = CallFactory(), Client()
    pages = []
    for number in range(6):
        WHO_NOW = {"name": f"A {number}", "email": "often@example.org"}
        Mail.objects.all().delete()
        pages.append(client.post(f"/calls/{call.address}/apply/clinician/", WHO_NOW).status_code)
    assert pages == [200] * 6
    assert Mail.objects.count() == 0


def test_what_is_not_a_name_or_an_address_comes_back():
    call = CallFactory()
    page = Client().post(f"/calls/{call.address}/apply/clinician/", {"name": " ", "email": "nobody"})
    assert page.status_code == 422
    assert Application.objects.count() == 0


def test_one_person_cannot_have_two_applications_by_two_addresses():
    call = CallFactory()
    held = started(call)
    other = started(call, person=None, email="late-proof@example.org", opened_at=None)
    EmailAddress.objects.create(user=held.person, email=other.email, verified=True)
    page = Client().post(address(secret_of(other)))
    assert page.status_code == 422
    assert "under another of your addresses" in page.content.decode()
    other.refresh_from_db()
    assert (other.person, other.opened_at) == (None, None)


def test_many_starts_in_an_hour_cost_the_same_each(django_assert_max_num_queries):
    call = CallFactory()
    for number in range(60):
        with django_assert_max_num_queries(18):
            starting.start(
                by=BY,
                call=call,
                side="clinician",
                name="A",
                email=f"p{number}@example.org",
                language="en",
                channel=None,
            )
    assert Application.objects.filter(call=call).count() == 60
    assert EqualityAnswer.objects.count() == 0


def test_two_accounts_that_become_one_keep_one_application():
    call = CallFactory()
    sent, begun = ApplicationFactory(call=call), started(call)
    merge_people(by=BY, keep=begun.person, other=sent.person)
    states = dict(Application.objects.values_list("pk", "state"))
    assert states == {sent.pk: "submitted", begun.pk: "withdrawn"}
    third = ApplicationFactory(call=call)
    with pytest.raises(KithError) as refused:
        merge_people(by=BY, keep=begun.person, other=third.person)
    assert [fault.code for fault in refused.value.faults] == ["recruitment.merge_two"]


def test_many_starts_from_one_network_address_are_slowed(settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "apply": "2/m/ip"}
    call, client = CallFactory(), Client()
    page = f"/calls/{call.address}/apply/clinician/"
    answers = [
        client.post(page, {"name": "A", "email": f"a{number}@example.org"}).status_code for number in range(3)
    ]
    assert answers == [200, 200, 429]
    assert Application.objects.count() == 2


def test_a_link_to_what_was_withdrawn_before_it_was_opened_says_so():
    application = started(person=None, opened_at=None, email="", name="")
    Application.objects.update(state="withdrawn")
    page = Client().get(address(secret_of(application)))
    assert "It is withdrawn." in page.content.decode()


def test_somebody_who_withdraws_can_apply_again_on_the_other_side():
    application = ApplicationFactory(call=CallFactory())
    client, secret = Client(), secret_of(application)
    assert client.get(address(secret, "withdraw-application")).status_code == 200
    for _click in range(2):
        client.post(address(secret, "withdraw-application"))
    application.refresh_from_db()
    assert application.state == "withdrawn"
    assert Mail.objects.filter(purpose="recruitment.withdrawn").count() == 1
    starting.start(
        by=BY,
        call=application.call,
        side="manager",
        name="A",
        email=application.email,
        language="en",
        channel=None,
    )
    again = Application.objects.get(state="started")
    starting.begin(by=BY, application=again)
    assert (again.side, again.person) == ("manager", application.person)


def test_a_channel_that_nobody_knows_is_the_bare_address():
    call = CallFactory()
    bare = ChannelFactory(call=call, name="", code="")
    page = f"/calls/{call.address}/apply/clinician/?via=%00../%22x"
    assert Client().get(page).status_code == 200
    assert Client().post(page, WHO).status_code == 200
    assert Application.objects.get().channel == bare
