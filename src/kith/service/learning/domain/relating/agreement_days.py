"""The day on which an agreement is looked at again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.ui.web.wording import day

FARTHEST = timedelta(days=731)


def today_of(cohort: Cohort, now: datetime | None = None) -> date:
    """The day that it is where the cohort is."""
    return timezone.localdate(now, timezone=ZoneInfo(cohort.time_zone))


def usual_review_day(cohort: Cohort) -> date | None:
    """The day that the programme suggests when an agreement is made today; None where it suggests none."""
    after = definition_of(cohort).review_after
    return after.after(today_of(cohort)) if after is not None else None


def check_review_day(review_on: date | None, cohort: Cohort) -> None:
    """A day to come, within two years; none is allowed while it is being written. Raises KithError."""
    if review_on is None:
        return
    first, last = today_of(cohort) + timedelta(days=1), today_of(cohort) + FARTHEST
    if review_on < first:
        code, params = "learning.agreement.review_past", {"first": day(first)}
    elif review_on > last:
        code, params = "learning.agreement.review_far", {"last": day(last)}
    else:
        return
    raise KithError(Fault(code, Where(key="review_on"), params=params))
