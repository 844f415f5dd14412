"""Goals with progress that everybody in the relationship sees: a page of them, and a part of the pair's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kith.service.learning.domain.reflecting.goals import OVER
from kith.service.learning.models import Goal, GoalStep, Relationship
from kith.service.learning.web.parts import Part, PartAction, Seen
from kith.service.people.models import Person
from kith.service.ui.web.wording import day

MOST_IN_PART = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """A goal as the page has it. ``actions`` only for whose it is."""

    words: str
    state: str
    tone: str
    by_when: str
    steps: tuple[tuple[str, str, str], ...]
    """When, how far, the note."""
    actions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Owner:
    name: str
    goals: tuple[Shown, ...]


TONES = {
    Goal.Progress.NOT_STARTED: "plain",
    Goal.Progress.STARTED: "now",
    Goal.Progress.WELL_ON: "now",
    Goal.Progress.DONE: "done",
    Goal.Progress.LET_GO: "stopped",
}


def goals_of(relationship: Relationship) -> list[Goal]:
    """Everybody's, those still open first. Two queries."""
    rows = list(
        relationship.goals.select_related("person").prefetch_related("steps").order_by("created_at", "pk")
    )
    return sorted(rows, key=lambda goal: goal.progress in OVER)


def owners(seen: Seen) -> list[Owner]:
    """Mine first, then each of the others who is still in it, or has a goal here."""
    rows = goals_of(seen.relationship)
    people: dict[Any, Person] = {seen.person.pk: seen.person}
    people |= {other.person_id: other.person for other in seen.others}
    people |= {row.person_id: row.person for row in rows if row.person_id not in people}
    return [
        Owner(
            _("Your goals") if key == seen.person.pk else _("Goals of %(name)s") % {"name": person.name},
            tuple(_shown(row, seen) for row in rows if row.person_id == key),
        )
        for key, person in people.items()
    ]


def _shown(goal: Goal, seen: Seen) -> Shown:
    is_mine = goal.person_id == seen.person.pk and seen.is_open
    given = [goal.relationship_id, goal.pk]
    actions = (
        (_("Say how it came on"), reverse("learning:step_goal", args=given)),
        (_("Change the words"), reverse("learning:change_goal", args=given)),
    )
    return Shown(
        goal.words,
        goal.get_progress_display(),
        TONES[Goal.Progress(goal.progress)],
        _by_when(goal),
        tuple(_step(step) for step in goal.steps.all()),
        actions if is_mine else (),
    )


def _step(step: GoalStep) -> tuple[str, str, str]:
    return day(step.created_at), step.get_progress_display(), step.note


def _by_when(goal: Goal) -> str:
    if goal.by_when is None or goal.progress in OVER:
        return ""
    words = {"day": day(goal.by_when)}
    if goal.by_when < timezone.localdate():
        return _("It was to be reached by %(day)s") % words
    return _("To be reached by %(day)s") % words


def goals_part(seen: Seen) -> Part | None:
    """The open goals of both. Two queries."""
    rows = goals_of(seen.relationship)
    if not rows and not seen.is_open:
        return None
    address = reverse("learning:goals", args=[seen.relationship.pk])
    actions = [PartAction(_("See all goals and how they came on"), address)] if rows else []
    if seen.is_open:
        actions.append(PartAction(_("Add a goal"), reverse("learning:add_goal", args=[seen.relationship.pk])))
    return Part(
        heading=_("Goals"),
        sentences=() if rows else (_("Nobody has set a goal yet. What you add here, both of you see."),),
        facts=tuple(
            (
                _("Mine") if row.person_id == seen.person.pk else row.person.name,
                format_html("{}<br><strong>{}</strong>", row.words, row.get_progress_display()),
            )
            for row in rows[:MOST_IN_PART]
        ),
        actions=tuple(actions),
    )
