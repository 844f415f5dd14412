"""What people took part in, side by side, against what the definition expects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from kith.programmes.capabilities import Together
from kith.programmes.types import Definition
from kith.service.cohorts.models import Cohort, Place
from kith.service.learning.domain.meeting.dose import Done, Tally, dose_of_cohort
from kith.service.learning.models import Attendance, JointProject, Member
from kith.service.reports.domain.learned.facts import DoseFacts, DoseRow, spread_of

MINUTES_IN_HOUR = 60
Key = tuple[bool, str]
"""Whether it is mentoring, and the definition's key."""


def dose_facts(cohort: Cohort, definition: Definition) -> DoseFacts:
    """A row an activity and side, in the definition's order, then the mentors. A handful of queries."""
    sides = _sides_of_people(cohort)
    parts = _parts_by_key(cohort, sides)
    mentored, projects = _mentored(cohort), _projects_done(cohort)
    noted = _sides_noted(cohort, definition)
    rows: list[DoseRow] = []
    known = {activity.key for activity in definition.activities}
    projects = {key: done for key, done in projects.items() if key in known}
    for key, by_place in parts.items():
        had: Collection[UUID] = mentored.get(key[1], frozenset()) if key[0] else by_place.keys()
        is_together = not key[0] and key[1] in noted
        anybody = any(part.done.times or part.hosted.times for part in by_place.values())
        for role in definition.roles:
            here = {place: part for place, part in by_place.items() if sides[place] == role.key}
            if not here:
                continue
            theirs = {place: part for place, part in here.items() if place in had}
            is_recorded = role.key in noted[key[1]] if is_together else anybody
            row = _row(role.key, next(iter(here.values())), list(theirs.values()), is_recorded=is_recorded)
            rows.append(row if key[0] else _with_projects(row, definition, key[1], theirs, projects))
    written = tuple(one.name for one in definition.activities if one.together is Together.PERSON)
    is_anything = any(row.times is not None or row.reached is not None for row in rows)
    return DoseFacts(tuple(rows) if is_anything else (), written)


def _sides_of_people(cohort: Cohort) -> dict[UUID, str]:
    """By place: everybody who holds one, and who was brought together with somebody and has left since."""
    together = Member.objects.filter(relationship__cohort=cohort).exclude(place=None).values("place")
    confirmed = cohort.places.filter(state=Place.State.CONFIRMED)
    rows = confirmed | cohort.places.filter(pk__in=together)
    return dict(rows.values_list("pk", "side"))


def _parts_by_key(cohort: Cohort, people: Collection[UUID]) -> dict[Key, dict[UUID, Done]]:
    found: dict[Key, dict[UUID, Done]] = {}
    for place, dose in dose_of_cohort(cohort).items():
        for part in dose.parts if place in people else ():
            found.setdefault((part.is_mentoring, part.key), {})[place] = part
    for key, by_place in found.items():
        if not key[0]:  # what some did under no activity, the others did not
            like = next(iter(by_place.values()))
            nothing = replace(like, done=Tally(), hosted=Tally())
            found[key] = {place: by_place.get(place, nothing) for place in people}
    order = list(found)
    return {key: found[key] for key in sorted(found, key=lambda key: (key[0], not key[1], order.index(key)))}


def _row(side: str, like: Done, parts: Sequence[Done], *, is_recorded: bool) -> DoseRow:
    expected = like.expected_times
    whole = [part for part in parts if not part.done.unknown]
    return DoseRow(
        name=like.name,
        side=side,
        is_mentoring=like.is_mentoring,
        people=len(parts),
        expected=expected,
        reached=sum(part.done.times >= expected for part in parts) if expected and is_recorded else None,
        times=spread_of(part.done.times for part in parts) if is_recorded else None,
        hours=spread_of(part.done.minutes / MINUTES_IN_HOUR for part in whole) if is_recorded else None,
        all_times=sum(part.done.times for part in parts),
        unknown=sum(part.done.unknown for part in parts),
    )


def _with_projects(
    row: DoseRow,
    definition: Definition,
    key: str,
    people: Collection[UUID],
    projects: Mapping[str, Mapping[UUID, int]],
) -> DoseRow:
    """Of a project what counts is that it was done; meetings about it stand beside that."""
    if key not in projects:
        return row
    expected = definition.activity(key).times or 1
    return replace(
        row, expected=expected, reached=sum(projects[key].get(place, 0) >= expected for place in people)
    )


def _projects_done(cohort: Cohort) -> dict[str, Counter[UUID]]:
    """By activity that some pair has a project of: by place, how many of its projects were done."""
    rows = JointProject.objects.filter(relationship__cohort=cohort).values_list(
        "activity", "state", "relationship__members__place_id"
    )
    found: dict[str, Counter[UUID]] = {}
    for activity, state, place in rows:
        done = found.setdefault(activity, Counter())
        if place is not None and state == JointProject.State.DONE:
            done[place] += 1
    return found


def _sides_noted(cohort: Cohort, definition: Definition) -> dict[str, set[str]]:
    """By activity of the whole cohort: the sides of which somebody noted who was there. The others may have been."""
    found = {one.key: set[str]() for one in definition.activities if one.together is Together.COHORT}
    states = (Attendance.State.ATTENDED, Attendance.State.MISSED)
    rows = Attendance.objects.filter(event__cohort=cohort, state__in=states)
    for activity, side in rows.values_list("event__activity", "place__side").distinct():
        if activity in found:
            found[activity].add(side)
    return found


def _mentored(cohort: Cohort) -> dict[str, set[UUID]]:
    """By kind of mentor: who had one."""
    rows = Member.objects.filter(relationship__cohort=cohort, part=Member.Part.MENTEE).exclude(place=None)
    found: dict[str, set[UUID]] = {}
    for kind, place in rows.values_list("relationship__mentor_kind", "place_id"):
        found.setdefault(kind, set()).add(place)
    return found
