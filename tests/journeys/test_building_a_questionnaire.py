"""A lead with a keyboard and a phone builds a questionnaire without a file, asks it in a cohort, and sees the count.

Ten questions with a skip, a grid and a score; in Chinese too; looked at, tried, published, asked once, answered by link.
"""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from tests.journeys.invented import a_cohort, an_organisation, everybody_confirms

from kith.service.surveys.domain.waves import open_due
from kith.service.surveys.models import Questionnaire, QuestionnaireVersion

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE = 375
TITLE = "After the first month"
CHINESE = "第一个月之后"


def test_ten_questions_built_translated_tried_published_asked_and_answered(settings, someone, post):
    # Given a cohort of an invented organisation, whose people have all said yes
    invented = an_organisation(settings)
    cohort = a_cohort(invented, timezone.localdate() - dt.timedelta(days=30), cora="zh-hans")
    everybody_confirms(cohort)
    rowan = someone("Rowan", PHONE)

    begin(rowan)
    add_questions(rowan)
    add_a_skip(rowan)
    add_a_score(rowan)
    say_whose_words(rowan)
    translate(rowan)
    look_and_try(rowan)
    publish(rowan)
    ask_the_cohort(rowan)
    answer_by_link(someone("Cora", PHONE), post)
    see_the_count(rowan)


def at(somebody, heading):
    """The page of this heading; checked from top to bottom where they have not been before."""
    address = somebody.page.url.split("#")[0]
    if address in {one.split("#")[0] for one in somebody.addresses}:
        somebody.sees(heading)
    else:
        somebody.is_at(heading)


def begin(rowan):
    rowan.opens("/demo/")
    rowan.presses("Sign in as Programme lead")
    rowan.follows("Programmes")
    rowan.follows("Questionnaires of Northern Vale Hospitals (invented)’s own")
    rowan.follows("Make a questionnaire here, without a file")
    at(rowan, "Questionnaires we make")
    rowan.sees("There is none yet.")
    rowan.presses("Make a questionnaire")
    at(rowan, "Make a questionnaire")
    rowan.types("What is it called?", TITLE)
    rowan.presses("Make it")
    at(rowan, TITLE)
    rowan.sees("The questionnaire asks nothing yet. Add a question.", "Say whose words these are")


def add(rowan, kind, words):
    rowan.presses("Add a question")
    at(rowan, "Add a question")
    rowan.chooses(kind, of="What kind of question?")
    rowan.presses("Continue")
    rowan.types("The question" if kind != "Words that are only read" else "The words", words)


def save(rowan):
    rowan.presses("Save the question")
    at(rowan, TITLE)


def add_questions(rowan):
    add(rowan, "Words that are only read", "Thank you for a few minutes.")
    save(rowan)
    add(rowan, "Yes or no", "Have you met your partner?")
    rowan.chooses("They must answer it", of="Must it be answered?")
    save(rowan)
    add(rowan, "A number", "How many times?")
    rowan.types("The least that can be answered", "1")
    rowan.ticks("Only whole numbers")
    save(rowan)
    add(rowan, "One of several answers", "Where did you meet?")
    # One answer is too few, and the page says so beside the question
    rowan.types("The answers to choose from", "At work")
    save(rowan)
    rowan.looks()
    rowan.sees("There must be at least two answers to choose from.")
    rowan.follows("Where did you meet? (where_did_you_meet)")
    at(rowan, "Where did you meet?")
    rowan.follows("Change the question")
    rowan.types("The answers to choose from", "At work\nBy video\nSomewhere else")
    save(rowan)
    rowan.does_not_see("There must be at least two answers")
    add(rowan, "Any of several answers", "What helped?")
    rowan.types("The answers to choose from", "Time\nA place\nNone of these")
    rowan.types("An answer that stands alone", "None of these")
    save(rowan)
    add(rowan, "A date", "When will you meet next?")
    save(rowan)
    add(rowan, "A longer text", "What should we change?")
    save(rowan)
    add_a_grid(rowan)


def add_a_grid(rowan):
    rowan.presses("Add a grid")
    at(rowan, "New grid")
    rowan.types("Title of the page", "How it is going")
    rowan.types("The statements", "I am heard.\nI learn.\nI feel alone.\nI would do it again.")
    rowan.presses("Save the grid")
    at(rowan, TITLE)
    rowan.sees("Page 8: How it is going", "I would do it again.")
    # The grid comes before the last question: one button up
    rowan.presses("Up (page 8)")
    rowan.is_at(TITLE)
    rowan.sees("Page 7: How it is going")


def add_a_skip(rowan):
    rowan.follows("How many times? (how_many_times)")
    at(rowan, "How many times?")
    rowan.follows("Change when it is asked")
    at(rowan, "When it is asked")
    rowan.sees("Everybody is asked.")
    rowan.presses("Add a condition")
    at(rowan, "Which answer does it depend on?")
    rowan.chooses("Have you met your partner?", of="Earlier questions")
    rowan.presses("Continue")
    at(rowan, "Have you met your partner?")
    rowan.chooses("is", of="Its answer")
    rowan.picks("Yes", of="Which answer?")
    rowan.presses("Add the condition")
    rowan.is_at("When it is asked")
    rowan.sees("“Have you met your partner?” is “Yes”")
    rowan.follows("Done")
    rowan.follows("Back")


