"""The frame of every page, the error pages, and the policy that goes with each response."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from kith.foundation.faults import Fault, KithError
from kith.service.core.web.middleware import KithErrorMiddleware
from kith.service.ui.web import errors

ANYBODYS = [
    "/accessibility/",
    "/privacy/",
    "/account/login/",
    "/account/login/code/",
    "/account/password/reset/",
    "/no",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ANYBODYS)
def test_every_response_carries_the_policy_without_exception(client, address):
    policy = client.get(address)["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert "unsafe" not in policy
    assert "http" not in policy
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == directives["img-src"] == "'self'"


@pytest.mark.django_db
def test_a_form_with_errors_says_so_first(client):
    page = client.post(reverse("account_login"), {"login": "", "password": ""}).content.decode()
    assert "<title>Error: Sign in – Kith</title>" in page
    assert page.index("There is a problem") < page.index("<h1")
    assert 'href="#id_login"' in page


@pytest.mark.django_db
def test_the_language_switch_works_without_script(client):
    client.post(reverse("people:choose_language"), {"language": "zh-hans", "next": "/privacy/"})
    page = client.get("/privacy/").content.decode()
    assert '<html lang="zh-Hans">' in page
    assert 'value="en" lang="en-GB">English</button>' in page


@pytest.mark.django_db
def test_not_found_and_forged_forms_have_a_page():
    strict = Client(enforce_csrf_checks=True)
    missing = strict.get("/no-such-page/")
    assert (missing.status_code, "Page not found" in missing.content.decode()) == (404, True)
    forged = strict.post(reverse("account_login"), {"login": "a@example.org"})
    assert (forged.status_code, "This page was open too long" in forged.content.decode()) == (403, True)


def test_the_page_for_a_fault_of_ours_needs_no_database(caplog):
    with connection.execute_wrapper(_refuse):
        response = errors.server_error(RequestFactory().get("/broken/"))
    page = response.content.decode()
    reference = page.split("<strong>")[1].split("</strong>")[0]
    assert response.status_code == 500
    assert reference in caplog.text


def _refuse(*_call):
    raise AssertionError("the error page asked the database")


@pytest.mark.django_db
def test_a_refusal_that_nobody_caught_is_a_page_with_every_sentence(rf):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user, request.session, request._messages = AnonymousUser(), {}, []
    refused = KithError([Fault("core.job.over")])
    response = KithErrorMiddleware(lambda _request: None).process_exception(request, refused)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
