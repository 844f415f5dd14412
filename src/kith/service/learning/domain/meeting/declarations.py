"""What the tables of meetings hold about a person, why, and how it is let go."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.personal_data import Basis, PersonalData, blank, declare, delete
from kith.service.learning.models import Availability, Meeting, MeetingReply

KEPT = _("For as long as the cohort is kept: how much people met is part of its report.")


def declare_all() -> None:
    declare(
        PersonalData(
            model=Meeting,
            purpose=_(
                "That you met and for how long, so that it counts for you and can be reported as hours."
            ),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: Meeting.objects.filter(relationship__members__person=person),
            export=(
                "relationship__cohort__name",
                "activity",
                "state",
                "on",
                "at",
                "zone",
                "minutes",
                "where",
            ),
            erase=blank(where=""),
        )
    )
    declare(
        PersonalData(
            model=MeetingReply,
            purpose=_("Which of the proposed times you could make."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: MeetingReply.objects.filter(person=person),
            export=("choice__starts_at", "can", "has_read_rule"),
            erase=delete,
        )
    )
    declare(
        PersonalData(
            model=Availability,
            purpose=_(
                "When in the week you can usually meet, to find times that suit you and those you meet."
            ),
            basis=Basis.CONSENT,
            retention=_("Until you change or empty it."),
            of=lambda person: Availability.objects.filter(person=person),
            export=("weekday", "starts", "ends"),
            erase=delete,
        )
    )
