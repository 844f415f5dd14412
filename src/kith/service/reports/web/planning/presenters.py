"""What the pages of the plan show, worked out from rows; and the task to write one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.extras import Link
from kith.service.cohorts.domain.queries import cohorts_run_by, runs_anything
from kith.service.cohorts.domain.roles import roles_on_cohorts
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.people.models import Person
from kith.service.reports import bridge_planning
from kith.service.reports.domain.planning import reading
from kith.service.reports.domain.planning.drafts import Draft, draft_from_json
from kith.service.reports.domain.planning.reading import Askable
from kith.service.reports.models import EvaluationPlan
from kith.service.ui.web.wording import day

MINUTES = 20
A_DAY = timedelta(days=1)
"""The plan is to be there before the morning on which the first questionnaire opens."""


def links(cohort: Cohort) -> list[Link]:
    """Cards on the cohort's page: what is written before the answers, and what is written along the way."""
    return [
        Link(
            _("The evaluation plan"),
            _("What will be looked at, written down before anybody looks"),
            reverse("reports:plan", args=[cohort.pk]),
            P.REPORT_MAKE,
        ),
        Link(
            _("What it took"),
            _("Changes, obstacles, harm, hours and costs, noted while they happen"),
            reverse("reports:notes", args=[cohort.pk]),
            P.REPORT_MAKE,
        ),
    ]


def first_draft(askable: Askable) -> Draft:
    """Where nothing has been written: the people who have said yes, and how those who are lost are treated."""
    places = askable.cohort.places.filter(state=Place.State.CONFIRMED)
    sides = list(places.values_list("side", flat=True))
    expected = {role.key: sides.count(role.key) for role in askable.definition.roles}
    return Draft(expected=expected if any(expected.values()) else {})


def draft_in(askable: Askable) -> Draft:
    """What the page begins with: the draft, else the plan that holds, else what is known."""
    kept = reading.draft_of(askable.cohort) or reading.frozen_of(askable.cohort)
    return draft_from_json(kept.draft) if kept is not None else first_draft(askable)


def plan_page(cohort: Cohort) -> dict[str, Any]:
    """The plan as it stands: what holds, what is in draft, what it leaves open and what it can show."""
    askable = reading.askable_in(cohort)
    frozen, draft = reading.frozen_of(cohort), reading.draft_of(cohort)
    opened, opens = reading.opened_at(cohort), reading.opens_next(cohort)
    shown = draft_from_json(draft.draft) if draft is not None else draft_in(askable)
    is_archived = cohort.state == Cohort.State.ARCHIVED
    is_writable = not is_archived and askable.is_plannable and (frozen is None or opened is None)
    said, always = bridge_planning.advice(askable, shown) if askable.is_plannable else ((), ())
    return {
        "cohort": cohort,
        "askable": askable,
        "frozen": frozen,
        "draft": draft,
        "told": bridge_planning.told(reading.kept_of(frozen)) if frozen is not None else (),
        "deviations": _deviations(frozen) if frozen is not None else [],
        "was_before": frozen is not None and reading.was_before(frozen, opened),
        "opened": opened,
        "opens": opens,
        "gaps": bridge_planning.gaps(askable, shown) if draft is not None else (),
        "advice": said,
        "always": always,
        "is_writable": is_writable,
        "is_archived": is_archived,
        "here": "programmes",
    }


def _deviations(frozen: EvaluationPlan) -> list[tuple[str, str, str]]:
    """What was asked otherwise since, which Kith knows by itself, then what somebody wrote down."""
    asked = [
        (bridge_planning.asked_words(one), _("Nobody has written down why"), day(one.on))
        for one in reading.asked_since(frozen)
    ]
    return [*asked, *((row.what, row.reason, day(row.created_at)) for row in frozen.deviations.all())]


def form_page(askable: Askable, draft: Draft) -> dict[str, Any]:
    """Beside the form: what the numbers written so far can show."""
    said, always = bridge_planning.advice(askable, draft)
    return {"cohort": askable.cohort, "advice": said, "always": always, "here": "programmes"}


def tasks_of_planner(person: Person) -> list[tuple[str, Task]]:
    """Write the plan, before the first questionnaire opens: for who makes reports."""
    if not runs_anything(person):
        return []
    waiting = reading.unplanned(cohorts_run_by(person).filter(state=Cohort.State.OPEN))
    held = roles_on_cohorts(person, waiting) if waiting else {}
    return [
        (
            cohort.name,
            Task(
                _("Write the evaluation plan"),
                reverse("reports:plan", args=[cohort.pk]),
                effort=_("%(minutes)s minutes") % {"minutes": MINUTES},
                due=cohort.opens - A_DAY,
            ),
        )
        for cohort in waiting
        if P.REPORT_MAKE in permissions_of(held[cohort.pk])
    ]
