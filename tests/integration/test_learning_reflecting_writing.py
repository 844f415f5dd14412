"""Nothing that was written is lost: two clicks, two tabs, a session that ended, an entry deleted elsewhere."""

import re
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from tests.factories import CohortFactory, PersonFactory, PlaceFactory
from tests.factories.learning import MeetingFactory, ReflectionFactory, RelationshipFactory

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.reflecting import writing
from kith.service.learning.models import Reflection
from kith.service.learning.web.reflecting.keeping import mark_for

pytestmark = pytest.mark.django_db
NEW = "/reflections/new/"
TEXT = "The night sister runs the ward & nobody says so."


@pytest.fixture
def place():
    return PlaceFactory(state=Place.State.CONFIRMED)


@pytest.fixture
def by(place):
    return Actor.of_person(place.person)


@pytest.fixture
def browser(place):
    found = Client(enforce_csrf_checks=True)
    found.force_login(place.person)
    return found


def form(page):
    """What a browser would send back of the form that it was given."""
    found = re.search(r'<form method="post" action="([^"]*)"[^>]*data-keep.*?</form>', page, re.S)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)"[^>]*value="([^"]*)"', found.group(0)))
    fields.pop("csrfmiddlewaretoken", None)
    return found.group(1), fields


def written(browser, place, text=TEXT):
    address, fields = form(browser.get(NEW, {"cohort": place.cohort_id}).content.decode())
    return browser.post(address, fields | {"text": text}), fields


def code(refused):
    return [fault.code for fault in refused.value.faults]


def test_an_entry_is_written_read_changed_and_deleted(browser, place):
    answer, _fields = written(browser, place)
    row = Reflection.objects.get()
    assert (row.person, row.cohort, row.text) == (place.person, place.cohort, TEXT)
    page = browser.get(answer["Location"])
    assert "no-store" in page["Cache-Control"]
    assert "The night sister runs the ward &amp; nobody says so." in page.content.decode()
    assert "Only you." in page.content.decode()
    address, fields = form(browser.get(f"/reflections/{row.pk}/change/").content.decode())
    browser.post(address, fields | {"text": "Shorter."})
    row.refresh_from_db()
    assert (row.text, row.revision) == ("Shorter.", 1)
    browser.cookies["csrftoken"] = "x" * 32
    browser.post(f"/reflections/{row.pk}/delete/", headers={"X-CSRFToken": "x" * 32})
    assert not Reflection.objects.exists()


def test_the_same_form_twice_is_one_entry_and_the_same_answer(browser, place):
    first, fields = written(browser, place)
    second = browser.post(NEW, fields | {"text": TEXT})
    assert second["Location"] == first["Location"]
    assert Reflection.objects.count() == 1


def test_back_and_save_again_with_more_words_changes_the_entry(browser, place):
    _first, fields = written(browser, place)
    browser.post(NEW, fields | {"text": TEXT + " More."})
    assert [row.text for row in Reflection.objects.all()] == [TEXT + " More."]


def test_a_save_over_a_newer_version_shows_both_and_loses_neither(browser, place, by):
    row = ReflectionFactory(person=place.person, cohort=place.cohort, text="First.")
    address, fields = form(browser.get(f"/reflections/{row.pk}/change/").content.decode())
    writing.change(by=by, reflection=row, text="From the other tab.", seen=0)
    page = browser.post(address, fields | {"text": "From this tab."})
    assert page.status_code == 422
    assert "From the other tab." in page.content.decode()
    assert "From this tab." in page.content.decode()
    row.refresh_from_db()
    assert row.text == "From the other tab."
    address, fields = form(page.content.decode())
    apart = browser.post(address, fields | {"text": "From this tab.", "apart": "1"})
    assert apart.status_code == 302
    assert sorted(one.text for one in Reflection.objects.all()) == ["From the other tab.", "From this tab."]
    browser.post(address, fields | {"text": "Both together."})
    row.refresh_from_db()
    assert row.text == "Both together."


def test_what_was_written_in_an_entry_deleted_elsewhere_comes_back_as_a_new_one(browser, place):
    row = ReflectionFactory(person=place.person, cohort=place.cohort)
    address, fields = form(browser.get(f"/reflections/{row.pk}/change/").content.decode())
    row.delete()
    page = browser.post(address, fields | {"text": TEXT}).content.decode()
    assert "was deleted in another window" in page
    assert "nobody says so." in page
    address, fields = form(page)
    assert browser.post(address, fields | {"text": TEXT}).status_code == 302
    assert Reflection.objects.get().text == TEXT


def test_when_the_session_has_ended_the_text_waits_behind_the_sign_in(browser, place):
    address, fields = form(browser.get(NEW, {"cohort": place.cohort_id}).content.decode())
    Session.objects.all().delete()
    answer = browser.post(address, fields | {"text": TEXT})
    assert answer["Location"].endswith("?next=/reflections/kept/")
    assert not Reflection.objects.exists()
    stored = Session.objects.get().get_decoded()
    assert "night sister" not in str(stored)
    browser.force_login(place.person)
    page = browser.get("/reflections/kept/").content.decode()
    assert "You had been signed out" in page
    assert "nobody says so." in page
    again, fields = form(page)
    assert again == NEW
    assert browser.post(again, fields | {"text": TEXT}).status_code == 302
    assert Reflection.objects.get().text == TEXT
    assert browser.get("/reflections/kept/")["Location"] == "/reflections/"


def test_whoever_else_signs_in_at_that_browser_never_sees_it(browser, place):
    address, fields = form(browser.get(NEW, {"cohort": place.cohort_id}).content.decode())
    Session.objects.all().delete()
    browser.post(address, fields | {"text": TEXT})
    other = PlaceFactory(cohort=place.cohort, state=Place.State.CONFIRMED)
    browser.force_login(other.person)
    assert browser.get("/reflections/kept/").status_code == 302
    assert "not saved yet" not in browser.get("/reflections/").content.decode()
    shown = browser.post(address, fields | {"text": TEXT})
    assert "could not tell whose text this is" in shown.content.decode()
    assert not Reflection.objects.exists()


def test_signing_in_again_in_another_window_does_not_spoil_the_form(browser, place):
    address, fields = form(browser.get(NEW, {"cohort": place.cohort_id}).content.decode())
    browser.logout()
    browser.force_login(place.person)
    assert browser.post(address, fields | {"text": TEXT}).status_code == 302


def test_another_site_cannot_write_in_somebodys_name(browser, place):
    other = PersonFactory()
    sent = {"text": "Forged.", "place": place.pk, "sent_once": uuid4(), "revision": ""}
    for mark in ("", "made-up", mark_for(other)):
        assert browser.post(NEW, sent | {"writer": mark}).status_code == 422
    nobody = Client().post(NEW, sent | {"writer": "made-up"})
    assert nobody.status_code == 422
    assert "Forged." in nobody.content.decode()
    assert not Reflection.objects.exists()
    assert not Session.objects.exclude(pk=browser.session.session_key).exists()


def test_another_site_signs_nobody_out_and_fills_nobodys_session(place):
    """With a mark of one's own: a session that began with it would take the place of the one that is signed in."""
    sent = {
        "text": "Forged.",
        "place": place.pk,
        "sent_once": "x" * 9000,
        "writer": mark_for(PersonFactory()),
    }
    answer = Client().post(NEW, sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, settings.SESSION_COOKIE_NAME in answer.cookies) == (422, False)
    assert not Session.objects.exists()
    assert Client().post(NEW, sent, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302
    assert len(str(Session.objects.get().get_decoded())) < 2000


def test_nobodys_place_or_meeting_but_ones_own(browser, place):
    pair = RelationshipFactory(cohort=place.cohort)
    theirs = MeetingFactory(relationship=pair)
    _answer, fields = written(browser, place)
    Reflection.objects.all().delete()
    browser.post(NEW, fields | {"text": TEXT, "meeting": str(theirs.pk)})
    assert Reflection.objects.get().about is None
    shown = browser.post(NEW, fields | {"text": TEXT, "place": str(pair.pair.left_id)})
    assert shown.status_code == 422
    assert TEXT.split("&")[0] in shown.content.decode()
    assert browser.get(NEW, {"cohort": CohortFactory().pk}).status_code == 302


def test_refusals_keep_the_words_on_the_page(browser, place):
    address, fields = form(browser.get(NEW, {"cohort": place.cohort_id}).content.decode())
    assert browser.post(address, fields | {"text": "  "}).status_code == 422
    long = browser.post(address, fields | {"text": "word " * 5000})
    assert "24999 characters" in long.content.decode()
    Cohort.objects.update(state=Cohort.State.CLOSED)
    closed = browser.post(address, fields | {"text": TEXT})
    assert closed.status_code == 422
    assert "nobody says so." in closed.content.decode()
    assert not Reflection.objects.exists()


def test_a_closed_cohort_lets_one_delete_and_not_change(place, by):
    row = ReflectionFactory(person=place.person, cohort=place.cohort)
    Cohort.objects.update(state=Cohort.State.CLOSED)
    with pytest.raises(KithError) as refused:
        writing.change(by=by, reflection=row, text="More.", seen=0)
    assert code(refused) == ["cohorts.not_open"]
    writing.delete(by=by, reflection=row)
    assert not Reflection.objects.exists()


def test_the_list_is_across_programmes_filtered_and_asks_the_same_for_one_and_three(
    browser, place, django_assert_num_queries
):
    ReflectionFactory(person=place.person, cohort=place.cohort)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as once:
        browser.get("/reflections/")
    other = ReflectionFactory(person=place.person, cohort__organisation=place.cohort.organisation)
    ReflectionFactory(person=place.person, cohort=place.cohort)
    with django_assert_num_queries(len(once)):
        page = browser.get("/reflections/").content.decode()
    assert page.count("/reflections/0") == 3
    one = browser.get("/reflections/", {"cohort": other.cohort_id}).content.decode()
    assert one.count("/reflections/0") == 1
