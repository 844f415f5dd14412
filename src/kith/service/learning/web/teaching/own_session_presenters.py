"""A participant's sessions: in their own time, with their answer and nobody else's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.programmes.capabilities import ActivityKind
from kith.service.cohorts.models import Place
from kith.service.learning.domain.after.asking import speakers_of
from kith.service.learning.domain.teaching.attending import NOTED, is_for
from kith.service.learning.domain.teaching.planning import cohort_activities
from kith.service.learning.domain.teaching.session_mails import when
from kith.service.learning.models import Attendance, Event, Resource
from kith.service.learning.web.meeting.lengths import length
from kith.service.ui.web.cells import state_tag, where_cell
from kith.service.ui.web.wording import number

State = Attendance.State
MOST_PAST = 100


def own_sessions(place: Place, now: datetime, zone: str) -> dict[str, Any]:
    """Four queries however much there is."""
    rows = [event for event in Event.objects.filter(cohort_id=place.cohort_id) if is_for(event, place)]
    mine = {row.event_id: row for row in Attendance.objects.filter(place=place)}
    resources = _resources(place, rows)
    speakers = speakers_of([event.pk for event in rows])
    presentations = {
        one.key for one in cohort_activities(place.cohort) if one.kind is ActivityKind.PRESENTATION
    }
    coming, past = [], []
    for event in rows:
        row = mine.get(event.pk)
        is_noted = row is not None and row.state in NOTED
        if event.state != Event.State.HELD and not is_noted and _ends(event) > now:
            one = _coming(place, event, row, zone, now)
            one["speakers"] = ", ".join(speakers.get(event.pk, []))
            one["resources"] = resources.get(event.pk, [])
            one["has_programme"] = event.activity in presentations
            coming.append(one)
        elif event.state != Event.State.CANCELLED:
            past.append([when(event, zone), event.title, _attended(event, row)])
    return {
        "cohort": place.cohort,
        "own_place": place,
        "coming": coming,
        "past": list(reversed(past))[:MOST_PAST],
        "resources": resources.get(None, []),
        "of_past": [
            (event.title, resources[event.pk])
            for event in rows
            if event.pk in resources and _ends(event) <= now
        ],
        "here": "home",
    }


def _ends(event: Event) -> datetime:
    assert event.starts_at is not None  # an event always has its time
    return event.starts_at + timedelta(minutes=event.minutes)


def _resources(place: Place, events: Sequence[Event]) -> dict[Any, list[Resource]]:
    """By session, None for the whole cohort. Those of sessions for others are left out."""
    seen = {event.pk for event in events}
    found: dict[Any, list[Resource]] = {}
    for row in Resource.objects.filter(cohort_id=place.cohort_id).select_related("file"):
        if row.event_id is None or row.event_id in seen:
            found.setdefault(row.event_id, []).append(row)
    return found


def _coming(place: Place, event: Event, row: Attendance | None, zone: str, now: datetime) -> dict[str, Any]:
    is_cancelled = event.state == Event.State.CANCELLED
    has_begun = event.starts_at is None or event.starts_at <= now
    return {
        "event": event,
        "when": when(event, zone),
        "minutes": length(event.minutes),
        "where": where_cell(event.where),
        "tag": _tag(row, is_cancelled),
        "answer_href": None
        if is_cancelled or has_begun or not place.cohort.is_open
        else reverse("learning:answer_session", args=[place.pk, event.pk]),
        "said": row.state if row is not None else "",
    }


def _tag(row: Attendance | None, is_cancelled: bool) -> Any:
    if is_cancelled:
        return state_tag("stopped", _("Cancelled"))
    if row is None:
        return state_tag("new", _("Not answered yet"))
    if row.state == State.COMING:
        return state_tag("done", _("You will come"))
    return state_tag("plain", _("You cannot come"))


def _attended(event: Event, row: Attendance | None) -> str:
    """What was noted. Nothing noted is not absence."""
    if row is None or row.state not in NOTED:
        return _("Not noted")
    if row.state == State.MISSED:
        return _("You were not there")
    if row.minutes is not None and row.minutes < event.minutes:
        said = ngettext(
            "You were there for %(num)s minute", "You were there for %(num)s minutes", row.minutes
        )
        return said % {"num": number(row.minutes)}
    return _("You were there")
