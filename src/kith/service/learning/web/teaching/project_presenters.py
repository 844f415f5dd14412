"""Joint projects: on the page of a pair, and in the programme of a presentation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.learning.domain.teaching.projects import project_activity
from kith.service.learning.domain.teaching.session_mails import when
from kith.service.learning.models import Event, JointProject, Relationship
from kith.service.learning.web.parts import Part, PartAction, Seen
from kith.service.learning.web.relating.wording import language, names
from kith.service.ui.web.wording import clock, number

USUAL_MINUTES = 10


def project_part(seen: Seen) -> Part | None:
    """One query, and none where the programme has no joint project."""
    activity = project_activity(seen.definition)
    if activity is None or seen.relationship.kind != Relationship.Kind.PAIR:
        return None
    rows = list(seen.relationship.projects.select_related("presented_at").order_by("created_at", "pk"))
    heading = activity.name.in_language(language())
    begin = reverse("learning:begin_project", args=[seen.relationship.pk])
    if not rows:
        actions = (PartAction(_("Write down what you want to improve"), begin),) if seen.is_open else ()
        return Part(heading, (_("You have not written one down yet."),), actions=actions)
    facts: list[tuple[Any, ...]] = []
    for row in rows:
        facts += _facts(seen, row)
    may_begin = seen.is_open and all(row.state == JointProject.State.STOPPED for row in rows)
    more = (PartAction(_("Begin another one"), begin),) if may_begin else ()
    return Part(heading, facts=tuple(facts), actions=more)


def _facts(seen: Seen, row: JointProject) -> list[tuple[Any, ...]]:
    change = reverse("learning:project", args=[seen.relationship.pk, row.pk])
    action = ({"text": _("Change"), "href": change, "hidden": row.title},) if seen.is_open else ()
    facts: list[tuple[Any, ...]] = [
        (_("Title"), row.title, *action),
        (_("State"), str(row.get_state_display())),
    ]
    if row.aim:
        facts.append((_("Aim"), row.aim))
    if row.outcome:
        facts.append((_("What came of it"), row.outcome))
    if row.presented_at is not None:
        facts.append((_("Presented"), when(row.presented_at, seen.person.time_zone)))
    return facts


def presentable(event: Event) -> QuerySet[JointProject]:
    """Projects of the cohort that are not given up, those with a turn at this presentation first."""
    rows = JointProject.objects.filter(relationship__cohort_id=event.cohort_id)
    rows = rows.filter(Q(presented_at=None) | Q(presented_at=event)).exclude(state=JointProject.State.STOPPED)
    rows = rows.select_related("relationship").prefetch_related("relationship__members__person")
    return rows.order_by(F("presents_as").asc(nulls_last=True), "created_at", "pk")


def lines(form: BaseForm, rows: list[JointProject]) -> list[dict[str, Any]]:
    return [
        {"title": row.title, "who": _who(row), "turn": f"turn-{row.pk}", "minutes": f"minutes-{row.pk}"}
        for row in rows
    ]


def _who(row: JointProject) -> str:
    there = [member for member in row.relationship.members.all() if member.left_at is None]
    return names(sorted((member.person for member in there), key=lambda person: person.name))


def sheet(event: Event) -> dict[str, Any]:
    """The programme: when each begins, what it is called and whose it is. Two queries."""
    begins = event.starts_at
    rows = []
    for row in presentable(event).filter(presented_at=event):
        minutes = row.presents_minutes or USUAL_MINUTES
        length = ngettext("%(num)s minute", "%(num)s minutes", minutes) % {"num": number(minutes)}
        rows.append([clock(begins, event.zone) if begins else "", row.title, _who(row), length])
        begins = begins + timedelta(minutes=minutes) if begins else None
    ends = event.starts_at + timedelta(minutes=event.minutes) if event.starts_at else None
    return {
        "cohort": event.cohort,
        "event": event,
        "when": when(event, event.zone),
        "table": rows,
        "is_too_long": begins is not None and ends is not None and begins > ends,
        "ends": clock(ends, event.zone) if ends else "",
        "here": "home",
    }
