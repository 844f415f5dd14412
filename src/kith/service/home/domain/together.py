"""What the cards of home say of somebody's programmes: whom they meet next, and when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from kith.programmes.capabilities import StageKey
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.questions import Question
from kith.service.learning.models import Event, Member, Relationship


@dataclass(frozen=True, slots=True)
class NextDate:
    """What comes next for a place. ``title`` is the session's; none is a meeting of the two."""

    at: datetime
    title: str | None = None


def next_dates(places: Sequence[Place]) -> dict[UUID, NextDate]:
    """The next meeting or session of each place that has one. Two queries however many places, none for somebody
    whose programmes have no running stage."""
    live = [place for place in places if place.cohort.state == Cohort.State.OPEN and _runs(place.cohort)]
    if not live:
        return {}
    now = timezone.now()
    found = _meetings(live, now)
    for place_id, event in _sessions(live, now).items():
        if place_id not in found or event.at < found[place_id].at:
            found[place_id] = event
    return found


def _runs(cohort: Cohort) -> bool:
    return any(stage.key is StageKey.RUNNING for stage in definition_of(cohort).stages)


def _meetings(places: Sequence[Place], now: datetime) -> dict[UUID, NextDate]:
    found: dict[UUID, NextDate] = {}
    for place_id, at in _planned(places=[place.pk for place in places], now=now):
        found.setdefault(place_id, NextDate(at))
    return found


@Question
def _planned(places: Collection[UUID], now: datetime) -> QuerySet[Any, Any]:
    rows = Member.objects.filter(
        place_id__in=places,
        left_at=None,
        relationship__state=Relationship.State.ACTIVE,
        relationship__next_meeting_at__gte=now,
    ).order_by("relationship__next_meeting_at")
    return rows.values_list("place_id", "relationship__next_meeting_at")


def _sessions(places: Sequence[Place], now: datetime) -> dict[UUID, NextDate]:
    """Of one cohort the first that is for the place's side."""
    by_cohort: dict[UUID, list[tuple[datetime, str, list[str]]]] = {}
    for cohort_id, at, title, sides in _ahead(cohorts={place.cohort_id for place in places}, now=now):
        by_cohort.setdefault(cohort_id, []).append((at, title, sides))
    found: dict[UUID, NextDate] = {}
    for place in places:
        for at, title, sides in by_cohort.get(place.cohort_id, []):
            if not sides or place.side in sides:
                found[place.pk] = NextDate(at, title)
                break
    return found


@Question
def _ahead(cohorts: Collection[UUID], now: datetime) -> QuerySet[Any, Any]:
    rows = Event.objects.filter(cohort_id__in=cohorts, state=Event.State.PLANNED, starts_at__gte=now)
    return rows.order_by("starts_at", "id").values_list("cohort_id", "starts_at", "title", "sides")
