"""When it is time to write: after a meeting that the programme asks about, or when it suggests more than there is.

Quiet on purpose: one line on the writer's own home, no mail, no lead ever told, and gone again after a while.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from kith.service.cohorts.models import Place
from kith.service.core.domain.questions import Question
from kith.service.core.domain.remembering import recall
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
    """At most one a place. Two queries however many there are, none where no programme asks for anything."""
    asking = {place.pk: place for place in places if _asks(place)}
    if not asking:
        return []
    met, written = _met(asking, today), _written(asking.values())
    found = []
    for pk, place in asking.items():
        meeting, on, activity = met.get(pk, (None, None, None))
        count, last = written.get((place.cohort_id, place.person_id), (0, None))
        found.append(_due(place, today, meeting, on, activity, count, last))
    return [one for one in found if one is not None]


def _asks(place: Place) -> bool:
    is_in = place.state == Place.State.CONFIRMED and place.cohort.is_open
    return is_in and any(_wanted(place))


def _wanted(place: Place) -> tuple[dict[str, str], int | None]:
    """By activity the first of the programme's questions that follows it, and how many reflections it suggests.
    Cohorts of one definition share them."""
    cohort = place.cohort
    key = ("learning.wanted", cohort.definition.sha256, cohort.variant, place.side)
    return recall(key, lambda: (_prompts_after(place), expected_reflections(place)))


def _prompts_after(place: Place) -> dict[str, str]:
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
    after, expected = _wanted(place)
    prompt = after.get(activity or "")
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


def _met(asking: Collection[UUID], today: date) -> dict[UUID, tuple[UUID, date | None, str]]:
    """By place: the last meeting that is still fresh."""
    rows = _fresh(places=asking, after=today - FRESH, today=today)
    return {place_id: (pk, on, activity) for place_id, pk, on, activity in rows}


@Question
def _fresh(places: Collection[UUID], after: date, today: date) -> QuerySet[Any, Any]:
    rows = Meeting.objects.filter(
        relationship__members__place__in=places,
        relationship__members__left_at=None,
        state=Meeting.State.HELD,
        on__gt=after,
        on__lte=today,
    ).order_by("on", "pk")
    return rows.values_list("relationship__members__place_id", "pk", "on", "activity")


def _written(places: Collection[Place]) -> dict[tuple[UUID, UUID], tuple[int, date | None]]:
    """By cohort and writer: how many entries there are, and the day of the last."""
    rows = _entries(
        cohorts={place.cohort_id for place in places}, people={place.person_id for place in places}
    )
    return {(cohort_id, person_id): (count, last) for cohort_id, person_id, count, last in rows}


@Question
def _entries(cohorts: Collection[UUID], people: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = Reflection.objects.filter(cohort__in=cohorts, person__in=people).order_by()
    return rows.values_list("cohort_id", "person_id").annotate(Count("pk"), Max("written_on"))
