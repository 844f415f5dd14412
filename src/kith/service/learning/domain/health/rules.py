"""When people who learn together have gone quiet: what the cohort's definition says, laid on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from kith.programmes.capabilities import StageKey, Together
from kith.programmes.durations import Duration
from kith.programmes.types import Definition
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import in_open_cohorts
from kith.service.cohorts.models import Cohort, StageDate
from kith.service.core.domain.questions import Question
from kith.service.core.domain.remembering import recall
from kith.service.learning.models import Relationship

Kind, State = Relationship.Kind, Relationship.State
RUNNING = StageKey.RUNNING.value
AT_ONCE = 400
"""Cohorts in one question to the database."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Relationships of this kind have gone quiet when they last met on ``last_day`` or before it."""

    kind: str
    mentor_kind: str
    last_day: date

    def holds(self) -> Q:
        """For rows of :func:`with_since`: together, nothing planned, and long since."""
        return Q(
            kind=self.kind,
            mentor_kind=self.mentor_kind,
            state=State.ACTIVE,
            next_meeting_at=None,
            since__lte=self.last_day,
        )


def with_since(rows: QuerySet[Relationship]) -> QuerySet[Relationship]:
    """``since``: the day on which they last met, or began. An index knows it."""
    return rows.alias(since=Coalesce("last_met_on", "started_on"))


def since_of(relationship: Relationship) -> date:
    return relationship.last_met_on or relationship.started_on


def today_in(cohort: Cohort, now: datetime) -> date:
    return now.astimezone(ZoneInfo(cohort.time_zone)).date()


def running_days(cohort: Cohort) -> tuple[date, date | None] | None:
    """First and last day of the running stage; asked once a page."""

    def read() -> tuple[date, date | None] | None:
        return next(((first, last) for first, last in _running(cohort=cohort.pk)), None)

    return recall(("learning.running_days", cohort.pk), read)


@Question
def _running(cohort: UUID) -> QuerySet[Any, Any]:
    return StageDate.objects.filter(cohort=cohort, stage=RUNNING).values_list("starts_on", "ends_on")


def quiet_rules(cohort: Cohort, today: date) -> tuple[Quiet, ...]:
    """What the definition calls too long; nothing of what it has no opinion on."""
    return _rules(_limits(definition_of(cohort)), today)


def running_cohorts(now: datetime) -> list[Cohort]:
    """Open cohorts that are in their running stage where they are. One query."""
    day = now.date()
    stages = StageDate.objects.filter(
        stage=RUNNING, starts_on__lte=day + timedelta(days=1), ends_on__gte=day - timedelta(days=1)
    )
    rows = in_open_cohorts(stages).select_related("cohort__organisation", "cohort__definition")
    found = []
    for row in rows.defer("cohort__definition__text"):
        today = today_in(row.cohort, now)
        if row.ends_on is not None and row.starts_on <= today <= row.ends_on:
            found.append(row.cohort)
    return found


def by_rule(cohorts: Iterable[Cohort], now: datetime) -> Mapping[Quiet, list[UUID]]:
    """Which cohorts share a rule and a day: thousands of them share a few."""
    found: dict[Quiet, list[UUID]] = {}
    for cohort in cohorts:
        for rule in quiet_rules(cohort, today_in(cohort, now)):
            found.setdefault(rule, []).append(cohort.pk)
    return found


def is_quiet(relationship: Relationship, now: datetime) -> bool:
    """Whether it stands still now, by its own cohort's definition."""
    if relationship.state != State.ACTIVE or relationship.next_meeting_at is not None:
        return False
    rules = quiet_rules(relationship.cohort, today_in(relationship.cohort, now))
    return any(
        (rule.kind, rule.mentor_kind) == (relationship.kind, relationship.mentor_kind)
        and since_of(relationship) <= rule.last_day
        for rule in rules
    )


Limits = tuple[tuple[tuple[str, str], Duration], ...]


def _limits(definition: Definition) -> Limits:
    """By kind of relationship and of mentor."""
    said = [
        one.nudge_after
        for one in definition.activities
        if one.together is Together.PAIR and one.nudge_after is not None
    ]
    found = [((Kind.PAIR.value, ""), min(said, key=_days))] if said else []
    found += [
        ((Kind.MENTORING.value, mentor.key), mentor.nudge_after)
        for mentor in definition.mentors
        if mentor.nudge_after is not None
    ]
    return tuple(found)


def _days(duration: Duration) -> int:
    start = date(2000, 1, 1)
    return (duration.after(start) - start).days


@lru_cache(maxsize=256)
def _rules(limits: Limits, today: date) -> tuple[Quiet, ...]:
    return tuple(
        Quiet(kind, mentor_kind, latest_start(duration, today)) for (kind, mentor_kind), duration in limits
    )


@lru_cache(maxsize=256)
def latest_start(duration: Duration, today: date) -> date:
    """The latest day from which ``duration`` has passed today.

    >>> from kith.programmes.durations import parse
    >>> latest_start(parse("P6W"), date(2026, 3, 1)), latest_start(parse("P1M"), date(2026, 3, 30))
    (datetime.date(2026, 1, 18), datetime.date(2026, 2, 28))
    """
    day = Duration(-duration.months, -duration.days).after(today)
    while duration.after(day) > today:
        day -= timedelta(days=1)
    while duration.after(day + timedelta(days=1)) <= today:
        day += timedelta(days=1)
    return day
