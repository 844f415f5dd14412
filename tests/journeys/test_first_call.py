"""The whole of the second journey, by keyboard alone: from an open call to chosen people.

Rowan runs the programme and sits at a desk; so do Ines, who reads, and Toby, who interviews. Amara applies on her
phone, and her supervisor answers on his. Everybody else who applies or judges does so at once, unseen.
"""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from tests.journeys.invented import a_stranger, an_organisation
from tests.journeys.other_people import others_apply, others_book, others_judge
from tests.journeys.somebody import HEADING
from tests.journeys.test_first_cohort import sign_in

from kith.programmes import load_shipped
from kith.service.recruitment.models import Application, Call

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AMARA, BOLA = "amara.balogun@example.org", "bola@example.org"
BOSS, INES, TOBY = "jane.smith@example.org", "ines.carvalho@example.org", "toby.marsh@example.org"
PHONE = 375
POINTS = {"Amara": 4, "Bola": 3, "Chidi": 2, "Dora": 1}
CRITERIA = {
    str(one.name): [f"{anchor.points}: {anchor.words}" for anchor in one.anchors]
    for one in load_shipped("paired-learning").selection.criteria
}


def test_from_an_open_call_to_chosen_people(settings, someone, post):
    # Given an invented organisation whose lead is Rowan
    an_organisation(settings)
    a_stranger()
    rowan = someone("Rowan")
    amara, jane = someone("Amara", PHONE), someone("Jane", PHONE)
    ines, toby = someone("Ines"), someone("Toby")

    sign_in(rowan, "Programme lead")
    start_a_cohort(rowan)
    write_the_call(rowan)
    way_in = add_channels(rowan)
    amara_starts(amara, post, way_in)
    amara_fills_it_in(amara, post)
    amara_answers_about_herself(amara)
    amara_sends_it(amara)
    the_supervisor_agrees(jane, post)
    somebody_withdraws(someone, post, way_in)
    the_others_apply()
    share_out(rowan)
    ines_reads(ines, post)
    shortlist(rowan)
    make_a_panel(rowan)
    amara_books_a_time(amara, post)
    toby_interviews(toby, post)
    offer_places(rowan)
    answers_come(amara, someone, post)
    write_letters(rowan, post)
    see_who_got_in(rowan)
    a_stranger_sees_nothing_of_it(someone, rowan, ines)


def start_a_cohort(rowan):
    # When Rowan starts a cohort the way one public programme is run, six months from now
    rowan.presses("Start a cohort")
    rowan.presses("Start a cohort in Northern Vale Hospitals (invented)")
    rowan.follows("Paired Learning")
    rowan.is_at("Start a cohort")
    first = timezone.localdate() + dt.timedelta(days=150)
    rowan.types("Name of the cohort", "Linden")
    rowan.chooses("Imperial College Healthcare", of="Which way of running it")
    rowan.types_the_day("First day", first.day, first.month, first.year)
    for side in ("Clinicians", "Managers"):
        rowan.types(f"{side}: at least", "1")
        rowan.types(f"{side}: at most", "2")
    rowan.presses("Start the cohort")
    rowan.is_at("Linden")


def write_the_call(rowan):
    rowan.follows("Open a call")
    rowan.is_at("Call")
    rowan.presses("Write the call")
    rowan.is_at("Write the call")
    today = timezone.localdate()
    for legend, day in (("First day", today), ("Last day", today + dt.timedelta(days=20))):
        rowan.types_the_day(legend, day.day, day.month, day.year)
    rowan.types("About the programme here (English)", "Pairs are made across four hospitals.")
    rowan.types("Whom to ask (English)", "Rowan Blake, rowan.blake@example.org")
    rowan.presses("Save")
    rowan.is_at("Call")
    rowan.presses("See it as the public will")
    rowan.is_at("Linden")
    rowan.sees("Preview", "Pairs are made across four hospitals.", "You are a specialty registrar")
    rowan.follows("Back")
    rowan.presses("Publish the call")
    rowan.is_at("Publish the call?")
    rowan.presses("Publish it")
    rowan.sees("The call is published.")


def add_channels(rowan) -> str:
    for name in ("Staff newsletter", "Poster, canteen"):
        rowan.types("Name of the channel", name)
        rowan.presses("Add the channel")
    addresses = rowan.page.locator("code").all_inner_texts()
    return next(one for one in addresses if "via/staff-newsletter" in one)


