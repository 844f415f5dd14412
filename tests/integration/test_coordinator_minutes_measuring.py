"""How much a lead has to do to measure honestly: counted, and printed in the documents."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.coordinator import Coordinator
from tests.factories.reports import asked_cohort
from tests.factories.running import running
from tests.integration.test_coordinator_minutes import PAGE, table

from kith.service.reports.models import EvaluationPlan, Report
from kith.service.surveys.models import QuestionnaireVersion, Wave

pytestmark = pytest.mark.django_db
PURPOSE = "To see whether both sides understand each other's work better."
MAIN = "understanding_the_other_side"


def test_measuring_honestly(run_jobs):
    counts = [*plans(), *builds_and_asks(), *reports(run_jobs)]
    assert table(counts, is_summed=False) in PAGE.read_text("utf-8"), table(counts, is_summed=False)


def hand_of(person):
    client = Client()
    client.force_login(person)
    return Coordinator(client)


def plans():
    """The first questionnaire opens in three days."""
    made, now = running(), timezone.now()
    made.cohort.waves.update(opens_at=now + timedelta(days=3), closes_at=now + timedelta(days=30))
    rowan = hand_of(made.lead)
    rowan.comes_to("/")
    with rowan.part("The lead: write the evaluation plan, and freeze it before anybody answers"):
        rowan.follows("Write the evaluation plan")
        rowan.follows("Write the plan")
        rowan.presses(
            "Save the draft",
            kind="service_evaluation",
            purpose=PURPOSE,
            hypotheses="Both sides say that they understand the other better.",
            primary=MAIN,
            approvals="Audit department, SE-0417",
            evaluators="The lead",
            interest="Runs the programme",
            **{f"smallest_{MAIN}": "0.5", "expected_clinician": "15", "expected_manager": "15"},
        )
        rowan.follows("Freeze the plan")
        rowan.presses("Freeze the plan")
    assert EvaluationPlan.objects.get().frozen_at is not None
    return rowan.counts


def builds_and_asks():
    made = running()
    rowan = hand_of(made.lead)
    rowan.comes_to("/")
    title = "After the first month"
    with rowan.part("The lead: build a questionnaire of three statements, a score and an open question"):
        rowan.follows("Programmes")
        rowan.follows(f"Questionnaires of {made.cohort.organisation.name}’s own")
        rowan.follows("Make a questionnaire here, without a file")
        rowan.follows("Make a questionnaire")
        rowan.presses("Make it", title=title)
        rowan.follows("Add a grid")
        rowan.presses(
            "Save the grid", title="How it is going", statements="I am heard.\nI learn.\nI would do it again."
        )
        rowan.follows("Add a question")
        rowan.presses("Continue", kind="long_text")
        rowan.presses("Save the question", label="What should we change?")
        rowan.follows("Add a score")
        rowan.presses("Save the score", name="Belonging", items=list(rowan.choices("items").values()))
        rowan.follows("Whose words these are")
        rowan.presses("Save", words_are="own", licence="Our own, free to use")
    with rowan.part("The lead: see it as its receivers do, try it with sample answers, publish it"):
        rowan.follows("See it as its receivers do")
        rowan.follows("Back")
        rowan.follows("Try it with sample answers")
        rowan.follows("Back")
        rowan.follows("Publish a version")
        rowan.presses("Publish version 1")
    version = QuestionnaireVersion.objects.get()
    first, last = (timezone.localdate() + timedelta(days=days) for days in (7, 28))
    with rowan.part("The lead: ask it in a cohort"):
        rowan.comes_to(reverse("cohorts:show", args=[made.cohort.pk]))
        rowan.follows("See the questionnaires")
        rowan.follows("Ask one more questionnaire")
        rowan.presses("Plan it", version=str(version.pk), **day("opens_on", first), **day("closes_on", last))
    assert Wave.objects.filter(cohort=made.cohort, instrument_sha256=version.sha256).exists()
    return rowan.counts


def day(name, on):
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def reports(run_jobs):
    made = asked_cohort()
    rowan = hand_of(made.by.person)
    rowan.comes_to(reverse("cohorts:show", args=[made.cohort.pk]))
    with rowan.part("The lead: note hours and a cost for the report"):
        rowan.follows("What it took")
        rowan.follows("Add hours")
        rowan.presses("Write it down", role="Programme lead", hours="196")
        rowan.follows("Add a cost")
        rowan.presses("Write it down", spent_on="teaching", amount="3600", currency="GBP")
    rowan.comes_to(reverse("cohorts:show", args=[made.cohort.pk]))
    with rowan.part("The lead: make the report, look at it, publish it"):
        rowan.follows("Make the report")
        rowan.presses("Make the report")
        run_jobs()
        report = Report.objects.get()
        rowan.comes_to(reverse("reports:report", args=[made.cohort.pk, report.pk]))
        rowan.follows("Publish")
        rowan.presses("Publish the report")
    report.refresh_from_db()
    assert report.published_at is not None
    return rowan.counts
