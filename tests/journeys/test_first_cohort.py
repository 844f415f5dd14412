"""The whole of the first journey, by keyboard alone: from two spreadsheets to the report as PDF.

Read it from top to bottom. Rowan runs the programme; Amara is one of the doctors; nobody uses a mouse.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.journeys.invented import EXAMPLES, a_stranger, an_organisation

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AMARA = "amara.balogun@example.org"


def test_from_two_spreadsheets_to_the_report(settings, someone, post, width, tmp_path):
    # Given an invented organisation whose lead is Rowan
    an_organisation(settings)
    a_stranger()
    rowan = someone("Rowan", width)
    amara = someone("Amara", 375)

    sign_in(rowan, "Programme lead")
    start_a_cohort(rowan)
    bring_the_people(rowan, tmp_path)
    invite_them(rowan, post)
    amara_says_yes(amara, post)
    everybody_else_says_yes(rowan)
    match(rowan, post)
    publish(rowan, post)
    amara_meets_her_partner(amara, post)
    ask_before(rowan, amara, post)
    ask_after(rowan, post)
    report(rowan, amara, post)
    a_stranger_sees_nothing_of_it(someone, rowan, amara)


def sign_in(rowan, who):
    rowan.opens("/")
    rowan.is_at("Programmes that grow health leaders")
    rowan.follows("This is a demonstration: sign in with one click as an invented person")
    rowan.is_at("Look around as somebody")
    rowan.presses(f"Sign in as {who}")
    rowan.is_at("Home")


def start_a_cohort(rowan):
    # When Rowan starts a cohort the way one public programme is run
    rowan.presses("Start a cohort")
    rowan.is_at("Programmes")
    rowan.presses("Start a cohort in Northern Vale Hospitals (invented)")
    rowan.is_at("Which programme is it?")
    rowan.follows("Paired Learning")
    rowan.is_at("Start a cohort")
    rowan.types("Name of the cohort", "Spring 2027")
    rowan.chooses("NHS Lothian", of="Which way of running it")
    rowan.types_the_day("First day", 30, 2, 2027)
    rowan.types("Clinicians: at least", "4")
    rowan.types("Clinicians: at most", "30")
    rowan.presses("Start the cohort")
    # Then a day that is in no calendar is refused, with nothing else lost
    rowan.is_at("Start a cohort")
    rowan.sees("There is a problem")
    rowan.types_the_day("First day", 1, 3, 2027)
    rowan.presses("Start the cohort")
    rowan.is_at("Spring 2027")
    rowan.sees("Spring 2027 is made. Bring its people next.")


def bring_the_people(rowan, folder):
    rowan.presses("Bring people in")
    upload(rowan, EXAMPLES / "clinicians.csv", "Doctors")
    accept(rowan, 25)
    # The managers' list has a hole in it: Rowan is told where, mends it and brings it again
    rowan.presses("Bring people in from a spreadsheet")
    upload(rowan, EXAMPLES / "managers.csv", "General managers")
    rowan.is_at("Put these things right first")
    rowan.sees("managers.csv, row 11, column “site”: The cell is blank", "Nothing has been saved.")
    rowan.presses("Upload the mended file")
    upload(rowan, mended(EXAMPLES / "managers.csv", folder), "General managers")
    accept(rowan, 24)


def upload(rowan, file, side):
    rowan.is_at("Bring people in from a spreadsheet")
    rowan.brings(file)
    rowan.chooses(side, of="Who is in it")
    rowan.presses("Upload and look")
    rowan.is_at("Which column is which?")
    rowan.presses("Look at the rows")


def accept(rowan, count):
    rowan.is_at("Is this what you mean?")
    rowan.sees(f"{count} people get a place.", "Nobody is written to yet.")
    rowan.presses("Accept everybody")
    rowan.is_at("People")
    rowan.sees(f"{count} people have a place now.")


def mended(file: Path, folder: Path) -> Path:
    """The same list with a site in the row that had none."""
    with file.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    found = folder / file.name
    with found.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, rows[0])
        writer.writeheader()
        writer.writerows({**row, "site": row["site"] or "Northgate"} for row in rows)
    return found


def invite_them(rowan, post):
    rowan.presses("Invite")
    rowan.is_at("Invite people")
    rowan.sees("49 people have not been invited yet.")
    rowan.presses("Invite 49 people")
    # The mails are held, so that Rowan can look at them
    rowan.is_at("Messages")
    rowan.sees("49 mails are ready and held.")
    post.a_minute_passes()
    assert post.letters == 0
    rowan.follows("Your place in Spring 2027 (amara.balogun@example.org)")
    rowan.is_at("Your place in Spring 2027")
    rowan.sees("Dear Amara Balogun", "[a personal link is put here when the message is sent]")
    rowan.follows("Back")
    rowan.presses("Send 49 held mails")
    rowan.sees("49 mails are on their way.")
    post.a_minute_passes()
    assert post.letters == 49


def amara_says_yes(amara, post):
    # Amara has no account: the link in her letter is enough, on her phone
    amara.opens(post.link_for(AMARA, about="Your place"))
    amara.is_at("Will you take part, Amara Balogun?")
    amara.presses("Yes, I will take part")
    amara.is_at("You are taking part")
    amara.follows("What would make a good match for you")
    amara.is_at("What would make a good match for you")
    amara.presses("Start")
    amara.is_at("Your hopes")
    amara.types("What do you hope to get from the programme?", "To see how decisions about beds are made.")
    amara.types("What would you like to learn from your partner?", "How a budget is put together.")
    amara.presses("Save and go on")
    amara.is_at("What would make a good match for you")
    amara.ticks(
        "Improving quality",
        "Patient safety",
        "Waiting times and patient flow",
        "Money and budgets",
        "Teaching and training",
    )
    amara.presses("Save and go on")
    # A journey of ten hours is refused, with the reason at the question
    amara.types("How long could you travel to meet your partner, one way?", "600")
    amara.presses("Save and go on")
    amara.sees("There is a problem")
    amara.looks()
    amara.types("How long could you travel to meet your partner, one way?", "20")
    amara.presses("Save and go on")
    amara.ticks(
        "Monday morning", "Tuesday morning", "Wednesday morning", "Thursday afternoon", "Friday morning"
    )
    amara.presses("Save and go on")
    # In private she names one she must never be paired with
    amara.is_at("Is there anybody you should not be paired with?")
    amara.sees("Nobody sees it: not the people who run the programme, not the person you name.")
    amara.types("E-mail address 1", "rosa.haddad@example.org")
    amara.presses("Save and go on")
    amara.is_at("Check your answers")
    amara.sees("To see how decisions about beds are made.", "20 minutes", "In private you named 1 person.")
    amara.does_not_see("rosa.haddad")
    amara.presses("Hand in")
    amara.is_at("Thank you")


def everybody_else_says_yes(rowan):
    # On a laptop, the lead of an invented organisation can let its people act
    rowan.returns_to("Spring 2027")
    rowan.is_at("Spring 2027")
    rowan.presses("Let the invented people say yes")
    rowan.is_at("Spring 2027")
    rowan.sees("48 invented people say yes", "49 of 49 confirmed", "49 of 49 handed in")


def match(rowan, post):
    rowan.follows("Open the workbench")
    rowan.is_at("Matching")
    rowan.chooses("Nobody left with a poor match", of="What comes first?")
    rowan.presses("Run the matching")
    rowan.is_at("Draft 1")
    rowan.sees("You can leave this page.")
    post.a_minute_passes()
    # The page finds out by itself
    rowan.waits_for("Continue")
    rowan.presses("Continue")
    rowan.is_at("Draft 1")
    rowan.sees("Matched 48 of 49 people", "proven best", "Without a partner")
    rowan.opens_the_part("Details: the proof")
    rowan.sees("Seed", "Hash of the rules")
    first, second = rowan.pairs()[:2]
    # What Amara asked for in private is kept, and nowhere to be seen
    assert ("Amara Balogun", "Rosa Haddad") not in rowan.pairs()
    keep(rowan, first)
    keep_apart(rowan, second)
    rowan.presses("Run the matching")
    post.a_minute_passes()
    rowan.waits_for("Continue")
    rowan.presses("Continue")
    rowan.is_at("Draft 2")
    assert first in rowan.pairs()
    assert second not in rowan.pairs()
    rowan.sees("Kept together by a decision")


def keep(rowan, pair):
    left, right = pair
    rowan.follows(f"Why these two ({left} – {right})")
    rowan.is_at(f"Why {left} and {right}")
    rowan.presses("Keep them together")
    rowan.is_at(f"Keep {left} and {right} together?")
    rowan.types("Why?", "They already plan a ward round together.")
    rowan.presses("Keep them together")
    rowan.is_at("Matching")
    rowan.sees("They already plan a ward round together.", "Rowan Blake")


def keep_apart(rowan, pair):
    left, right = pair
    rowan.follows("Draft 1")
    rowan.follows(f"Why these two ({left} – {right})")
    rowan.presses("Keep them apart")
    rowan.is_at(f"Keep {left} and {right} apart?")
    rowan.presses("Keep them apart")
    # Without a reason nothing is decided
    rowan.is_at(f"Keep {left} and {right} apart?")
    rowan.sees("There is a problem")
    rowan.types("Why?", "One is on leave until June.")
    rowan.presses("Keep them apart")
    rowan.is_at("Matching")


def publish(rowan, post):
    rowan.presses("Look at the mails and publish")
    rowan.is_at("Publish draft 2?")
    rowan.sees(
        "48 people learn who their partner is.", "1 person is told that there is no partner yet.", "Dear"
    )
    before = post.letters
    rowan.presses("Publish and send the mails")
    rowan.is_at("Pairs")
    rowan.sees("24 pairs are published; the mails are on their way.")
    post.a_minute_passes()
    assert post.letters == before + 49


def amara_meets_her_partner(amara, post):
    # The letter leads to her page again, still without an account
    amara.opens(post.link_for(AMARA, about="Your partner in Spring 2027"))
    amara.is_at("You are taking part")
    amara.follows("See your partner")
    amara.sees("Why you were brought together", "What you will do together")
    amara.does_not_see("Rosa Haddad")
    amara.looks()


def ask_before(rowan, amara, post):
    rowan.returns_to("Spring 2027")
    rowan.follows("See the questionnaires")
    rowan.is_at("Questionnaires")
    open_the_questionnaire(rowan, "Before")
    post.a_minute_passes()
    # Amara begins on her phone, stops, and goes on with the same link
    link = post.link_for(AMARA, about="Before")
    amara.opens(link)
    amara.is_at("Before")
    # She says what may be done with her answers: three questions, none answered for her
    amara.presses("Start")
    amara.sees("There is a problem")
    for use, said in USES:
        amara.chooses(said, of=use)
    amara.presses("Start")
    amara.is_at("Leading at work")
    for question in LEADING:
        amara.chooses("Agree", of=question)
    amara.presses("Save and go on")
    amara.is_at("How the other side works")
    amara.opens(link)
    amara.is_at("Before")
    amara.presses("Go on where I stopped")
    amara.is_at("How the other side works")
    # She may skip a question, and she may go back
    amara.follows("Back")
    amara.is_at("Leading at work")
    amara.presses("Save and go on")
    amara.chooses("Disagree", of="I can picture an ordinary working day on the other side.")
    amara.presses("Save and go on")
    amara.is_at("Working together")
    amara.presses("Save and go on")
    amara.is_at("Check your answers")
    amara.presses("Send my answers")
    amara.is_at("Thank you")
    let_the_others_answer(rowan)
    # The lead sees counts, never who
    rowan.follows("See the questionnaires")
    rowan.follows("Before")
    rowan.is_at("Before")
    rowan.does_not_see("Amara")
    rowan.presses("Close it now")
    rowan.sees("The questionnaire is closed.")


USES = (
    ("May we use your answers in the report of this programme?", "Yes"),
    ("May the evaluator read your answers on a line of their own, under a pseudonym?", "Yes"),
    ("May what you write in your own words be quoted without your name?", "No"),
)
LEADING = (
    "I could lead a small change in how we work, from idea to result.",
    "I can bring people with me when they do not report to me.",
    "I put off difficult conversations for longer than I should.",
    "If I were asked to take on more responsibility next month, I would feel ready.",
)


def open_the_questionnaire(rowan, name):
    rowan.follows(name)
    rowan.is_at(name)
    rowan.presses("Open it now")
    rowan.is_at(name)
    rowan.sees("The questionnaire is open, and everybody who takes part has a mail on its way.")


def let_the_others_answer(rowan):
    rowan.returns_to("Spring 2027")
    rowan.presses("Let the invented people answer")
    rowan.is_at("Spring 2027")
    rowan.sees("questionnaires are filled in.")


def ask_after(rowan, post):
    rowan.returns_to("Questionnaires")
    for name in ("After", "How it went"):
        open_the_questionnaire(rowan, name)
        rowan.returns_to("Questionnaires")
    rowan.is_at("Questionnaires")
    post.a_minute_passes()
    let_the_others_answer(rowan)
    rowan.follows("See the questionnaires")
    look_at_what_came_in(rowan)
    for name in ("After", "How it went"):
        rowan.follows(name)
        rowan.presses("Close it now")
        rowan.returns_to("Questionnaires")


def look_at_what_came_in(rowan):
    rowan.follows("How many have answered, by side and site")
    rowan.is_at("How many have answered")
    rowan.returns_to("Questionnaires")
    rowan.follows("Ask different people by one address")
    rowan.is_at("Ask different people by one address")
    rowan.follows("Back")
    rowan.follows("After")
    rowan.follows("Print it for those who want it on paper")
    rowan.is_at("Questionnaires on paper")
    rowan.follows("Back")
    rowan.returns_to("Questionnaires")


def report(rowan, amara, post):
    rowan.returns_to("Spring 2027")
    rowan.follows("Make the report")
    rowan.is_at("Make a report")
    rowan.presses("Make the report")
    rowan.sees("You can leave this page.")
    rowan.looks()
    post.a_minute_passes()
    rowan.waits_for("Continue")
    rowan.presses("Continue")
    rowan.looks()
    rowan.sees("Not published")
    assert rowan.downloads("Download the PDF").read_bytes().startswith(b"%PDF")
    rowan.presses("Publish")
    rowan.is_at("Publish this report?")
    rowan.presses("Publish the report")
    rowan.sees("The report is published. Everybody who takes part can read it now.")
    amara_reads_it(amara, post)
    close(rowan)


def amara_reads_it(amara, post):
    # To read she signs in with a code that comes by mail
    amara.opens("/")
    amara.presses("Sign in")
    amara.is_at("Sign in")
    amara.presses("Send me a code")
    amara.types("E-mail address", AMARA)
    amara.presses("Send me a code")
    amara.is_at("Enter the code")
    post.a_minute_passes()
    amara.types("Code", post.code_for(AMARA))
    amara.presses("Sign in")
    amara.is_at("Home")
    amara.follows("Read the report")
    amara.looks()
    amara.does_not_see("Rosa Haddad")
    assert amara.downloads("Download the PDF").read_bytes().startswith(b"%PDF")


def close(rowan):
    rowan.returns_to("Spring 2027")
    rowan.follows("Close this cohort")
    rowan.is_at("Close Spring 2027?")
    rowan.sees("Personal links stop working.", "You can reopen it.")
    rowan.presses("Close the cohort")
    rowan.is_at("Spring 2027")
    rowan.sees("Spring 2027 is closed.")


def a_stranger_sees_nothing_of_it(someone, rowan, amara):
    alex = someone("Alex")
    sign_in(alex, "Stranger")
    own = set(alex.addresses)
    for address in {
        one for one in (*rowan.addresses, *amara.addresses) if "/cohorts/" in one or "/places/" in one
    } - own:
        answer = alex.page.goto(address)
        assert answer.status == 404, f"a stranger gets {answer.status} at {address}"
    alex.looks()