def amara_starts(amara, post, way_in):
    # Amara comes by the newsletter, on her phone
    amara.opens(way_in)
    amara.is_at("Linden")
    amara.sees("Applications are open until", "Nine months.", "What we ask managers")
    amara.follows("Apply as: Specialty registrar")
    amara.is_at("Apply as: Specialty registrar")
    amara.types("Your full name", "Amara Balogun")
    amara.types("Your e-mail address", AMARA)
    amara.presses("Send me a link")
    amara.is_at("Check your e-mail")
    post.a_minute_passes()
    amara.opens(post.link_for(AMARA, about="Your application to Linden"))
    amara.is_at("Your application")
    amara.presses("Start")


def amara_fills_it_in(amara, post):
    answers(amara, "What is your job title?", "Specialty registrar, stroke")
    chooses(amara, "What is your profession?", "Medicine")
    # She stops, and goes on with the same link
    amara.opens(post.link_for(AMARA, about="Your application to Linden"))
    amara.is_at("Your application")
    amara.presses("Go on where you stopped")
    chooses(amara, "What is your grade or pay band?", "Specialty registrar (ST3 and above, SpR)")
    amara.types("Which site do you work at most?", "Northgate")
    amara.types("Which department or team?", "Stroke unit")
    amara.presses("Save and go on")
    answers(amara, "Which directorate or division do you belong to?", "Medicine")
    # Years that nobody can have worked are refused, with the reason at the question
    amara.types("How many years have you worked in the NHS, or for it, altogether?", "600")
    amara.chooses("2 years or more", of="How long have you been in your present job?")
    amara.presses("Save and go on")
    amara.sees("There is a problem")
    amara.looks()
    answers(amara, "How many years have you worked in the NHS, or for it, altogether?", "9")
    for question in (
        "Why do you want to take part, and why now?",
        "What would you bring to a manager who is paired with you?",
        "Tell us about something you tried to improve.",
        "What could a manager see or do beside you?",
    ):
        answers(amara, question, "How beds are shared out in winter, and who decides it.")
    amara.chooses("Yes, it is agreed", of="Can you be released for the time this takes?")
    answers(amara, "How will you make the time?", "Wednesday mornings; a colleague covers.")
    amara.presses("Save and go on")
    amara.is_at("Your supervisor’s permission")
    amara.types("Their full name", "Jane Smith")
    amara.types("Their work e-mail address", BOSS)
    amara.types("Their position", "Consultant, stroke")
    amara.presses("Save and go on")


def answers(amara, question, words):
    amara.types(question, words)
    amara.presses("Save and go on")


def chooses(amara, question, option):
    amara.chooses(option, of=question)
    amara.presses("Save and go on")


def amara_answers_about_herself(amara):
    amara.is_at("Equality questions")
    amara.sees("These are not part of your application.", "No reviewer, manager or lead can see them.")
    amara.presses("Answer the questions (4 minutes)")
    amara.looks()
    amara.chooses("Black or Black British: African", of="What is your ethnic group?")
    amara.presses("Save and go on")
    amara.chooses("Female", of="What is your sex?")
    amara.presses("Save and go on")
    amara.follows("Skip the rest")


def amara_sends_it(amara):
    amara.is_at("Check your answers")
    amara.sees("Specialty registrar, stroke", "Jane Smith", "Equality questions")
    amara.does_not_see("Black or Black British")
    amara.presses("Agree and send")
    amara.is_at("Your application is sent")


def the_supervisor_agrees(jane, post):
    # The supervisor has no account: he reads what it means, answers, and looks at it once more
    post.a_minute_passes()
    jane.opens(post.link_for(BOSS, about="Can Amara Balogun take part"))
    jane.is_at("Can Amara Balogun take part?")
    jane.sees("What you would be agreeing to", "You are not asked to judge the application")
    jane.chooses("Yes, I agree", of="Do you agree that they take part?")
    jane.types("Your name", "Jane Smith")
    jane.types("Your position", "Consultant, stroke")
    jane.presses("Go on")
    jane.is_at("Check your answer")
    jane.presses("Send my answer")
    jane.looks()
    jane.sees("Amara Balogun")


def somebody_withdraws(someone, post, way_in):
    # Emeka starts and thinks better of it
    emeka = someone("Emeka", PHONE)
    emeka.opens(way_in)
    emeka.follows("Apply as: Manager")
    emeka.types("Your full name", "Emeka Obi")
    emeka.types("Your e-mail address", "emeka.obi@example.org")
    emeka.presses("Send me a link")
    post.a_minute_passes()
    link = post.link_for("emeka.obi@example.org", about="Your application")
    emeka.opens(link)
    emeka.presses("Start")
    emeka.opens(link)
    emeka.follows("Withdraw your application")
    emeka.is_at("Withdraw your application?")
    emeka.presses("Withdraw it")
    emeka.sees("It is withdrawn.")


