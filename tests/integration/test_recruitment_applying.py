"""From the public page to a sent application, and everything that can come in between."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import PersonFactory
from tests.factories.recruitment import ApplicationFactory, CallFactory, ChannelFactory, answers_for

from kith.foundation.faults import KithError
from kith.questionnaires.logic import find_step, steps
from kith.questionnaires.responses import Answers
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import issue_link
from kith.service.core.models import AuditEvent, LinkPurpose, Mail
from kith.service.people.domain.merging import merge_people
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


def test_the_page_after_asking_is_the_same_for_everybody_and_only_the_mail_tells():
    """An address with an application, on the same side or the other, gets a link to it; nothing else shows."""
    call, client = the_call(), Client()
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
    call = the_call()
    held = started(call)
    EmailAddress.objects.create(user=held.person, email="second@example.org", verified=True)
    starting.start(
        by=SYSTEM,
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
    call, client = the_call(), Client()
    pages = []
    for number in range(6):
        WHO_NOW = {"name": f"A {number}", "email": "often@example.org"}
        Mail.objects.all().delete()
        pages.append(client.post(f"/calls/{call.address}/apply/clinician/", WHO_NOW).status_code)
    assert pages == [200] * 6
    assert Mail.objects.count() == 0


def test_what_is_not_a_name_or_an_address_comes_back():
    call = the_call()
    page = Client().post(f"/calls/{call.address}/apply/clinician/", {"name": " ", "email": "nobody"})
    assert page.status_code == 422
    assert Application.objects.count() == 0


def test_two_tabs_save_each_screen_by_itself():
    """Each loads before the other saves; the last on a screen wins, and the other screen keeps its answer."""
    application = started()
    first, second = (Application.objects.select_related("call__cohort").get() for _tab in range(2))
    form = application_form(first.call, "clinician")
    for tab, key, text in ((first, "why", "one"), (second, "bring", "two"), (first, "why", "three")):
        step = find_step(form, Answers(), key)
        applying.save_step(by=SYSTEM, application=tab, step=step, raw={key: text})
    application.refresh_from_db()
    assert application.answers == {"why": "three", "bring": "two"}


def test_sending_twice_is_sending_once_and_nothing_unfinished_is_sent():
    application = started()
    with_faults = Client().post(address(secret_of(application), "check-answers"))
    assert (with_faults.status_code, application.state) == (422, "started")
    fill_in(application)
    for _click in range(2):
        applying.send(by=SYSTEM, application=Application.objects.get())
    application.refresh_from_db()
    assert application.state == "submitted"
    assert Mail.objects.filter(purpose="recruitment.sent").count() == 1
    assert AuditEvent.objects.filter(action="recruitment.send").count() == 1


def test_what_is_changed_after_sending_counts_when_it_is_sent_again():
    application = ApplicationFactory(call=the_call())
    ManagerPermission.objects.create(application=application, kind="manager_permission", **GIVER)
    client, secret = Client(), secret_of(application)
    client.post(address(secret, "why"), {"why": "Another reason"})
    application.refresh_from_db()
    assert (application.answers["why"], application.changes["why"]) == ("About why", "Another reason")
    refused = client.post(address(secret, "why"), {"why": ""})
    application.refresh_from_db()
    assert (refused.status_code, application.changes["why"]) == (422, "Another reason")
    client.post(address(secret, "check-answers"))
    application.refresh_from_db()
    assert (application.answers["why"], application.changes) == ("Another reason", None)
    client.post(address(secret, "why"), {"why": "A third"})
    client.post(address(secret, "drop-changes"))
    application.refresh_from_db()
    assert (application.answers["why"], application.changes) == ("Another reason", None)


def test_the_close_is_an_instant_where_the_cohort_is():
    """23:59:59 in Auckland is taken, midnight there is not, though London is at noon of the day before."""
    call = the_call(cohort__time_zone="Pacific/Auckland")
    call.closes_at = dt.datetime(2030, 5, 31, 12, 0, tzinfo=dt.UTC)  # 00:00 on 1 June in Auckland
    call.save()
    application = started(call)
    assert applying.may_change(application, call.closes_at - dt.timedelta(seconds=1)) is True
    assert applying.may_change(application, call.closes_at) is False
    application.late_until = call.closes_at + dt.timedelta(days=1)
    assert applying.may_change(application, call.closes_at) is True
    assert applying.may_change(application, application.late_until) is False
    page = Client().get(f"/calls/{call.address}/").content.decode()
    assert "31 May 2030, 11:59pm (Auckland time)" in page


def test_after_the_close_nothing_is_taken_and_what_was_there_stays():
    application = started()
    step = find_step(application_form(application.call, "clinician"), Answers(), "why")
    applying.save_step(by=SYSTEM, application=application, step=step, raw={"why": "kept"})
    application.call.closes_at = timezone.now()
    application.call.save()
    client, secret = Client(), secret_of(application)
    refused = client.post(address(secret, "why"), {"why": "too late"})
    assert refused.status_code == 422
    assert "can open your application again" in refused.content.decode()
    assert client.get(address(secret, "why"))["Location"] == address(secret)
    assert "Your application was not sent" in client.get(address(secret)).content.decode()
    application.refresh_from_db()
    assert application.answers == {"why": "kept"}


def test_somebody_who_withdraws_can_apply_again_on_the_other_side():
    application = ApplicationFactory(call=the_call())
    client, secret = Client(), secret_of(application)
    assert client.get(address(secret, "withdraw-application")).status_code == 200
    for _click in range(2):
        client.post(address(secret, "withdraw-application"))
    application.refresh_from_db()
    assert application.state == "withdrawn"
    assert Mail.objects.filter(purpose="recruitment.withdrawn").count() == 1
    starting.start(
        by=SYSTEM,
        call=application.call,
        side="manager",
        name="A",
        email=application.email,
        language="en",
        channel=None,
    )
    again = Application.objects.get(state="started")
    starting.begin(by=SYSTEM, application=again)
    assert (again.side, again.person) == ("manager", application.person)


def test_one_person_cannot_have_two_applications_by_two_addresses():
    call = the_call()
    held = started(call)
    other = started(call, person=None, email="late-proof@example.org", opened_at=None)
    EmailAddress.objects.create(user=held.person, email=other.email, verified=True)
    page = Client().post(address(secret_of(other)))
    assert page.status_code == 422
    assert "under another of your addresses" in page.content.decode()
    other.refresh_from_db()
    assert (other.person, other.opened_at) == (None, None)


def test_signed_in_the_same_pages_are_there_for_the_applicant_alone():
    application, client = started(), Client()
    page = reverse("recruitment:own_application", args=[application.pk])
    client.force_login(application.person)
    assert "Start" in client.get(page).content.decode()
    client.post(f"{page}why/", {"why": "By account"})
    application.refresh_from_db()
    assert application.answers == {"why": "By account"}
    client.force_login(PersonFactory())
    assert client.get(page).status_code == 404


def test_a_manager_cannot_be_the_applicant():
    application = started()
    given = {**GIVER, "email": application.email}
    page = Client().post(address(secret_of(application), "who-permits.manager_permission"), given)
    assert page.status_code == 422
    assert not ManagerPermission.objects.exists()


def test_a_rule_that_is_not_met_is_said_at_once_and_does_not_block():
    application = started()
    client, secret = Client(), secret_of(application)
    following = client.post(
        address(secret, "time"), {"nhs_years": "3", "in_post": "under_6_months"}, follow=True
    )
    assert "One of the rules is not met" in following.content.decode()
    following = client.post(
        address(secret, "time"), {"nhs_years": "3", "in_post": "2_years_or_more"}, follow=True
    )
    assert "One of the rules is not met" not in following.content.decode()


def test_what_an_answer_calls_a_link_is_none():
    application = started()
    fill_in(application)
    step = find_step(application_form(application.call, "clinician"), Answers(), "why")
    applying.save_step(by=SYSTEM, application=application, step=step, raw={"why": "See {link} here"})
    applying.send(by=SYSTEM, application=application)
    assert Mail.objects.get(purpose="recruitment.sent").body.count("{link}") == 1


def test_a_screen_and_sending_cost_the_same_however_many_applied(django_assert_max_num_queries):
    application = started()
    fill_in(application)
    ApplicationFactory.create_batch(3, call=application.call)
    client, secret = Client(), secret_of(application)
    with django_assert_max_num_queries(9):
        assert client.post(address(secret, "why"), {"why": "x"}).status_code == 302
    with django_assert_max_num_queries(38):
        assert client.post(address(secret, "check-answers")).status_code == 302


def test_many_starts_in_an_hour_cost_the_same_each(django_assert_max_num_queries):
    call = the_call()
    for number in range(60):
        with django_assert_max_num_queries(18):
            starting.start(
                by=SYSTEM,
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
    call = the_call()
    sent, begun = ApplicationFactory(call=call), started(call)
    merge_people(by=SYSTEM, keep=begun.person, other=sent.person)
    states = dict(Application.objects.values_list("pk", "state"))
    assert states == {sent.pk: "submitted", begun.pk: "withdrawn"}
    third = ApplicationFactory(call=call)
    with pytest.raises(KithError) as refused:
        merge_people(by=SYSTEM, keep=begun.person, other=third.person)
    assert [fault.code for fault in refused.value.faults] == ["recruitment.merge_two"]


def test_nobody_is_asked_to_name_somebody_for_a_permission_that_was_waived():
    application = started()
    fill_in(application)
    ManagerPermission.objects.update(state="waived", email="", name="")
    client, secret = Client(), secret_of(application)
    following = client.post(address(secret, "access_needs"), {"access_needs": ""})
    assert following["Location"] == address(secret, "equality-questions")
    assert "Not needed" in client.get(address(secret, "check-answers")).content.decode()
    assert client.post(address(secret, "check-answers"))["Location"] == address(secret, "application-sent")


def test_the_home_page_of_an_applicant_leads_to_what_waits():
    application, client = started(), Client()
    client.force_login(application.person)
    own = reverse("recruitment:own_application", args=[application.pk])
    page = client.get("/", follow=True).content.decode()
    assert f'href="{own}"' in page


def test_many_starts_from_one_network_address_are_slowed(settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "apply": "2/m/ip"}
    call, client = the_call(), Client()
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
