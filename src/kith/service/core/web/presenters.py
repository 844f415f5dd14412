"""Rows as a page says them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.core.domain.health import Check, Health
from kith.service.core.models import AuditEvent


@dataclass(frozen=True, slots=True)
class HealthRow:
    what: str
    tone: str
    state: str
    detail: str


def health_rows(found: tuple[Check, ...]) -> list[HealthRow]:
    return [
        HealthRow(_what(check.key), _TONES[check.health], _state(check.health), _detail(check))
        for check in found
    ]


_TONES = {Health.OK: "done", Health.LATE: "late", Health.DOWN: "stopped", Health.UNKNOWN: "plain"}


def _what(key: str) -> str:
    names = {
        "database": _("Database"),
        "tick": _("What is due each minute"),
        "mail": _("Messages waiting to be sent"),
        "jobs_waiting": _("Background work waiting to start"),
        "jobs_running": _("Background work under way"),
        "disk": _("Room on the disk"),
    }
    return names[key]


def _state(health: Health) -> str:
    states = {
        Health.OK: _("Well"),
        Health.LATE: _("Needs a look"),
        Health.DOWN: _("Does not answer"),
        Health.UNKNOWN: _("Not known"),
    }
    return states[health]


def _detail(check: Check) -> str:
    if check.key == "tick" and check.amount is None and check.health == Health.LATE:
        return _("It has never run. Start the worker: kith-manage worker")
    if check.amount is None:
        return ""
    if check.key == "disk":
        return _("%(megabytes)s MB free") % {"megabytes": check.amount}
    minutes = check.amount
    words = {
        "tick": ngettext("last run %(n)s minute ago", "last run %(n)s minutes ago", minutes),
        "jobs_running": ngettext(
            "last heard of %(n)s minute ago", "last heard of %(n)s minutes ago", minutes
        ),
    }
    waiting = ngettext("the oldest waits %(n)s minute", "the oldest waits %(n)s minutes", minutes)
    return words.get(check.key, waiting) % {"n": minutes}


@dataclass(frozen=True, slots=True)
class EventRow:
    at: datetime
    actor: str
    action: str
    subject: str
    fields: str


def event_rows(events: list[AuditEvent], names: dict[str, str]) -> list[EventRow]:
    return [
        EventRow(event.at, _actor(event, names), event.action, _subject(event), ", ".join(event.fields))
        for event in events
    ]


def _actor(event: AuditEvent, names: dict[str, str]) -> str:
    if event.actor_kind == AuditEvent.ActorKind.PERSON:
        return names.get(event.actor_id) or _("A person whose data was erased")
    if event.actor_kind == AuditEvent.ActorKind.TOKEN:
        name = names.get(event.actor_id)
        return _("A program of %(name)s") % {"name": name} if name else _("A program whose token is gone")
    if event.actor_kind == AuditEvent.ActorKind.LINK:
        return _("The holder of a personal link")
    return _("Kith itself (%(name)s)") % {"name": event.actor_id}


def _subject(event: AuditEvent) -> str:
    """The kind of thing and the end of its id: enough to see that two rows are about the same thing."""
    return f"{event.subject_type.partition('.')[2]} {event.subject_id[-6:]}"
