"""What a participant's place needs from them now: each app says its part.

A later app registers a provider in its ``apps.ready``. The same tasks stand on the page behind a
personal link (``secret`` is set) and on the signed-in person's home (it is not). A provider is asked about
all places at once, so that somebody in many cohorts waits no longer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kith.service.cohorts.models import Place
from kith.service.people.models import Person


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, or done. ``effort`` in words: "10 minutes"."""

    title: str
    address: str
    effort: str = ""
    due: datetime | None = None
    is_done: bool = False
    is_to_look_at: bool = False
    """Something to read, with nothing to do: it carries no state."""


Provider = Callable[[Sequence[Place], str | None], dict[UUID, list[Task]]]
PersonProvider = Callable[[Person], "list[tuple[str, Task]]"]
_providers: dict[str, Provider] = {}
_of_people: dict[str, PersonProvider] = {}


def register_tasks(name: str, provider: Provider) -> None:
    _providers[name] = provider


def register_tasks_of_people(name: str, provider: PersonProvider) -> None:
    """For what waits for somebody who need not hold a place (a reviewer): a task with what it is about."""
    _of_people[name] = provider


def tasks_of_person(person: Person) -> list[tuple[str, Task]]:
    """What waits for the person beside what their places need, each with what it is about."""
    return [one for provider in _of_people.values() for one in provider(person)]


def tasks_of(place: Place, secret: str | None = None) -> list[Task]:
    """What waits first, the soonest due on top; what is done last."""
    return tasks_of_all([place], secret)[place.pk]


def tasks_of_all(places: Sequence[Place], secret: str | None = None) -> dict[UUID, list[Task]]:
    """The same for several places, by place."""
    found: dict[UUID, list[Task]] = {place.pk: [] for place in places}
    for provider in _providers.values() if places else ():
        for place_id, tasks in provider(places, secret).items():
            found[place_id] += tasks
    return {place_id: sorted(tasks, key=_urgency) for place_id, tasks in found.items()}


def _urgency(task: Task) -> tuple[bool, bool, float]:
    return task.is_done, task.due is None, task.due.timestamp() if task.due else 0
