"""Matching from files, by keyboard alone: from the example of sets to a draft that is published.

Rowan leads programmes. Nobody is in a cohort; the files' people are invented. A stranger must see nothing of it.
"""

from __future__ import annotations

import re

import pytest
from tests.journeys.invented import a_stranger, an_organisation
from tests.journeys.somebody import ROWS

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE = 375
REASON = "They asked to go on together."


def test_from_the_example_of_sets_to_published_sets(settings, someone, post):
    # Given an invented organisation whose lead is Rowan
    an_organisation(settings)
    a_stranger()
    rowan = someone("Rowan", PHONE)

    begin(rowan)
    change_a_weight(rowan)
    run(rowan, post, 1)
    two = ask_why(rowan)
    keep_together(rowan, *two)
    run_near(rowan, post)
    compare(rowan)
    publish(rowan)
    a_stranger_sees_nothing_of_it(someone, rowan)


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


def a_stranger_sees_nothing_of_it(someone, rowan):
    alex = someone("Alex")
    alex.opens("/demo/")
    alex.presses("Sign in as Stranger")
    seen = {one for one in rowan.addresses if re.search(r"/matching/[0-9a-f]{8}-", one)}
    assert len(seen) >= 5
    for address in sorted(seen):
        assert alex.opens(address) == 404, address
