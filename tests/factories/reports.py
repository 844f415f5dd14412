"""A cohort that has been asked before and after: 8 people a side, answers whose changes can be counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from tests.factories.cohorts import CohortFactory, CohortRoleFactory, PlaceFactory
from tests.factories.people import MembershipFactory
from tests.waiting_jobs import do_waiting_jobs

from kith.questionnaires.read import from_json
from kith.questionnaires.types import ItemKind
from kith.service.cohorts.models import Cohort, Place, StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.models import JobState
from kith.service.reports.domain import actions
from kith.service.reports.models import Report
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.domain.waves import lay_out
from kith.service.surveys.models import Invitation, Response, Wave

STAGES = ("people", "preferences", "matching", "running", "measuring", "report")
SIDES = ("clinician", "manager")
CHANGES = {"clinician": [1, 1, 1, 1, 1, 0, 0, -1], "manager": [1, 1, 0, 0, 0, 0, -1, -1]}


def waves_of(cohort: Cohort, *, is_closed: bool = True) -> dict[str, Wave]:
    """The cohort's waves by key, all of them closed (or open)."""
    for stage in STAGES:
        dates = {"starts_on": cohort.starts_on, "ends_on": cohort.ends_on}
        StageDate.objects.get_or_create(cohort=cohort, stage=stage, defaults=dates)
    waves = {wave.key: wave for wave in lay_out(by=Actor.system("tests"), cohort=cohort)}
    now = timezone.now()
    for wave in waves.values():
        wave.state = Wave.State.CLOSED if is_closed else Wave.State.OPEN
        wave.closes_at = now - timedelta(days=1) if is_closed else now + timedelta(days=7)
        wave.save()
    return waves


def people_of_side(cohort: Cohort, side: str, count: int) -> list[Place]:
    return [
        PlaceFactory(
            cohort=cohort, side=side, state=Place.State.CONFIRMED, person__name=f"Named {side} {number}"
        )
        for number in range(count)
    ]


def answer(wave: Wave, place: Place, answers: dict[str, object] | None) -> None:
    """Ask the place, and send these answers; None is somebody who never answers."""
    Invitation.objects.get_or_create(wave=wave, place=place, defaults={"is_finished": answers is not None})
    if answers is not None:
        Response.objects.create(
            wave=wave,
            pseudonym=pseudonym_of(place),
            side=place.side,
            answers=answers,
            submitted_on=timezone.localdate(),
            may_be_reported=True,
            may_be_read=True,
            may_be_quoted=True,
        )


def points(wave: Wave, value: int) -> dict[str, object]:
    """The same point on every scale item, turned round where the item is: each mean score is ``value``."""
    instrument = from_json(wave.instrument)
    turned = {key for scale in instrument.scales for key in scale.reversed_items}
    items = [item for item in instrument.items if item.kind is ItemKind.SCALE]
    return {item.key: 6 - value if item.key in turned else value for item in items}


def measured_cohort(
    cohort: Cohort, changes: dict[str, Sequence[int]], *, silent: int = 0, is_closed: bool = True
) -> dict[str, list[Place]]:
    """Everybody starts at 3 and ends where ``changes`` says; ``silent`` more on each side never answer."""
    waves = waves_of(cohort, is_closed=is_closed)
    found = {}
    for side, steps in changes.items():
        found[side] = people_of_side(cohort, side, len(steps) + silent)
        for place, step in zip(found[side], [*steps, *[None] * silent], strict=True):
            for key, value in (("before", 3), ("after", None if step is None else 3 + step)):
                wave = waves[key]
                answer(wave, place, None if value is None or step is None else points(wave, value))
            went = {
                "times_met": 4,
                "shadowed": True,
                "recommend": 5,
                "what_lasted": f"I ask more now ({side})",
            }
            answer(waves["experience"], place, None if step is None else went)
    return found


@dataclass
class Measured:
    """A cohort that was asked, who may report on it, and the two reports of what it answered."""

    by: Actor
    evaluator: Actor
    cohort: Cohort
    places: dict[str, list[Place]]
    report: Report | None = None
    lines: Report | None = None


def new_cohort() -> Measured:
    """Not asked yet."""
    lead = MembershipFactory(role="lead")
    cohort = CohortFactory(organisation=lead.organisation, name="Birch")
    evaluator = CohortRoleFactory(cohort=cohort, role="evaluator").person
    return Measured(Actor.of_person(lead.person), Actor.of_person(evaluator), cohort, {})


def asked_cohort() -> Measured:
    """Not reported on yet."""
    made = new_cohort()
    made.places = measured_cohort(made.cohort, CHANGES)
    return made


def reported_cohort() -> Measured:
    """With a public report and the evaluator's, pages and files drawn."""
    made = asked_cohort()
    made.report = finished(made.by, made.cohort)
    made.lines = finished(made.evaluator, made.cohort, audience="evaluator")
    return made


def finished(
    by: Actor, cohort: Cohort, *, audience: str = "public", language: str = "en", seed: int = 7
) -> Report:
    """A report with its page and files, which take a second or two to draw."""
    report = actions.make_report(by=by, cohort=cohort, audience=audience, language=language, seed=seed)
    assert [row.state for row in do_waiting_jobs()] == [JobState.DONE]
    return Report.objects.get(pk=report.pk)
