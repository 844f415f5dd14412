"""What a participant's place needs from them now: each app says its part.

A later app registers a provider in its ``apps.ready``. The same tasks stand on the page behind a
personal link (``secret`` is set) and on the signed-in person's home (it is not).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kith.service.cohorts.models import Place


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, or done. ``effort`` in words: "10 minutes"."""

    title: str
    address: str
    effort: str = ""
    due: datetime | None = None
    is_done: bool = False


Provider = Callable[[Place, str | None], list[Task]]
_providers: dict[str, Provider] = {}


def register_tasks(name: str, provider: Provider) -> None:
    _providers[name] = provider


def tasks_of(place: Place, secret: str | None = None) -> list[Task]:
    """What waits first, the soonest due on top; what is done last."""
    found = [task for provider in _providers.values() for task in provider(place, secret)]
    return sorted(found, key=lambda task: (task.is_done, task.due is None, task.due.timestamp() if task.due else 0))
