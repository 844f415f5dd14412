"""What recruitment's tables hold about a person, why, and how it is let go."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain import outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import revoke_links
from kith.service.core.domain.personal_data import (
    Basis,
    PersonalData,
    Rows,
    blank,
    declare,
    delete,
)
from kith.service.core.models import Mail, StoredFile
from kith.service.people.domain.queries import addresses_of
from kith.service.recruitment.domain.evidence.evidence import OVER
from kith.service.recruitment.domain.evidence.evidence_mails import forget_mails_about
from kith.service.recruitment.domain.pseudonyms import pseudonym
from kith.service.recruitment.models import (
    Application,
    ApplicationFile,
    Check,
    Decision,
    EqualityAnswer,
    EqualityKey,
    ManagerPermission,
    Offer,
    Review,
    Reviewer,
)

SERVICE = Actor.system("recruitment")
KEPT = _("Until a year after the cohort has started, or until you ask to be forgotten.")


def applications_of(person: Any) -> Rows:
    """By the person, or by one of their addresses while nobody has used the link yet."""
    addresses = {person.email.lower(), *(row.email.lower() for row in addresses_of(person))}
    return Application.objects.filter(Q(person=person) | Q(person=None, email__in=addresses))


def decided_applications_of(person: Any) -> Rows:
    """Those that are at their end. How one is judged is told when nobody can be swayed by it any more."""
    return applications_of(person).filter(state__in=OVER | {Application.State.ACCEPTED})


def by_application(person: Any) -> Any:
    """The organisations that somebody applied to."""
    return applications_of(person).values_list("call__cohort__organisation_id", flat=True)


def forget_applications(rows: Rows) -> int:
    """What was written goes; that somebody applied, and how far it came, stays: the funnel's counts still hold.
    No link leads to it any more, and its mails say nothing.

    One that is under way has been withdrawn before: see ``domain.ties``.
    """
    found = list(rows)
    for application in found:
        revoke_links(by=SERVICE, subject=application, now=timezone.now())
    keys = [str(application.pk) for application in found]
    outbox.forget_mails(Mail.objects.filter(link_wanted__subject_id__in=keys))
    ApplicationFile.objects.filter(application__in=found).delete()
    rows = Application.objects.filter(pk__in=keys)
    return rows.update(
        answers={}, changes=None, unmet=[], name="", email="", page="", late_until=None, late_reason=""
    )


def let_reviewers_go(rows: Rows) -> int:
    """They judge no more: what they had not sent is free for others, what they sent still counts."""
    Review.objects.filter(reviewer__in=rows, state=Review.State.ASSIGNED).delete()
    return rows.update(specialities=[], ended_at=Coalesce("ended_at", timezone.now()))


def equality_answers_of(person: Any) -> Rows:
    """A person's own equality answers, found again through each call's key. Without the key, nobody can."""
    keys = {row.call_id: bytes(row.secret) for row in EqualityKey.objects.all() if row.secret is not None}
    found = [
        pseudonym(keys[application.call_id], application.pk)
        for application in applications_of(person).only("pk", "call_id")
        if application.call_id in keys
    ]
    return EqualityAnswer.objects.filter(pseudonym__in=found)


def forget_givers(rows: Rows) -> int:
    """Whom they named goes, and what was written to them about the applicant; what was decided stays."""
    forget_mails_about(rows)
    _end_links(rows)
    return rows.update(name="", email="", position="", decided_by="", decided_as="", note="", reason="")


def let_documents_go(rows: Rows) -> int:
    """The next tick deletes the documents, row and content."""
    forget_mails_about(rows)
    _end_links(rows)
    files = list(rows.exclude(file=None).values_list("file_id", flat=True))
    StoredFile.objects.filter(pk__in=files).update(delete_after=timezone.now())
    return rows.update(of_name="", of_email="", reason="")


def _end_links(rows: Rows) -> None:
    for row in rows.only("pk"):
        revoke_links(by=SERVICE, subject=row, now=timezone.now())


def declare_all() -> None:
    """In the order of the models. Erasing begins at the end, while the applications can still be found."""
    declare(
        PersonalData(
            model=Application,
            purpose=_(
                "Your application, so that it can be judged fairly and you can be told what came of it."
            ),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=applications_of,
            export=(
                "call__cohort__name",
                "side",
                "reference",
                "answers",
                "changes",
                "state",
                "submitted_at",
                "late_until",
                "late_reason",
            ),
            erase=forget_applications,
            stands_for_person=True,
        )
    )
    declare(
        PersonalData(
            model=ApplicationFile,
            purpose=_("Files that you sent with your application."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: ApplicationFile.objects.filter(application__in=applications_of(person)),
            export=("application__reference", "field", "file__name", "file__media_type", "file__bytes"),
            erase=delete,
        )
    )
    _declare_evidence()
    _declare_judging()
    declare(
        PersonalData(
            model=EqualityAnswer,
            purpose=_(
                "What you chose to say for equality monitoring, under a pseudonym, to see whether the "
                "programme is fair. Only ever shown as counts of many people."
            ),
            basis=Basis.CONSENT,
            retention=KEPT,
            of=equality_answers_of,
            export=("answers",),
            erase=delete,
        )
    )


def _declare_evidence() -> None:
    declare(
        PersonalData(
            model=ManagerPermission,
            purpose=_("Whether your manager agrees that you take part."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: ManagerPermission.objects.filter(application__in=applications_of(person)),
            export=("kind", "name", "email", "position", "state", "decided_by", "note", "decided_at"),
            erase=forget_givers,
        )
    )
    declare(
        PersonalData(
            model=Check,
            purpose=_("References and checks that the programme asks for."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: Check.objects.filter(application__in=applications_of(person)),
            export=("kind", "state", "of_name", "of_email", "asked_at", "received_at"),
            erase=let_documents_go,
        )
    )


def _declare_judging() -> None:
    declare(
        PersonalData(
            model=Reviewer,
            purpose=_("That you review applications, and what you know best."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: Reviewer.objects.filter(person=person),
            export=("call__cohort__name", "sides", "specialities", "most"),
            erase=let_reviewers_go,
        )
    )
    declare(
        PersonalData(
            model=Review,
            purpose=_("How your application was judged."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: Review.objects.filter(application__in=applications_of(person)),
            shown=lambda person: Review.objects.filter(
                application__in=decided_applications_of(person), state=Review.State.SUBMITTED
            ),
            export=("kind", "scores", "comment", "submitted_at"),
            erase=blank(comment="", conflict_reason=""),
        )
    )
    declare(
        PersonalData(
            model=Decision,
            purpose=_("What was decided about your application, when and why."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: Decision.objects.filter(application__in=applications_of(person)),
            shown=lambda person: Decision.objects.filter(application__in=decided_applications_of(person)),
            export=("created_at", "kind", "reason"),
            erase=blank(reason=""),
        )
    )
    declare(
        PersonalData(
            model=Offer,
            purpose=_("A place that you were offered, and your answer."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: Offer.objects.filter(application__in=applications_of(person)),
            export=("state", "expires_at", "answered_at", "reason"),
            erase=blank(reason=""),
        )
    )
