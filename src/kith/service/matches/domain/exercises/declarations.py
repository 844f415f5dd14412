"""What the tables of exercises hold about a person, why, and how it is let go."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.doers import declare_doer
from kith.service.core.domain.personal_data import Basis, PersonalData, declare, delete
from kith.service.matches.domain.exercises.forgetting import forget_person, rows_about
from kith.service.matches.models import (
    Allotment,
    Exercise,
    ExerciseDecision,
    ExercisePublication,
    ExerciseRow,
    ExerciseRun,
)

KEPT = _(
    "A year from when the matching was made, or from when its programme ends, unless somebody keeps it longer; whoever "
    "made it is told before."
)


def declare_all() -> None:
    _declare_people()
    _declare_making()
    _declare_deciding()


def _declare_making() -> None:
    declare_doer(
        Exercise,
        "created_by",
        purpose=_("Who made a matching."),
        retention=KEPT,
        export=("name", "kind", "created_at", "kept_until"),
    )
    declare_doer(
        ExerciseRun,
        "started_by",
        purpose=_("Who asked for a matching to be worked out."),
        retention=KEPT,
        export=("exercise__name", "number", "created_at"),
    )


def _declare_deciding() -> None:
    declare_doer(
        ExerciseDecision,
        "decided_by",
        purpose=_("Who kept people together or apart in a matching, and the reason that was given."),
        retention=KEPT,
        export=("exercise__name", "created_at", "kind", "reason"),
    )
    declare_doer(
        ExercisePublication,
        "published_by",
        purpose=_("Who made a matching known."),
        retention=KEPT,
        export=("exercise__name", "created_at"),
    )


def _declare_people() -> None:
    declare(
        PersonalData(
            model=ExerciseRow,
            purpose=_("Your row in a file that was uploaded for a matching, found by your e-mail address."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=rows_about,
            export=("table__exercise__name", "table__name", "name", "email", "table__columns", "cells"),
            erase=delete,
            forget=forget_person,
        )
    )
    declare(
        PersonalData(
            model=Allotment,
            purpose=_("The set, the post or the placement that you were given."),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as the cohort is kept, or until you ask to be forgotten."),
            of=lambda person: Allotment.objects.filter(place__person=person),
            export=("publication__exercise__name", "about", "created_at"),
            erase=delete,
        )
    )
