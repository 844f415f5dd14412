"""How many sessions a programme expects, how many are planned, and days to suggest for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from kith.programmes.capabilities import ActivityKind, StageKey
from kith.programmes.durations import MINUTES_IN_HOUR
from kith.programmes.types import Activity
from kith.service.cohorts.models import Cohort
from kith.service.learning.domain.teaching.planning import cohort_activities
from kith.service.learning.models import Event

USUAL_MINUTES = {ActivityKind.PRESENTATION: 2 * MINUTES_IN_HOUR}
SATURDAY = 5
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Counted:
    """One activity of the whole cohort. ``expected`` is None where the definition does not say."""

    activity: Activity
    planned: int
    held: int
    expected: int | None

    @property
    def missing(self) -> int:
        return max(0, (self.expected or 0) - self.planned)


@dataclass(frozen=True, slots=True)
class Suggested:
    activity: Activity
    on: date
    minutes: int


def counted(cohort: Cohort) -> list[Counted]:
    """Expected against planned, in the definition's order. One query; cancelled ones count for nothing."""
    rows = Event.objects.filter(cohort=cohort).exclude(state=Event.State.CANCELLED).values_list("activity")
    held = Count("pk", filter=Q(state=Event.State.HELD))
    found = {
        key: (total, done) for key, total, done in rows.annotate(total=Count("pk"), held=held).order_by()
    }
    return [
        Counted(one, *found.get(one.key, (0, 0)), expected=one.times) for one in cohort_activities(cohort)
    ]


def suggested(cohort: Cohort, counts: list[Counted]) -> list[Suggested]:
    """Days for what is expected and not planned yet, spread evenly over the running stage, a presentation in
    its last week. Weekends move to the Monday after. Nothing is written: the lead edits them."""
    first, last = _running(cohort)
    found = []
    for one in counts:
        total = one.expected or 0
        for number in range(one.planned, total):
            if one.activity.kind is ActivityKind.PRESENTATION:
                on = max(first, last - WEEK)
            else:
                on = first + (last - first) * (2 * number + 1) / (2 * total)
            found.append(Suggested(one.activity, _weekday(on, last), usual_minutes(one.activity)))
    return sorted(found, key=lambda one: one.on)


def usual_minutes(activity: Activity) -> int:
    """What the definition says one takes, else an hour, two for a presentation."""
    if activity.each is not None and activity.each.minutes:
        return activity.each.minutes
    return USUAL_MINUTES.get(activity.kind, MINUTES_IN_HOUR)


def _running(cohort: Cohort) -> tuple[date, date]:
    row = cohort.stage_dates.filter(stage=StageKey.RUNNING).first()
    if row is None:
        return cohort.starts_on, cohort.ends_on
    return row.starts_on, row.ends_on or cohort.ends_on


def _weekday(on: date, last: date) -> date:
    """Monday after a weekend, or the Friday before where that is too late."""
    past = on.weekday() - SATURDAY
    if past < 0:
        return on
    monday = on + timedelta(days=2 - past)
    return monday if monday <= last else on - timedelta(days=past + 1)
