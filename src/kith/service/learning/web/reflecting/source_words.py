"""What a piece of evidence was made from, in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kith.service.cohorts.models import Cohort
from kith.service.learning.domain.reflecting.evidence import Sources
from kith.service.learning.models import Event, Evidence, Goal, Meeting, Reflection
from kith.service.learning.web.reflecting.reflection_presenters import about_meeting, question
from kith.service.ui.web.wording import day

SHORT = 80


def made_from(piece: Evidence) -> str:
    """``Reflection of 3 May 2026``; empty when what it was made from is gone."""
    if piece.reflection is not None:
        return _("Reflection of %(day)s") % {"day": day(piece.reflection.written_on)}
    if piece.goal is not None:
        return _("Goal: %(progress)s") % {"progress": piece.goal.get_progress_display()}
    if piece.meeting is not None:
        return _meeting(piece.cohort, piece.meeting)
    if piece.event is not None:
        return _event(piece.event)
    return _("File: %(name)s") % {"name": piece.file.name} if piece.file is not None else ""


def choices(cohort: Cohort, sources: Sources) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What can be chosen, by kind."""
    kinds: tuple[tuple[str, list[tuple[str, str]]], ...] = (
        (
            _("What I wrote"),
            [(f"reflection:{one.pk}", _reflection(cohort, one)) for one in sources.reflections],
        ),
        (_("Your goals"), [(f"goal:{one.pk}", _goal(one)) for one in sources.goals]),
        (_("Meetings"), [(f"meeting:{one.pk}", _meeting(cohort, one)) for one in sources.meetings]),
        (_("Sessions I was at"), [(f"event:{one.pk}", _event(one)) for one in sources.events]),
    )
    return ((kind, rows) for kind, rows in kinds if rows)


def _reflection(cohort: Cohort, row: Reflection) -> str:
    words = {"day": day(row.written_on), "about": question(cohort, row.prompt) or _shortened(row.text)}
    return _("%(day)s: %(about)s") % words


def _goal(row: Goal) -> str:
    return _shortened(row.words)


def _meeting(cohort: Cohort, row: Meeting) -> str:
    return about_meeting(cohort, row)


def _event(row: Event) -> str:
    words = {"title": row.title, "day": day(row.starts_at) if row.starts_at else ""}
    return _("%(title)s, %(day)s") % words if row.starts_at else row.title


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rstrip()}…"
