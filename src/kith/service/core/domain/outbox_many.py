"""Many mails of one occasion each, in a handful of queries however many there are. For the tick.

What holds for one mail (:mod:`kith.service.core.domain.outbox`) holds for each of these.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted
from kith.service.core.domain.mail_text import LINK
from kith.service.core.domain.outbox import UNSENT
from kith.service.core.models import AuditEvent, Mail, MailState

CHUNK = 400
"""Rows in one statement: SQLite takes at most 999 parameters in old builds, and Django splits by itself."""


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail about to be queued. ``body`` holds ``{link}`` exactly when there is a ``link``."""

    organisation_id: UUID | None
    person_id: UUID | None
    """None for somebody without an account, known by an address alone."""
    address: str
    language: str
    purpose: str
    subject: str
    body: str
    once_key: str
    send_after: datetime
    link: LinkWanted | None = None
    is_confidential: bool = False


@transaction.atomic
def queue_many(*, by: Actor, mails: Sequence[NewMail]) -> int:
    """Queue each whose ``once_key`` is new; how many. Within the transaction of what they tell of."""
    for mail in mails:
        if (mail.link is not None) != (LINK in mail.body):
            raise ValueError(f"{mail.purpose}: a mail has a link exactly when its body says {LINK}")
    known = _known({mail.once_key for mail in mails})
    rows = [_row(mail) for mail in mails if mail.once_key not in known and mail.address]
    Mail.objects.bulk_create(rows, batch_size=CHUNK)
    _record(by, "core.mail.queue", rows)
    return len(rows)


@transaction.atomic
def withdraw_by_key(*, by: Actor, once_keys: Collection[str]) -> int:
    """Never send what has not gone of these; how many that was."""
    rows: list[Mail] = []
    wanted = sorted(once_keys)
    for start in range(0, len(wanted), CHUNK):
        unsent = Mail.objects.filter(once_key__in=wanted[start : start + CHUNK], state__in=UNSENT)
        found = list(unsent.only("pk", "organisation_id", "is_confidential", "purpose"))
        moved = [mail for mail in found if unsent.filter(pk=mail.pk).update(state=MailState.WITHDRAWN)]
        rows += moved
    for mail in rows:
        mail.state = MailState.WITHDRAWN
    _record(by, "core.mail.withdraw", rows)
    return len(rows)


def _known(keys: set[str]) -> set[str]:
    wanted, found = sorted(keys), set[str]()
    for start in range(0, len(wanted), CHUNK):
        rows = Mail.objects.filter(once_key__in=wanted[start : start + CHUNK])
        found |= set(rows.values_list("once_key", flat=True))
    return found


def _row(mail: NewMail) -> Mail:
    return Mail(
        organisation_id=mail.organisation_id,
        person_id=mail.person_id,
        to_address=mail.address,
        purpose=mail.purpose,
        is_confidential=mail.is_confidential,
        language=mail.language,
        subject=" ".join(mail.subject.split())[:200],
        body=mail.body,
        link_wanted=mail.link.to_json() if mail.link else None,
        state=MailState.QUEUED,
        send_after=mail.send_after,
        once_key=mail.once_key,
    )


def _record(by: Actor, action: str, rows: Sequence[Mail]) -> None:
    """A confidential mail stands in no organisation's history: that one was written, or was not, would tell."""
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                actor_kind=by.kind,
                actor_id=by.id,
                action=action,
                subject_type=Mail._meta.label_lower,
                subject_id=str(mail.pk),
                organisation_id=None if mail.is_confidential else mail.organisation_id,
                detail={"purpose": mail.purpose, "state": str(mail.state)},
            )
            for mail in rows
        ],
        batch_size=CHUNK,
    )
