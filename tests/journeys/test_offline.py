"""A phone whose line drops: the answers are kept on it, it says so, and they arrive once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.conftest import PATIENCE
from tests.journeys.phones import (
    INSTRUMENT,
    LEFT,
    SENT,
    Phone,
    a_phone,
    answer_without_a_line,
    answers,
)
from tests.journeys.test_dropped_line import sign_in

from kith.questionnaires.logic import steps
from kith.questionnaires.read import read_instrument
from kith.questionnaires.write import to_json
from kith.service.people.models import Person
from kith.service.surveys.domain import answering
from kith.service.surveys.domain.waves import close_now
from kith.service.surveys.models import OfflineDelivery, Response, Wave

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(browser: Browser, live_server) -> Iterator[Phone]:
    with a_phone(browser, live_server.url, PATIENCE) as phone:
        yield phone


def test_answers_given_without_a_line_are_kept_and_arrive_once(phone: Phone):
    phone.begins()
    phone.looks()
    phone.loses_the_line()
    answer_without_a_line(phone)
    assert answers() == []
    # Closed and opened again, still without a line: from the mail's link, and by reloading
    phone.page.reload()
    phone.is_at("Your answers are kept on this device")
    other = phone.context.new_page()
    other.goto(phone.link)
    expect(other.locator("#device-screen h2")).to_have_text("Your answers are kept on this device")
    # The line is back: both tabs try, and it arrives once
    phone.has_a_line()
    phone.status(SENT)
    phone.is_at("Thank you")
    expect(other.locator("#device-screen h2")).to_have_text("Thank you")
    assert answers() == [{"met": True, "times": 6, "useful": 2}]
    assert OfflineDelivery.objects.count() == 1
    assert phone.page.evaluate(LEFT) == [0, 0, 0]
    phone.looks()


def test_a_closed_wave_says_so_and_the_answers_stay_until_they_are_cleared(phone: Phone):
    phone.begins()
    phone.loses_the_line()
    answer_without_a_line(phone)
    close_now(by=phone.made.by, wave=phone.made.wave())
    phone.has_a_line()
    phone.is_at("Your answers could not be taken")
    assert "How many times?\n6" in phone.page.input_value("textarea")
    assert answers() == []
    phone.looks()
    phone.page.click("#device-screen >> text=Clear from this device")
    phone.is_at("Clear from this device?")
    phone.page.click("button:has-text('Clear from this device')")
    phone.is_at("Nothing is kept on this device")
    assert phone.page.evaluate(LEFT) == [0, 0, 0]


def test_of_two_devices_the_later_is_asked_which_answers_stand(phone: Phone):
    """In Chinese: the kept page speaks the person's language, also without a line."""
    Person.objects.filter(name__startswith="Amina").update(language="zh-hans")
    phone.begins()
    phone.loses_the_line()
    phone.page.goto(f"{phone.link}without-a-line/")
    phone.is_at("见面")
    phone.page.check("input[name=met][value=no]")
    phone.goes_on()
    phone.is_at("为什么没有")
    phone.page.fill("textarea", "没有时间 \U0001f600 مرحبا")
    phone.goes_on()
    phone.is_at("多久一次")
    assert phone.page.locator("input[name=times]").count() == 0
    phone.goes_on()
    phone.page.click("[data-does=send]")
    phone.is_at("您的回答保存在这台设备上")
    # Meanwhile the same person answers on another device, page by page
    invitation = phone.made.invitation("Amina")
    instrument = answering.sitting(invitation).instrument
    for key, typed in (("meet", {"met": "yes"}), ("often", {"useful": "1"})):
        step = next(one for one in steps(instrument, answering.sitting(invitation).answers) if one.key == key)
        answering.save_step(by=phone.made.by, invitation=invitation, step=step, raw=typed)
    answering.submit(by=phone.made.by, invitation=invitation)
    phone.has_a_line()
    phone.is_at("我们这里有您的其他回答")
    assert answers() == [{"met": True, "useful": 1}]
    phone.looks()
    phone.page.reload()
    phone.is_at("我们这里有您的其他回答")
    phone.page.click("text=改为发送这台设备上的回答")
    phone.is_at("谢谢")
    assert answers() == [{"met": False, "reason": "没有时间 \U0001f600 مرحبا"}]
    assert phone.page.evaluate(LEFT) == [0, 0, 0]


