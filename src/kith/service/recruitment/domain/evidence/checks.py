"""References and checks: wanted, asked, received, seen, or not needed and why.

They are laid out when the application is sent, so that the lead may begin when they want; nothing is asked
of anybody until the lead presses the button. Documents are given out by the page of the application alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.programmes.capabilities import Check as Kind
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import links, outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.file_types import DOCX, media_type_of
from kith.service.core.domain.files import MEGABYTE, delete_file, safe_name, store_file
from kith.service.core.domain.links import use_link
from kith.service.core.models import Link, StoredFile
from kith.service.people.domain.actions import clean_address
from kith.service.recruitment.domain.evidence.evidence import (
    ANSWER_DAYS,
    OVER,
    addresses_of_applicant,
    record,
)
from kith.service.recruitment.domain.evidence.evidence_mails import queue_reference
from kith.service.recruitment.models import Application, Call, Check

State = Check.State
DOCUMENT_LIMIT = 10 * MEGABYTE
"""A scanned page is under 2 MB; ten is a certificate of several pages from a telephone."""
DOCUMENT_TYPES = frozenset({"application/pdf", DOCX, "image/png", "image/jpeg"})
TEXT_LIMIT = 20_000
NAME_LIMIT = 150
REASON_LIMIT = 400
DONE = (State.SEEN, State.NOT_NEEDED)
IN = (State.RECEIVED, State.SEEN, State.NOT_NEEDED)


def check_behind(link: Link) -> Check:
    """The check that a referee's link leads to. Raises KithError when it is gone or over."""
    check = _rows().filter(pk=link.subject_id).first()
    if check is None:
        raise KithError(Fault("core.link.unknown"))
    return check


def check_of(application: Application, check_id: UUID | str) -> Check:
    """One of the application's checks. Raises Check.DoesNotExist."""
    return _rows().get(application=application, pk=check_id)


@transaction.atomic
def name_referee(*, by: Actor, application: Application, check: Check | None, name: str, email: str) -> Check:
    """Say who can give a reference: on a row that waits for one, or (``check`` None) on a new one beside it."""
    must_be_open(application.call.cohort_id)
    name, address = " ".join(name.split()), ""
    faults = Faults()
    if not name:
        faults.add("recruitment.referee_name_missing", Where(key="name"))
    try:
        address = clean_address(email)
    except KithError as refused:
        faults.extend(refused.faults)
    if address and address in addresses_of_applicant(application):
        faults.add("recruitment.referee_is_applicant", Where(key="email"))
    faults.raise_if_any()
    row = check or Check(application=application, kind=Kind.REFERENCE)
    if row.kind != Kind.REFERENCE:
        raise KithError(Fault("recruitment.not_a_reference"))
    if row.state not in (State.WANTED, State.ASKED):
        raise _state_fault(row)
    if (row.of_name, row.of_email) == (name[:NAME_LIMIT], address):
        return row
    if row.state == State.ASKED:
        _close(by, row)
    row.of_name, row.of_email, row.state, row.asked_at = name[:NAME_LIMIT], address, State.WANTED, None
    row.save()
    record(by, "recruitment.name_referee", row, fields=["of_name", "of_email"])
    return row


@transaction.atomic
def ask(*, by: Actor, check: Check) -> Check:
    """Ask the referee by mail, once more if they were asked already; note of any other check that it was asked.

    Asked twice within a minute it is asked once.
    """
    must_be_open(check.application.call.cohort_id)
    now = timezone.now()
    if check.application.state in OVER or check.application.state == Application.State.STARTED:
        raise KithError(Fault("recruitment.application_not_sent"))
    if check.kind == Kind.REFERENCE and not check.of_email:
        raise KithError(Fault("recruitment.referee_missing"))
    if check.asked_at is not None and check.asked_at > now - timedelta(minutes=1):
        return check
    _move(check, {State.WANTED, State.ASKED}, State.ASKED, asked_at=now)
    if check.kind == Kind.REFERENCE:
        queue_reference(by=by, check=check, expires=now + timedelta(days=ANSWER_DAYS))
    record(by, "recruitment.ask_check", check, fields=["state"])
    return check


@transaction.atomic
def ask_all(*, by: Actor, call: Call, applications: Iterable[Application] | None = None) -> int:
    """Ask every named referee who has not been asked, among ``applications`` or in the whole call; how many."""
    must_be_open(call.cohort_id)
    rows = Check.objects.filter(
        application__call=call, application__example="", kind=Kind.REFERENCE, state=State.WANTED
    ).select_related("application__person")
    rows = rows.exclude(of_email="").exclude(application__state__in=OVER | {Application.State.STARTED})
    if applications is not None:
        rows = rows.filter(application__in=[one.pk for one in applications])
    waiting = list(rows.order_by("application__reference", "id"))
    for check in waiting:
        check.application.call = call  # with its cohort and definition, which are long, read once
        ask(by=by, check=check)
    return len(waiting)


