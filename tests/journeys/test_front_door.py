"""Signing in and the second step, in a browser, at desktop and phone width."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from kith.service.people.models import Person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "three blue horses"


@pytest.fixture
def ming() -> Person:
    person = Person.objects.create_user("ming@example.org", PASSWORD, name="Ming Li")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def sign_in(page) -> None:
    page.goto("/account/login/?next=/privacy/")
    page.get_by_label("E-mail address").fill("ming@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "/login/" not in address)


def test_every_component_is_accessible_and_breaks_no_policy(page, check_accessible):
    page.goto("/ui/components")
    # The one page that shows a component twice, and so its id.
    page.locator("#progress").nth(1).evaluate("one => one.removeAttribute('id')")
    check_accessible(page)


@pytest.mark.parametrize(
    "address", ["/account/login/", "/account/login/code/", "/accessibility/", "/privacy/"]
)
def test_the_open_pages_are_accessible(page, check_accessible, address):
    page.goto(address)
    check_accessible(page)


def test_the_open_pages_speak_chinese(page, check_accessible):
    page.goto("/account/login/")
    page.get_by_role("button", name="简体中文").click()
    page.get_by_role("heading", name="登录", exact=True).wait_for()
    assert re.findall(r"[A-Za-z]{3,}", page.locator("main").inner_text().replace("Kith", "")) == []
    check_accessible(page)


def test_a_second_step_is_set_up_with_an_app(page, check_accessible, ming):
    sign_in(page)
    page.goto("/account/2fa/totp/activate/")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Set up an app on your phone").wait_for()
    check_accessible(page)
    assert page.locator(".kith-qr svg").bounding_box()["width"] >= 180
    page.get_by_text("I cannot use the camera").click()
    secret = page.locator(".kith-code").inner_text()
    page.get_by_label("Code from your app").fill(_code(secret))
    page.get_by_role("button", name="Switch it on").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    check_accessible(page)
    assert page.locator(".kith-code li").count() == 10

    page.get_by_role("button", name="Sign out").click()
    sign_in(page)
    page.get_by_role("heading", name="The second step").wait_for()
    check_accessible(page)


def _code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))
