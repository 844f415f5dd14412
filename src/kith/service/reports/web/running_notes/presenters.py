"""What the page of a cohort's notes shows, worked out from rows."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.cohorts.models import Cohort, Place
from kith.service.reports.domain.running_notes.sections import money
from kith.service.reports.models import RunningFacts, RunningNote
from kith.service.ui.web.wording import day

Kind = RunningNote.Kind


def asks() -> list[tuple[str, str, str]]:
    """Each kind with its heading and what to press to add one."""
    return [
        (Kind.ADAPTATION, _("What was changed on the way"), _("Add a change")),
        (Kind.BARRIER, _("What stood in the way"), _("Add what stood in the way")),
        (Kind.HELP, _("What helped"), _("Add what helped")),
        (Kind.EFFECT, _("Unwanted effects"), _("Add an unwanted effect")),
        (Kind.HOURS, _("Hours of staff"), _("Add hours")),
        (Kind.COST, _("Costs"), _("Add a cost")),
    ]


def notes_page(cohort: Cohort) -> dict[str, Any]:
    """Every note under its kind, and what was said once."""
    notes = list(cohort.running_notes.all())
    facts = RunningFacts.objects.filter(cohort=cohort).first()
    return {
        "cohort": cohort,
        "kinds": [
            {
                "kind": kind,
                "title": title,
                "add": add,
                "notes": [_line(cohort, note) for note in notes if note.kind == kind],
            }
            for kind, title, add in asks()
        ],
        "whole": _whole(facts),
        "is_archived": cohort.state == Cohort.State.ARCHIVED,
        "here": "programmes",
    }


def first_whole(cohort: Cohort) -> dict[str, Any]:
    """What the form begins with: what was said, else the people Kith knows to have held a place."""
    facts = RunningFacts.objects.filter(cohort=cohort).first()
    if facts is not None:
        names = ("looked", "how_looked", "participants", "completers", "not_counted")
        return {name: getattr(facts, name) for name in names}
    states = dict(cohort.places.values_list("state").annotate(count=Count("pk")))
    return {"participants": states.get(Place.State.CONFIRMED) or None}


def _line(cohort: Cohort, note: RunningNote) -> dict[str, str]:
    drop = reverse("reports:note_drop", args=[cohort.pk, note.pk])
    return {"said": _said(note), "more": _more(note), "drop": drop}


def _said(note: RunningNote) -> str:
    if note.kind == Kind.HOURS:
        assert note.hours is not None
        return _("%(role)s: %(hours)s hours") % {"role": note.role, "hours": f"{note.hours.normalize():f}"}
    if note.kind == Kind.COST:
        spent = RunningNote.Spent(note.spent_on).label
        assert note.amount is not None
        return f"{spent}: {money(note.amount, note.currency)}"
    return note.what


def _more(note: RunningNote) -> str:
    """What stands under it, in one line."""
    parts = []
    if note.kind in (Kind.HOURS, Kind.COST):
        parts.append(note.what)
    if note.reason:
        said = _("Why: %(reason)s") if note.kind == Kind.ADAPTATION else _("What was done: %(reason)s")
        parts.append(said % {"reason": note.reason})
    if note.role and note.kind != Kind.HOURS:
        said = _("Paid by: %(role)s") if note.kind == Kind.COST else _("Decided by: %(role)s")
        parts.append(said % {"role": note.role})
    if note.on:
        parts.append(_("From %(day)s") % {"day": day(note.on)})
    return " · ".join(part for part in parts if part)


def _whole(facts: RunningFacts | None) -> list[tuple[str, str]]:
    unknown = _("Not said yet")

    def number(value: int | None) -> str:
        return unknown if value is None else str(value)

    return [
        (_("Looked for unwanted effects"), _looked(facts, unknown)),
        (_("Took part"), number(facts.participants if facts else None)),
        (_("Finished"), number(facts.completers if facts else None)),
        (_("Not counted"), (facts.not_counted if facts else "") or unknown),
    ]


def _looked(facts: RunningFacts | None, unknown: str) -> str:
    if facts is None or not facts.looked:
        return unknown
    said = str(RunningFacts.Looked(facts.looked).label)
    return f"{said}. {facts.how_looked}" if facts.how_looked else said