def test_with_a_line_nothing_is_different_and_nothing_stays_on_the_device(phone: Phone):
    phone.begins()
    phone.page.check("input[name=met][value=yes]")
    phone.goes_on()
    phone.page.fill("input[name=times]", "3")
    phone.goes_on()
    expect(phone.page.locator("h1")).to_contain_text("Check your answers")
    # What is never put off: taking answers back
    phone.loses_the_line()
    phone.page.click("text=Take my answers back")
    phone.is_at("This needs a line")
    phone.looks()
    phone.has_a_line()
    phone.page.click("#device-screen a")
    expect(phone.page.locator("main")).to_contain_text("Go on where I stopped")
    phone.page.goto(f"{phone.link}check-answers/")
    phone.page.click("text=Send my answers")
    expect(phone.page.locator("h1")).to_contain_text("Thank you")
    assert answers() == [{"met": True, "times": 3}]
    phone.page.wait_for_function(f"async () => (await ({LEFT})()).every((count) => count === 0)")


def test_a_screen_answered_with_a_line_is_known_when_it_drops(phone: Phone):
    """Saved page by page, gone on without a line, changed once more after it was packed: one response in the end."""
    phone.begins()
    phone.page.check("input[name=met][value=yes]")
    phone.goes_on()
    phone.page.wait_for_url("**/often/")
    expect(phone.page.locator("[data-device-says=ready]")).to_be_visible()
    phone.loses_the_line()
    phone.page.fill("input[name=times]", "4")
    phone.goes_on()
    phone.is_at("How often")
    assert phone.page.input_value("input[name=times]") == "4"
    phone.goes_on()
    phone.page.click("text=Send my answers")
    phone.is_at("Your answers are kept on this device")
    phone.page.click("text=Change my answers")
    phone.is_at("Meeting")
    phone.goes_on()
    phone.is_at("How often")
    phone.page.fill("input[name=times]", "5")
    phone.goes_on()
    phone.page.click("text=Send my answers")
    phone.has_a_line()
    phone.is_at("Thank you")
    assert answers() == [{"met": True, "times": 5}]


def test_a_questionnaire_that_changed_meanwhile_takes_nothing_and_the_words_can_be_copied(phone: Phone):
    phone.begins()
    phone.loses_the_line()
    answer_without_a_line(phone)
    instrument = read_instrument(
        INSTRUMENT.replace("Have you met?", "Did you meet?").encode(), "invented.toml"
    )
    Wave.objects.filter(key="before").update(
        instrument=to_json(instrument), instrument_sha256=instrument.sha256
    )
    phone.has_a_line()
    phone.is_at("The questionnaire has changed")
    assert "How many times?\n6" in phone.page.input_value("textarea")
    # The page of the new version takes the place of the old one, and still has what was not sent
    phone.page.goto(phone.link)
    phone.page.click("text=See the answers that this device keeps")
    phone.is_at("The questionnaire has changed")
    phone.looks()
    phone.page.wait_for_function(f"async () => String(await ({LEFT})()) === '1,1,1'")
    assert answers() == []


def test_somebody_signed_in_gets_a_link_of_their_own_for_it(phone: Phone, live_server):
    phone.made.agree("Amina")
    invitation = phone.made.invitation("Amina")
    sign_in(phone.page, invitation.place.person, live_server.url)
    phone.page.goto(f"/questionnaires/{invitation.pk}/")
    phone.page.click("button:has-text('Answer on this device')")
    phone.page.wait_for_url("**/answer/**")
    expect(phone.page.locator("[data-device-says=ready]")).to_be_visible()
    phone.loses_the_line()
    phone.page.click("main >> text=Start")
    phone.is_at("Meeting")
    assert "Amina" not in phone.page.content()  # the kept page is a stranger's
    phone.page.keyboard.press("Tab")
    phone.looks()


def test_a_line_that_drops_between_two_screens_loses_neither(phone: Phone):
    """The screen was saved, and the next one never came."""
    phone.begins()
    phone.context.route("**/often/", lambda route: route.abort("internetdisconnected"))
    phone.page.check("input[name=met][value=yes]")
    phone.goes_on()
    phone.is_at("How often")
    phone.loses_the_line()
    phone.page.fill("input[name=times]", "7")
    phone.goes_on()
    expect(phone.page.locator("dd").first).to_have_text("Yes")
    phone.page.click("text=Send my answers")
    phone.is_at("Your answers are kept on this device")
    assert Response.objects.get().answers == {"met": True}
    phone.has_a_line()
    phone.is_at("Thank you")
    assert answers() == [{"met": True, "times": 7}]
