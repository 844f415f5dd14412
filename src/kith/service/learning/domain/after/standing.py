"""What somebody is beside the places that they hold: an alumnus, an organiser, a mentor. Asked on every home page,
so the first look says which of the others are worth asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kith.service.core.domain.questions import Question
from kith.service.core.domain.remembering import recall
from kith.service.core.models import Organisation
from kith.service.learning.domain.after.series import organised_by
from kith.service.learning.models import Alumnus, Member, Relationship, Series, SeriesOrganiser
from kith.service.people.models import Person


@dataclass(frozen=True, slots=True)
class Standing:
    """Which of these somebody is, today or once."""

    is_alumnus: bool
    organises: bool
    mentors: bool


def standing_of(person: Person) -> Standing:
    """One query, once a page."""
    return recall(("learning.standing", person.pk), lambda: _read(person))


def _read(person: Person) -> Standing:
    [row] = _standing(person=person.pk, today=timezone.localdate())
    return Standing(*row)


@Question
def _standing(person: UUID, today: date) -> QuerySet[Any, Any]:
    mine = {"person": OuterRef("pk")}
    runs = SeriesOrganiser.objects.in_force(today).filter(**mine, series__ended_on=None)
    mentors = Member.objects.filter(**mine, left_at=None, part=Member.Part.MENTOR)
    return Person.objects.filter(pk=person).values_list(
        Exists(Alumnus.objects.filter(**mine)), Exists(runs), Exists(mentors)
    )


def entries_of(person: Person) -> list[Alumnus]:
    """The person's entries in directories, those that they left or never wanted too, the organisations at hand."""
    if not standing_of(person).is_alumnus:
        return []

    def read() -> list[Alumnus]:
        rows = Alumnus.objects.filter(person=person).select_related("organisation")
        return list(rows.order_by("organisation__name"))

    return recall(("learning.entries", person.pk), read)


def directories_of(person: Person) -> list[Organisation]:
    """Where the person stands in the directory, by name."""
    return [row.organisation for row in entries_of(person) if row.left_at is None]


def series_of(person: Person) -> list[Series]:
    """What the person organises."""
    if not standing_of(person).organises:
        return []
    return recall(("learning.organised", person.pk), lambda: organised_by(person))


@dataclass(frozen=True, slots=True)
class Mentored:
    """Somebody whom the person mentors."""

    relationship_id: UUID
    name: str
    cohort: str
    next_meeting_at: datetime | None


def mentored_by(person: Person) -> list[Mentored]:
    """Whom the person mentors now, by name; those who blocked or were blocked are left out."""
    if not standing_of(person).mentors:
        return []
    mine = Member.objects.filter(person=person, part=Member.Part.MENTOR, left_at=None, blocked_at=None)
    living = ~Q(relationship__state=Relationship.State.ENDED)
    rows = Member.objects.filter(
        living, relationship__in=mine.values("relationship_id"), left_at=None, blocked_at=None
    ).exclude(person=person)
    fields = (
        "relationship_id",
        "person__name",
        "relationship__cohort__name",
        "relationship__next_meeting_at",
    )
    return [Mentored(*row) for row in rows.order_by("person__name", "pk").values_list(*fields)]
