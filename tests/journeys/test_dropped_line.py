"""Ten minutes of writing on a line that drops, in a session that ends: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Browser, Page
from tests.factories import PlaceFactory
from tests.journeys.conftest import PATIENCE

from kith.service.cohorts.models import Place
from kith.service.learning.models import Reflection
from kith.service.people.models import Person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TEXT = "I had not known who decides about beds."
SAVE = "button:has-text('Save')"


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """A phone. That a request fails is what is tested here, so the console may complain."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 375, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def sign_in(page: Page, person: Person, address: str) -> None:
    """In the session that the browser has, as the sign-in does."""
    client = Client()
    for cookie in page.context.cookies():
        client.cookies[cookie["name"]] = cookie["value"]
    client.force_login(person)
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": address}])


def test_a_text_survives_a_dropped_line_a_reload_and_the_end_of_the_session(page, live_server):
    place = PlaceFactory(state=Place.State.CONFIRMED)
    sign_in(page, place.person, live_server.url)
    page.goto(f"/reflections/new/?cohort={place.cohort_id}&prompt=not-expected")
    page.fill("textarea", TEXT)
    page.wait_for_selector("text=Kept on this device, not saved yet.")
    # The line drops: the page says so and keeps the words
    page.route("**/reflections/new/", lambda route: route.abort("internetdisconnected"))
    page.click(SAVE)
    page.wait_for_selector("text=Not sent yet, still here: try again.")
    assert page.input_value("textarea") == TEXT
    # The tab is reloaded: the device gives them back
    page.unroute("**/reflections/new/")
    page.reload()
    page.click("text=Put it back")
    assert page.input_value("textarea") == TEXT
    # The session has ended: they wait behind the sign-in, and are in their form after it
    Session.objects.all().delete()
    page.click(SAVE)
    page.wait_for_url("**/account/**")
    assert not Reflection.objects.exists()
    sign_in(page, place.person, live_server.url)
    page.goto("/reflections/kept/")
    assert page.input_value("textarea") == TEXT
    page.click(SAVE)
    page.wait_for_url("**?saved=1")
    assert (Reflection.objects.get().text, Reflection.objects.get().prompt) == (TEXT, "not-expected")
    page.wait_for_function("!Object.keys(sessionStorage).some(key => key.startsWith('kith.kept.'))")
