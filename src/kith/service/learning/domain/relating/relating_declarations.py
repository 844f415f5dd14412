"""What the tables of relationships and agreements hold about a person, why, and how it is let go."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.personal_data import Basis, PersonalData, blank, declare
from kith.service.learning.domain.relating.naming_mails import forget_name
from kith.service.learning.models import AgreementPart, AgreementVersion, Member, Relationship
from kith.service.people.models import Person

COHORT_KEPT = _("As long as the cohort is kept.")
KEPT = _("As long as the cohort is kept, or until you ask to be forgotten.")


def declare_all() -> None:
    _declare_members()
    _declare_versions()
    _declare_parts()


def _declare_members() -> None:
    declare(
        PersonalData(
            model=Member,
            purpose=_(
                "With whom you learn in a programme, since when, and whether you want no more contact."
            ),
            basis=Basis.PUBLIC_TASK,
            retention=COHORT_KEPT,
            of=lambda person: Member.objects.filter(person=person),
            export=(
                "relationship__cohort__name",
                "relationship__kind",
                "relationship__state",
                "relationship__started_on",
                "relationship__ended_at",
                "part",
                "accepted_at",
                "left_at",
                "left_because",
                "blocked_at",
            ),
            erase=blank(blocked_at=None, left_because=""),
            forget=forget_name,
        )
    )


def _declare_versions() -> None:
    declare(
        PersonalData(
            model=AgreementVersion,
            purpose=_("What you and those you learn with agreed on."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: AgreementVersion.objects.filter(proposed_by=person),
            shown=_agreed_by,
            export=(
                "relationship__cohort__name",
                "number",
                "clauses",
                "ground_rules",
                "review_on",
                "proposed_at",
                "in_force_at",
                "reviewed_at",
            ),
            erase=blank(proposed_by=None),
            forget=_forget_words,
        )
    )


def _declare_parts() -> None:
    declare(
        PersonalData(
            model=AgreementPart,
            purpose=_("Your own goals in an agreement, and what you bring."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: AgreementPart.objects.filter(person=person),
            export=("version__relationship__cohort__name", "version__number", "goals", "brings", "signed_at"),
            erase=blank(goals="", brings=""),
        )
    )


def _agreed_by(person: Person) -> QuerySet[AgreementVersion]:
    """Every version of what the person is or was in: its shared words are theirs as much as the others'."""
    mine = Relationship.objects.filter(members__person=person)
    return AgreementVersion.objects.filter(relationship__in=mine)


def _forget_words(person: Person) -> None:
    """The shared words belong to those who wrote them together: they go with the last of them."""
    others = Member.objects.exclude(person=person).filter(person__erased_at=None)
    alone = Relationship.objects.filter(members__person=person).exclude(pk__in=others.values("relationship"))
    AgreementVersion.objects.filter(relationship__in=alone).update(clauses={}, ground_rules="")
