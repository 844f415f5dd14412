"""The pair-health board: who stands where, worst first. That people met and when; never what was said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.questions import Question
from kith.service.learning.domain.health.pauses import days_of
from kith.service.learning.domain.health.progress import fading
from kith.service.learning.domain.health.rules import Kind, State, running_days, with_since
from kith.service.learning.models import Meeting, Member, Relationship

MOST_MONTHS = 12
MONTHS_IN_YEAR = 12
SHOWN = (
    "kind",
    "mentor_kind",
    "state",
    "started_on",
    "pair_id",
    "last_met_on",
    "next_meeting_at",
    "paused_until",
    "ended_at",
    "nudges_unanswered",
    "pauses",
)
"""What a row of the board needs of its relationship."""
Month = tuple[int, int]
RANK = Case(
    When(state=State.ACTIVE, next_meeting_at=None, then=0),
    When(state=State.ACTIVE, then=1),
    When(state=State.PAUSED, then=2),
    default=3,
)
"""Who needs a look first."""


class Filter(StrEnum):
    TOGETHER = ""
    FADING = "fading"
    NEVER_MET = "never"
    PAUSED = "paused"
    ENDED = "ended"
    ALL = "all"


class Mark(StrEnum):
    """What a month says, the strongest first."""

    MET = "met"
    PLANNED = "planned"
    MISSED = "missed"
    PAUSED = "paused"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Named:
    person_id: UUID
    name: str
    email: str
    part: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    relationship: Relationship
    members: tuple[Named, ...]
    marks: tuple[tuple[Mark, int], ...]
    """For each month of the board: what it says, and how often."""


@dataclass(slots=True)
class _Month:
    held: int = 0
    planned: int = 0
    missed: int = 0


def listed(
    cohort: Cohort, wanted: str, now: datetime, *, kind: str = Kind.PAIR, search: str = ""
) -> QuerySet[Relationship]:
    """Worst first: those together before the others; of them who has nothing planned, the longest quiet on top."""
    rows = with_since(Relationship.objects.filter(cohort=cohort, kind=kind))
    if wanted == Filter.FADING:
        rows = rows.filter(fading(cohort, now))
    elif wanted == Filter.NEVER_MET:
        rows = rows.filter(last_met_on=None).exclude(state=State.ENDED)
    elif wanted == Filter.PAUSED:
        rows = rows.filter(state=State.PAUSED)
    elif wanted == Filter.ENDED:
        rows = rows.filter(state=State.ENDED)
    elif wanted != Filter.ALL:
        rows = rows.filter(state__in=(State.ACTIVE, State.PAUSED))
    if search:
        found = Member.objects.filter(relationship__cohort=cohort, person__name__icontains=search)
        rows = rows.filter(pk__in=found.values("relationship"))
    return rows.order_by(RANK, Coalesce("last_met_on", "started_on"), "id")


def months_of(cohort: Cohort, today: date) -> list[Month]:
    """The months of the running stage; of a long one a year's worth, the present month among them. One query."""
    first, ends_on = running_days(cohort) or (cohort.starts_on, None)
    last = ends_on or cohort.ends_on
    start, end = _number(first), max(_number(last), _number(first))
    if end - start >= MOST_MONTHS:
        end = min(end, max(_number(today) + 1, start + MOST_MONTHS - 1))
        start = end - MOST_MONTHS + 1
    return [(number // MONTHS_IN_YEAR, number % MONTHS_IN_YEAR + 1) for number in range(start, end + 1)]


def _number(day: date) -> int:
    return day.year * MONTHS_IN_YEAR + day.month - 1


def board_rows(relationships: Sequence[Relationship], months: Sequence[Month]) -> list[BoardRow]:
    """The page's rows with who they are and what each month says. Two queries."""
    ids = [row.pk for row in relationships]
    members = _members(ids)
    counted = _counted(ids, months)
    return [
        BoardRow(
            row,
            tuple(members.get(row.pk, ())),
            tuple(_mark(row, month, counted.get(row.pk, {})) for month in months),
        )
        for row in relationships
    ]


def in_order(members: QuerySet[Member]) -> QuerySet[Member]:
    """The first side of the match first, as on the page of pairs; of a mentoring, whoever mentors."""
    is_first = Q(place=F("relationship__pair__left")) | Q(part=Member.Part.MENTOR)
    return members.order_by(Case(When(is_first, then=0), default=1), "pk")


def _members(ids: Sequence[UUID]) -> dict[UUID, list[Named]]:
    found: dict[UUID, list[Named]] = {}
    for relationship_id, person_id, name, email, part in _people(relationships=ids):
        found.setdefault(relationship_id, []).append(Named(person_id, name, email, part))
    return found


@Question
def _people(relationships: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = in_order(Member.objects.filter(relationship_id__in=relationships))
    return rows.values_list("relationship_id", "person_id", "person__name", "person__email", "part")


@Question
def _contacts(relationships: Collection[UUID], first: date) -> QuerySet[Any, Any]:
    states = (Meeting.State.HELD, Meeting.State.PLANNED, Meeting.State.MISSED)
    rows = Meeting.objects.filter(relationship_id__in=relationships, state__in=states, on__gte=first)
    return rows.values_list("relationship_id", "state", "on")


def _counted(ids: Sequence[UUID], months: Sequence[Month]) -> dict[UUID, dict[Month, _Month]]:
    found: dict[UUID, dict[Month, _Month]] = {}
    for relationship_id, state, on in _contacts(relationships=ids, first=date(*months[0], 1)):
        month = found.setdefault(relationship_id, {}).setdefault((on.year, on.month), _Month())
        if state == Meeting.State.HELD:
            month.held += 1
        elif state == Meeting.State.PLANNED:
            month.planned += 1
        else:
            month.missed += 1
    return found


def _mark(row: Relationship, month: Month, counted: dict[Month, _Month]) -> tuple[Mark, int]:
    said = counted.get(month)
    if said is not None:
        for mark, count in ((Mark.MET, said.held), (Mark.PLANNED, said.planned), (Mark.MISSED, said.missed)):
            if count:
                return mark, count
    return (Mark.PAUSED, 1) if _is_paused_in(row, month) else (Mark.NOTHING, 0)


def _is_paused_in(row: Relationship, month: Month) -> bool:
    here = _number(date(*month, 1))
    return any(_number(first) <= here <= _number(last) for first, last in days_of(row))


def history_of(relationship: Relationship) -> QuerySet[Meeting]:
    """Every meeting that was held, missed or stands in a calendar, the newest first."""
    states = (Meeting.State.HELD, Meeting.State.PLANNED, Meeting.State.MISSED)
    return relationship.meetings.filter(Q(state__in=states)).order_by("-on", "-at", "-pk")
