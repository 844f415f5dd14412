"""What the lead's pages of sessions show: in counts, with names only on the attendance list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.programmes.capabilities import ActivityKind
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.learning.domain.after.asking import speakers_of
from kith.service.learning.domain.teaching import attending, suggesting
from kith.service.learning.domain.teaching.planning import cohort_activities, is_to_come
from kith.service.learning.domain.teaching.session_mails import when
from kith.service.learning.models import Attendance, Event
from kith.service.learning.web.meeting.lengths import length
from kith.service.learning.web.teaching.session_forms import LaidOutForm, OnceForm
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.cells import link, state_tag, where_cell
from kith.service.ui.web.wording import number

State = Attendance.State


def sessions(cohort: Cohort, page: Page[Event]) -> dict[str, Any]:
    counts = suggesting.counted(cohort)
    answers = _answers(page)
    asked = _asked(cohort)
    pages = addresses("learning:session", cohort.pk)
    names = {one.key: _name(one) for one in cohort_activities(cohort)}
    return {
        "cohort": cohort,
        "counts": [_count(one) for one in counts],
        "missing": sum(one.missing for one in counts),
        "has_activities": bool(counts),
        "page": page,
        "table": [_row(event, names, answers, asked, pages) for event in page],
        "query": "",
        "here": "programmes",
    }


def _count(one: suggesting.Counted) -> str:
    """``2 of 3 planned: Group meeting. 1 held.``"""
    said = {"name": _name(one.activity), "planned": number(one.planned), "held": number(one.held)}
    if one.expected is None:
        return _("%(name)s: %(planned)s planned, %(held)s held") % said
    return _("%(name)s: %(planned)s of %(expected)s planned, %(held)s held") % (
        said | {"expected": number(one.expected)}
    )


def _name(activity: Any) -> str:
    return activity.name.in_language(get_language() or "en")


def _answers(events: Sequence[Event] | Page[Event]) -> dict[UUID, Counter[str]]:
    """What was said and noted of each, in one query."""
    found: dict[UUID, Counter[str]] = {event.pk: Counter() for event in events}
    rows = Attendance.objects.filter(event__in=list(found)).values_list("event", "state")
    for event_id, state, count in rows.annotate(Count("pk")).order_by():
        found[event_id][state] = count
    return found


def _asked(cohort: Cohort) -> Counter[str]:
    """How many take part on each side."""
    rows = Place.objects.filter(cohort=cohort, state=Place.State.CONFIRMED).values_list("side")
    return Counter(dict(rows.annotate(Count("pk")).order_by()))


def _for(event: Event, asked: Counter[str]) -> int:
    return sum(count for side, count in asked.items() if not event.sides or side in event.sides)


def _row(event: Event, names: dict[str, str], answers: Any, asked: Counter[str], pages: Any) -> list[Any]:
    said = answers[event.pk]
    name = names.get(event.activity, event.activity)
    title = event.title if event.title == name else f"{event.title} ({name})"
    return [
        when(event, event.zone),
        link(pages(event.pk), title),
        _state(event),
        _who(event, said, _for(event, asked)),
    ]


def _state(event: Event) -> Any:
    if event.state == Event.State.CANCELLED:
        return state_tag("stopped", _("Cancelled"))
    if event.state == Event.State.HELD:
        return state_tag("done", _("Held"))
    if is_to_come(event):
        return state_tag("now", _("Planned"))
    return state_tag("late", _("Attendance not noted"))


def _who(event: Event, said: Counter[str], asked: int) -> str:
    """Answers before, attendance after. Who has not been noted is said to be unknown."""
    if event.state == Event.State.CANCELLED:
        return ""
    noted = said[State.ATTENDED] + said[State.MISSED]
    if event.state == Event.State.HELD or noted:
        words = _("%(there)s of %(all)s were there, %(missed)s were not, %(unknown)s not noted")
        asked = max(asked, noted)
        return words % {
            "there": number(said[State.ATTENDED]),
            "all": number(asked),
            "missed": number(said[State.MISSED]),
            "unknown": number(asked - noted),
        }
    if not is_to_come(event):
        return _("Nobody is noted yet")
    words = _("%(coming)s of %(all)s are coming, %(cannot)s cannot, %(silent)s have not said")
    silent = max(0, asked - said[State.COMING] - said[State.NOT_COMING])
    return words % {
        "coming": number(said[State.COMING]),
        "all": number(asked),
        "cannot": number(said[State.NOT_COMING]),
        "silent": number(silent),
    }


def laying_out(cohort: Cohort, forms: list[LaidOutForm], once: OnceForm) -> dict[str, Any]:
    names = {one.key: _name(one) for one in cohort_activities(cohort)}
    turns: Counter[str] = Counter()
    titled = []
    for form in forms:
        key = str(form["activity"].value())
        turns[key] += 1
        titled.append(
            (_("%(name)s, new %(number)s") % {"name": names.get(key, key), "number": turns[key]}, form)
        )
    return {
        "cohort": cohort,
        "titled": titled,
        "forms": forms,
        "once": once,
        "zone": cohort.time_zone.replace("_", " "),
        "here": "programmes",
    }


def session(event: Event) -> dict[str, Any]:
    cohort = event.cohort
    said = _answers([event])[event.pk]
    language = get_language() or "en"
    activity = next((one for one in cohort_activities(cohort) if one.key == event.activity), None)
    sides = [
        role.plural.in_language(language) for role in definition_of(cohort).roles if role.key in event.sides
    ]
    known = [
        (_("What"), _name(activity) if activity else event.activity),
        (_("State"), _state(event)),
        (_("When"), when(event, event.zone)),
        (_("How long"), length(event.minutes)),
        (_("Where"), where_cell(event.where) or _("Not said")),
        (_("For"), ", ".join(sides) or _("Everybody")),
        (_("Who speaks"), ", ".join(speakers_of([event.pk]).get(event.pk, []))),
        (_("Who"), _who(event, said, _for(event, _asked(cohort)))),
    ]
    return {
        "cohort": cohort,
        "event": event,
        "known": [(key, value) for key, value in known if value != ""],
        "may_change": cohort.is_open and event.state == Event.State.PLANNED,
        "may_note": cohort.is_open and attending.may_be_noted(event, timezone.now()),
        "has_programme": activity is not None and activity.kind is ActivityKind.PRESENTATION,
        "resources": list(event.resources.select_related("file")),
        "add_resource_href": f"{reverse('learning:add_resource', args=[cohort.pk])}?session={event.pk}",
        "here": "programmes",
    }
