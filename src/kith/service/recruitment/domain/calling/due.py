"""What is due to applications by date: one reminder before the close, and what nobody opened is deleted."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit, outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail
from kith.service.recruitment.domain.applying import apply_mails
from kith.service.recruitment.models import Application, Call

State = Application.State
REMIND_BEFORE = timedelta(days=3)
SETTLED = timedelta(days=1)
"""Somebody who began yesterday evening is not reminded this morning."""
KEPT_UNOPENED = timedelta(days=30)
AT_ONCE = 500
"""So that a tick with twenty thousand of them still ends, and the next goes on."""


def remind_due(now: datetime) -> int:
    """Remind those who began and have not sent, three days before the close, once."""
    rows = Application.objects.filter(
        state=State.STARTED,
        example="",
        reminded_at=None,
        opened_at__lte=now - SETTLED,
        call__state=Call.State.PUBLISHED,
        call__closes_at__gt=now,
        call__closes_at__lte=now + REMIND_BEFORE,
        call__cohort__state=Cohort.State.OPEN,
    ).select_related("person", "call__cohort__organisation", "call__cohort__definition")
    return sum(_remind(application, now) for application in rows.order_by("id")[:AT_ONCE])


@transaction.atomic
def _remind(application: Application, now: datetime) -> int:
    """Of two ticks at once, one reminds."""
    mine = Application.objects.filter(pk=application.pk, state=State.STARTED, reminded_at=None)
    if not mine.update(reminded_at=now):
        return 0
    apply_mails.queue_reminder(by=Actor.system("recruitment"), application=application)
    return 1


def drop_unopened(now: datetime) -> int:
    """Delete what was started and never opened: perhaps somebody else's address was typed."""
    rows = Application.objects.filter(
        state=State.STARTED, opened_at=None, example="", created_at__lte=now - KEPT_UNOPENED
    )
    found = list(rows.select_related("call__cohort").order_by("id")[:AT_ONCE])
    with transaction.atomic():
        for cohort_id in dict.fromkeys(one.call.cohort_id for one in found):
            addresses = [one.email for one in found if one.call.cohort_id == cohort_id]
            mails = Mail.objects.filter(cohort_id=cohort_id, purpose=apply_mails.LINK_MAIL)
            outbox.forget_mails(mails.filter(to_address__in=addresses))
        for application in found:
            _drop(application)
    return len(found)


def _drop(application: Application) -> None:
    cohort = application.call.cohort
    audit.record(
        by=Actor.system("recruitment"),
        action="recruitment.drop_unopened",
        subject=application,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
    )
    application.delete()
