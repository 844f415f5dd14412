"""What every decision does: it has a reason, it is written down, and it is taken on fresh rows."""

from __future__ import annotations

from collections.abc import Iterable

from kith.foundation.faults import Faults, Where
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.recruitment.models import Application, Call, Decision

REASON_LIMIT = 1000


def state_before_offer(application: Application) -> str:
    """How far it had come before anything was decided about a place."""
    if application.interviewed_at:
        return Application.State.INTERVIEWED
    return Application.State.SHORTLISTED if application.shortlisted_at else Application.State.SUBMITTED


def check_reason(faults: Faults, reason: str) -> None:
    """A decision without a reason cannot be explained to anyone later."""
    if not reason.strip():
        faults.add("recruitment.reason_missing", Where(key="reason"))
    elif len(reason.strip()) > REASON_LIMIT:
        faults.add("recruitment.reason_too_long", Where(key="reason"), length=len(reason), limit=REASON_LIMIT)


def note(by: Actor, application: Application, kind: str, reason: str) -> None:
    """Write a decision down, for the record and for the audit."""
    decision = Decision.objects.create(
        application=application, kind=kind, person=by.person, reason=reason.strip()
    )
    cohort = application.call.cohort
    audit.record(
        by=by,
        action=f"recruitment.{kind}",
        subject=decision,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=["state"],
        detail={"application": str(application.pk)},
    )


def fresh(call: Call, applications: Iterable[Application]) -> list[Application]:
    """The applications as they are now, in the order given, and only this call's own."""
    wanted = [application.pk for application in applications]
    rows = {
        row.pk: row
        for row in call.applications.filter(pk__in=wanted, example="").select_related(
            "call__cohort", "person"
        )
    }
    return [rows[pk] for pk in dict.fromkeys(wanted) if pk in rows]
