"""Personal data of this room: reminders hold ids alone; a concern goes with who wrote it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.personal_data import Basis, PersonalData, blank, declare
from kith.service.learning.models import Concern


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
            erase=blank(
                person=None,
                relationship=None,
                text="",
                reach_by="",
                answer="",
                wants_new_partner=False,
                state=Concern.State.CLOSED,
            ),
        )
    )
