"""Mails about sessions: one mail a person for an occasion, in their language, with the time where they are too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.foundation.provenance import hash_value
from kith.service.cohorts.domain import cohort_mail
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.learning.models import Event
from kith.service.ui.web.wording import clock, moment, weekday_and_day, zone_words

PLANNED, CHANGED, CANCELLED = "learning.sessions", "learning.session_changed", "learning.session_cancelled"
Was = tuple[datetime | None, str, str]
"""Instant, zone and place as they were."""
Words = Callable[[Place, Sequence[Event]], tuple[str, str]]


def tell_planned(*, by: Actor, cohort: Cohort, sessions: Sequence[Event]) -> None:
    _tell(by, cohort, PLANNED, sessions, _words_of_planned)


def tell_changed(*, by: Actor, event: Event, was: Was) -> None:
    _tell(by, event.cohort, CHANGED, [event], lambda place, rows: _words_of_changed(place, rows[0], was))


def tell_cancelled(*, by: Actor, event: Event) -> None:
    _tell(by, event.cohort, CANCELLED, [event], _words_of_cancelled)


def asked_to(cohort: Cohort, sessions: Iterable[Event]) -> list[tuple[Place, list[Event]]]:
    """Who takes part, each with those of the sessions that are for their side."""
    places = cohort.places.filter(state=Place.State.CONFIRMED, person__is_active=True)
    rows = list(sessions)
    found = [
        (place, [row for row in rows if not row.sides or place.side in row.sides])
        for place in places.select_related("person").order_by("pk")
    ]
    return [(place, theirs) for place, theirs in found if theirs]


def _tell(by: Actor, cohort: Cohort, purpose: str, sessions: Sequence[Event], words: Words) -> None:
    """Of what lies in the past nobody is told: a lead writes it down afterwards."""
    now = timezone.now()
    coming = [row for row in sessions if row.starts_at is not None and row.starts_at > now]
    occasion = hash_value([[str(row.pk), row.sequence] for row in coming])[:32]
    for place, theirs in asked_to(cohort, coming):
        with translation.override(place.person.language):
            subject, body = words(place, theirs)
        cohort_mail.queue(by, cohort, place.person, purpose, subject, body, occasion=f"{occasion}:{place.pk}")


def when(event: Event, zone: str) -> str:
    """``Monday 4 May 2026, 2pm BST``; for somebody in another zone their own time too."""
    return _when(event.starts_at, event.zone, zone)


def _when(instant: datetime | None, of: str, reader: str) -> str:
    if instant is None:
        return ""
    there = timezone.localtime(instant, timezone=ZoneInfo(of))
    said = _("%(day)s, %(time)s %(zone)s") % {
        "day": weekday_and_day(there.date()),
        "time": clock(instant, of),
        "zone": zone_words(instant, of),
    }
    if timezone.localtime(instant, ZoneInfo(reader)).utcoffset() == there.utcoffset():
        return said
    return _("%(when)s; where you are, %(own)s") % {"when": said, "own": moment(instant, reader)}


def _line(event: Event, zone: str) -> str:
    minutes = ngettext("%(num)s minute", "%(num)s minutes", event.minutes) % {"num": event.minutes}
    parts = [event.title, when(event, zone), minutes, event.where]
    return "\n".join(part for part in parts if part)


def _about(place: Place) -> dict[str, str]:
    cohort = place.cohort
    return {
        "name": place.person.called,
        "cohort": cohort.name,
        "organisation": cohort.organisation.name,
        "address": absolute(reverse("learning:own_sessions", args=[place.pk])),
    }


def _words_of_planned(place: Place, sessions: Sequence[Event]) -> tuple[str, str]:
    words = _about(place)
    words["sessions"] = "\n\n".join(_line(row, place.person.time_zone) for row in sessions)
    subject = ngettext("A date for %(cohort)s", "Dates for %(cohort)s", len(sessions)) % words
    body = (
        _(
            "Dear %(name)s,\n\n"
            "Please keep time free for %(cohort)s:\n\n"
            "%(sessions)s\n\n"
            "Say with one tap whether you can come, and find the papers:\n%(address)s\n"
        )
        % words
    )
    return subject, body


def _words_of_changed(place: Place, event: Event, was: Was) -> tuple[str, str]:
    zone = place.person.time_zone
    words = _about(place) | {"title": event.title, "session": _line(event, zone)}
    instant, old_zone, old_where = was
    before = (
        [_("It was planned for %(when)s.") % {"when": _when(instant, old_zone, zone)}]
        if instant != event.starts_at
        else []
    )
    if old_where != event.where and old_where:
        before.append(_("It was to be here: %(where)s") % {"where": old_where})
    words["before"] = "\n".join(before)
    subject = _("Changed: %(title)s (%(cohort)s)") % words
    body = (
        _(
            "Dear %(name)s,\n\n"
            "Something about this session is different. It is now:\n\n"
            "%(session)s\n\n"
            "%(before)s\n\n"
            "Please say whether you can come:\n%(address)s\n"
        )
        % words
    )
    return subject, body.replace("\n\n\n\n", "\n\n")


def _words_of_cancelled(place: Place, sessions: Sequence[Event]) -> tuple[str, str]:
    words = _about(place) | {
        "title": sessions[0].title,
        "session": _line(sessions[0], place.person.time_zone),
    }
    subject = _("Cancelled: %(title)s (%(cohort)s)") % words
    body = (
        _(
            "Dear %(name)s,\n\n"
            "This session does not take place:\n\n"
            "%(session)s\n\n"
            "What else is planned stands here:\n%(address)s\n"
        )
        % words
    )
    return subject, body
