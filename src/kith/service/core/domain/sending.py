"""Sending what is due, each mail once, by any number of workers.

A mail is claimed by one conditional UPDATE (queued to sending, with the claim's own token), so two
workers never hold the same one, on SQLite and PostgreSQL alike. Just before the mail server is called
the row says so (``handed_over_at``). A worker killed before that moment certainly sent nothing: the mail
is queued again. A worker killed after it leaves a mail of which only the server knows whether it went:
it is not sent again by itself (at most once) but set to failed with a code that says so, and a person
may send it again. The Message-ID comes from the row, so a receiver's server can tell a repeat.

A personal link is made here and lives in the mail alone; the row keeps ``{link}``. Each attempt makes
its own: an attempt that seemed to fail may still have arrived, and its link should then work.
"""

from __future__ import annotations

import logging
import secrets
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet

from kith.service.core.domain.bugs import log_bug
from kith.service.core.domain.links import LinkWanted, absolute, issue
from kith.service.core.domain.mail_text import render
from kith.service.core.models import Mail, MailState

logger = logging.getLogger(__name__)

BATCH = 200
STALE_AFTER = timedelta(minutes=10)
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""After each failed attempt; after the last, the mail has failed."""


class _ServerUnreachable(Exception):
    """Nothing went out, and nothing else will now."""


def send_due(now: datetime, *, limit: int = BATCH) -> int:
    """Send what is due; how many went. Killed anywhere, the next call goes on."""
    recover_stale(now)
    due = Mail.objects.filter(state=MailState.QUEUED, send_after__lte=now).order_by("send_after", "id")
    ids = list(due.values_list("id", flat=True)[:limit])
    if not ids:
        return 0
    sent = 0
    connection = get_connection()
    try:
        for mail_id in ids:
            mail = _claim(mail_id, now)
            if mail is not None:
                sent += _deliver(mail, connection, now)
    except _ServerUnreachable:
        logger.warning("the mail server cannot be reached; %d mails wait", len(ids) - sent)
    finally:
        connection.close()
    return sent


def recover_stale(now: datetime) -> None:
    """Mails whose worker died: queue again what certainly did not go, fail what may have gone."""
    stale = Mail.objects.filter(state=MailState.SENDING, claimed_at__lt=now - STALE_AFTER)
    stale.filter(handed_over_at=None).update(state=MailState.QUEUED, claim="")
    stale.exclude(handed_over_at=None).update(
        state=MailState.FAILED, claim="", failure_code="core.mail.fate_unknown"
    )


def _claim(mail_id: UUID, now: datetime) -> Mail | None:
    token = secrets.token_hex(16)
    queued = Mail.objects.filter(pk=mail_id, state=MailState.QUEUED, send_after__lte=now)
    if not queued.update(
        state=MailState.SENDING, claim=token, claimed_at=now, handed_over_at=None, attempts=F("attempts") + 1
    ):
        return None
    return Mail.objects.select_related("organisation").get(pk=mail_id)


def _deliver(mail: Mail, connection: BaseEmailBackend, now: datetime) -> bool:
    """Hand one claimed mail to the server and note what became of it."""
    with _failures_noted(mail, now), _connected(connection):
        message = _prepare(mail, connection, now)
        if message is None:
            return False
        message.send()
        _still_mine(mail).update(state=MailState.SENT, sent_at=now, failure_code="", claim="")
        return True
    return False


@transaction.atomic
def _prepare(mail: Mail, connection: BaseEmailBackend, now: datetime) -> EmailMultiAlternatives | None:
    """The message with its personal link, from the moment that the row says it is handed over."""
    if not _still_mine(mail).update(handed_over_at=now):
        return None
    address = None
    if mail.link_wanted:
        link, path = issue(LinkWanted.from_json(mail.link_wanted))
        Mail.objects.filter(pk=mail.pk).update(secret_link=link)
        address = absolute(path)
    words = render(mail, address)
    message = EmailMultiAlternatives(
        words.subject,
        words.text,
        from_email=settings.BOUNCE_MAILBOX,  # the envelope: a server sends what it cannot deliver back to it
        to=[mail.to_address],
        connection=connection,
        reply_to=_reply_to(mail),
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": message_id(mail),
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
        },
    )
    message.attach_alternative(words.html, "text/html")
    return message


def _reply_to(mail: Mail) -> list[str] | None:
    """The office of the organisation that writes; mails about an account itself belong to none."""
    office = mail.organisation.contact_email if mail.organisation else ""
    return [office] if office else None


def message_id(mail: Mail) -> str:
    """The same for every attempt, so that a repeat can be told."""
    return f"<{mail.pk}@{urlsplit(settings.BASE_ADDRESS).hostname or 'localhost'}>"


@contextmanager
def _connected(connection: BaseEmailBackend) -> Iterator[None]:
    try:
        connection.open()
    except OSError as problem:
        raise _ServerUnreachable from problem
    yield


@contextmanager
def _failures_noted(mail: Mail, now: datetime) -> Iterator[None]:
    """A refused address is final, anything else is tried again. The server's own words are not kept."""
    try:
        yield
    except _ServerUnreachable:
        # Not this mail's fault: it waits as it was, however long the server is away.
        _still_mine(mail).update(state=MailState.QUEUED, claim="", attempts=F("attempts") - 1)
        raise
    except smtplib.SMTPRecipientsRefused as refused:
        is_final = all(500 <= code < 600 for code, _words in refused.recipients.values())
        _note_failure(mail, now, "core.mail.address_refused", is_final=is_final)
    except (smtplib.SMTPException, OSError):
        _note_failure(mail, now, "core.mail.server_unreachable")
        logger.warning("mail %s could not be sent at attempt %d", mail.pk, mail.attempts)
    except Exception:
        # One mail that cannot be written must not keep back all behind it.
        reference = log_bug(logger, f"mail {mail.pk} could not be written")
        _note_failure(mail, now, f"core.mail.bug:{reference}", is_final=True)


def _note_failure(mail: Mail, now: datetime, code: str, *, is_final: bool = False) -> None:
    if is_final or mail.attempts > len(DELAYS):
        _still_mine(mail).update(state=MailState.FAILED, failure_code=code, claim="")
        return
    again = now + DELAYS[mail.attempts - 1]
    _still_mine(mail).update(state=MailState.QUEUED, send_after=again, failure_code=code, claim="")


def _still_mine(mail: Mail) -> QuerySet[Mail]:
    return Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, claim=mail.claim)
