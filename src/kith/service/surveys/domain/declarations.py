"""What surveys' tables hold about a person, why, and how it is let go."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Place
from kith.service.core.domain.personal_data import Basis, PersonalData, Rows, blank, declare, delete
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import (
    Invitation,
    OfflineDelivery,
    PaperEntry,
    PaperSheet,
    PseudonymKey,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    ResponseFile,
)


def responses_of(person: Any) -> Rows:
    """A person's own answers, found again through each cohort's key. Without the key, nobody can."""
    return Response.objects.filter(pseudonym__in=pseudonyms_of(person))


def files_of(person: Any) -> Rows:
    return ResponseFile.objects.filter(response__in=responses_of(person))


def deliveries_of(person: Any) -> Rows:
    return OfflineDelivery.objects.filter(pseudonym__in=pseudonyms_of(person))


def paper_entries_of(person: Any) -> Rows:
    return PaperEntry.objects.filter(pseudonym__in=pseudonyms_of(person))


def pseudonyms_of(person: Any) -> list[str]:
    keyed = PseudonymKey.objects.exclude(secret=None).values("cohort_id")
    return [pseudonym_of(place) for place in Place.objects.filter(person=person, cohort_id__in=keyed)]


def declare_all() -> None:
    declare(
        PersonalData(
            model=Invitation,
            purpose=_(
                "That you were asked to answer a questionnaire, so that only those who have not are reminded."
            ),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as the cohort is kept: reports count how many were asked."),
            of=lambda person: Invitation.objects.filter(place__person=person),
            export=("wave__name", "reminders_sent", "is_finished"),
            erase=blank(link=None),
        )
    )
    declare(
        PersonalData(
            model=Response,
            purpose=_("Your answers to questionnaires, under a pseudonym, and what may be done with them."),
            basis=Basis.CONSENT,
            retention=_("As long as the cohort is kept, or until you ask to be forgotten."),
            of=responses_of,
            export=(
                "wave__name",
                "side",
                "answers",
                "submitted_on",
                "may_be_reported",
                "may_be_read",
                "may_be_quoted",
            ),
            erase=delete,
        )
    )
    declare(
        PersonalData(
            model=ResponseFile,
            purpose=_(
                "Files that you sent as answers to questionnaires, under a pseudonym and without a name."
            ),
            basis=Basis.CONSENT,
            retention=_(
                "As long as your answers are kept, until you replace or remove them, or until the key of the "
                "cohort is destroyed."
            ),
            of=files_of,
            export=("response__wave__name", "field", "file__media_type", "file__bytes"),
            erase=delete,
        )
    )
    declare(
        PersonalData(
            model=OfflineDelivery,
            purpose=_(
                "That answers came from a device that had kept them, so that none are taken twice. "
                "Under the pseudonym of the answers, without a time."
            ),
            basis=Basis.CONSENT,
            retention=_("Until the questionnaire closes, or until you ask to be forgotten."),
            of=deliveries_of,
            export=("wave__name", "delivery"),
            erase=delete,
        )
    )
    _declare_paper()
    declare(
        PersonalData(
            model=Questionnaire,
            purpose=_("That you were the last to change a questionnaire of your organisation’s."),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until somebody else changes it, or it is deleted."),
            of=lambda person: Questionnaire.objects.filter(changed_by=person),
            export=("key", "changed_at"),
            erase=blank(changed_by=None),
        )
    )
    declare(
        PersonalData(
            model=QuestionnaireVersion,
            purpose=_("That you published a version of a questionnaire of your organisation’s."),
            basis=Basis.PUBLIC_TASK,
            retention=_("As long as the questionnaire is kept: reports name the version that was asked."),
            of=lambda person: QuestionnaireVersion.objects.filter(published_by=person),
            export=("questionnaire__key", "number", "created_at"),
            erase=blank(published_by=None),
        )
    )


def _declare_paper() -> None:
    declare(
        PersonalData(
            model=PaperSheet,
            purpose=_("That a questionnaire was printed for you, and the code on it."),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the questionnaire closes, or until you ask to be forgotten."),
            of=lambda person: PaperSheet.objects.filter(invitation__place__person=person),
            export=("invitation__wave__name", "code"),
            erase=delete,
        )
    )
    declare(
        PersonalData(
            model=PaperEntry,
            purpose=_(
                "That your answers were typed in from paper, so that they can be typed in again to check them. "
                "Under the pseudonym of the answers, without a time."
            ),
            basis=Basis.CONSENT,
            retention=_("Until the questionnaire closes, or until you ask to be forgotten."),
            of=paper_entries_of,
            export=("wave__name", "is_checked"),
            erase=delete,
        )
    )
