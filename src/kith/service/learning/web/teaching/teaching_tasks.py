"""What home shows of sessions and mentors: to those who take part, to who is asked to mentor, to the lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.programmes.capabilities import StageKey
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.extras import Link
from kith.service.cohorts.domain.notices import Notice
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Cohort, Place, StageDate
from kith.service.core.domain.permissions import Permission
from kith.service.core.domain.questions import Question
from kith.service.learning.domain.teaching.attending import NOTED
from kith.service.learning.domain.teaching.mentor_mails import kind_name
from kith.service.learning.domain.teaching.mentor_queries import said_no
from kith.service.learning.domain.teaching.planning import cohort_activities
from kith.service.learning.models import (
    Attendance,
    Event,
    Member,
    MentorRequest,
    MentorRequestFor,
    Relationship,
)
from kith.service.people.models import Person

PATIENCE = timedelta(days=14)
"""How long after the running stage began mentees may be without a mentor before the lead is told."""
SOON = timedelta(days=42)
"""Of what lies further ahead home does not ask yet; the page of sessions does."""
UNUSED_FOR = timedelta(days=42)
"""Where nobody was ever asked to mentor the lead is told until then: a programme may go without. Where some have a
mentor and most have none, that is how it is meant; who is left out stands out where most have one."""


def session_tasks(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """Sessions of the next weeks that a place has not answered; the way to its sessions when there is none.

    One query for all places, none where no programme has sessions.
    """
    here = {
        place.cohort_id: place
        for place in places
        if place.state == Place.State.CONFIRMED and _has_sessions(place.cohort)
    }
    if not here:
        return {}
    now = timezone.now()
    rows = _coming(cohorts=list(here), places=[place.pk for place in here.values()], now=now)
    found: dict[UUID, list[Task]] = {}
    for cohort_id, title, starts_at, sides, is_answered in rows:
        place = here[cohort_id]
        if not sides or place.side in sides:
            tasks = found.setdefault(place.pk, [])
            if not is_answered and starts_at and starts_at <= now + SOON:
                said = _("Say whether you come: %(title)s") % {"title": title}
                tasks.append(Task(said, _own(place), _("1 minute"), due=starts_at))
    for place in here.values():
        if found.get(place.pk) == []:
            found[place.pk].append(Task(_("Your sessions"), _own(place), is_to_look_at=True))
    return found


@Question
def _coming(cohorts: Collection[UUID], places: Collection[UUID], now: datetime) -> QuerySet[Any, Any]:
    mine = Attendance.objects.filter(event=OuterRef("pk"), place__in=places)
    rows = Event.objects.filter(
        cohort__in=cohorts, cohort__state=Cohort.State.OPEN, state=Event.State.PLANNED, starts_at__gt=now
    )
    return rows.values_list("cohort_id", "title", "starts_at", "sides", Exists(mine))


def _own(place: Place) -> str:
    return reverse("learning:own_sessions", args=[place.pk])


def _has_sessions(cohort: Cohort) -> bool:
    return bool(cohort_activities(cohort))


def request_tasks(person: Person) -> list[tuple[str, Task]]:
    """Whoever is asked to mentor. One query; one more for who is."""
    keys = [key for (key,) in _requests(person=person.pk)]
    if not keys:
        return []
    rows = MentorRequest.objects.filter(pk__in=keys)
    return [
        (
            row.cohort.name,
            Task(
                _("Say whether you would mentor (%(kind)s)")
                % {"kind": kind_name(row.cohort, row.mentor_kind)},
                reverse("learning:own_mentor_request", args=[row.pk]),
                _("2 minutes"),
            ),
        )
        for row in rows.select_related("cohort__definition").order_by("asked_at")
    ]


@Question
def _requests(person: UUID) -> QuerySet[Any, Any]:
    rows = MentorRequest.objects.filter(
        person=person, state=MentorRequest.State.ASKED, cohort__state=Cohort.State.OPEN
    )
    return rows.order_by().values_list("pk")


def session_notices(cohorts: Sequence[Cohort], now: datetime) -> list[Notice]:
    """Sessions that are over with nobody noted. One query, none where no programme has sessions."""
    here = {cohort.pk: cohort for cohort in cohorts if _has_sessions(cohort)}
    if not here:
        return []
    late = _unnoted(cohorts=list(here), now=now)
    counts = Counter(
        pk for pk, begins, minutes in late if begins and begins + timedelta(minutes=minutes) <= now
    )
    return [
        Notice(
            here[pk],
            ngettext(
                "Nobody’s attendance is noted for %(num)s session that is over",
                "Nobody’s attendance is noted for %(num)s sessions that are over",
                count,
            )
            % {"num": count},
            reverse("learning:sessions", args=[pk]),
        )
        for pk, count in counts.items()
    ]


@Question
def _unnoted(cohorts: Collection[UUID], now: datetime) -> QuerySet[Any, Any]:
    noted = Attendance.objects.filter(event=OuterRef("pk"), state__in=NOTED)
    rows = Event.objects.filter(cohort__in=cohorts, starts_at__lt=now, state=Event.State.PLANNED)
    return rows.exclude(Exists(noted)).values_list("cohort_id", "starts_at", "minutes")


def mentor_notices(cohorts: Sequence[Cohort], now: datetime) -> list[Notice]:
    """Who said no, and who has nobody. Three queries, none where no programme has mentors."""
    here = {cohort.pk: cohort for cohort in cohorts if definition_of(cohort).mentors}
    if not here:
        return []
    found = []
    for pk, count in _refused(cohorts=list(here)):
        said = ngettext(
            "%(num)s person cannot mentor: ask somebody else",
            "%(num)s people cannot mentor: ask somebody else",
            count,
        )
        found.append(Notice(here[pk], said % {"num": count}, reverse("learning:mentors", args=[pk])))
    begun = {
        pk: day
        for pk, day in _begun(cohorts=list(here))
        if day + PATIENCE <= now.astimezone(ZoneInfo(here[pk].time_zone)).date()
    }
    return found + (_without(here, begun, now) if begun else [])


@Question
def _refused(cohorts: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = MentorRequest.objects.filter(said_no(), cohort__in=cohorts)
    return rows.order_by().values_list("cohort_id").annotate(Count("pk"))


@Question
def _begun(cohorts: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = StageDate.objects.filter(cohort__in=cohorts, stage=StageKey.RUNNING)
    return rows.values_list("cohort_id", "starts_on")


def _without(here: dict[UUID, Cohort], begun: dict[UUID, date], now: datetime) -> list[Notice]:
    kinds = {(pk, kind.key): kind for pk in begun for kind in definition_of(here[pk]).mentors}
    places = Place.objects.filter(cohort__in=list(begun), state=Place.State.CONFIRMED)
    sides = {
        (pk, side): count
        for pk, side, count in places.values_list("cohort_id", "side").annotate(Count("pk")).order_by()
    }
    have: Counter[tuple[UUID, str]] = Counter()
    for pk, key, count in _provided(list(begun)):
        have[pk, key] += count
    found = []
    for (pk, key), kind in kinds.items():
        missing = sum(sides.get((pk, side), 0) for side in kind.roles) - have[pk, key]
        today = now.astimezone(ZoneInfo(here[pk].time_zone)).date()
        is_new = not have[pk, key] and today <= begun[pk] + UNUSED_FOR
        if missing <= 0 or (have[pk, key] < missing and not is_new):
            continue
        said = ngettext("%(kind)s: %(num)s person has none", "%(kind)s: %(num)s people have none", missing)
        address = f"{reverse('learning:mentors', args=[pk])}?without={key}"
        words = said % {"num": missing, "kind": kind_name(here[pk], key)}
        found.append(Notice(here[pk], words, address))
    return found


def _provided(cohort_ids: Sequence[UUID]) -> list[tuple[UUID, str, int]]:
    """How many take part and have a mentor of a kind, or somebody who was asked."""
    now = Member.objects.filter(
        part=Member.Part.MENTEE,
        left_at=None,
        place__cohort__in=cohort_ids,
        place__state=Place.State.CONFIRMED,
    ).exclude(relationship__state=Relationship.State.ENDED)
    asked = MentorRequestFor.objects.filter(
        place__cohort__in=cohort_ids,
        place__state=Place.State.CONFIRMED,
        request__state=MentorRequest.State.ASKED,
    )
    pairs = set(now.values_list("place__cohort_id", "relationship__mentor_kind", "place_id"))
    pairs |= set(asked.values_list("place__cohort_id", "request__mentor_kind", "place_id"))
    counts = Counter((pk, kind) for pk, kind, _place in pairs)
    return [(pk, kind, count) for (pk, kind), count in counts.items()]


def links(cohort: Cohort) -> list[Link]:
    """On the cohort's page. Nothing is asked of the database."""
    found = []
    if _has_sessions(cohort):
        found.append(
            Link(
                _("Sessions"),
                _("What everybody does together: dates, who was there, links and files."),
                reverse("learning:sessions", args=[cohort.pk]),
                Permission.LEARNING_SEE,
            )
        )
    if definition_of(cohort).mentors:
        found.append(
            Link(
                _("Mentors"),
                _("Who has which mentor, and who has none."),
                reverse("learning:mentors", args=[cohort.pk]),
                Permission.LEARNING_SEE,
            )
        )
    return found
