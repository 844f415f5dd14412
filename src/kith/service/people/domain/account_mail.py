"""Mails about an account itself (a sign-in code, a changed password): sent at once, kept without secrets.

A code that waited for the next tick would be of no use, so these go from the request. The row in the
outbox is the history: what it was for, to whom, whether it went; never the code or the link.
"""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from kith.service.core.domain.mail_text import html
from kith.service.core.domain.sending import message_id
from kith.service.core.models import Link, Mail, MailState
from kith.service.people.models import Person

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AccountMail:
    purpose: str
    subject: str
    text: str
    """As it is sent."""
    kept_text: str
    """As history keeps it, with nothing in it that opens anything."""


def send_account_mail(
    mail: AccountMail, *, person: Person | None, address: str, language: str, link: Link | None = None
) -> Mail:
    """Send it now. A mail server that fails is noted and logged; the page says the same either way, since a
    different answer would tell which addresses have an account."""
    now = timezone.now()
    row = Mail.objects.create(
        person=person,
        to_address=address,
        purpose=mail.purpose,
        is_confidential=True,
        language=language,
        subject=mail.subject[:200],
        body=mail.kept_text,
        secret_link=link,
        state=MailState.SENDING,
        send_after=now,
        claimed_at=now,
        handed_over_at=now,
        attempts=1,
        once_key=f"{mail.purpose}:{uuid4()}",
    )
    try:
        _message(row, mail).send()
    except (smtplib.SMTPException, OSError):
        logger.warning("account mail %s could not be sent", row.pk)
        row.state, row.failure_code = MailState.FAILED, "core.mail.server_unreachable"
    else:
        row.state, row.sent_at = MailState.SENT, timezone.now()
    row.save(update_fields=["state", "failure_code", "sent_at"])
    return row


def _message(row: Mail, mail: AccountMail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        row.subject,
        mail.text,
        from_email=settings.BOUNCE_MAILBOX,  # the envelope, as in core.domain.sending
        to=[row.to_address],
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": message_id(row),
            "Auto-Submitted": "auto-generated",
            "Content-Language": row.language,
        },
    )
    message.attach_alternative(html(mail.text, title=row.subject, language=row.language), "text/html")
    return message
