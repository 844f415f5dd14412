"""One questionnaire, two ways in: a personal link and a signed-in person see the same pages."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import use_link


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody came in: who acts, and where the pages are (``key`` is the secret or the thing's id)."""

    actor: Actor
    start_view: str
    step_view: str
    key: str | UUID

    @property
    def start(self) -> str:
        return reverse(self.start_view, args=[self.key])

    def step(self, name: str) -> str:
        return reverse(self.step_view, args=[self.key, name])

    def note_use(self) -> None:
        """A link is used by what is sent through it, never by looking."""
        if self.actor.link is not None:
            use_link(self.actor.link, now=timezone.now())
