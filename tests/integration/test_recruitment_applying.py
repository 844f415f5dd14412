"""Filling in an application and sending it, and everything that can come in between."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import PersonFactory
from tests.factories.applying import BY, GIVER, address, fill_in, secret_of, started
from tests.factories.recruitment import ApplicationFactory, CallFactory

from kith.questionnaires.logic import find_step
from kith.questionnaires.responses import Answers
from kith.service.core.models import AuditEvent, Mail
from kith.service.recruitment.domain.applying import applying
from kith.service.recruitment.domain.calling.forms import application_form
from kith.service.recruitment.models import Application, ManagerPermission

pytestmark = pytest.mark.django_db


def test_two_tabs_save_each_screen_by_itself():
    """Each loads before the other saves; the last on a screen wins, and the other screen keeps its answer."""
    application = started()
    first, second = (Application.objects.select_related("call__cohort").get() for _tab in range(2))
    form = application_form(first.call, "clinician")
    for tab, key, text in ((first, "why", "one"), (second, "bring", "two"), (first, "why", "three")):
        step = find_step(form, Answers(), key)
        applying.save_step(by=BY, application=tab, step=step, raw={key: text})
    application.refresh_from_db()
    assert application.answers == {"why": "three", "bring": "two"}


def test_sending_twice_is_sending_once_and_nothing_unfinished_is_sent():
    application = started()
    with_faults = Client().post(address(secret_of(application), "check-answers"))
    assert (with_faults.status_code, application.state) == (422, "started")
    fill_in(application)
    for _click in range(2):
        applying.send(by=BY, application=Application.objects.get())
    application.refresh_from_db()
    assert application.state == "submitted"
    assert Mail.objects.filter(purpose="recruitment.sent").count() == 1
    assert AuditEvent.objects.filter(action="recruitment.send").count() == 1


def test_what_is_changed_after_sending_counts_when_it_is_sent_again():
    application = ApplicationFactory(call=CallFactory())
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
    call = CallFactory(cohort__time_zone="Pacific/Auckland")
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
    applying.save_step(by=BY, application=application, step=step, raw={"why": "kept"})
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
    applying.save_step(by=BY, application=application, step=step, raw={"why": "See {link} here"})
    applying.send(by=BY, application=application)
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


def test_the_page_of_an_application_leads_on_from_where_it_stopped():
    application = started()
    client, secret = Client(), secret_of(application)
    home = address(secret)
    assert f'href="{address(secret, "job_title")}"' in client.get(home).content.decode()
    client.post(address(secret, "job_title"), {"job_title": "Ward sister"})
    assert f'href="{address(secret, "profession")}"' in client.get(home).content.decode()
    fill_in(application)
    assert f'href="{address(secret, "check-answers")}"' in client.get(home).content.decode()
    ManagerPermission.objects.update(email="")
    page = client.get(home).content.decode()
    assert f'href="{address(secret, "who-permits.manager_permission")}"' in page
