"""The participant's part alone: without JavaScript, in Chinese, and with links that no longer open anything."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.journeys.invented import BY, a_cohort, an_organisation, everybody_confirms

from kith.service.core.models import Link
from kith.service.surveys.domain import waves
from kith.service.surveys.models import Response

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

CORA = "cora@example.org"
NAMES = ("Cora Lin", "Northern Vale Hospitals (invented)", "Winter 2027")


@pytest.fixture
def cohort(settings):
    return a_cohort(an_organisation(settings), timezone.localdate() + timedelta(days=60))


def test_everything_works_without_javascript(cohort, someone, post):
    # Given a phone on which no script runs
    cora = someone("Cora", 375, java_script_enabled=False)
    post.a_minute_passes()
    cora.opens(post.link_for(CORA, about="Your place"))
    cora.is_at("Will you take part, Cora Lin?")
    cora.presses("Yes, I will take part")
    cora.follows("What would make a good match for you")
    cora.presses("Start")
    for heading in ("Your hopes", *["What would make a good match for you"] * 3):
        cora.is_at(heading)
        cora.presses("Save and go on")
    cora.presses("Save and go on")
    cora.is_at("Check your answers")
    cora.presses("Hand in")
    cora.is_at("Thank you")
    everybody_confirms(cohort)
    answer_everything(cora, cohort, post)


def answer_everything(cora, cohort, post):
    waves.open_wave(by=BY, wave=cohort.waves.get(key="before"))
    post.a_minute_passes()
    cora.opens(post.link_for(CORA, about="Before"))
    says_yes_to_every_use(cora)
    cora.presses("Start")
    for heading in ("Leading at work", "How the other side works", "Working together"):
        cora.is_at(heading)
        cora.presses("Save and go on")
    cora.is_at("Check your answers")
    cora.presses("Send my answers")
    cora.is_at("Thank you")


def test_everything_is_said_in_chinese(cohort, someone, post):
    cora = someone("Cora", 375)
    post.a_minute_passes()
    cora.opens(post.link_for(CORA, about="Your place"))
    cora.presses("简体中文")
    pages = [speaks_chinese(cora)]
    for button in ("我愿意参加",):
        cora.presses(button)
        pages.append(speaks_chinese(cora))
    cora.follows("怎样的搭档适合您")
    go_on_to_the_end(cora, pages, last="提交")
    everybody_confirms(cohort)
    waves.open_wave(by=BY, wave=cohort.waves.get(key="before"))
    post.a_minute_passes()
    cora.opens(post.links_for(CORA)[-1])
    go_on_to_the_end(cora, pages, last="提交我的回答")
    assert len(set(pages)) > 10


def go_on_to_the_end(cora, pages, *, last):
    """Presses the one green button of each page until the last has been pressed."""
    for _page in range(20):
        pages.append(speaks_chinese(cora))
        button = (
            cora.page.locator("main .nhsuk-button:not(.nhsuk-button--secondary)").first.inner_text().strip()
        )
        says_yes_to_every_use(cora)
        cora.presses(button)
        if button == last:
            pages.append(speaks_chinese(cora))
            return
    raise AssertionError(f"{last} never came")


def says_yes_to_every_use(cora):
    """On the first page of a questionnaire, where it asks; the boxes have the same values in every language."""
    for use in ("report", "lines", "quotes"):
        for box in cora.page.locator(f"input[name={use}][value=yes]").all():
            box.check()


def speaks_chinese(cora) -> str:
    """What the page says, after checking that nothing is left in English."""
    assert cora.page.locator("html").get_attribute("lang") == "zh-Hans"
    shown = cora.text()
    without_names = shown
    for name in NAMES:
        without_names = without_names.replace(name, "")
    assert re.findall(r"[A-Za-z]{2,}", without_names) == [], shown
    cora.looks()
    return shown


def test_a_link_that_opens_nothing_says_what_to_do(cohort, someone, post):
    cora = someone("Cora", 375)
    post.a_minute_passes()
    link = post.link_for(CORA, about="Your place")
    # A link somebody made up
    assert cora.opens(link[:-3] + "xyz/") == 404
    cora.looks()
    # A link that has run out
    Link.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert cora.opens(link) == 410
    cora.sees("stopped working")
    cora.looks()
    # A link that was taken back with the place
    Link.objects.update(expires_at=timezone.now() + timedelta(days=1), revoked_at=timezone.now())
    assert cora.opens(link) == 410
    cora.looks()


def test_saying_it_twice_is_saying_it_once(cohort, someone, post):
    cora = someone("Cora", 375)
    post.a_minute_passes()
    # Given the same page open twice
    link = post.link_for(CORA, about="Your place")
    twice = cora.page.context.new_page()
    twice.goto(link)
    cora.opens(link)
    cora.presses("Yes, I will take part")
    cora.is_at("You are taking part")
    twice.get_by_role("button", name="Yes, I will take part").click()
    twice.get_by_role("heading", name="You are taking part").wait_for()
    # And the same answers sent twice are kept once
    wave = waves.open_wave(by=BY, wave=cohort.waves.get(key="before"))
    answer_everything(cora, cohort, post)
    cora.page.go_back()
    cora.presses("Send my answers again")
    cora.is_at("Thank you")
    assert Response.objects.filter(wave=wave).count() == 1


def test_a_participant_signs_in_with_a_code_from_a_mail(cohort, someone, post, width):
    cora = someone("Cora", width)
    cora.opens("/")
    cora.presses("Sign in")
    cora.is_at("Sign in")
    cora.presses("Send me a code")
    cora.is_at("Get a code by e-mail")
    cora.types("E-mail address", CORA)
    cora.presses("Send me a code")
    cora.is_at("Enter the code")
    post.a_minute_passes()
    cora.types("Code", post.code_for(CORA))
    cora.presses("Sign in")
    cora.is_at("Home")
    cora.sees("Winter 2027")
