"""What stands on the home page of somebody who has applied, when they are signed in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.tasks import Task
from kith.service.core.domain.questions import Question
from kith.service.people.models import Person
from kith.service.recruitment.domain.applying.applying import may_change
from kith.service.recruitment.models import Application, Slot

State = Application.State
OVER = frozenset({State.WITHDRAWN, State.ACCEPTED})
"""Of these nothing is to be seen any more: the second has a place instead."""


@Question
def _has_applied(person: UUID) -> QuerySet[Any, Any]:
    return Application.objects.filter(person=person).order_by().values_list("pk")[:1]


def tasks_of_applicant(person: Person) -> list[tuple[str, Task]]:
    """One line for each application: what it waits for, or only the way to its page.

    Asked on every home page: whoever has not applied costs one plain look.
    """
    if not _has_applied(person=person.pk):
        return []
    rows = Application.objects.filter(person=person, example="").exclude(state__in=OVER)
    mine = list(rows.select_related("call__cohort").order_by("created_at", "id"))
    may_book = _with_times_to_book([row for row in mine if row.state == State.SHORTLISTED])
    return [(row.call.cohort.name, _task(row, may_book)) for row in mine]


def _with_times_to_book(shortlisted: Sequence[Application]) -> set[UUID]:
    """Those who have not booked, where a panel for their side has a time left."""
    if not shortlisted:
        return set()
    free = Slot.objects.filter(
        Q(panel__side="") | Q(panel__side=OuterRef("side")),
        panel__call=OuterRef("call"),
        application=None,
        starts_at__gt=timezone.now(),
    )
    booked = Slot.objects.filter(application=OuterRef("pk"))
    rows = Application.objects.filter(pk__in=[row.pk for row in shortlisted])
    return set(rows.filter(Exists(free) & ~Exists(booked)).values_list("pk", flat=True))


def _task(row: Application, may_book: Collection[UUID]) -> Task:
    address = reverse("recruitment:own_application", args=[row.pk])
    if row.state == State.STARTED and may_change(row, timezone.now()):
        return Task(_("Go on with your application"), address, due=row.call.closes_at)
    if row.state == State.OFFERED:
        return Task(_("Answer the offer of a place"), address)
    if row.state == State.SHORTLISTED and row.pk in may_book:
        return Task(_("Choose a time for your interview"), address)
    return Task(_("Your application"), address, is_to_look_at=True)
