"""Mails to somebody who applies. Each holds a fresh personal link to their own page.

Until an application is sent, only its writer knows of it: what is mailed before is confidential.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kith.questionnaires.responses import answers_from_json
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.mail_text import LINK
from kith.service.core.models import Mail, MailState
from kith.service.recruitment.domain.applicant_mail import common_words, queue
from kith.service.recruitment.domain.applying.files import named_files
from kith.service.recruitment.domain.calling.closing import closing_words, last_minute
from kith.service.recruitment.domain.calling.forms import application_form
from kith.service.recruitment.models import Application
from kith.service.ui.web.questionnaire import answered

LINK_MAIL, SENT, REMINDER = "recruitment.link", "recruitment.sent", "recruitment.reminder"
WITHDRAWN, LATE = "recruitment.withdrawn", "recruitment.late"
ON_ITS_WAY = (MailState.QUEUED, MailState.SENDING)
JUST_NOW = timedelta(minutes=10)
"""So that the look at what is on its way stays short when twenty thousand start in an hour."""


def queue_link(*, by: Actor, application: Application, asked_side: str) -> None:
    """The link to go on with. While one is on its way, asking again makes no second."""
    begun = f"{LINK_MAIL}:{application.pk}:"
    recent = Mail.objects.filter(
        cohort_id=application.call.cohort_id, created_at__gt=timezone.now() - JUST_NOW
    )
    if not recent.filter(once_key__startswith=begun, state__in=ON_ITS_WAY).exists():
        _queue_link(by, application, asked_side)


def queue_first_link(*, by: Actor, application: Application) -> None:
    """The link to an application that has just been started."""
    _queue_link(by, application, application.side)


def _queue_link(by: Actor, application: Application, asked_side: str) -> None:
    with translation.override(application.language):
        words = _words(application)
        subject = _("Your application to %(cohort)s") % words
        if application.side == asked_side:
            first = _("Here is your link to apply to %(cohort)s (%(programme)s), as %(role)s:") % words
        else:
            first = (
                _(
                    "You have an application to %(cohort)s already, as %(role)s. One person applies on one side: "
                    "to change sides, withdraw this application first, on its page. Then apply again.\n\n"
                    "Here is your link to it:"
                )
                % words
            )
        body = _(
            "Dear %(name)s,\n\n"
            "%(first)s\n%(link)s\n\n"
            "You need no account, and what you write is kept as you go. You can stop at any time and "
            "come back with this link. Please do not pass it on.\n\n"
            "Applications close: %(closes)s.\n\n"
            "If you did not ask for this, you need do nothing: without the link nothing is sent, and "
            "what was typed is deleted after 30 days.\n"
        ) % {**words, "first": first}
    key = f"{LINK_MAIL}:{application.pk}:{timezone.now().isoformat()}"
    queue(by, application, LINK_MAIL, subject, body, once_key=key, confidential=True)


def queue_sent(*, by: Actor, application: Application, now: datetime, is_again: bool) -> None:
    """That it has arrived, with a copy of the answers; never the equality answers."""
    with translation.override(application.language):
        words = {**_words(application), "answers": _copy(application)}
        subject = (
            _("We have the changes to your application to %(cohort)s")
            if is_again
            else _("We have your application to %(cohort)s")
        ) % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "Thank you. We have your application to %(cohort)s, as %(role)s. "
                "Its number is %(reference)s.\n\n"
                "You can look at it, change it until the call closes (%(closes)s), or withdraw it:\n"
                "%(link)s\n\n"
                "What you sent:\n\n"
                "%(answers)s\n\n"
                "Answers to the equality questions, if you gave any, are kept apart and are not in this copy.\n"
            )
            % words
        )
    queue(by, application, SENT, subject, body, once_key=f"{SENT}:{application.pk}:{now.isoformat()}")


def queue_withdrawn(*, by: Actor, application: Application) -> None:
    with translation.override(application.language):
        words = _words(application)
        subject = _("You have withdrawn your application to %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "Your application to %(cohort)s (%(reference)s) is withdrawn. Nobody will judge it, and nobody "
                "will be asked about you any more.\n\n"
                "What this means, and how to have everything about you deleted:\n%(link)s\n"
            )
            % words
        )
    queue(by, application, WITHDRAWN, subject, body, once_key=f"{WITHDRAWN}:{application.pk}")


def queue_reminder(*, by: Actor, application: Application) -> None:
    """Once, to somebody who began and has not sent."""
    with translation.override(application.language):
        words = _words(application)
        subject = _("Your application to %(cohort)s is not sent yet") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "You began an application to %(cohort)s and have not sent it. Applications close: %(closes)s.\n\n"
                "You can go on where you stopped:\n%(link)s\n\n"
                "If you have changed your mind, you need do nothing. We do not remind you again.\n"
            )
            % words
        )
    key = f"{REMINDER}:{application.pk}"
    queue(by, application, REMINDER, subject, body, once_key=key, confidential=True)


def queue_late(*, by: Actor, application: Application) -> None:
    """The lead lets this one be sent after the close."""
    until = application.late_until
    if until is None:
        raise ValueError("nothing was opened")
    with translation.override(application.language):
        zone = application.call.cohort.time_zone
        words = {**_words(application), "until": last_minute(until, zone)}
        subject = _("You can still send your application to %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "The call has closed, but the people who run %(cohort)s have opened your application again. "
                "You can change and send it until %(until)s:\n%(link)s\n"
            )
            % words
        )
    key = f"{LATE}:{application.pk}:{until.isoformat()}"
    queue(by, application, LATE, subject, body, once_key=key)


def _copy(application: Application) -> str:
    """Each question with its answer. What looks like the place of a link must not become one."""
    form = application_form(application.call, application.side)
    files = named_files(application, application.answers)
    pairs = answered(form, answers_from_json(form, application.answers), files)
    return "\n\n".join(f"{label}\n{said}" for label, said in pairs).replace(LINK, "{ link }")


def _words(application: Application) -> dict[str, str]:
    return {**common_words(application), "closes": closing_words(application.call)}
