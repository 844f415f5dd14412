"""Mail as rows: queued with the action it tells of, previewed, held, sent once, kept as history.

Sending itself stands in :mod:`kith.service.core.domain.sending`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import models, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted
from kith.service.core.domain.mail_text import LINK, preview
from kith.service.core.models import Mail, MailState, Organisation

if TYPE_CHECKING:
    from kith.service.people.models import Person

State = MailState
UNSENT = frozenset({State.DRAFT, State.HELD, State.QUEUED, State.FAILED})


Gate = Callable[[UUID], None]
_gates: list[Gate] = []


def register_gate(gate: Gate) -> None:
    """``gate`` raises KithError when nothing may be mailed for a cohort. Called in ``apps.ready``."""
    if gate not in _gates:
        _gates.append(gate)


def _must_be_let_through(cohort_id: UUID | None) -> None:
    if cohort_id is not None:
        for gate in _gates:
            gate(cohort_id)


@transaction.atomic
def queue_mail(
    *,
    by: Actor,
    organisation: Organisation,
    purpose: str,
    subject: str,
    body: str,
    once_key: str,
    person: Person | None = None,
    address: str | None = None,
    language: str | None = None,
    link: LinkWanted | None = None,
    send_after: datetime | None = None,
    cohort_id: UUID | None = None,
    confidential: bool = False,
    state: MailState = State.QUEUED,
) -> Mail:
    """The mail of one occasion. The same ``once_key`` again gives back the first mail.

    ``body`` is plain text. With ``link``, it holds ``{link}`` where the receiver's own address goes.
    ``confidential``: leads must not learn who receives it. ``state`` may be draft, held or queued.
    """
    if (link is not None) != (LINK in body):
        raise ValueError(f"{purpose}: a mail has a link exactly when its body says {LINK}")
    if state not in {State.DRAFT, State.HELD, State.QUEUED}:
        raise ValueError(f"a new mail cannot be {state}")
    _must_be_let_through(cohort_id)
    to = address or (person.email if person else "")
    if not to:
        raise KithError(Fault("core.mail.no_address"))
    mail, is_new = Mail.objects.get_or_create(
        once_key=once_key,
        defaults={
            "organisation": organisation,
            "cohort_id": cohort_id,
            "person": person,
            "to_address": to,
            "purpose": purpose,
            "is_confidential": confidential,
            "language": language or (person.language if person else organisation.language),
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "link_wanted": link.to_json() if link else None,
            "state": state,
            "send_after": send_after or timezone.now(),
        },
    )
    if is_new:
        _record(by, "core.mail.queue", mail, purpose=purpose, state=str(state))
    return mail


def send_test(
    *, by: Actor, organisation: Organisation, purpose: str, subject: str, body: str, language: str
) -> Mail:
    """Send the words to the person who asks, without any personal link in them."""
    if by.person is None:
        raise ValueError("only a signed-in person can send a test to themselves")
    dummy = preview(
        Mail(
            subject=subject,
            body=body,
            language=language,
            link_wanted={"dummy": True} if LINK in body else None,
        )
    )
    return queue_mail(
        by=by,
        organisation=organisation,
        person=by.person,
        purpose="core.test",
        subject=subject,
        body=dummy.text,
        language=language,
        once_key=f"core.test:{purpose}:{uuid4()}",
    )


def hold(*, by: Actor, mail: Mail) -> Mail:
    """Keep it back until somebody releases it."""
    return _move(by, mail, "core.mail.hold", {State.DRAFT, State.QUEUED}, State.HELD)


def release(*, by: Actor, mail: Mail) -> Mail:
    """Let a draft or a held mail go when its time comes."""
    _must_be_let_through(mail.cohort_id)
    return _move(by, mail, "core.mail.release", {State.DRAFT, State.HELD}, State.QUEUED)


def withdraw(*, by: Actor, mail: Mail) -> Mail:
    """Never send it. It stays in the history."""
    return _move(by, mail, "core.mail.withdraw", UNSENT, State.WITHDRAWN)


def send_again(*, by: Actor, mail: Mail) -> Mail:
    """Queue a mail that failed or bounced once more, after somebody looked at why."""
    _must_be_let_through(mail.cohort_id)
    return _move(
        by, mail, "core.mail.send_again", {State.FAILED, State.BOUNCED}, State.QUEUED,
        attempts=0, failure_code="", send_after=timezone.now(),
    )  # fmt: skip


def record_bounce(*, by: Actor, mail: Mail) -> Mail:
    """The mail came back to the bounce mailbox."""
    return _move(
        by, mail, "core.mail.bounce", {State.SENT}, State.BOUNCED, failure_code="core.mail.address_refused"
    )


@transaction.atomic
def release_held(*, by: Actor, mails: QuerySet[Mail]) -> int:
    """Let all drafts and held mails among ``mails`` go; how many."""
    waiting = list(mails.filter(state__in=(State.DRAFT, State.HELD)))
    return len([release(by=by, mail=mail) for mail in waiting])


@transaction.atomic
def withdraw_unsent(*, by: Actor, subject: models.Model) -> int:
    """Withdraw what has not gone yet and carries a link to ``subject`` (a place given up); how many."""
    rows = Mail.objects.filter(state__in=UNSENT, link_wanted__subject_id=str(subject.pk))
    return len([withdraw(by=by, mail=mail) for mail in rows])


@transaction.atomic
def _move(
    by: Actor,
    mail: Mail,
    action: str,
    allowed: set[MailState] | frozenset[MailState],
    to: MailState,
    **fields: object,
) -> Mail:
    """One conditional UPDATE, so that a mail being sent at this moment cannot be caught half-way."""
    moved = Mail.objects.filter(pk=mail.pk, state__in=allowed).update(state=to, **fields)
    mail.refresh_from_db()
    if not moved:
        raise KithError(Fault("core.mail.state", params={"state": mail.state}))
    _record(by, action, mail, state=str(to))
    return mail


def _record(by: Actor, action: str, mail: Mail, **detail: str) -> None:
    audit.record(
        by=by,
        action=action,
        subject=mail,
        organisation_id=mail.organisation_id,
        cohort_id=mail.cohort_id,
        detail=detail,
    )


def failure_of(mail: Mail) -> Fault | None:
    """Why a mail failed, for a page to say."""
    code, _colon, reference = mail.failure_code.partition(":")
    return Fault(code, params={"reference": reference}) if code else None


@dataclass(frozen=True, slots=True)
class PurposeCount:
    """How many confidential mails of one purpose stand where. Never to whom."""

    purpose: str
    state: MailState
    count: int


def visible_mails(organisation: Organisation, cohort_id: UUID | None = None) -> QuerySet[Mail]:
    """What a lead may open, newest first. Confidential mails are left out: their receivers must stay unknown.
    Show a body with :func:`kith.service.core.domain.mail_text.preview`."""
    rows = _mails(organisation, cohort_id).filter(is_confidential=False)
    return rows.select_related("person").order_by("-created_at")


def in_a_list(mails: QuerySet[Mail]) -> QuerySet[Mail, Any]:
    """What a list shows of the mails, as bare rows; the words of a mail are long."""
    shown = ("pk", "to_address", "subject", "state", "sent_at", "send_after")
    return mails.select_related(None).values_list(*shown, named=True)


def confidential_counts(
    organisation: Organisation, cohort_id: UUID | None = None
) -> tuple[PurposeCount, ...]:
    """Confidential mails as counts per purpose and state."""
    rows = _mails(organisation, cohort_id).filter(is_confidential=True)
    counted = rows.values("purpose", "state").annotate(count=Count("id")).order_by("purpose", "state")
    return tuple(PurposeCount(row["purpose"], MailState(row["state"]), row["count"]) for row in counted)


def _mails(organisation: Organisation, cohort_id: UUID | None) -> QuerySet[Mail]:
    rows = Mail.objects.filter(organisation=organisation)
    return rows if cohort_id is None else rows.filter(cohort_id=cohort_id)


def forget_words(mails: QuerySet[Mail]) -> int:
    """Erase what mails to others said about somebody; that they went, and to whom, remains."""
    mails.filter(state__in=UNSENT).update(state=State.WITHDRAWN)
    return mails.update(subject="", body="")


def forget_mails(mails: QuerySet[Mail]) -> int:
    """Erase whom mails went to and what they said; that they went remains. What has not gone never will."""
    mails.filter(state__in=UNSENT).update(state=State.WITHDRAWN)
    return mails.update(person=None, to_address="", subject="", body="", link_wanted=None)
