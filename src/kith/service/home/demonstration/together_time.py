"""Letting the pairs of an invented cohort meet: they sign what waits and log, all at once.

Behind a button that a lead of the invented organisation has on a laptop.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.actors import Actor
from kith.service.home.demonstration.time import must_be_invented
from kith.service.learning.domain.health.rules import is_quiet
from kith.service.learning.domain.meeting import logbook
from kith.service.learning.domain.meeting.entry import Entry, activities_of, first_day
from kith.service.learning.domain.relating import agreements
from kith.service.learning.models import Meeting, Member, Relationship

MINUTES = (60, 45, 90)


@dataclass(frozen=True, slots=True)
class Done:
    meetings: int
    signatures: int


def any_pair_lives(cohort: Cohort) -> bool:
    return _living(cohort).exists()


@transaction.atomic
def pairs_meet(cohort: Cohort) -> Done:
    """Each pair that goes on signs what waits for a signature, says of planned meetings that they took place, and
    meets today if it has not. Whoever has gone quiet stays quiet, for the lead to help."""
    must_be_invented(cohort)
    meetings = signatures = 0
    for number, row in enumerate(
        _living(cohort).select_related("cohort__definition", "cohort__organisation")
    ):
        if is_quiet(row, timezone.now()):
            continue
        members = list(row.members.filter(left_at=None).select_related("person", "relationship__cohort"))
        signatures += _sign(row, members)
        meetings += _meet(row, members[number % len(members)], MINUTES[number % len(MINUTES)])
    return Done(meetings, signatures)


def _living(cohort: Cohort) -> QuerySet[Relationship]:
    rows = cohort.relationships.filter(kind=Relationship.Kind.PAIR, state=Relationship.State.ACTIVE)
    return rows.order_by("pk")


def _sign(row: Relationship, members: list[Member]) -> int:
    newest = row.agreements.filter(proposed_at__isnull=False).order_by("-number").first()
    if newest is None:
        return 0
    signed = set(newest.parts.filter(signed_at__isnull=False).values_list("person_id", flat=True))
    waiting = [member for member in members if member.person_id not in signed]
    for member in waiting:
        by = Actor.of_person(member.person)
        agreements.sign(by=by, member=member, number=newest.number, typed_name=member.person.name)
    return len(waiting)


def _meet(row: Relationship, member: Member, minutes: int) -> int:
    """What was planned until now took place; and they meet today, unless they have."""
    by = Actor.of_person(member.person)
    planned = row.meetings.filter(state=Meeting.State.PLANNED, starts_at__lte=timezone.now())
    for meeting in planned:
        logbook.say_whether(by=by, meeting=meeting, took_place=True)
    today = timezone.localdate()
    activity = next(iter(activities_of(row, definition_of(row.cohort))), None)
    if activity is None or first_day(row) > today or row.meetings.filter(on=today).exists():
        return len(planned)
    entry = Entry(activity.key, today, minutes)
    logbook.log(by=by, relationship=row, entry=entry, sent_once=None)
    return len(planned) + 1
