"""What the tables of what comes after a programme hold about a person, why, and how it is let go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.personal_data import (
    Basis,
    PersonalData,
    Rows,
    blank,
    declare,
    delete,
)
from kith.service.learning.models import Alumnus, AlumnusAsked, SeriesOrganiser, SpinOff
from kith.service.people.models import Person


def by_directory(person: Person) -> Iterable[UUID]:
    return Alumnus.objects.filter(person=person).values_list("organisation_id", flat=True)


def by_series(person: Person) -> Iterable[UUID]:
    return SeriesOrganiser.objects.filter(person=person).values_list("series__organisation_id", flat=True)


def end_organising(rows: Rows) -> int:
    """They organise nothing any more; who they were is gone with the person."""
    today = timezone.localdate()
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=today)).update(ends_on=today - timedelta(days=1))


def declare_all() -> None:
    declare(
        PersonalData(
            model=Alumnus,
            purpose=_("What the directory of alumni shows of you, because you chose to stand in it."),
            basis=Basis.CONSENT,
            retention=_("Until you leave the directory: what you wrote goes at once."),
            of=lambda person: Alumnus.objects.filter(person=person),
            export=(
                "organisation__name", "cohort__name", "line", "shows_address", "would_mentor", "would_review",
                "would_speak", "is_for_leads_only", "left_at",
            ),
            erase=delete,
        )
    )  # fmt: skip
    declare(
        PersonalData(
            model=AlumnusAsked,
            purpose=_("What you were asked to help with, and what you said."),
            basis=Basis.CONSENT,
            retention=_("As long as the cohort is kept, or until you ask to be forgotten."),
            of=lambda person: AlumnusAsked.objects.filter(alumnus__person=person),
            export=("cohort__name", "ask", "words", "answer", "answered_at"),
            erase=delete,
        )
    )
    declare(
        PersonalData(
            model=SpinOff,
            purpose=_("What you suggested as something that came out of your programme."),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as the cohort is kept; that it was you, until you ask to be forgotten."),
            of=lambda person: SpinOff.objects.filter(suggested_by__person=person),
            export=("cohort__name", "name", "kind", "about", "started_on", "seen_on", "ended_on"),
            erase=blank(suggested_by=None),
        )
    )
    declare(
        PersonalData(
            model=SeriesOrganiser,
            purpose=_("Which series of meetings you organise, and between which days."),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as the series is kept, or until you ask to be forgotten."),
            of=lambda person: SeriesOrganiser.objects.filter(person=person),
            export=("series__name", "starts_on", "ends_on"),
            erase=end_organising,
        )
    )
