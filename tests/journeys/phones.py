"""A phone with the link of a questionnaire, whose line comes and goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.factories.running import Running, running
from tests.journeys.page_checks import problems_of

from kith.questionnaires.read import read_instrument
from kith.questionnaires.write import to_json
from kith.service.core.domain.links import issue_link
from kith.service.surveys.models import Response, Wave

INSTRUMENT = """format_version = 1
[instrument]
key = "invented-offline"
version = "1"
title = {en = "An invented questionnaire", "zh-Hans" = "虚构问卷"}
minutes = 2
languages = ["en", "zh-Hans"]
[rights]
owner = "Nobody: invented for a test"
licence = "CC0-1.0"
[[page]]
key = "meet"
title = {en = "Meeting", "zh-Hans" = "见面"}
[[page.item]]
key = "met"
kind = "yes_no"
label = {en = "Have you met?", "zh-Hans" = "你们见过面吗？"}
required = "required"
[[page]]
key = "why_not"
title = {en = "Why not", "zh-Hans" = "为什么没有"}
relevant = "met == false"
[[page.item]]
key = "reason"
kind = "long_text"
label = {en = "What stood in the way?", "zh-Hans" = "是什么妨碍了你们？"}
[[page]]
key = "often"
title = {en = "How often", "zh-Hans" = "多久一次"}
[[page.item]]
key = "times"
kind = "number"
label = {en = "How many times?", "zh-Hans" = "多少次？"}
whole = true
max = 50
relevant = "met == true"
[[page.item]]
key = "useful"
kind = "scale"
label = {en = "How useful is the programme?", "zh-Hans" = "这个项目有用吗？"}
points = [{value = 1, label = {en = "Little", "zh-Hans" = "不大"}}, {value = 2, label = {en = "Much", "zh-Hans" = "很有用"}}]
"""
NO_LINE = "There is no line. Your answers are kept on this device and will be sent when there is one."
SENT = "Sent. Nothing is kept on this device any more."
LEFT = """async () => [
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length]"""


@dataclass
class Phone:
    """One person's phone, and the link in their mail."""

    context: BrowserContext
    page: Page
    link: str
    made: Running

    def begins(self) -> None:
        """Opens the link and agrees, with a line; the device gets ready."""
        self.page.goto(self.link)
        for name in ("report", "lines", "quotes"):
            self.page.check(f"input[name={name}][value=yes]")
        self.page.click("main button[type=submit], main form button")
        expect(self.page.locator("[data-device-says=ready]")).to_be_visible()

    def loses_the_line(self) -> None:
        self.context.set_offline(True)

    def has_a_line(self) -> None:
        self.context.set_offline(False)

    def goes_on(self) -> None:
        self.page.click("main form button")

    def looks(self) -> None:
        assert problems_of(self.page) == []

    def status(self, words: str) -> None:
        expect(self.page.locator("#device-status")).to_have_text(words)

    def is_at(self, heading: str) -> None:
        expect(self.page.locator("#device-screen h2").first).to_have_text(heading)


@contextmanager
def a_phone(browser: Browser, address: str, patience: int) -> Iterator[Phone]:
    """That a request fails is what is tested here, so the console may complain of that, and of nothing else."""
    made = running(starts_on=timezone.localdate() + dt.timedelta(days=10))
    instrument = read_instrument(INSTRUMENT.encode(), "invented.toml")
    Wave.objects.filter(key="before").update(
        instrument=to_json(instrument), instrument_sha256=instrument.sha256
    )
    made.opened()
    context = browser.new_context(base_url=address, viewport={"width": 375, "height": 800}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(patience)
    expect.set_options(timeout=patience)
    against: list[str] = []
    context.on("console", lambda said: against.append(said.text) if "Content Security" in said.text else None)
    context.on("weberror", lambda broken: against.append(str(broken.error)))
    yield Phone(context, page, link_of(made), made)
    context.close()
    assert against == []


def link_of(made: Running) -> str:
    invitation = made.invitation("Amina")
    _link, path = issue_link(
        purpose="answer_wave",
        subject=invitation,
        person_id=invitation.place.person_id,
        expires=invitation.wave.closes_at,
    )
    return path


def answers() -> list[dict[str, object]]:
    return list(Response.objects.exclude(submitted_on=None).values_list("answers", flat=True))


def answer_without_a_line(phone: Phone) -> None:
    """From the first screen, which the server had made, to the last; one screen does not apply."""
    phone.page.check("input[name=met][value=yes]")
    phone.goes_on()
    phone.is_at("Meeting")
    assert phone.page.is_checked("input[name=met][value=yes]")
    phone.looks()
    phone.goes_on()
    phone.is_at("How often")
    phone.status("Kept on this device, not sent yet.")
    phone.page.fill("input[name=times]", "60")
    phone.goes_on()
    expect(phone.page.locator(".nhsuk-error-summary")).to_contain_text("“60” is too large.")
    phone.looks()
    phone.page.fill("input[name=times]", "6")
    phone.page.check("input[name=useful][value='2']")
    phone.goes_on()
    phone.is_at("Check your answers")
    phone.looks()
    phone.page.click("text=Send my answers")
    phone.is_at("Your answers are kept on this device")
    phone.status(NO_LINE)
    phone.looks()
