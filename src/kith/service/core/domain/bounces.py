"""A mail that came back: which of ours it was, and whether for good."""

from __future__ import annotations

import re
from email import message_from_bytes
from uuid import UUID

from django.db import transaction

from kith.service.core.domain import outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail, MailState

_STATUS = re.compile(r"^Status:\s*([245])\.\d+\.\d+", re.MULTILINE | re.IGNORECASE)
_MESSAGE_ID = re.compile(
    r"^Message-ID:\s*<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.MULTILINE | re.IGNORECASE
)
_REPORTS = frozenset({"message/delivery-status", "message/rfc822", "text/rfc822-headers"})


def take_bounce(by: Actor, content: bytes) -> Mail | None:
    """The mail of ours that ``content`` (a delivery report, RFC 3464) says was not delivered, marked so.

    Nothing when the report is of a delay, of no mail of ours, or no report at all: anybody may write to the
    bounce mailbox, and the worst a forged report does is to mark one mail whose id its writer knows.
    """
    report = message_from_bytes(content)
    parts = "\n".join(part.as_string() for part in report.walk() if part.get_content_type() in _REPORTS)
    status, ours = _STATUS.search(parts), _mail_named(parts)
    if report.get_content_type() != "multipart/report" or status is None or status[1] != "5" or ours is None:
        return None
    with transaction.atomic():
        return outbox.record_bounce(by=by, mail=ours)


def _mail_named(parts: str) -> Mail | None:
    found = _MESSAGE_ID.search(parts)
    return Mail.objects.filter(pk=UUID(found[1]), state=MailState.SENT).first() if found else None
