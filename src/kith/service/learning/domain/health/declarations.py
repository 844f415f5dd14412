"""Personal data of this room: reminders hold ids alone; a concern goes with who wrote it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kith.programmes.durations import Duration
from kith.service.core.domain.personal_data import Basis, PersonalData, blank, declare
from kith.service.learning.models import Concern

AT_ONCE = 500
TWO_YEARS_BACK = Duration(months=-24, days=0)

blank_concerns = blank(
    person=None,
    relationship=None,
    text="",
    reach_by="",
    answer="",
    wants_new_partner=False,
    state=Concern.State.CLOSED,
)
"""That somebody wrote something, once, to whom; nothing else."""


def expire_concerns(now: datetime) -> int:
    """In each tick: who wrote, what and what was answered goes when its time is over; how many. Again does nothing."""
    due = Concern.objects.filter(cohort__ends_on__lt=TWO_YEARS_BACK.after(now.date())).exclude(
        person=None, text=""
    )
    return blank_concerns(Concern.objects.filter(pk__in=list(due.values_list("pk", flat=True)[:AT_ONCE])))


def declare_all() -> None:
    declare(
        PersonalData(
            model=Concern,
            purpose=_("What you wrote in confidence because something was not right, and the answer."),
            basis=Basis.LEGITIMATE_INTEREST,
            retention=_("Until two years after the cohort ends."),
            of=lambda person: Concern.objects.filter(person=person),
            export=(
                "created_at",
                "cohort__name",
                "to",
                "text",
                "wants_new_partner",
                "reach_by",
                "state",
                "answer",
                "closed_at",
            ),
            erase=blank_concerns,
            expire=expire_concerns,
        )
    )
