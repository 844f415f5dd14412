"""Reading the audit trail of an organisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from kith.service.core.models import AuditEvent, Organisation


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What to look for; what is left empty does not narrow."""

    action: str = ""
    """The beginning of an action's code: ``core.mail`` finds all that was done to mails."""
    actor_id: str = ""
    subject_id: str = ""
    since: date | None = None
    until: date | None = None


def history(organisation: Organisation, wanted: HistoryFilter) -> QuerySet[AuditEvent]:
    """The organisation's events, newest first."""
    rows = AuditEvent.objects.filter(organisation_id=organisation.pk)
    if wanted.action:
        rows = rows.filter(action__startswith=wanted.action)
    if wanted.actor_id:
        rows = rows.filter(actor_id=wanted.actor_id)
    if wanted.subject_id:
        rows = rows.filter(subject_id=wanted.subject_id)
    if wanted.since:
        rows = rows.filter(at__date__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(at__date__lt=wanted.until + timedelta(days=1))
    return rows.order_by("-id")


def actions_seen(organisation: Organisation) -> list[str]:
    """Every action that stands in the organisation's history, for a list to choose from."""
    rows = AuditEvent.objects.filter(organisation_id=organisation.pk)
    return list(rows.order_by("action").values_list("action", flat=True).distinct())


Names = Callable[[set[UUID]], Mapping[str, str]]


def _names_of_people(ids: set[UUID]) -> dict[str, str]:
    people: dict[Any, Any] = get_user_model().objects.in_bulk(ids)
    return {str(pk): str(person.name) for pk, person in people.items()}


_names: dict[str, Names] = {AuditEvent.ActorKind.PERSON: _names_of_people}


def register_actor_names(kind: str, names: Names) -> None:
    """Called in ``apps.ready`` by a later app whose rows are actors: what an administrator knows them by."""
    _names[kind] = names


def names_of_actors(events: list[AuditEvent]) -> dict[str, str]:
    """The names of the people and programs among the actors; an erased person has none."""
    found: dict[str, str] = {}
    for kind, names in _names.items():
        ids = {UUID(event.actor_id) for event in events if event.actor_kind == kind}
        if ids:
            found |= names(ids)
    return found
