"""What the tables of raters hold about people, why, and how it is let go."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.personal_data import Basis, PersonalData, Rows, declare, delete
from kith.service.surveys.domain.declarations import pseudonyms_of
from kith.service.surveys.domain.raters.naming import let_go
from kith.service.surveys.models import Rater, RaterAnswer


def declare_raters() -> None:
    declare(
        PersonalData(
            model=Rater,
            purpose=_(
                "Whom you named to say how they see your work, so that they can be asked and reminded."
            ),
            basis=Basis.CONSENT,
            retention=_(
                "Until you take the name back, or the questionnaire closes: name and address are erased then. "
                "That so many were asked is counted."
            ),
            of=lambda person: Rater.objects.filter(place__person=person),
            export=("asked_in__wave__name", "kind", "name", "email"),
            erase=_erase,
            forget=_forget_as_rater,
        )
    )
    declare(
        PersonalData(
            model=RaterAnswer,
            purpose=_(
                "What others said of your work, under your pseudonym. Which of them said it is not kept. You do not "
                "read it by itself, for they were promised that; it can be erased with your data."
            ),
            basis=Basis.CONSENT,
            retention=_("As long as the cohort is kept, or until you ask to be forgotten."),
            of=lambda person: RaterAnswer.objects.filter(pseudonym__in=pseudonyms_of(person)),
            export=("wave__name",),
            erase=delete,
            shown=lambda _person: RaterAnswer.objects.none(),
        )
    )


def _erase(rows: Rows) -> int:
    let_go(list(rows), by=Actor.system("erasure"))
    return delete(rows)


def _forget_as_rater(person: Any) -> None:
    """Somebody with an account whom others named is not asked, and their address goes."""
    let_go(list(Rater.objects.filter(email__iexact=person.email)), by=Actor.system("erasure"))
