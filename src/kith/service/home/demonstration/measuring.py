"""Alder measured as it should be: a plan before the answers, what was done otherwise, what it took. All invented."""

from __future__ import annotations

from decimal import Decimal

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.home.demonstration.moments import day, put_back
from kith.service.people.models import Person
from kith.service.reports import bridge_planning
from kith.service.reports.domain.planning.actions import freeze_plan, record_deviation, save_plan
from kith.service.reports.domain.planning.drafts import Draft
from kith.service.reports.domain.planning.reading import askable_in
from kith.service.reports.domain.running_notes.actions import (
    Note,
    Whole,
    record_note,
    settle_whole,
)
from kith.service.reports.models import EvaluationPlan, PlanDeviation, RunningNote
from kith.service.surveys.domain.building import drafts
from kith.service.surveys.domain.building.actions import change_draft, make_questionnaire, say_rights
from kith.service.surveys.domain.building.using import add_wave
from kith.service.surveys.domain.building.versions import publish_version
from kith.service.surveys.models import QuestionnaireVersion

Kind = RunningNote.Kind
Spent = RunningNote.Spent
PLAN = Draft(
    kind="service_evaluation",
    purpose="To see whether doctors and managers understand each other's work better after half a year in pairs.",
    hypotheses=("Both sides say afterwards that they understand the other side better.",),
    primary="understanding_the_other_side",
    smallest={"understanding_the_other_side": 0.5, "working_together": 0.5},
    expected={"clinician": 15, "manager": 15},
    missing_percent=20,
    missing_data="People without a second answer are left out of the change. What they said at first is shown.",
    exclusions=("Nobody who took part is left out.",),
    stopping="Nobody looks before the questionnaire at the end has closed.",
    approvals=("Audit department (invented): a service evaluation, no ethics review needed, SE-0417.",),
    evaluators="The organisation's own evaluator",
    interest="Works for the organisation that pays for the programme.",
)
DEVIATION = (
    "The questionnaire at the end stayed open a week longer.",
    "A strike fell into the week in which it should have closed. Nobody had looked at the answers.",
)
NOTES = (
    Note(
        Kind.ADAPTATION,
        "The second taught day was held as two afternoons.",
        "No ward could spare people for a whole day in winter.",
        "Programme lead, with the heads of nursing",
    ),
    Note(Kind.BARRIER, "Rotas came out three weeks ahead, too late to book an hour together."),
    Note(Kind.HELP, "The medical director wrote to every head of department once."),
    Note(
        Kind.EFFECT,
        "Somebody felt watched on a shadowing day.",
        "Both now agree beforehand what is written down.",
    ),
    Note(Kind.HOURS, role="Programme lead, one day a week", hours=Decimal(196)),
    Note(Kind.HOURS, role="Administrator", hours=Decimal(48)),
    Note(Kind.COST, spent_on=Spent.TEACHING, amount=Decimal(3600), currency="GBP"),
    Note(Kind.COST, spent_on=Spent.PLACE, amount=Decimal(940), currency="GBP"),
)
WHOLE = Whole(
    looked="yes",
    how_looked="The lead asked every pair after two months, and a confidential contact could be written to.",
    participants=30,
    completers=28,
    not_counted="The time of those who took part, and of their managers, was not counted.",
)
AGREEING = ("Not at all", "A little", "Half", "Mostly", "Fully")
GRID = (
    ("We found an hour when we needed one", "hour"),
    ("My manager helped me to keep the time free", "manager"),
    ("We knew what we would talk about", "about"),
)
TITLE = "What it takes to keep meeting"


def plan_before_anybody_answers(cohort: Cohort, lead: Person, *, ago: int) -> None:
    """Written and frozen before the first questionnaire opens."""
    by = Actor.of_person(lead)
    save_plan(by=by, cohort=cohort, draft=PLAN)
    row = freeze_plan(by=by, cohort=cohort)
    then = bridge_planning.freeze(askable_in(cohort), PLAN, day(ago))
    frozen = EvaluationPlan.objects.filter(pk=row.pk)
    frozen.update(frozen=then.content, sha256=then.sha256)
    put_back(frozen, ago, "frozen_at")


def what_it_took(cohort: Cohort, lead: Person, *, over: int) -> None:
    """What was done otherwise than planned, and what the coordinator noted along the way."""
    by = Actor.of_person(lead)
    made = record_deviation(by=by, cohort=cohort, what=DEVIATION[0], reason=DEVIATION[1])
    put_back(PlanDeviation.objects.filter(pk=made.pk), over)
    for note in NOTES:
        record_note(by=by, cohort=cohort, note=note)
    put_back(cohort.running_notes.all(), over)
    settle_whole(by=by, cohort=cohort, whole=WHOLE)


def asks_its_own(cohort: Cohort, lead: Person) -> None:
    """The organisation's own questionnaire is asked next week, and nobody has seen it yet."""
    version = made_here(cohort.organisation, lead)
    add_wave(
        by=Actor.of_person(lead),
        cohort=cohort,
        version=version,
        opens_on=day(-7),
        closes_on=day(-28),
        sides=("clinician", "manager"),
    )


def made_here(organisation: Organisation, lead: Person) -> QuestionnaireVersion:
    """A questionnaire of the organisation's own: version 1 is out, and the draft already asks one thing more."""
    by = Actor.of_person(lead)
    row = make_questionnaire(by=by, organisation=organisation, title=TITLE)
    row = change_draft(by=by, questionnaire=row, seen_revision=row.revision, what="page", change=_ask)
    rights = {
        "owner": organisation.name,
        "licence": "Our own, free to use",
        "citation": "Invented, to try Kith with.",
    }
    row = say_rights(by=by, questionnaire=row, seen_revision=row.revision, words_are="own", rights=rights)
    version = publish_version(by=by, questionnaire=row, seen_revision=row.revision)
    change_draft(by=by, questionnaire=row, seen_revision=row.revision, what="question", change=_ask_more)
    return version


def _ask(draft: drafts.Draft) -> None:
    points = [{"value": number, "label": {"en": said}} for number, said in enumerate(AGREEING, 1)]
    grid = [_item(key, "scale", said, points=points) for said, key in GRID]
    drafts.add_page(draft, {"key": "meeting", "title": {"en": "Finding the time"}, "item": grid})
    drafts.add_item(draft, _item("in_the_way", "long_text", "What stood in the way most often?"), None)
    keys = [key for _said, key in GRID]
    score = {"key": "room_to_meet", "name": {"en": "Room to meet"}, "items": keys, "min_answered": 0.6}
    drafts.add_scale(draft, score)


def _ask_more(draft: drafts.Draft) -> None:
    drafts.add_item(draft, _item("would_help", "long_text", "What would help the next pairs most?"), None)


def _item(key: str, kind: str, said: str, **more: object) -> drafts.Part:
    return {"key": key, "kind": kind, "label": {"en": said}, **more}