def add_a_score(rowan):
    rowan.follows("Add a score")
    at(rowan, "New score")
    rowan.types("What does the score measure?", "Belonging")
    for group, statements in (
        ("Which questions make it?", ("I am heard.", "I learn.", "I feel alone.", "I would do it again.")),
        ("Which of them are turned round?", ("I feel alone.",)),
    ):
        for statement in statements:
            rowan.ticks_in(group, statement)
    rowan.presses("Save the score")
    at(rowan, TITLE)
    rowan.sees("Belonging: the mean of 4 questions. All 4 must be answered; otherwise there is no score.")


def say_whose_words(rowan):
    rowan.follows("Whose words these are")
    at(rowan, "Whose words these are")
    rowan.chooses("Our own words", of="Whose words are these?")
    rowan.types("Licence", "Our own, free to use")
    rowan.presses("Save")
    at(rowan, TITLE)
    rowan.does_not_see("to mend before it can be published")


def translate(rowan):
    rowan.follows("Languages")
    at(rowan, "Languages")
    rowan.ticks("Simplified Chinese")
    rowan.presses("Save")
    at(rowan, TITLE)
    rowan.sees("texts have no words in Simplified Chinese")
    rowan.follows("Translate into Simplified Chinese")
    at(rowan, "Translate into Simplified Chinese")
    boxes = rowan.page.locator("form .kith-beside__target").locator("input, textarea")
    for place in range(boxes.count()):
        if not boxes.nth(place).input_value():
            boxes.nth(place).fill(CHINESE if place == 0 else f"译文{place}")
    rowan.presses("Save the translation")
    rowan.is_at(TITLE)
    rowan.does_not_see("no words in Simplified Chinese")


def look_and_try(rowan):
    rowan.follows("See it as its receivers do")
    at(rowan, "As its receivers see it")
    rowan.sees("Only when “Have you met your partner?” is “Yes”", "Strongly disagree")
    rowan.follows("In Simplified Chinese")
    rowan.sees(CHINESE, "非常不同意")
    rowan.follows("As wide as a phone")
    rowan.looks()
    rowan.follows("Back")
    rowan.follows("Try it with sample answers")
    rowan.looks()
    rowan.sees("Nothing of this is kept.", "Belonging")
    rowan.follows("Back")
    rowan.follows("Try it: answer it yourself")
    at(rowan, "Try it")
    rowan.sees("Thank you for a few minutes.")
    rowan.presses("Go on")
    # Whoever has not met is not asked how often
    rowan.chooses("No", of="Have you met your partner?")
    rowan.presses("Go on")
    rowan.does_not_see("How many times?")
    rowan.sees("Where did you meet?")
    rowan.presses("Go on")
    rowan.sees("What helped?")
    rowan.presses("Go on")
    rowan.sees("When will you meet next?")
    rowan.presses("Go on")
    for statement in ("I am heard.", "I learn.", "I would do it again."):
        rowan.chooses("Agree", of=statement)
    rowan.chooses("Disagree", of="I feel alone.")
    rowan.presses("Go on")
    rowan.presses("Go on")
    at(rowan, "Your answers")
    rowan.sees("How many times?", "It is asked")
    assert ["Belonging", "4", "4 of 4", "1 to 5"] in rowan.cells_of("Scores")
    rowan.follows("Back")


def publish(rowan):
    rowan.presses("Publish a version")
    at(rowan, "Publish version 1")
    rowan.presses("Publish version 1")
    at(rowan, "Versions")
    version = QuestionnaireVersion.objects.get()
    rowan.follows("Version 1")
    at(rowan, "Version 1")
    rowan.sees(version.sha256, "Questions\n10")


def ask_the_cohort(rowan):
    assert Questionnaire.objects.count() == 1
    rowan.follows("Programmes")
    rowan.follows("Winter 2027")
    rowan.follows("See the questionnaires")
    at(rowan, "Questionnaires")
    rowan.follows("Ask one more questionnaire")
    at(rowan, "Ask one more questionnaire")
    rowan.chooses(f"{TITLE}, version 1", of="Which questionnaire?")
    today = timezone.localdate()
    last = today + dt.timedelta(days=10)
    rowan.types_the_day("First day", today.day, today.month, today.year)
    rowan.types_the_day("Last day", last.day, last.month, last.year)
    rowan.presses("Plan it")
    at(rowan, TITLE)
    rowan.sees("Planned")


def answer_by_link(cora, post):
    open_due(timezone.now() + dt.timedelta(hours=24))
    post.a_minute_passes()
    cora.opens(post.link_for("cora@example.org", about=CHINESE))
    cora.sees(CHINESE)
    agree_and_answer(cora)


def agree_and_answer(cora):
    page = cora.page
    for group in page.get_by_role("group").all():
        group.get_by_role("radio").first.check()
    page.locator("main form button").first.click()
    while page.locator("main form").count() and "check-answers" not in page.url:
        cora.looks()
        for group in page.get_by_role("group").all():
            if group.get_by_role("radio").count():
                group.get_by_role("radio").first.check()
        for number in page.locator("main input[inputmode=numeric]").all():
            number.fill("3")
        page.locator("main form button").first.click()
    page.locator("main form button").first.click()
    page.wait_for_url("**/done/")
    cora.looks()


def see_the_count(rowan):
    rowan.opens(rowan.page.url)
    rowan.sees("Open")
    rowan.returns_to("Questionnaires")
    rowan.sees(TITLE, "Not shown: fewer than 5 people on a side")
