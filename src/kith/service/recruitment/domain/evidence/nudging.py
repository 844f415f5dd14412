"""Asking a manager once more: by the tick at most twice, and by the lead when they want to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.domain.openness import in_open_cohorts, must_be_open
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail, MailState
from kith.service.recruitment.domain.evidence.evidence import ANSWER_DAYS, OVER, ask, record
from kith.service.recruitment.domain.evidence.evidence_mails import permission_key, queue_permission
from kith.service.recruitment.models import Application, Call, ManagerPermission

State = ManagerPermission.State
NUDGE_AFTER_DAYS = (5, 10)
"""A working week, then another: most of those who answer at all do so within days of a mail, and a third
reminder is taken for spam. After these two it is the lead who telephones."""
APART = timedelta(days=4)
"""Between two mails at the least, whatever was late: nobody finds two reminders in one morning."""
BY_HAND_APART = timedelta(days=1)
LEAST_DAYS_LEFT = 14
"""A mail that is sent late has a link that works at least so long."""
CHUNK = 500
"""Keys in one question to the database."""


def nudge_due(now: datetime) -> None:
    """For the tick: a reminder for each day that has come, unless the mail before it has not gone yet.

    While the mail server is away nothing new is queued, so its return does not bring three mails at once.
    """
    due = Q()
    for number, days in enumerate(NUDGE_AFTER_DAYS):
        due |= Q(nudges=number, asked_at__lte=now - timedelta(days=days))
    rows = waiting().filter(due, answer_by__gt=now)
    rows = rows.filter(Q(nudged_at=None) | Q(nudged_at__lte=now - APART))
    keys = {permission_key(row, row.nudges): row.pk for row in rows.only("asked_at", "nudges")}
    for start in range(0, len(keys), CHUNK):
        some = list(keys)[start : start + CHUNK]
        gone = Mail.objects.filter(once_key__in=some, state=MailState.SENT, sent_at__lte=now - APART)
        for key in gone.values_list("once_key", flat=True):
            _nudge(Actor.system("tick"), _whole(keys[key]), now)


@transaction.atomic
def nudge(*, by: Actor, permission: ManagerPermission) -> ManagerPermission:
    """The lead asks once more, or for the first time. Raises KithError when there is nobody to ask."""
    must_be_open(permission.application.call.cohort_id)
    now = timezone.now()
    if permission.state != State.WAITING or permission.application.state in OVER:
        raise KithError(Fault("recruitment.permission_not_waiting"))
    if permission.application.state == Application.State.STARTED:
        raise KithError(Fault("recruitment.application_not_sent"))
    if not permission.email:
        raise KithError(Fault("recruitment.nobody_to_nudge"))
    if permission.asked_at is None:
        ask(by=by, permission=permission)
    elif last_written(permission) > now - BY_HAND_APART:
        raise KithError(Fault("recruitment.nudged_today"))
    else:
        _nudge(by, permission, now)
    return permission


@transaction.atomic
def nudge_all(*, by: Actor, call: Call, applications: Iterable[Application] | None = None) -> int:
    """Ask again wherever an answer is waited for, among ``applications`` or in the whole call; how many mails.

    Whoever was written to within a day is left in peace, so pressing twice writes once.
    """
    must_be_open(call.cohort_id)
    now = timezone.now()
    rows = (
        waiting()
        .filter(application__call=call, application__example="")
        .select_related("application__person")
    )
    if applications is not None:
        rows = rows.filter(application__in=[one.pk for one in applications])
    count = 0
    for row in rows.order_by("asked_at", "id"):
        row.application.call = call  # with its cohort and definition, which are long, read once
        if last_written(row) <= now - BY_HAND_APART:
            count += _nudge(by, row, now)
    return count


IS_WAITED_FOR = Q(state=State.WAITING, asked_at__isnull=False) & ~Q(
    application__state=Application.State.STARTED
)
"""Asked, and not answered yet, about an application that was sent."""


def waiting() -> QuerySet[ManagerPermission]:
    """Permissions that somebody was asked for and that nobody has answered, of applications that are alive, in open cohorts."""
    rows = in_open_cohorts(ManagerPermission.objects.filter(IS_WAITED_FOR), "application__call__cohort")
    return rows.exclude(application__state__in=OVER)


def _whole(permission_id: UUID) -> ManagerPermission:
    """With all that a mail says."""
    rows = ManagerPermission.objects.select_related(
        "application__call__cohort__organisation",
        "application__call__cohort__definition",
        "application__person",
    )
    return rows.get(pk=permission_id)


def last_written(permission: ManagerPermission) -> datetime:
    """When they were last written to. Only of those who have been asked."""
    moments = [moment for moment in (permission.asked_at, permission.nudged_at) if moment is not None]
    return max(moments)


@transaction.atomic
def _nudge(by: Actor, permission: ManagerPermission, now: datetime) -> bool:
    """One conditional UPDATE: two ticks, or a tick and a lead, write one mail between them."""
    number = permission.nudges + 1
    answer_by = max(
        _moment(permission.asked_at) + timedelta(days=ANSWER_DAYS), now + timedelta(days=LEAST_DAYS_LEFT)
    )
    rows = ManagerPermission.objects.filter(pk=permission.pk, state=State.WAITING, nudges=number - 1)
    if not rows.update(nudges=number, nudged_at=now, answer_by=answer_by):
        return False
    permission.nudges, permission.nudged_at, permission.answer_by = number, now, answer_by
    queue_permission(by=by, permission=permission)
    record(by, "recruitment.nudge_permission", permission, detail={"number": number})
    return True


def _moment(value: datetime | None) -> datetime:
    if value is None:
        raise ValueError("nobody has been asked yet")
    return value
