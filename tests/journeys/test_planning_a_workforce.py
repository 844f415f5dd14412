"""Planning by keyboard alone, on a phone: a template, levers, a scenario of its own, a comparison, a long run, its files."""

from __future__ import annotations

import re

import pytest
from tests.factories import MembershipFactory
from tests.journeys.invented import BY, a_stranger, an_organisation

from kith.service.people.domain.personas import register_persona

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE = 375


def test_from_a_template_to_a_compared_pair_and_a_run(settings, someone, post):
    invented = an_organisation(settings)
    planner = MembershipFactory(
        organisation=invented.organisation, role="planner", person__name="Tomas Berg"
    ).person
    register_persona(by=BY, person=planner, label="Planner", description="Plans.", order=9)
    a_stranger()
    tomas = someone("Tomas", PHONE)

    tomas.opens("/demo/")
    tomas.presses("Sign in as Planner")
    tomas.follows("Planning")
    tomas.sees("There is none yet.")
    tomas.presses("Begin a scenario")
    tomas.chooses("Nurses in a town and in the hills", of="What do you begin with?")
    tomas.types("Name", "As it is")
    tomas.presses("Begin")
    tomas.is_at("As it is")
    tomas.types("An allowance for working in the hills", "1")
    # The result moves by itself once the field is left
    tomas.page.get_by_label("Keep what you see").focus()
    tomas.page.get_by_text("300,000").first.wait_for()
    tomas.looks()
    tomas.types("Keep what you see as a scenario of its own, called", "With it")
    tomas.presses("Keep as a new scenario")
    tomas.is_at("With it")
    tomas.presses("Compare")
    tomas.is_at("Compare")
    tomas.presses("Compare")
    tomas.sees("it is smaller in 100 of 100 draws")
    tomas.opens("/planning/")
    tomas.follows("As it is")
    tomas.types("Draws", "20")
    tomas.presses("Run it at length")
    tomas.is_at("Run 1")
    post.a_minute_passes()
    tomas.waits_for("Continue")
    tomas.presses("Continue")
    tomas.is_at("Run 1")
    assert tomas.downloads("Download as XLSX").stat().st_size > 0
    nobody_else_sees_it(someone, tomas)


def nobody_else_sees_it(someone, tomas):
    stranger = someone("Stranger")
    stranger.opens("/demo/")
    stranger.presses("Sign in as Stranger")
    seen = {one for one in tomas.addresses if re.search(r"/planning/[0-9a-f]{8}-", one)}
    assert len(seen) >= 4
    for address in sorted(seen):
        assert stranger.opens(address) == 404, address
