"""The whole of the first journey, by keyboard alone: from two spreadsheets to the report as PDF.

Read it from top to bottom. Rowan runs the programme; Amara is one of the doctors; nobody uses a mouse.
"""

from __future__ import annotations

import pytest
from tests.journeys.invented import EXAMPLES, a_stranger, an_organisation

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AMARA = "amara.balogun@example.org"


def test_from_two_spreadsheets_to_the_report(settings, someone, post, width):
    # Given an invented organisation whose lead is Rowan
    an_organisation(settings)
    a_stranger()
    rowan = someone("Rowan", width)
    amara = someone("Amara", 375)

    sign_in(rowan, "Programme lead")
    start_a_cohort(rowan)
    bring_the_people(rowan)
    invite_them(rowan, post)
    amara_says_yes(amara, post)
    everybody_else_says_yes(rowan)
    match(rowan, post)
    publish(rowan, post)
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


def bring_the_people(rowan):
    rowan.follows("Bring people in")
    for file, side, count in (("clinicians.csv", "Clinicians", 25), ("managers.csv", "Managers", 24)):
        rowan.is_at("Bring people in from a spreadsheet")
        rowan.brings(EXAMPLES / file)
        rowan.chooses(side, of="Who is in it")
        rowan.presses("Upload and look")
        rowan.is_at("Which column is which?")
        rowan.presses("Look at the rows")
        rowan.is_at("Is this what you mean?")
        rowan.sees(f"{count} people get a place.", "Nobody is written to yet.")
        rowan.presses("Accept everybody")
        rowan.is_at("People")
        rowan.sees(f"{count} people have a place now.")
        if side == "Clinicians":
            rowan.presses("Bring people in from a spreadsheet")


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
    rowan.follows("Your place in Spring 2027 (Amara Balogun)")
    rowan.is_at("Your place in Spring 2027")
    rowan.sees("Dear Amara", "[a personal link is put here when the message is sent]")
    rowan.follows("Back")
    rowan.presses("Send 49 held mails")
    rowan.sees("49 mails are on their way.")
    post.a_minute_passes()
    assert post.letters == 49


def amara_says_yes(amara, post):
    amara.opens(post.link_for(AMARA, about="Your place"))
    amara.is_at("Will you take part, Amara?")
    amara.presses("Yes, I will take part")
    amara.is_at("You are taking part")
    amara.follows("What would make a good match for you")
    amara.is_at("What would make a good match for you")
    amara.presses("Start")
    amara.is_at("Your hopes")
