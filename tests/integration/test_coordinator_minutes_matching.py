"""How much a lead has to do to match two lists, and to match a cohort by another rule: counted, and printed in the
documents."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.coordinator import Coordinator
from tests.factories import MembershipFactory
from tests.factories.running import running
from tests.integration.test_coordinator_minutes import PAGE, table
from tests.integration.test_matches_exercises import DOCTORS, MANAGERS

from kith.service.core.models import Mail
from kith.service.matches.models import Exercise, ExercisePublication, MatchRun, RuleChange

pytestmark = pytest.mark.django_db


def test_matching_two_lists_and_changing_a_cohorts_rule(run_jobs):
    counts = [*matches_two_lists(run_jobs), *changes_a_rule(run_jobs)]
    assert table(counts, is_summed=False) in PAGE.read_text("utf-8"), table(counts, is_summed=False)


def hand_of(person):
    client = Client()
    client.force_login(person)
    rowan = Coordinator(client)
    rowan.comes_to("/")
    return rowan


def matches_two_lists(run_jobs):
    rowan = hand_of(MembershipFactory(role="lead").person)
    with rowan.part(
        "The lead: match two lists from files, with a rule that must hold and one that is better"
    ):
        rowan.follows("Matchings")
        rowan.follows("Begin a matching")
        rowan.presses("Begin", kind="pairs", begin="own", name="Mentors")
        for key, name, text in (("First", "doctors.csv", DOCTORS), ("Second", "managers.csv", MANAGERS)):
            rowan.follows(f"Bring it in ({key} list)")
            rowan.presses("Upload", file=SimpleUploadedFile(name, text.encode()))
        rowan.follows("Write the rules")
        rowan.presses("Add this rule", new="must:not_paired_before")
        rowan.presses("Add this rule", new="prefer:same")
        rowan.presses("Save the rules", **{"rule-1-on": "site", "rule-1-weight": "3"})
        rowan.presses("Run the matching")
    run_jobs()
    with rowan.part("The lead: look at the draft of the two lists, and publish it with its mails"):
        rowan.comes_to(rowan.address)
        rowan.follows("Look at what is sent, and publish")
        rowan.presses("Publish")
    assert ExercisePublication.objects.get().exercise == Exercise.objects.get()
    assert Mail.objects.filter(purpose__startswith="matches.").count() == 5
    return rowan.counts


def changes_a_rule(run_jobs):
    made = running()
    rowan = hand_of(made.lead)
    with rowan.part("The lead: change the weight of a rule for one cohort, with a reason, and run again"):
        rowan.follows(made.cohort.name)
        rowan.follows("Open the workbench")
        rowan.follows("Change the rules for this cohort")
        number = next(
            one.get("name").split("-")[1]
            for one in rowan.page.iter("input")
            if (one.get("name") or "").endswith("-weight")
        )
        rowan.presses("Use these rules", reason="Nobody drives any more", **{f"rule-{number}-weight": "9"})
        rowan.presses("Run the matching")
    run_jobs()
    assert RuleChange.objects.get().cohort == made.cohort
    assert MatchRun.objects.get().result is not None
    return rowan.counts
