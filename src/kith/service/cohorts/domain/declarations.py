"""What cohorts' tables hold about a person, why, and how it is let go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort, CohortRole, HandOver, PeopleImport, Place
from kith.service.core.domain.personal_data import Basis, PersonalData, Rows, blank, declare
from kith.service.core.models import StoredFile

KEPT = _("As long as the cohort is kept, or until you ask to be forgotten.")


def give_up_places(rows: Rows) -> int:
    """What was known about the person goes; that a place was taken stays, so that counts still hold.
    A place in a running cohort ends."""
    running = rows.filter(cohort__state=Cohort.State.OPEN, ended_at=None)
    Place.objects.filter(pk__in=list(running.values_list("pk", flat=True))).update(
        state=Place.State.WITHDRAWN, ended_at=timezone.now()
    )
    return rows.update(attributes={})


def end_roles(rows: Rows) -> int:
    today = timezone.localdate()
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=today)).update(ends_on=today - timedelta(days=1))


def files_that_may_name(person: Any) -> Rows:
    """People files still kept of the cohorts that the person was in. Which rows a file has is not kept."""
    cohorts = Place.objects.filter(person=person).values("cohort_id")
    return PeopleImport.objects.filter(cohort_id__in=cohorts).exclude(file=None)


def let_files_go(rows: Rows) -> int:
    """The next tick deletes them, row and content, as it does with every file 30 days after its upload."""
    files = list(rows.values_list("file_id", flat=True))
    return StoredFile.objects.filter(pk__in=files).update(delete_after=timezone.now())


def declare_all() -> None:
    declare(
        PersonalData(
            model=Place,
            purpose=_("Your place in a cohort, and what its programme asks to match people well."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: Place.objects.filter(person=person),
            export=("cohort__name", "side", "state", "attributes", "invited_at", "confirmed_at", "ended_at"),
            erase=give_up_places,
            stands_for_person=True,
        )
    )
    declare(
        PersonalData(
            model=CohortRole,
            purpose=_("What you may do in a cohort, and between which days."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: CohortRole.objects.filter(person=person),
            export=("cohort__name", "role", "starts_on", "ends_on"),
            erase=end_roles,
        )
    )
    declare(
        PersonalData(
            model=HandOver,
            purpose=_("What a lead of a cohort wrote to the next one."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: HandOver.objects.filter(Q(from_person=person) | Q(to_person=person)),
            export=("cohort__name", "on", "note", "read_at"),
            erase=blank(note=""),
        )
    )
    declare(
        PersonalData(
            model=PeopleImport,
            purpose=_(
                "A people file that somebody brought in for your cohort, until its people have places."
            ),
            basis=Basis.PUBLIC_TASK,
            retention=_("The file: until it is accepted, at most 30 days. Then only how many rows it had."),
            of=files_that_may_name,
            export=("cohort__name", "created_at", "state"),
            erase=let_files_go,
        )
    )
