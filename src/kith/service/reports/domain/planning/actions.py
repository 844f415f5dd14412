"""Writing, freezing, and recording what was done otherwise."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.openness import must_not_be_archived
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.reports import bridge_planning
from kith.service.reports.domain.planning.drafts import Draft, draft_from_json
from kith.service.reports.domain.planning.reading import (
    askable_in,
    day_in,
    draft_of,
    frozen_of,
    opened_at,
    stamp_of,
)
from kith.service.reports.models import EvaluationPlan, PlanDeviation

MOST_WORDS = 4_000


@transaction.atomic
def save_plan(*, by: Actor, cohort: Cohort, draft: Draft, seen: str | None = None) -> EvaluationPlan:
    """Keep what was written. After a plan was frozen this begins a new version, until answers can be given.

    ``seen`` is the stamp of the draft that the writer began with; None for whoever writes over anything.
    Raises KithError when somebody else saved meanwhile, when nothing is asked twice, when the plan contradicts
    itself, or when a frozen plan can no longer be replaced.
    """
    must_not_be_archived(cohort.pk)
    take_turn(cohort)
    _must_be_writable(cohort)
    if seen is not None and seen != stamp_of(cohort):
        raise KithError(Fault("reports.planning.changed_meanwhile"))
    askable = askable_in(cohort)
    if not askable.is_plannable:
        raise KithError(Fault("reports.planning.nothing_asked_twice"))
    bridge_planning.check(askable, draft)
    plan = draft_of(cohort)
    if plan is None:
        last = cohort.evaluation_plans.aggregate(last=Max("version"))["last"] or 0
        plan = EvaluationPlan(cohort=cohort, version=last + 1)
    plan.draft, plan.written_by = draft.to_json(), by.person
    plan.save()
    _record(by, "reports.save_plan", plan, version=plan.version)
    return plan


@transaction.atomic
def freeze_plan(*, by: Actor, cohort: Cohort) -> EvaluationPlan:
    """The draft becomes the plan, under its hash. It does not change again.

    Raises KithError without a draft, or when a frozen plan can no longer be replaced.
    """
    must_not_be_archived(cohort.pk)
    take_turn(cohort)
    plan = draft_of(cohort)
    if plan is None:
        raise KithError(Fault("reports.planning.no_draft"))
    _must_be_writable(cohort)
    now = timezone.now()
    made = bridge_planning.freeze(askable_in(cohort), draft_from_json(plan.draft), day_in(cohort, now))
    plan.frozen, plan.sha256 = made.content, made.sha256
    plan.frozen_at, plan.frozen_by = now, by.person
    plan.save()
    _record(by, "reports.freeze_plan", plan, version=plan.version, before=opened_at(cohort) is None)
    return plan


@transaction.atomic
def record_deviation(*, by: Actor, cohort: Cohort, what: str, reason: str) -> PlanDeviation:
    """Write down what is done otherwise than planned, and why. It stands in every report made from now on.

    Raises KithError without a frozen plan, or without words.
    """
    must_not_be_archived(cohort.pk)
    take_turn(cohort)
    plan = frozen_of(cohort)
    if plan is None:
        raise KithError(Fault("reports.planning.not_frozen"))
    faults = Faults()
    for name, said in (("what", what.strip()), ("reason", reason.strip())):
        if not said:
            faults.add(f"reports.planning.no_{name}", Where(key=name))
        elif len(said) > MOST_WORDS:
            faults.add("reports.planning.too_long", Where(key=name), most=MOST_WORDS)
    faults.raise_if_any()
    deviation = PlanDeviation.objects.create(
        plan=plan, what=what.strip(), reason=reason.strip(), recorded_by=by.person
    )
    _record(by, "reports.record_deviation", plan, version=plan.version)
    return deviation


def _must_be_writable(cohort: Cohort) -> None:
    if frozen_of(cohort) is not None and opened_at(cohort) is not None:
        raise KithError(Fault("reports.planning.answers_open"))


def _record(by: Actor, action: str, plan: EvaluationPlan, **detail: str | int | bool) -> None:
    audit.record(
        by=by,
        action=action,
        subject=plan,
        organisation_id=plan.cohort.organisation_id,
        cohort_id=plan.cohort_id,
        detail=detail,
    )