def the_others_apply():
    call = Call.objects.select_related("cohort__organisation", "cohort__definition").get()
    others_apply(call, ["Bola Eze", "Chidi Osei", "Dora Penry"], "clinician", band="spr")
    others_apply(call, ["Femi Shah", "Gita Yeo"], "manager", band="band_7")


def share_out(rowan):
    rowan.presses("See the applications")
    rowan.is_at("Applications")
    rowan.sees("Amara Balogun", "Given")
    rowan.follows("Reviewers")
    rowan.is_at("Reviewers")
    add_a_judge(rowan, "Ines Carvalho", INES, interviews=False)
    add_a_judge(rowan, "Toby Marsh", TOBY, interviews=True)
    add_a_judge(rowan, "Lena Frost", "lena.frost@example.org", interviews=True)
    rowan.presses("Share out the applications")
    rowan.sees("12 reviews are given out.")


def add_a_judge(rowan, name, address, *, interviews):
    rowan.presses("Add a reviewer")
    rowan.types("Name", name)
    rowan.types("E-mail address", address)
    rowan.ticks("Interview" if interviews else "Specialty registrars")
    rowan.presses("Add")


def ines_reads(ines, post):
    # Ines compares how she judges on the examples first
    sign_in_by_mail(ines, post, INES)
    for _example in range(2):
        ines.follows(first_to_do(ines, "Invented example"))
        score(ines, 2)
    # A real one has no name on it
    ines.follows(first_to_do(ines))
    ines.looks()
    ines.does_not_see("Amara", "Bola", "Northgate")
    score(ines, points_of(ines))
    ines.follows("I know the applicant, or cannot be fair")
    ines.types("Why can you not judge this one?", "We trained together.")
    ines.presses("Somebody else should judge it")
    ines.sees("Somebody else judges it.")
    others_judge(POINTS)


def sign_in_by_mail(who, post, address):
    # No password: a code comes by mail
    post.a_minute_passes()
    who.opens(post.link_for(address, about="You help to choose the people of Linden"))
    who.is_at("Get a code by e-mail")
    who.types("E-mail address", address)
    who.presses("Send me a code")
    post.a_minute_passes()
    who.types("Code", post.code_for(address))
    who.presses("Sign in")
    who.is_at("Applications to judge")


def first_to_do(ines, begins: str = "") -> str:
    """The first row that is still to be done, and whose title begins so."""
    rows = ines.page.locator("tbody tr").all()
    waiting = [row for row in rows if "To do" in row.inner_text()]
    titles = [row.locator("a").inner_text() for row in waiting]
    return next(title for title in titles if title.startswith(begins))


def points_of(ines) -> int:
    """As many as this applicant is worth in this story."""
    reference = ines.page.evaluate(HEADING)
    return POINTS.get(Application.objects.get(reference=reference).name.split()[0], 2)


def score(ines, points):
    for criterion, anchors in CRITERIA.items():
        ines.chooses(anchors[points], of=criterion)
    ines.presses("Send")


def shortlist(rowan):
    rowan.follows("Selection")
    rowan.is_at("Selection: Specialty registrars")
    rowan.sees("Ranking by applications as written")
    decide(rowan, "Put on the shortlist", 3, "Put 3 on the shortlist")
    rowan.sees("3 applications are on the shortlist.")
    # What comes next is filled in already
    decide(rowan, "Do not put on the shortlist", 1, "Leave 1 off the shortlist")


def decide(rowan, decision, first, title):
    rowan.chooses(decision, of="What do you decide?")
    rowan.types("How many, from the top", str(first))
    rowan.presses("Continue")
    rowan.is_at(title)
    rowan.presses(title)


def make_a_panel(rowan):
    rowan.follows("Interviews")
    rowan.is_at("Interviews")
    rowan.presses("Add a panel")
    rowan.is_at("Add a panel")
    rowan.types("Name of the panel", "Panel A")
    rowan.ticks("Lena Frost", "Toby Marsh")
    rowan.types("Where?", "Board room, Northgate")
    rowan.presses("Go on to its times")
    rowan.is_at("Times of Panel A")
    day = timezone.localdate() + dt.timedelta(days=30)
    rowan.types_the_day("Day", day.day, day.month, day.year)
    rowan.types("First time", "09:00")
    rowan.types("How many times?", "4")
    rowan.presses("Open these times")
    rowan.is_at("Interviews")
    rowan.sees("4 times are open.", "3 people on the shortlist have no time yet.")
    rowan.presses("Ask them by mail to choose a time")


