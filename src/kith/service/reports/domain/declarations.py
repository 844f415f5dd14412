"""What reports' table holds about a person, why, and how it is let go."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.personal_data import Basis, PersonalData, declare, keep
from kith.service.reports.models import Report


def forget_makers(person: Any) -> None:
    """Who made and who published a report may be two people: each is let go of alone."""
    Report.objects.filter(made_by=person).update(made_by=None)
    Report.objects.filter(published_by=person).update(published_by=None)


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
