"""The dose: how much of the programme somebody took part in, beside how much was meant.

Counted from meetings that were held, for each member who was in it on that day, and from events attended. A
meeting whose length nobody said counts as a time and never as minutes: missing is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from kith.foundation.words import Text
from kith.programmes.capabilities import ActivityKind, Together
from kith.programmes.durations import Duration
from kith.programmes.types import Definition
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.learning.models import Attendance, Event, Meeting, Relationship


@dataclass(frozen=True, slots=True)
class Tally:
    """``minutes`` are those that are known; ``unknown`` how many of ``times`` nobody said the length of."""

    times: int = 0
    minutes: int = 0
    unknown: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.times + other.times, self.minutes + other.minutes, self.unknown + other.unknown)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done of one activity, or with one kind of mentor.

    ``key`` and ``name`` are the definition's; ``""`` and None for meetings that were put under no activity.
    ``expected_times`` and ``expected_each`` are the definition's too, None where it expects nothing.
    """

    key: str
    name: Text | None
    kind: ActivityKind | None
    is_mentoring: bool
    done: Tally
    hosted: Tally
    """Of shadowing: the times that they were watched and did not watch. ``done`` is those they watched."""
    expected_times: int | None = None
    expected_each: Duration | None = None


@dataclass(frozen=True, slots=True)
class Dose:
    parts: tuple[Done, ...]
    """Every activity that people do together, in the definition's order, then every kind of mentor they have."""

    @property
    def all(self) -> Tally:
        """Everything together, being watched too."""
        return sum((part.done + part.hosted for part in self.parts), Tally())


@dataclass(slots=True)
class _Counted:
    activities: dict[str, Tally] = field(default_factory=dict)
    hosted: dict[str, Tally] = field(default_factory=dict)
    mentors: dict[str, Tally] = field(default_factory=dict)


def dose_of_place(place: Place) -> Dose:
    """What a participant took part in. Two queries."""
    counted = _count(Q(relationship__members__place=place), Attendance.objects.filter(place=place))
    return _dose(definition_of(place.cohort), place.side, counted.get(place.person_id, _Counted()))


def dose_of_relationship(relationship: Relationship) -> dict[UUID, Dose]:
    """By person: what each member took part in with the others, events left out. Two queries."""
    counted = _count(
        Q(relationship=relationship),
        Attendance.objects.none(),
    )
    definition = definition_of(relationship.cohort)
    members = relationship.members.select_related("place")
    return {
        member.person_id: _dose(
            definition,
            member.place.side if member.place else None,
            counted.get(member.person_id, _Counted()),
            of_mentor_kind=relationship.mentor_kind,
        )
        for member in members
    }


def dose_of_cohort(cohort: Cohort) -> dict[UUID, Dose]:
    """By place: what every participant took part in, those with nothing too. Three queries for any number."""
    counted = _count(
        Q(relationship__cohort=cohort, relationship__members__place__isnull=False),
        Attendance.objects.filter(place__cohort=cohort),
    )
    definition = definition_of(cohort)
    places = Place.objects.filter(cohort=cohort).values_list("pk", "person_id", "side")
    return {pk: _dose(definition, side, counted.get(person_id, _Counted())) for pk, person_id, side in places}


def _count(meetings: Q, attendance: QuerySet[Attendance]) -> dict[UUID, _Counted]:
    """By person. Nobody is counted in what was held after they had left."""
    found: dict[UUID, _Counted] = {}
    for person_id, mentor_kind, activity, watcher_id, times, known, minutes in _held(meetings):
        of = found.setdefault(person_id, _Counted())
        tally = Tally(times, minutes or 0, times - known)
        if mentor_kind:
            _add(of.mentors, mentor_kind, tally)
        elif watcher_id is not None and watcher_id != person_id:
            _add(of.hosted, activity, tally)
        else:
            _add(of.activities, activity, tally)
    attended = attendance.filter(state=Attendance.State.ATTENDED).exclude(event__state=Event.State.CANCELLED)
    rows = attended.values_list("place__person_id", "event__activity").annotate(
        times=Count("pk"), length=Sum(Coalesce("minutes", "event__minutes"))
    )
    for person_id, activity, times, minutes in rows.order_by():
        _add(found.setdefault(person_id, _Counted()).activities, activity, Tally(times, minutes, 0))
    return found


def _held(meetings: Q) -> Iterable[tuple[UUID, str, str, UUID | None, int, int, int | None]]:
    left = "relationship__members__left_at"
    was_there = Q(**{left: None}) | Q(**{f"{left}__date__gte": F("on")})
    # One filter, so that who they are and when they left is asked of the same member.
    rows = Meeting.objects.filter(meetings, was_there, state=Meeting.State.HELD).values_list(
        "relationship__members__person_id", "relationship__mentor_kind", "activity", "watcher_id"
    )
    return rows.annotate(times=Count("pk"), known=Count("minutes"), length=Sum("minutes")).order_by()


def _add(tallies: dict[str, Tally], key: str, tally: Tally) -> None:
    tallies[key] = tallies.get(key, Tally()) + tally


def _dose(
    definition: Definition, side: str | None, counted: _Counted, of_mentor_kind: str | None = None
) -> Dose:
    """``of_mentor_kind``: of one relationship, whose part alone is of interest; ``""`` is that of a pair."""
    parts = [] if of_mentor_kind else _of_activities(definition, counted)
    known = {mentor.key: mentor for mentor in definition.mentors}
    theirs = [key for key, mentor in known.items() if side is not None and side in mentor.roles]
    keys = [*theirs, *sorted(counted.mentors)] if of_mentor_kind is None else [of_mentor_kind]
    for key in filter(None, dict.fromkeys(keys)):
        mentor = known.get(key)
        name, times, each = (mentor.name, mentor.times, mentor.each) if mentor else (None, None, None)
        parts.append(Done(key, name, None, True, counted.mentors.get(key, Tally()), Tally(), times, each))
    return Dose(tuple(parts))


def _of_activities(definition: Definition, counted: _Counted) -> list[Done]:
    parts = []
    for one in definition.activities:
        if one.together is Together.PERSON:
            continue
        # A project is not a meeting: "one project" is no number of times to meet about it.
        expected = (None, None) if one.kind is ActivityKind.IMPROVEMENT_PROJECT else (one.times, one.each)
        done, hosted = _both(counted, one.key)
        parts.append(Done(one.key, one.name, one.kind, False, done, hosted, *expected))
    known: Mapping[str, object] = {one.key: one for one in definition.activities}
    rest = sorted({*counted.activities, *counted.hosted} - set(known))
    if rest:
        tallies = [_both(counted, key) for key in rest]
        done = sum((one for one, _hosted in tallies), Tally())
        hosted = sum((one for _done, one in tallies), Tally())
        parts.append(Done("", None, None, False, done, hosted))
    return parts


def _both(counted: _Counted, key: str) -> tuple[Tally, Tally]:
    return counted.activities.get(key, Tally()), counted.hosted.get(key, Tally())
