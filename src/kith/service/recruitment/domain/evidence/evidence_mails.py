"""Mails to those who speak for an applicant: a manager who permits, a referee. They need no account.

The occasion of a mail is the moment at which it was asked for, so the same asking is one mail however often
it is repeated.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain import outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted
from kith.service.core.models import LinkPurpose, Mail, MailState
from kith.service.recruitment.domain.applicant_mail import common_words
from kith.service.recruitment.domain.applicant_mail import queue as queue_to_applicant
from kith.service.recruitment.domain.evidence.release import Release, release_of
from kith.service.recruitment.models import Application, Check, ManagerPermission
from kith.service.ui.web.wording import day, number

PERMISSION, NUDGE = "recruitment.permission", "recruitment.permission_reminder"
REFERENCE = "recruitment.reference"
ANSWERED = "recruitment.permission_answered"


def permission_key(permission: ManagerPermission, number: int) -> str:
    """What the mail of this asking is known by: 0 is the first, then each nudge."""
    asked = permission.asked_at.isoformat() if permission.asked_at else ""
    return f"{NUDGE if number else PERMISSION}:{permission.pk}:{asked}:{number}"


def mails_sent(permission: ManagerPermission) -> int:
    """How many people have been asked for this permission, one after another."""
    return Mail.objects.filter(once_key__startswith=f"{PERMISSION}:{permission.pk}:").count()


def came_back(permission: ManagerPermission) -> bool:
    """Whether the newest mail about it did not arrive."""
    newest = Mail.objects.filter(once_key=permission_key(permission, permission.nudges))
    return newest.filter(state__in=(MailState.FAILED, MailState.BOUNCED)).exists()


def reference_key(check: Check) -> str:
    asked = check.asked_at.isoformat() if check.asked_at else ""
    return f"{REFERENCE}:{check.pk}:{asked}"


def queue_permission(*, by: Actor, permission: ManagerPermission) -> None:
    """Ask the manager, or ask once more: the number of nudges on the row says which."""
    application = permission.application
    cohort = application.call.cohort
    subject, body = words_of_permission(permission)
    outbox.queue_mail(
        by=by,
        organisation=cohort.organisation,
        address=permission.email,
        language=cohort.organisation.language,
        purpose=NUDGE if permission.nudges else PERMISSION,
        subject=subject,
        body=body,
        once_key=permission_key(permission, permission.nudges),
        link=LinkWanted.to(
            permission, purpose=LinkPurpose.GIVE_PERMISSION, expires=_set(permission.answer_by)
        ),
        cohort_id=cohort.pk,
    )


def words_of_permission(permission: ManagerPermission) -> tuple[str, str]:
    """Subject and body in the organisation's language, which is the manager's too as far as we know."""
    application = permission.application
    cohort = application.call.cohort
    language = cohort.organisation.language
    with translation.override(language):
        release = release_of(cohort, language)
        words = {
            **_about(application, language),
            "receiver": permission.name,
            "release": _release_words(release),
            "by": last_day(_set(permission.answer_by), cohort.time_zone),
        }
        if permission.nudges:
            subject = _("A reminder: can %(name)s take part in %(cohort)s?") % words
        else:
            subject = _("Can %(name)s take part in %(cohort)s?") % words
        body = (
            _(
                "Dear %(receiver)s,\n\n"
                "%(name)s has applied to %(cohort)s (%(programme)s), which %(organisation)s runs, as %(role)s, "
                "and has named you as the person who can agree to it.\n\n"
                "%(release)s\n\n"
                "Please say yes or no by the end of %(by)s. It takes two minutes, and you need no account:\n"
                "{link}\n\n"
                "You are not asked to judge the application, and you do not see it. The link is yours alone: "
                "if somebody else should answer, please tell %(name)s instead of passing it on.\n"
            )
            % words
        )
    return subject, body


def queue_reference(*, by: Actor, check: Check, expires: datetime) -> None:
    """Ask the referee by mail."""
    application = check.application
    cohort = application.call.cohort
    language = cohort.organisation.language
    with translation.override(language):
        words = {
            **_about(application, language),
            "receiver": check.of_name,
            "by": last_day(expires, cohort.time_zone),
        }
        subject = _("A reference for %(name)s: %(cohort)s") % words
        body = (
            _(
                "Dear %(receiver)s,\n\n"
                "%(name)s has applied to %(cohort)s (%(programme)s), which %(organisation)s runs, as %(role)s, "
                "and has named you as somebody who knows their work.\n\n"
                "Please write a few lines or send a document by the end of %(by)s. You need no account:\n"
                "{link}\n\n"
                "Only the people who run the programme read it. The link is yours alone; please do not pass "
                "it on.\n"
            )
            % words
        )
    outbox.queue_mail(
        by=by,
        organisation=cohort.organisation,
        address=check.of_email,
        language=language,
        purpose=REFERENCE,
        subject=subject,
        body=body,
        once_key=reference_key(check),
        link=LinkWanted.to(check, purpose=LinkPurpose.GIVE_REFERENCE, expires=expires),
        cohort_id=cohort.pk,
    )


def queue_answer(*, by: Actor, permission: ManagerPermission) -> None:
    """Tell the applicant what was answered. A no is told kindly, with what can be done."""
    application = permission.application
    with translation.override(application.language):
        words = {**common_words(application), "manager": permission.decided_by}
        if permission.state == ManagerPermission.State.GIVEN:
            subject = _("%(manager)s has agreed: %(cohort)s") % words
            body = _given_words() % words
        else:
            subject = _("About the permission for %(cohort)s") % words
            body = _refused_words() % words
    moment = _set(permission.decided_at).isoformat()
    queue_to_applicant(
        by, application, ANSWERED, subject, body, once_key=f"{ANSWERED}:{permission.pk}:{moment}"
    )


def _given_words() -> str:
    return _(
        "Dear %(name)s,\n\n"
        "%(manager)s has agreed that you take part in %(cohort)s if you are chosen. There is nothing more for "
        "you to do about it.\n\n"
        "Your application:\n%(link)s\n"
    )


def _refused_words() -> str:
    return _(
        "Dear %(name)s,\n\n"
        "%(manager)s could not agree that you take part in %(cohort)s this time. That says nothing about your "
        "application: most often it is about cover.\n\n"
        "You may want to talk to them. They can change their answer with the link that they have, and the "
        "people at %(organisation)s who run the programme know about it and can help.\n\n"
        "Your application:\n%(link)s\n"
    )


def forget_mails_about(rows: Any) -> None:
    """Erase what mails to managers and referees said about somebody, and to whom they went, since the applicant
    named them; that they went stays."""
    for row in rows.only("pk"):
        for purpose in (PERMISSION, NUDGE, REFERENCE):
            outbox.forget_mails(Mail.objects.filter(once_key__startswith=f"{purpose}:{row.pk}:"))


def last_day(moment: datetime, time_zone: str) -> str:
    """The last whole day before ``moment``, in words, where the cohort is."""
    return day((moment - timedelta(seconds=1)).astimezone(ZoneInfo(time_zone)).date())


def _about(application: Application, language: str) -> dict[str, str]:
    """The words about the application, the programme's in the receiver's language rather than the applicant's."""
    definition = definition_of(application.call.cohort)
    return {
        **common_words(application),
        "programme": definition.name.in_language(language),
        "role": definition.role(application.side).name.in_language(language),
    }


def _release_words(release: Release) -> str:
    lines = [release.managers] if release.managers else []
    lines.append(_("When: %(dates)s.") % {"dates": release.dates})
    if release.hours:
        lines.append(_("Time: about %(hours)s hours in all.") % {"hours": number(release.hours)})
    return "\n\n".join(lines)


def _set(moment: datetime | None) -> datetime:
    if moment is None:
        raise ValueError("nobody has been asked yet")
    return moment
