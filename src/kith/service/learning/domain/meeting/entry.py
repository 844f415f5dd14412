"""What somebody says that happened, and what cannot be right about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.programmes.capabilities import ActivityKind, Together
from kith.programmes.learning import ShadowingRule
from kith.programmes.types import Activity, Definition
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.actors import Actor
from kith.service.learning.models import Member, Relationship
from kith.service.people.models import Person
from kith.service.ui.web.wording import day

LEAST_MINUTES, MOST_MINUTES = 5, 720
"""Nobody meets for less, and a day has an end: beyond these it is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``minutes`` is None when nobody knows. ``watcher_id`` says who watched at a shadowing day, None that each
    watched the other. ``is_another``: it is known that one of this kind is logged for the day already."""

    activity: str
    on: date
    minutes: int | None
    took_place: bool = True
    watcher_id: UUID | None = None
    is_another: bool = False


def activities_of(relationship: Relationship, definition: Definition) -> tuple[Activity, ...]:
    """What this relationship can meet for: a mentor and whom they mentor simply talk."""
    if relationship.kind == Relationship.Kind.MENTORING:
        return ()
    return tuple(one for one in definition.activities if one.together is Together.PAIR)


def is_shadowing(relationship: Relationship, activity: str) -> bool:
    return any(
        one.key == activity and one.kind is ActivityKind.SHADOWING
        for one in activities_of(relationship, definition_of(relationship.cohort))
    )


def rule_of(relationship: Relationship, activity: str) -> ShadowingRule | None:
    """What may be watched, where it is a shadowing day and the definition says something."""
    rule = definition_of(relationship.cohort).shadowing
    return rule if is_shadowing(relationship, activity) else None


def first_day(relationship: Relationship) -> date:
    """The earliest day that something can be logged for."""
    return min(relationship.cohort.starts_on, relationship.started_on)


def check_entry(faults: Faults, relationship: Relationship, entry: Entry, zone: str) -> None:
    """Note everything that is wrong. ``zone`` is that of whoever says it: their today is the last day."""
    check_activity(faults, relationship, entry.activity, entry.watcher_id)
    today = timezone.localdate(timezone=ZoneInfo(zone))
    first = first_day(relationship)
    last = relationship.ended_at
    if entry.on > today:
        faults.add("learning.day_to_come", Where(key="on"), day=day(entry.on), today=day(today))
    elif entry.on < first:
        faults.add("learning.day_before", Where(key="on"), day=day(entry.on), first=day(first))
    elif last is not None and entry.on > timezone.localdate(last, ZoneInfo(zone)):
        faults.add("learning.day_after_end", Where(key="on"), day=day(entry.on), last=day(last))
    if entry.minutes is not None:
        check_minutes(faults, entry.minutes)


def check_activity(
    faults: Faults, relationship: Relationship, activity: str, watcher_id: UUID | None
) -> None:
    """One of the relationship's activities; and at a shadowing day whoever watches is in it."""
    known = {one.key: one for one in activities_of(relationship, definition_of(relationship.cohort))}
    if activity not in (known or {""}):
        faults.add("learning.no_such_activity", Where(key="activity"))
    elif watcher_id is not None:
        shadows = activity in known and known[activity].kind is ActivityKind.SHADOWING
        if not shadows or not relationship.members.filter(person_id=watcher_id).exists():
            faults.add("learning.no_such_watcher", Where(key="watcher"))


def check_minutes(faults: Faults, minutes: int) -> None:
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        where, limits = Where(key="minutes"), (LEAST_MINUTES, MOST_MINUTES)
        faults.add("learning.minutes", where, minutes=minutes, least=limits[0], most=limits[1])


def member_who_acts(by: Actor, relationship: Relationship) -> Member:
    """The membership of whoever acts, signed in or by a link. Raises KithError when they are in it no more."""
    person_id = by.person.pk if by.person else by.link.person_id if by.link else None
    rows = relationship.members.filter(left_at=None).select_related("person")
    member = rows.filter(person_id=person_id).first() if person_id else None
    if member is None:
        raise KithError(Fault("learning.not_a_member"))
    return member


def present(relationship: Relationship) -> list[Member]:
    """Those who are in it now, with their people."""
    rows = relationship.members.filter(left_at=None).select_related("person")
    return list(rows.order_by("created_at", "pk"))


def others(members: list[Member], person: Person) -> list[Member]:
    return [member for member in members if member.person_id != person.pk]
