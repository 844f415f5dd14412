"""Whether something may still happen in a cohort. Every action, link and due date asks here.

In a cohort that is closed or archived nothing opens, is matched, mailed or changed; a reader reads on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P

R = TypeVar("R", bound="models.QuerySet[Any]")
State = Cohort.State
CHANGES = frozenset({P.PEOPLE_MANAGE, P.MATCH_MANAGE, P.WAVE_MANAGE, P.MAIL_MANAGE})


def in_open_cohorts(rows: R, cohort: str = "cohort") -> R:
    """Those of ``rows`` whose cohort is open; ``cohort`` is the way from a row to it."""
    return rows.filter(**{f"{cohort}__state": State.OPEN})


def must_be_open(cohort_id: UUID) -> None:
    """Refuse a change in a cohort that is closed or archived, as it stands now. Raises KithError."""
    _must_be(cohort_id, (State.OPEN,), "cohorts.not_open")


def must_not_be_archived(cohort_id: UUID) -> None:
    """Refuse what may still be done when a cohort has closed, such as its report. Raises KithError."""
    _must_be(cohort_id, (State.OPEN, State.CLOSED), "cohorts.archived")


def _must_be(cohort_id: UUID, allowed: Sequence[str], code: str) -> None:
    found = Cohort.objects.filter(pk=cohort_id).values_list("state", "name").first()
    if found is not None and found[0] not in allowed:
        raise KithError(Fault(code, params={"cohort": found[1]}))


def must_lead_on(cohort: Cohort) -> None:
    """Refuse a personal link into a cohort that is not open, with where to read on. Raises KithError."""
    if not cohort.is_open:
        raise KithError(Fault("core.link.cohort_over", params={"cohort": cohort.name}))


def participants_may_read(cohort: Cohort, now: datetime | None = None) -> bool:
    """Until how long after it was archived people read their partner and the report is a policy."""
    if cohort.state != State.ARCHIVED or cohort.read_until is None:
        return True
    return (now or timezone.now()) < cohort.read_until


def offered(held: frozenset[P], cohort: Cohort) -> frozenset[P]:
    """What of ``held`` a page still offers: nobody is led to a button that would be refused."""
    if cohort.state == State.ARCHIVED:
        return held - CHANGES - {P.REPORT_MAKE}
    return held if cohort.is_open else held - CHANGES
