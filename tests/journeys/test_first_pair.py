"""The whole of the third journey, by keyboard alone, with a clock that moves: a pair, a mentor and a lead live through a
programme, from the agreement to the questionnaire a year after.

Cora is a clinician and Mei a manager; they are a pair. Callum and Mo are another, which fades. Sam mentors Cora. Rowan
runs the programme. The clock is set at the head of each part; everything else is done at a browser.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import time_machine
from django.utils import timezone
from tests.journeys.invented import a_cohort, a_stranger, an_organisation, everybody_confirms
from tests.journeys.somebody import HEADING, Somebody
from tests.journeys.test_first_cohort import LEADING, USES

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.tick import tick
from kith.service.matches.domain.recording import record_pairs
from kith.service.people.domain.personas import register_persona

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FIRST_DAY = dt.date(2027, 3, 8)
CORA, MEI, SAM = "cora@example.org", "mei@example.org", "sam.okoro@example.org"
PHONE = 375
A_THING = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}/")
NIA = "nia.obi@example.org"
CALLUM = "callum@example.org"
WORRY = "Mo has never answered me."
SECRET = "I was afraid to ask who decides."


@pytest.fixture
def it_is() -> Iterator[Callable[[dt.date], None]]:
    """``it_is(day)``: nine in the morning of that day, and the clock goes on from there."""
    with ExitStack() as clocks:

        def it_is(day: dt.date, at: dt.time = dt.time(9, 0)) -> None:
            clocks.close()
            moment = dt.datetime.combine(day, at, dt.UTC)
            clocks.enter_context(time_machine.travel(moment, tick=True))

        yield it_is


def test_a_pair_a_mentor_and_a_lead_live_through_a_programme(settings, someone, post, it_is):
    it_is(FIRST_DAY - dt.timedelta(days=7))
    given_two_pairs(settings)
    a_stranger()
    rowan, cora, mei = someone("Rowan"), someone("Cora"), someone("Mei", PHONE)

    cora_proposes_an_agreement(cora)
    mei_signs_it(mei, post)
    rowan_asks_a_mentor(rowan)
    sam = someone("Sam", PHONE)
    sam_says_yes(sam, post)

    it_is(FIRST_DAY)
    cora_proposes_times(cora)
    mei_fixes_one(mei, post)

    it_is(FIRST_DAY + dt.timedelta(days=35))
    they_met(cora)
    secret = cora_reflects_and_shares(cora, mei)
    sam_logs_a_talk(sam, post)

    it_is(FIRST_DAY + dt.timedelta(days=70))
    callum = someone("Callum", PHONE)
    the_fading_pair_is_reminded(post)
    callum_says_that_something_is_not_right(callum, post)
    rowan_sees_and_reads(rowan)
    nia_joins(rowan, post, someone)
    rowan_rematches(rowan, post)

    nobody_reads_what_is_not_theirs(rowan, callum, cora, secret)

    it_is(dt.date(2027, 9, 20))
    rowan_issues_certificates(rowan)
    cora_keeps_what_she_learned(cora, post)
    anybody_checks_it(someone, cora)
    cora_stays_in_touch(cora)
    something_goes_on(rowan, cora, post)

    for day, wave in ((dt.date(2028, 3, 20), "Half a year on"), (dt.date(2028, 9, 20), "A year on")):
        it_is(day)
        cora_is_asked_again(cora, post, wave)
    a_stranger_sees_nothing_of_it(someone, rowan, cora, mei, callum, sam)


def given_two_pairs(settings) -> None:
    invented = an_organisation(settings)
    cohort = a_cohort(invented, FIRST_DAY)
    everybody_confirms(cohort)
    places = {place.person.called.split()[0]: place for place in cohort.places.select_related("person")}
    by = Actor.of_person(invented.lead)
    for number, (name, place) in enumerate(sorted(places.items()), 3):
        register_persona(by=by, person=place.person, label=name, description="Takes part.", order=number)
    pairs = [(places["Cora"], places["Mei"]), (places["Callum"], places["Mo"])]
    record_pairs(by=by, cohort=cohort, pairs=pairs, reason="Agreed at the kick-off.")


def signs_in(who: Somebody, persona: str = "") -> None:
    who.opens("/demo/")
    who.presses(f"Sign in as {persona or who.name}")
    who.is_at("Home")


# ---- A week before the first day


def cora_proposes_an_agreement(cora):
    signs_in(cora)
    cora.follows("Agree how you will work together")
    cora.is_at("How you will work together")
    cora.follows("Write your goals and what you bring")
    cora.is_at("Your goals and what you bring")
    cora.types("Your goals", "To see how money follows decisions.")
    cora.types("What you bring", "A ward at night.")
    cora.presses("Save")
    cora.follows("Write what you agree on")
    cora.is_at("What you agree on")
    cora.types("Your ground rules", "We start and end on time.")
    cora.types_the_day("When you look at it again", 10, 5, 2027)
    cora.presses("Save")
    cora.presses("Propose version 1")
    cora.is_at("Version 1 of your agreement")
    cora.types("Type your name to sign", "Cora Lin")
    cora.presses("Sign version 1")


def mei_signs_it(mei, post):
    post.a_minute_passes()
    signs_in(mei)
    mei.follows("Read and sign your agreement: version 1")
    mei.is_at("Version 1 of your agreement")
    mei.sees("To see how money follows decisions.", "We start and end on time.")
    mei.types("Type your name to sign", "Mei")
    mei.presses("Sign version 1")
    mei.sees("This is not your name as we have it. Type “Mei Das”.")
    mei.types("Type your name to sign", "Mei Das")
    mei.presses("Sign version 1")
    mei.sees("In force")
    assert mei.downloads("Download this version (PDF)").read_bytes().startswith(b"%PDF")


# ---- A mentor


def rowan_asks_a_mentor(rowan):
    signs_in(rowan, "Programme lead")
    rowan.follows("Winter 2027")
    rowan.is_at("Winter 2027")
    rowan.follows("Mentors")
    rowan.is_at("Mentors")
    rowan.ticks("Choose Cora Lin")
    rowan.presses("Ask a mentor for them")
    rowan.is_at("Ask a mentor")
    rowan.types("The mentor’s name", "Sam Okoro")
    rowan.types("The mentor’s e-mail address", SAM)
    rowan.chooses("Mentor", of="As what?")
    rowan.presses("Ask them")
    rowan.is_at("Mentors")


def sam_says_yes(sam, post):
    post.a_minute_passes()
    sam.opens(post.link_for(SAM, about="Would you be a mentor"))
    sam.sees("mentor")
    sam.sees("Cora Lin", "not what they write for themselves")
    sam.chooses("Yes, I will", of="Your answer")
    sam.presses("Send my answer")
    sam.is_at("Thank you")


# ---- The first meeting


def cora_proposes_times(cora):
    signs_in(cora)
    cora.follows("Winter 2027")
    cora.is_at("You and Mei Das")
    cora.sees("Sam Okoro")
    cora.follows("Propose times to meet")
    cora.is_at("Propose times to meet")
    cora.chooses("Conversation", of="What for?")
    cora.chooses("1 hour", of="How long?")
    cora.presses("Find times")
    cora.is_at("Which times do you propose?")
    times = offered(cora)[:2]
    cora.ticks(*times)
    cora.types("Where? (optional)", "Room 4, Northgate")
    cora.presses("Send these times")
    cora.sees(*times)


def offered(who) -> list[str]:
    """The times there are to tick."""
    return who.page.locator(".nhsuk-checkboxes__label").all_inner_texts()


def mei_fixes_one(mei, post):
    post.a_minute_passes()
    signs_in(mei)
    mei.follows("Cora proposes times to meet: say which you can make")
    mei.looks()
    first = offered(mei)[0]
    mei.ticks(first)
    mei.presses("Send my answer")
    mei.presses(f"Fix {first}")
    mei.sees("Room 4, Northgate")
    assert mei.downloads("File for your calendar").read_bytes().startswith(b"BEGIN:VCALENDAR")


# ---- Five weeks on


def they_met(cora):
    signs_in(cora)
    cora.follows(next(one for one in links_of(cora) if one.startswith("Did you meet on")))
    cora.looks()
    cora.presses("Yes, we met")
    cora.sees("1 hour")


def links_of(who) -> list[str]:
    return [" ".join(one.split()) for one in who.page.locator("main a").all_inner_texts()]


def cora_reflects_and_shares(cora, mei) -> str:
    cora.opens("/reflections/")
    cora.is_at("Your reflections")
    cora.presses("Write a reflection")
    cora.is_at("Write a reflection")
    cora.chooses("Something else", of="What do you want to write about?")
    cora.types("What you write", SECRET)
    cora.presses("Save")
    cora.sees(SECRET, "Only you.")
    cora.looks()
    entry = cora.page.url.split("?")[0]
    cora.presses("Let somebody read it")
    cora.is_at("Let somebody read this entry")
    cora.chooses(next(one for one in offered_radios(cora) if "Mei Das" in one))
    cora.presses("Share this entry")
    cora.sees("Mei Das", "Shared. You can take it back at any time.")
    signs_in(mei)
    mei.opens("/reflections/shared/")
    mei.is_at("Shared with me")
    mei.follows(links_of(mei)[0])
    mei.sees(SECRET)
    return entry


def offered_radios(who) -> list[str]:
    return who.page.locator(".nhsuk-radios__label").all_inner_texts()


def sam_logs_a_talk(sam, post):
    sam.opens("/account/login/")
    sam.presses("Send me a code")
    sam.types("E-mail address", SAM)
    sam.presses("Send me a code")
    post.a_minute_passes()
    sam.types("Code", post.code_for(SAM))
    sam.presses("Sign in")
    sam.is_at("Home")
    sam.follows(next(one for one in links_of(sam) if "Cora" in one or "Winter" in one))
    sam.looks()
    sam.does_not_see(SECRET, "Mei")
    sam.follows("Log a meeting")
    sam.looks()
    sam.chooses("Yesterday", of="When?")
    sam.chooses("30 minutes", of="How long?")
    sam.presses("Log it")
    sam.sees("30 minutes")


# ---- Ten weeks on: a pair has not met


def the_fading_pair_is_reminded(post):
    tick(timezone.now())
    post.a_minute_passes()
    for address, other in ((CALLUM, "Mo Farrell"), ("mo@example.org", "Callum Reid")):
        letter = post.letter_to(address, about="Finding a time").body
        assert (
            f"You and {other} were brought together on 1 March 2027, and no meeting is noted yet." in letter
        )


def callum_says_that_something_is_not_right(callum, post):
    # The link in the reminder opens the log, and nothing else
    callum.opens(post.link_for(CALLUM, about="Finding a time"))
    callum.is_at("Log a meeting with Mo")
    signs_in(callum)
    callum.follows("Winter 2027")
    callum.is_at("You and Mo Farrell")
    callum.follows("Tell somebody in confidence")
    callum.is_at("Something is not right")
    callum.types("What is not right?", WORRY)
    callum.chooses("Yes", of="Would you like another partner?")
    callum.presses("Send it")
    callum.sees(WORRY)


def rowan_sees_and_reads(rowan):
    # Rowan sees on the home page that something is written, and who is fading on the board
    signs_in(rowan, "Programme lead")
    rowan.does_not_see(WORRY, "Callum")
    rowan.follows(next(one for one in links_of(rowan) if "confidence" in one))
    rowan.looks()
    rowan.follows(links_of(rowan)[-1])
    rowan.is_at("Something is not right")
    rowan.sees(WORRY, "Callum Reid")
    rowan.types("Your answer", "Thank you. I shall find you somebody else.")
    rowan.presses("Answer")
    rowan.opens("/")
    rowan.follows("Winter 2027")
    rowan.follows("See how pairs are doing")
    rowan.sees("Callum Reid")
    first = rowan.page.locator("tbody tr").first.inner_text()
    assert "Callum Reid" in first
    assert "never met" in first
    rowan.does_not_see(SECRET)


def nia_joins(rowan, post, someone):
    rowan.returns_to("Winter 2027")
    rowan.follows("See the people")
    rowan.follows("Add one person")
    rowan.is_at("Add one person")
    rowan.types("Name", "Nia Obi")
    rowan.types("E-mail address", NIA)
    rowan.chooses("Manager", of="Side")
    rowan.types("Site", "Northgate")
    rowan.types("Line of management", "Estates")
    rowan.presses("Give them a place")
    rowan.follows("Invite")
    rowan.presses("Invite 1 person")
    rowan.presses("Send 1 held mail")
    post.a_minute_passes()
    nia = someone("Nia", PHONE)
    nia.opens(post.link_for(NIA, about="Your place"))
    nia.presses("Yes, I will take part")
    nia.is_at("You are taking part")


def rowan_rematches(rowan, post):
    rowan.opens("/")
    rowan.follows("Winter 2027")
    rowan.follows("See how pairs are doing")
    rowan.page.locator("tbody tr").first.locator("summary").focus()
    rowan.page.keyboard.press("Enter")
    rowan.follows(next(one for one in links_of(rowan) if one.startswith("Find other partners")))
    rowan.is_at("Re-match")
    rowan.sees("1 person waits for a partner", "Nia Obi")
    rowan.presses("Look for partners")
    post.a_minute_passes()
    rowan.waits_for("Continue")
    rowan.presses("Continue")
    rowan.sees("Nia Obi", "1 pair stays as it is", "1 new pair")
    rowan.presses("Look at the mails and publish")
    rowan.looks()
    before = post.letters
    rowan.presses("Publish and send the mails")
    rowan.is_at("Pairs")
    post.a_minute_passes()
    assert post.letters == before + 3
    # Callum has somebody new, Mo is told without blame, and nobody writes to Cora and Mei
    assert "Nia Obi" in post.letter_to(CALLUM, about="partner").body


def nobody_reads_what_is_not_theirs(rowan, callum, cora, secret):
    """Whoever runs it, and another participant: not what Cora and Mei agreed on, wrote or chose."""
    private = [secret, *(one for one in cora.addresses if "/agreement/" in one)]
    assert len(private) > 3
    for who in (rowan, callum):
        assert {who.opens(address) for address in private} <= {403, 404}


# ---- After the last day


def rowan_issues_certificates(rowan):
    signs_in(rowan, "Programme lead")
    rowan.follows("Winter 2027")
    rowan.follows("Certificates")
    rowan.is_at("Certificates")
    rowan.presses("Issue all 5 that are waiting")
    rowan.is_at("Certificates")


def cora_keeps_what_she_learned(cora, post):
    post.a_minute_passes()
    signs_in(cora)
    cora.follows("Winter 2027")
    cora.is_at("You and Mei Das")
    cora.follows("Your portfolio")
    cora.is_at("Your portfolio")
    cora.presses("Add something")
    cora.is_at("Add to my portfolio")
    cora.picks(f"What I wrote: 12 April 2027: {SECRET}", of="What is it?")
    cora.types("Title", "Asking who decides")
    cora.ticks("Engaging the team")
    cora.presses("Save")
    cora.is_at("Your portfolio")
    cora.sees("Asking who decides", "1 hour")
    assert cora.downloads("Your portfolio as a PDF").read_bytes().startswith(b"%PDF")
    assert cora.downloads("Download your certificate (PDF)").read_bytes().startswith(b"%PDF")


def anybody_checks_it(someone, cora):
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", cora.text())
    assert code is not None
    pat = someone("Pat", PHONE)
    pat.opens("/certificates/")
    pat.looks()
    pat.types("The code on the certificate", code.group())
    pat.presses("Check")
    pat.looks()
    pat.sees("Cora Lin")


def cora_stays_in_touch(cora):
    cora.opens("/")
    cora.follows("Stay in touch")
    cora.is_at("Stay in touch")
    cora.presses("Stand in the directory")
    cora.looks()


def something_goes_on(rowan, cora, post):
    rowan.opens("/")
    rowan.follows("Winter 2027")
    rowan.follows("Spin-offs")
    rowan.is_at("Spin-offs")
    rowan.presses("Record a spin-off")
    rowan.is_at("Record a spin-off")
    rowan.types("What is it called?", "Trainee Management Forum")
    rowan.chooses("Forum", of="What kind of thing is it?")
    rowan.types_the_day("Since when?", 1, 6, 2027)
    rowan.presses("Save")
    rowan.follows("Trainee Management Forum")
    rowan.presses("Name somebody who organises it")
    rowan.types("Their e-mail address", CORA)
    rowan.presses("Let them organise it")
    post.a_minute_passes()
    cora.opens("/")
    cora.is_at("Home")
    cora.follows("Trainee Management Forum")
    cora.is_at("Trainee Management Forum")
    cora.presses("Plan meetings")
    cora.is_at("Plan meetings")
    cora.types("What is it about?", "Rotas, with the director of nursing")
    cora.types_the_day("Day", 4, 10, 2027)
    cora.types("Time", "12:30")
    cora.types("How many, a month apart?", "3")
    cora.presses("Plan")
    cora.is_at("Trainee Management Forum")
    cora.sees("Rotas, with the director of nursing")


def cora_is_asked_again(cora, post, wave):
    # Nobody opens the wave: its day has come
    tick(timezone.now())
    post.a_minute_passes()
    assert "Winter 2027 is over" in post.letter_to(CORA, about=wave).body
    cora.opens(post.link_for(CORA, about=wave))
    cora.is_at(wave)
    if wave == "Half a year on":
        for use, said in USES:
            cora.chooses(said, of=use)
    cora.presses("Start")
    cora.chooses("Agree", of=LEADING[0])
    while cora.page.evaluate(HEADING) != "Check your answers":
        cora.presses("Save and go on")
    cora.presses("Send my answers")
    cora.is_at("Thank you")


def a_stranger_sees_nothing_of_it(someone, *everybody):
    alex = someone("Alex")
    signs_in(alex, "Stranger")
    seen = {address.split("?")[0] for who in everybody for address in who.addresses}
    things = sorted(address for address in seen if A_THING.search(address))
    assert len(things) > 20
    answers = {address: alex.opens(address) for address in things}
    assert {address: status for address, status in answers.items() if status != 404} == {}
