"""When it is time to write: after a meeting that the programme asks about, or when it suggests more than there is.

Quiet on purpose: one line on the writer's own home, no mail, no lead ever told, and gone again after a while.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kith.service.cohorts.models import Place
from kith.service.learning.domain.reflecting.reading import expected_reflections, prompts_for
from kith.service.learning.models import Meeting, Reflection

FRESH = timedelta(days=14)
"""So long after a meeting there is something to write about it."""


@dataclass(frozen=True, slots=True)
class Due:
    """``meeting`` and ``on`` of the meeting that has just been; None when it is only time for another entry."""

    place: Place
    prompt: str
    meeting: UUID | None
    on: date | None
    written: int
    expected: int | None


def due(places: Sequence[Place], today: date) -> list[Due]:
    """At most one a place. One query however many there are, none where no programme asks for anything."""
    asking = {place.pk: place for place in places if _asks(place)}
    if not asking:
        return []
    rows = Place.objects.filter(pk__in=asking).annotate(
        **{f"met_{name}": Subquery(_met(today).values(name)[:1]) for name in ("pk", "on", "activity")},
        written=Coalesce(Subquery(_written()), 0),
        last=Subquery(_last().values("written_on")[:1]),
    )
    found = (
        _due(asking[pk], today, *rest)
        for pk, *rest in rows.values_list("pk", "met_pk", "met_on", "met_activity", "written", "last")
    )
    return [one for one in found if one is not None]


def _asks(place: Place) -> bool:
    is_in = place.state == Place.State.CONFIRMED and place.cohort.is_open
    return is_in and bool(_after(place) or expected_reflections(place))


def _after(place: Place) -> dict[str, str]:
    """By activity: the first of the programme's questions that follows it."""
    found: dict[str, str] = {}
    for prompt in prompts_for(place):
        for activity in prompt.after:
            found.setdefault(activity, prompt.key)
    return found


def _due(
    place: Place,
    today: date,
    meeting: UUID | None,
    on: date | None,
    activity: str | None,
    written: int,
    last: date | None,
) -> Due | None:
    expected = expected_reflections(place)
    prompt = _after(place).get(activity or "")
    if prompt is not None and on is not None and (last is None or last < on):
        return Due(place, prompt, meeting, on, written, expected)
    if expected is not None and written < expected_by(place, expected, today):
        return Due(place, "", None, None, written, expected)
    return None


def expected_by(place: Place, expected: int, today: date) -> int:
    """The whole number spread evenly over the cohort's days: nobody is asked for the last on the first day."""
    cohort = place.cohort
    if today >= cohort.ends_on:
        return 0  # it is over: nobody is reminded any more
    days = max((cohort.ends_on - cohort.starts_on).days, 1)
    gone = (today - cohort.starts_on).days
    return max(0, expected * gone // days)


def _met(today: date) -> QuerySet[Meeting]:
    return Meeting.objects.filter(
        relationship__members__place=OuterRef("pk"),
        relationship__members__left_at=None,
        state=Meeting.State.HELD,
        on__gt=today - FRESH,
        on__lte=today,
    ).order_by("-on", "-pk")


def _mine() -> QuerySet[Reflection]:
    return Reflection.objects.filter(person=OuterRef("person"), cohort=OuterRef("cohort"))


def _written() -> QuerySet[Reflection, Any]:
    """One number: the group is the writer's entries in the cohort."""
    return _mine().order_by().values("cohort").annotate(count=Count("pk")).values("count")


def _last() -> QuerySet[Reflection]:
    return _mine().order_by("-written_on")
