"""What reflections, goals, portfolios and certificates hold about a person, why, and how it is let go."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.personal_data import Basis, PersonalData, Rows, declare, delete
from kith.service.core.models import StoredFile
from kith.service.learning.models import (
    Certificate,
    Evidence,
    Goal,
    GoalStep,
    Reflection,
    ReflectionShare,
)

OWN = _("Until you delete it, or ask to be forgotten.")


def let_evidence_go(rows: Rows) -> int:
    """The next tick deletes the files, row and content."""
    files = list(rows.exclude(file=None).values_list("file_id", flat=True))
    StoredFile.objects.filter(pk__in=files).update(delete_after=timezone.now())
    return delete(rows)


def declare_all() -> None:
    """In the order of the models. Erasing begins at the end."""
    declare(
        PersonalData(
            model=Reflection,
            purpose=_(
                "What you write for yourself about what you learn. Only you read it, and those you share it with."
            ),
            basis=Basis.CONSENT,
            retention=OWN,
            of=lambda person: Reflection.objects.filter(person=person),
            export=("cohort__name", "written_on", "prompt", "text", "changed_at"),
            erase=delete,
        )
    )
    declare(
        PersonalData(
            model=ReflectionShare,
            purpose=_("With whom you shared an entry, and until when."),
            basis=Basis.CONSENT,
            retention=OWN,
            of=lambda person: ReflectionShare.objects.filter(reflection__person=person),
            export=("reader", "created_at", "ended_at"),
            erase=delete,
        )
    )
    _declare_goals()
    _declare_shown()


def _declare_goals() -> None:
    declare(
        PersonalData(
            model=Goal,
            purpose=_("What you want to get to, so that you and your partner or mentor can work towards it."),
            basis=Basis.PUBLIC_TASK,
            retention=OWN,
            of=lambda person: Goal.objects.filter(person=person),
            export=("relationship__cohort__name", "words", "by_when", "progress", "created_at"),
            erase=delete,
        )
    )
    declare(
        PersonalData(
            model=GoalStep,
            purpose=_("How your goals came on."),
            basis=Basis.PUBLIC_TASK,
            retention=OWN,
            of=lambda person: GoalStep.objects.filter(goal__person=person),
            export=("goal__words", "progress", "note", "created_at"),
            erase=delete,
        )
    )


def _declare_shown() -> None:
    declare(
        PersonalData(
            model=Evidence,
            purpose=_("What you chose to show in your portfolio. Only you see it and take it with you."),
            basis=Basis.CONSENT,
            retention=OWN,
            of=lambda person: Evidence.objects.filter(person=person),
            export=("cohort__name", "title", "note", "dimensions", "file__name", "created_at"),
            erase=let_evidence_go,
        )
    )
    declare(
        PersonalData(
            model=Certificate,
            purpose=_(
                "That you took part, and for how long, so that whoever you show your certificate can check it. When you "
                "are forgotten the code still says that a certificate was given, and no more whose it was."
            ),
            basis=Basis.PUBLIC_TASK,
            retention=_("For as long as the organisation keeps the cohort."),
            of=lambda person: Certificate.objects.filter(place__person=person),
            export=(
                "place__cohort__name",
                "code",
                "hours",
                "issued_at",
                "reason",
                "revoked_at",
                "revoked_reason",
            ),
            erase=forget_certificates,
        )
    )


def forget_certificates(rows: Rows) -> int:
    """The code, and whether it still holds; not for how long they were there, and not why."""
    return rows.update(hours=[], reason="", revoked_reason="")
