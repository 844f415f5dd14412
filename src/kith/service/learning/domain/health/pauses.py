"""The pauses a relationship has had: begun, changed and over, as days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kith.service.learning.domain.health.rules import State
from kith.service.learning.models import Relationship


def noted(relationship: Relationship) -> list[list[str]]:
    """The list with the pause that is on now: a new one, or the last with another end."""
    pauses = [list(one) for one in relationship.pauses]
    if relationship.paused_from is None or relationship.paused_until is None:
        return pauses
    first, last = relationship.paused_from.isoformat(), relationship.paused_until.isoformat()
    if pauses and pauses[-1][0] == first:
        pauses[-1][1] = last
    else:
        pauses.append([first, last])
    return pauses


def cut_short(relationship: Relationship, today: date) -> list[list[str]]:
    """The list when they have gone on before the last day of a pause."""
    pauses = [list(one) for one in relationship.pauses]
    if pauses and relationship.state != State.PAUSED and pauses[-1][1] > today.isoformat():
        pauses[-1][1] = max(pauses[-1][0], today.isoformat())
    return pauses


def days_of(relationship: Relationship) -> Iterator[tuple[date, date]]:
    """First and last day of each, the oldest first."""
    for first, last in relationship.pauses:
        yield date.fromisoformat(first), date.fromisoformat(last)