@transaction.atomic
def receive(
    *, by: Actor, check: Check, text: str = "", stream: BinaryIO | None = None, name: str = ""
) -> Check:
    """A referee sends a reference through their link. They may send another until the lead has read it."""
    must_be_open(check.application.call.cohort_id)
    if check.application.state in OVER:
        raise KithError(Fault("recruitment.permission_over"))
    if check.state not in (State.ASKED, State.RECEIVED):
        raise KithError(Fault("recruitment.reference_seen"))
    faults = Faults()
    if stream is None and not text.strip():
        faults.add("recruitment.reference_empty", Where(key="text"))
    elif stream is not None and text.strip():
        faults.add("recruitment.reference_both", Where(key="text"))
    elif len(text) > TEXT_LIMIT:
        faults.add("recruitment.reference_too_long", Where(key="text"), length=len(text), limit=TEXT_LIMIT)
    faults.raise_if_any()
    if stream is None:
        file = _keep(by, check, BytesIO(text.strip().encode()), "reference.txt")
    else:
        file = _keep_document(by, check, stream, name)
    _put(by, check, {State.ASKED, State.RECEIVED}, file)
    if by.link is not None:
        use_link(by.link, now=timezone.now())
    record(by, "recruitment.receive_check", check, fields=["state", "file"])
    return check


@transaction.atomic
def upload(*, by: Actor, check: Check, stream: BinaryIO | None, name: str = "") -> Check:
    """The lead puts in what came by another way, or notes that it came without a document."""
    must_be_open(check.application.call.cohort_id)
    file = _keep_document(by, check, stream, name) if stream is not None else None
    _put(by, check, {State.WANTED, State.ASKED, State.RECEIVED}, file)
    if check.kind == Kind.REFERENCE:
        _close(by, check)
    record(by, "recruitment.receive_check", check, fields=["state", "file"])
    return check


@transaction.atomic
def note_seen(*, by: Actor, check: Check) -> Check:
    """The lead has looked at it and is content. The audit says who and when, as does the page."""
    must_be_open(check.application.call.cohort_id)
    if check.state == State.SEEN:
        return check
    _move(check, {State.RECEIVED}, State.SEEN, seen_at=timezone.now(), seen_by=by.person)
    record(by, "recruitment.see_check", check, fields=["state"])
    return check


@transaction.atomic
def not_needed(*, by: Actor, check: Check, reason: str) -> Check:
    """The lead lets it be, with the reason."""
    must_be_open(check.application.call.cohort_id)
    faults = Faults()
    if not reason.strip():
        faults.add("recruitment.waive_reason_missing", Where(key="reason"))
    elif len(reason) > REASON_LIMIT:
        faults.add(
            "recruitment.waive_reason_too_long", Where(key="reason"), length=len(reason), limit=REASON_LIMIT
        )
    faults.raise_if_any()
    if check.state == State.NOT_NEEDED and check.reason == reason.strip():
        return check
    _move(check, set(State), State.NOT_NEEDED, reason=reason.strip())
    _close(by, check)
    record(by, "recruitment.waive_check", check, fields=["state", "reason"])
    return check


def _rows() -> QuerySet[Check]:
    return Check.objects.select_related(
        "application__call__cohort__organisation", "application__call__cohort__definition",
        "application__person", "file", "seen_by",
    )  # fmt: skip


def _keep_document(by: Actor, check: Check, stream: BinaryIO, name: str) -> StoredFile:
    """What it is, is told by its content; a page, a program or a drawing that could run is refused."""
    if media_type_of(stream, name) not in DOCUMENT_TYPES:
        raise KithError(Fault("recruitment.document_type", Where(key="file"), {"name": safe_name(name)}))
    stream.seek(0)
    return _keep(by, check, stream, name)


def _keep(by: Actor, check: Check, stream: BinaryIO, name: str) -> StoredFile:
    organisation = check.application.call.cohort.organisation
    return store_file(by=by, organisation=organisation, name=name, stream=stream, limit=DOCUMENT_LIMIT)


def _put(by: Actor, check: Check, allowed: set[str], file: StoredFile | None) -> None:
    """Received, with this document in place of one that was there before."""
    before = check.file
    changes = (
        {"received_at": timezone.now()} if file is None else {"received_at": timezone.now(), "file": file}
    )
    _move(check, allowed, State.RECEIVED, **changes)
    if file is not None and before is not None:
        delete_file(by=by, file=before)


def _close(by: Actor, check: Check) -> None:
    links.revoke_links(by=by, subject=check, now=timezone.now())
    outbox.withdraw_unsent(by=by, subject=check)


def _move(check: Check, allowed: set[str], to: str, **changes: object) -> None:
    """One conditional UPDATE: of two who decide at once, the second is told."""
    if not Check.objects.filter(pk=check.pk, state__in=allowed).update(state=to, **changes):
        check.refresh_from_db(fields=["state"])
        raise _state_fault(check)
    check.state = to
    for field, value in changes.items():
        setattr(check, field, value)


def _state_fault(check: Check) -> KithError:
    return KithError(Fault("recruitment.check_state", params={"state": str(State(check.state).label)}))