def amara_books_a_time(amara, post):
    # Amara is in Shanghai for a month, and sees the times as they are there
    post.a_minute_passes()
    amara.opens(post.link_for(AMARA, about="Please choose a time for your interview"))
    amara.is_at("Your application")
    amara.presses("Choose a time")
    amara.is_at("Choose a time for your interview")
    amara.opens_the_part("I am in another time zone")
    amara.picks("Asia/Shanghai", of="Time zone")
    amara.presses("Show the times in this zone")
    amara.is_at("Choose a time for your interview")
    amara.sees("Times are in the zone Asia/Shanghai.", "Shanghai time")
    amara.page.locator("input[type=radio]").first.focus()
    amara.page.keyboard.press("Space")
    amara.presses("Book this time")
    amara.is_at("Your application")
    amara.sees("Board room, Northgate")


def toby_interviews(toby, post):
    # Toby is on the panel: he knows whom he has met
    sign_in_by_mail(toby, post, TOBY)
    toby.follows(first_to_do(toby, "Amara Balogun"))
    toby.looks()
    score(toby, 4)
    toby.sees("Sent.")
    others_book()
    others_judge(POINTS, kind="interview")


def offer_places(rowan):
    rowan.follows("Selection")
    rowan.is_at("Selection: Specialty registrars")
    rowan.sees("Ranking by interviews", "2 places: 0 taken, 0 on offer, 2 free.")
    decide(rowan, "Offer a place", 2, "Offer 2 a place")
    rowan.sees("2 places are offered; the mails are on their way.")
    decide(rowan, "Put on the waiting list, in this order", 1, "Put 1 on the waiting list")
    rowan.sees("1 on the waiting list")


def answers_come(amara, someone, post):
    # Amara takes her place; Bola gives hers back, and whoever waits is offered it at once
    post.a_minute_passes()
    answer_the_offer(amara, post, AMARA, "Yes, I take it")
    amara.sees("You have taken your place.")
    bola = someone("Bola", PHONE)
    answer_the_offer(bola, post, BOLA, "No, please give it to somebody else")
    post.a_minute_passes()
    assert post.letter_to("chidi@example.org", about="We offer you a place in Linden")


def answer_the_offer(who, post, address, answer):
    who.opens(post.link_for(address, about="We offer you a place in Linden"))
    who.is_at("Your application")
    who.presses("Answer the offer")
    who.is_at("We offer you a place")
    who.chooses(answer, of="Do you take the place?")
    who.presses("Send my answer")
    who.is_at("Your application")


def write_letters(rowan, post):
    rowan.returns_to("Linden")
    rowan.is_at("Linden")
    rowan.sees("1 of 1 confirmed", "1 accepted, 1 on offer")
    rowan.follows("Choose")
    rowan.follows("Letters")
    rowan.is_at("Letters to those who were not selected")
    rowan.opens_the_part("The letter to " + Application.objects.get(name="Dora Penry").reference)
    rowan.sees("This time we cannot offer you a place.")
    rowan.presses("Put the letters in the messages")
    rowan.is_at("Messages")
    rowan.presses("Send 1 held mail")
    post.a_minute_passes()
    assert "we cannot offer you a place" in post.letter_to("dora@example.org", about="Your application").body


def see_who_got_in(rowan):
    rowan.returns_to("Linden")
    rowan.follows("Choose")
    rowan.follows("Who gets in")
    rowan.is_at("Who gets in")
    rowan.sees("How many came to each stage")


def a_stranger_sees_nothing_of_it(someone, rowan, ines):
    alex = someone("Alex")
    sign_in(alex, "Stranger")
    seen = {one for one in (*rowan.addresses, *ines.addresses) if "/cohorts/" in one or "/reviews/" in one}
    for address in seen - {one for one in ines.addresses if one.endswith("/reviews/")}:
        # What only takes a form says so to anybody; everything else is not there
        status = alex.page.request.get(address).status
        assert status == 404 or (status == 405 and address.endswith("/selection/check/")), (
            f"{status} at {address}"
        )
    alex.opens("/reviews/")
    alex.does_not_see("Linden")
