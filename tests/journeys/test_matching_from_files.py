"""Matching by keyboard alone: from the example of sets to a draft that is published, and a cohort's own workbench.

Rowan leads programmes. The files' people are invented. A stranger must see nothing of it, and a colleague who only looks
at how programmes are going may not come in.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from tests.journeys.invented import a_cohort, a_colleague, a_stranger, an_organisation, everybody_confirms
from tests.journeys.somebody import ROWS

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE = 375
REASON = "They asked to go on together."


def test_from_the_example_of_sets_to_published_sets(settings, someone, post):
    # Given an invented organisation whose lead is Rowan
    invented = an_organisation(settings)
    a_stranger()
    a_colleague(invented)
    rowan = someone("Rowan", PHONE)

    begin(rowan)
    change_a_weight(rowan)
    run(rowan, post, 1)
    two = ask_why(rowan)
    keep_together(rowan, *two)
    run_near(rowan, post)
    compare(rowan)
    publish(rowan)
    nobody_else_sees_it(someone, rowan, "Stranger", 404)
    nobody_else_sees_it(someone, rowan, "Colleague", 403)


def test_a_cohorts_rules_are_changed_and_its_drafts_compared(settings, someone, post):
    # Given a cohort of four who have all said yes
    cohort = a_cohort(an_organisation(settings), dt.date(2027, 1, 4))
    everybody_confirms(cohort)
    rowan = someone("Rowan", PHONE)

    rowan.opens("/demo/")
    rowan.presses("Sign in as Programme lead")
    rowan.follows("Winter 2027")
    rowan.follows("Open the workbench")
    rowan.is_at("Matching")
    run_the_cohort(rowan, post, 1)
    change_the_cohorts_rules(rowan)
    run_the_cohort(rowan, post, 2)
    ask_why_not(rowan, lock_the_first_row(rowan))
    compare_the_two(rowan)


def begin(rowan):
    rowan.opens("/demo/")
    rowan.presses("Sign in as Programme lead")
    rowan.follows("Matchings")
    rowan.is_at("Matchings")
    rowan.sees("There is none yet.")
    rowan.presses("Begin a matching")
    rowan.is_at("Begin a matching")
    rowan.chooses("Sets", of="What are you making?")
    rowan.types("Name", "Learning sets")
    rowan.presses("Begin")
    # Then the rules stand there as sentences
    rowan.is_at("Learning sets")
    rowan.sees("No more than 3 with the same country in a set", "Must have a different employer")


def change_a_weight(rowan):
    rowan.follows("Change the rules")
    rowan.looks()
    rowan.types("Weight", "5")
    rowan.presses("Save the rules")
    rowan.is_at("Learning sets")
    rowan.sees("The rules are changed.")


def run(rowan, post, number):
    rowan.presses("Run the matching")
    rowan.is_at(f"Draft {number}")
    rowan.sees("You can leave this page.")
    post.a_minute_passes()
    # The page finds out by itself
    rowan.waits_for("Continue")
    rowan.presses("Continue")
    rowan.is_at(f"Draft {number}")
    rowan.sees("Matched 27 of 27", "What each rule costs")


def ask_why(rowan):
    """Two who are in the first set."""
    rowan.follows("Set 1")
    rowan.is_at("Set 1")
    rowan.sees("Who is here", "What each rule gave")
    names = [row[0] for row in rowan.page.evaluate(ROWS, "Who is here")]
    outside = "Chi O." if "Chi O." not in names else "Ben H."
    inside = next(name for name in names if name != "Ada A.")
    # And why two others are not together
    rowan.follows("Ask why two others are not together")
    rowan.is_at("Why not these two?")
    rowan.types("One person", inside)
    rowan.types("And the other person, post or project", outside)
    rowan.presses("Ask")
    rowan.is_at("Why not these two?")
    return inside, outside


def keep_together(rowan, one, other):
    rowan.follows(f"Keep these two together in every draft ({one} – {other})")
    rowan.is_at(f"Keep {one} and {other} together?")
    rowan.presses("Keep them together")
    # Without a reason nothing is decided
    rowan.sees("There is a problem")
    rowan.types("Why?", REASON)
    rowan.presses("Keep them together")
    rowan.is_at("Learning sets")
    rowan.sees(REASON, "Rowan Blake")


def run_near(rowan, post):
    rowan.picks("Draft 1", of="Stay near an earlier draft?")
    run(rowan, post, 2)


def compare(rowan):
    rowan.follows("Compare with draft 1")
    rowan.looks()
    rowan.sees("Side by side", "Left over")
    rowan.returns_to("Draft 2")


def publish(rowan):
    rowan.is_at("Draft 2")
    rowan.presses("Look at what is sent, and publish")
    rowan.is_at("Publish draft 2?")
    rowan.presses("Publish")
    rowan.sees("published")
    rowan.looks()


def nobody_else_sees_it(someone, rowan, who, answer):
    other = someone(who)
    other.opens("/demo/")
    other.presses(f"Sign in as {who}")
    seen = {one for one in rowan.addresses if re.search(r"/matching/[0-9a-f]{8}-", one)}
    assert len(seen) >= 5
    for address in sorted(seen):
        assert other.opens(address) == answer, address


# ---- A cohort's own workbench


def run_the_cohort(rowan, post, number):
    rowan.presses("Run the matching")
    rowan.is_at(f"Draft {number}")
    post.a_minute_passes()
    rowan.waits_for("Continue")
    rowan.presses("Continue")
    rowan.is_at(f"Draft {number}")
    rowan.sees("Matched 4 of 4 people")
    if number == 1:
        rowan.returns_to("Matching")


def change_the_cohorts_rules(rowan):
    rowan.follows("Change the rules for this cohort")
    rowan.is_at("Rules for this cohort")
    rowan.types("Weight", "9")
    rowan.presses("Use these rules")
    # Without a reason nothing is changed
    rowan.is_at("Rules for this cohort")
    rowan.sees("There is a problem")
    rowan.types("Why?", REASON)
    rowan.presses("Use these rules")
    rowan.is_at("Matching")
    rowan.sees("The rules are changed for this cohort.", REASON)


def lock_the_first_row(rowan):
    """Their names, and those of the other pair."""
    first, second = rowan.pairs()
    both = " – ".join(first)
    rowan.presses(f"Lock ({both})")
    rowan.is_at("Draft 2")
    rowan.sees("Unlock", "Somebody has decided something")
    return first[0], second[1]


def ask_why_not(rowan, two):
    rowan.follows("Why not these two?")
    rowan.is_at("Why not these two?")
    for side, one in zip(("Clinician", "Manager"), two, strict=True):
        rowan.picks(one, of=side)
    rowan.presses("Ask")
    rowan.is_at("Why not these two?")
    assert rowan.page.locator("#answer li").count() >= 1
    rowan.returns_to("Draft 2")


def compare_the_two(rowan):
    rowan.follows("Compare two drafts")
    rowan.is_at("Two drafts beside each other")
    rowan.presses("Compare")
    rowan.is_at("Two drafts beside each other")
    rowan.sees("The two as a whole", "The two were made by different rules", "The programme's own")
