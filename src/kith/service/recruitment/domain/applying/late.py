"""The lead's late door: one application may be sent after the close, until a moment, for a reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.recruitment.domain.applying import apply_mails
from kith.service.recruitment.domain.applying.applying import CHANGEABLE
from kith.service.recruitment.domain.calling.calls import after_day, last_day
from kith.service.recruitment.models import Application, Call

REASON_LIMIT = 400


@transaction.atomic
def open_late(*, by: Actor, application: Application, until: date, reason: str) -> Application:
    """Let this application be sent until the end of a day after the call's last. The applicant is told by mail."""
    call = application.call
    must_be_open(call.cohort_id)
    reason, faults = reason.strip(), Faults()
    until_at = after_day(until, call.cohort.time_zone)
    if application.state not in CHANGEABLE:
        params = {"state": str(Application.State(application.state).label)}
        raise KithError(Fault("recruitment.application_state", params=params))
    if call.state != Call.State.PUBLISHED:
        raise KithError(Fault("recruitment.call_withdrawn"))
    if until <= last_day(call) or until_at <= timezone.now():
        faults.add("recruitment.late_not_later", Where(key="until"))
    if not reason:
        faults.add("recruitment.late_reason_missing", Where(key="reason"))
    if len(reason) > REASON_LIMIT:
        faults.add(
            "recruitment.late_reason_long", Where(key="reason"), length=len(reason), limit=REASON_LIMIT
        )
    faults.raise_if_any()
    if (application.late_until, application.late_reason) == (until_at, reason):
        return application
    Application.objects.filter(pk=application.pk).update(late_until=until_at, late_reason=reason)
    application.late_until, application.late_reason = until_at, reason
    audit.record(
        by=by,
        action="recruitment.open_late",
        subject=application,
        organisation_id=call.cohort.organisation_id,
        cohort_id=call.cohort_id,
        fields=["late_until", "late_reason"],
    )
    apply_mails.queue_late(by=by, application=application)
    return application
