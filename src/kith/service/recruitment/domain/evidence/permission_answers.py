"""A manager's yes or no, and the lead's word that none is needed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import events, outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import use_link
from kith.service.core.models import Link
from kith.service.people.models import Person
from kith.service.recruitment.domain.events import PermissionDecided
from kith.service.recruitment.domain.evidence.evidence import OVER, close, name_of, record, settle
from kith.service.recruitment.domain.evidence.evidence_mails import queue_answer
from kith.service.recruitment.domain.evidence.names import same_name
from kith.service.recruitment.models import Application, ManagerPermission

State = ManagerPermission.State
NAME_LIMIT = 150
NOTE_LIMIT = 1000
REASON_LIMIT = 400


def permission_behind(link: Link) -> ManagerPermission:
    """The permission that a link leads to. Raises KithError when it is gone."""
    rows = ManagerPermission.objects.select_related(
        "application__call__cohort__organisation",
        "application__call__cohort__definition",
        "application__person",
    )
    permission = rows.filter(pk=link.subject_id).first()
    if permission is None:
        raise KithError(Fault("core.link.unknown"))
    return permission


def check_open(permission: ManagerPermission) -> None:
    """Whether an answer is still wanted, and a given one may still be changed. Raises KithError.

    The first answer is taken while the application is alive, even after the shortlist; an answer that a
    decision may already rest on is not turned round behind the lead's back.
    """
    state = permission.application.state
    if state in OVER or state == Application.State.STARTED or permission.state == State.WAIVED:
        raise KithError(Fault("recruitment.permission_over"))
    if permission.state != State.WAITING and state != Application.State.SUBMITTED:
        raise KithError(Fault("recruitment.permission_decided"))


def check_answer(
    *, permission: ManagerPermission, is_given: bool | None, name: str, position: str, note: str,
    reader: Person | None,
) -> None:  # fmt: skip
    """All that is wrong with an answer, at the fields of its form. ``reader`` is who is signed in, if anybody."""
    faults = Faults()
    application = permission.application
    if is_given is None:
        faults.add("recruitment.answer_missing", Where(key="is_given"))
    if not name.strip():
        faults.add("recruitment.answer_name_missing", Where(key="name"))
    elif same_name(name, name_of(application)) or (reader is not None and reader.pk == application.person_id):
        faults.add("recruitment.answer_by_applicant", Where(key="name"))
    elif len(name) > NAME_LIMIT:
        faults.add("recruitment.giver_name_too_long", Where(key="name"), length=len(name), limit=NAME_LIMIT)
    if not position.strip():
        faults.add("recruitment.answer_position_missing", Where(key="position"))
    elif len(position) > NAME_LIMIT:
        length = len(position)
        faults.add("recruitment.giver_name_too_long", Where(key="position"), length=length, limit=NAME_LIMIT)
    if len(note) > NOTE_LIMIT:
        faults.add("recruitment.note_too_long", Where(key="note"), length=len(note), limit=NOTE_LIMIT)
    faults.raise_if_any()


@transaction.atomic
def answer(
    *, by: Actor, permission: ManagerPermission, is_given: bool | None, name: str, position: str, note: str = "",
    reader: Person | None = None,
) -> ManagerPermission:  # fmt: skip
    """Take a manager's answer from their link. The same answer sent twice is one answer.

    A name other than the one the applicant gave is taken and shown to the lead: the link was passed on.
    A decision taken at this moment is waited for, since the answer may come too late for it.
    """
    take_turn(permission.application.call.cohort)
    permission.refresh_from_db(fields=["state", "decided_by", "decided_as", "note"])
    permission.application.refresh_from_db(fields=["state"])
    must_be_open(permission.application.call.cohort_id)
    check_open(permission)
    check_answer(
        permission=permission, is_given=is_given, name=name, position=position, note=note, reader=reader
    )
    now = timezone.now()
    said = {
        "state": State.GIVEN if is_given else State.REFUSED,
        "decided_by": " ".join(name.split()),
        "decided_as": " ".join(position.split()),
        "note": note.strip(),
    }
    if all(getattr(permission, field) == value for field, value in said.items()):
        return permission
    is_turned = permission.state != said["state"]
    _change(permission, {permission.state}, **said, decided_at=now)
    if by.link is not None:
        use_link(by.link, now=now)
    outbox.withdraw_unsent(by=by, subject=permission)
    settle(permission.application, now)
    record(
        by, "recruitment.answer_permission", permission, fields=["state"], detail={"is_given": bool(is_given)}
    )
    if is_turned:
        queue_answer(by=by, permission=permission)
        events.publish(PermissionDecided(permission.application_id, by))
    return permission


def is_by_another(permission: ManagerPermission) -> bool:
    """Whether somebody answered whose name is not the one the applicant gave."""
    return bool(permission.decided_by) and not same_name(permission.name, permission.decided_by)


@transaction.atomic
def waive(*, by: Actor, permission: ManagerPermission, reason: str) -> ManagerPermission:
    """The lead lets it be: a board member has no line manager. The manager's link stops working."""
    must_be_open(permission.application.call.cohort_id)
    faults = Faults()
    if not reason.strip():
        faults.add("recruitment.waive_reason_missing", Where(key="reason"))
    elif len(reason) > REASON_LIMIT:
        faults.add(
            "recruitment.waive_reason_too_long", Where(key="reason"), length=len(reason), limit=REASON_LIMIT
        )
    faults.raise_if_any()
    if permission.state == State.WAIVED and permission.reason == reason.strip():
        return permission
    now = timezone.now()
    if permission._state.adding:  # nobody was named yet
        permission.save()
    close(by=by, permission=permission)
    _change(
        permission, set(State), state=State.WAIVED, reason=reason.strip(), waived_by=by.person, decided_at=now
    )
    settle(permission.application, now)
    record(by, "recruitment.waive_permission", permission, fields=["state", "reason"])
    events.publish(PermissionDecided(permission.application_id, by))
    return permission


def _change(permission: ManagerPermission, allowed: set[str], **changes: object) -> None:
    """One conditional UPDATE: of two who answer at once, the second is told."""
    rows = ManagerPermission.objects.filter(pk=permission.pk, state__in=allowed)
    if not rows.update(**changes):
        raise KithError(Fault("recruitment.permission_not_waiting"))
    for field, value in changes.items():
        setattr(permission, field, value)
