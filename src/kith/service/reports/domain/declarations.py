"""What reports' table holds about a person, why, and how it is let go."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.personal_data import Basis, PersonalData, declare, keep
from kith.service.reports.models import EvaluationPlan, PlanDeviation, Report, RunningFacts, RunningNote


def forget_makers(person: Any) -> None:
    """Who made and who published a report may be two people: each is let go of alone."""
    Report.objects.filter(made_by=person).update(made_by=None)
    Report.objects.filter(published_by=person).update(published_by=None)


def forget_planners(person: Any) -> None:
    """Who wrote and who froze a plan may be two people: each is let go of alone."""
    EvaluationPlan.objects.filter(written_by=person).update(written_by=None)
    EvaluationPlan.objects.filter(frozen_by=person).update(frozen_by=None)


def forget_recorders(person: Any) -> None:
    PlanDeviation.objects.filter(recorded_by=person).update(recorded_by=None)


def forget_note_writers(person: Any) -> None:
    RunningNote.objects.filter(recorded_by=person).update(recorded_by=None)


def forget_fact_writers(person: Any) -> None:
    RunningFacts.objects.filter(recorded_by=person).update(recorded_by=None)


def declare_all() -> None:
    declare(
        PersonalData(
            model=Report,
            purpose=_(
                "Who made a report and who published it. What reports say is about groups, never about you."
            ),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as the cohort is kept."),
            of=lambda person: Report.objects.filter(Q(made_by=person) | Q(published_by=person)),
            export=("cohort__name", "created_at", "number"),
            erase=keep,
            forget=forget_makers,
        )
    )
    declare(
        PersonalData(
            model=EvaluationPlan,
            purpose=_("Who wrote an evaluation plan and who froze it, so that a reader can ask."),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as the cohort is kept."),
            of=lambda person: EvaluationPlan.objects.filter(Q(written_by=person) | Q(frozen_by=person)),
            export=("cohort__name", "created_at", "version", "frozen_at"),
            erase=keep,
            forget=forget_planners,
        )
    )
    declare(
        PersonalData(
            model=PlanDeviation,
            purpose=_("Who recorded that an evaluation differs from its plan."),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as the cohort is kept."),
            of=lambda person: PlanDeviation.objects.filter(recorded_by=person),
            export=("plan__cohort__name", "created_at", "what", "reason"),
            erase=keep,
            forget=forget_recorders,
        )
    )
    declare(
        PersonalData(
            model=RunningNote,
            purpose=_("Who wrote down how a cohort went: what was changed, what it cost, what went wrong."),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as the cohort is kept."),
            of=lambda person: RunningNote.objects.filter(recorded_by=person),
            export=("cohort__name", "created_at", "kind", "what", "reason"),
            erase=keep,
            forget=forget_note_writers,
        )
    )
    declare(
        PersonalData(
            model=RunningFacts,
            purpose=_("Who said whether harm was looked for, and what a cohort’s costs stand against."),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as the cohort is kept."),
            of=lambda person: RunningFacts.objects.filter(recorded_by=person),
            export=("cohort__name", "created_at", "looked"),
            erase=keep,
            forget=forget_fact_writers,
        )
    )
