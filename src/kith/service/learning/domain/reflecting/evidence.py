"""What a person chooses to show in their portfolio: theirs to choose, name, map and take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.programmes.learning import Framework
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import MEGABYTE, delete_file, store_file
from kith.service.learning.domain.once import sent_before
from kith.service.learning.models import Attendance, Event, Evidence, Goal, Meeting, Reflection

TITLE, NOTE = 200, 5000
MOST, MOST_FILES = 200, 30
FILE_LIMIT = 10 * MEGABYTE
SHOWN = 100
"""So many of each kind are offered, the newest: nobody reads a longer list."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What of the person's own in a cohort can be chosen, the newest first."""

    reflections: list[Reflection]
    goals: list[Goal]
    meetings: list[Meeting]
    events: list[Event]


KINDS = ("reflection", "goal", "meeting", "event")


def rows_of(kind: str, place: Place) -> models.QuerySet[models.Model]:
    """Everything of a kind that is the person's to show: what they wrote, and what they were at."""
    person, cohort = place.person_id, place.cohort_id
    together = {"relationship__cohort_id": cohort}
    rows: dict[str, models.QuerySet[models.Model]] = {
        "reflection": Reflection.objects.filter(person_id=person, cohort_id=cohort).order_by("-written_on"),
        "goal": Goal.objects.filter(person_id=person, **together).order_by("-created_at"),
        "meeting": Meeting.objects.filter(
            relationship__members__person_id=person, state=Meeting.State.HELD, **together
        ).order_by("-on"),
        "event": Event.objects.filter(
            attendance__place=place, attendance__state=Attendance.State.ATTENDED
        ).order_by("-starts_at"),
    }  # type: ignore[dict-item]
    return rows[kind]


def sources_of(place: Place) -> Sources:
    """Four queries."""
    found = {kind: list(rows_of(kind, place)[:SHOWN]) for kind in KINDS}
    return Sources(found["reflection"], found["goal"], found["meeting"], found["event"])  # type: ignore[arg-type]


def frameworks_of(cohort: Cohort) -> tuple[Framework, ...]:
    """What evidence can be mapped to, as the cohort pinned it: one that ships, or the organisation's own."""
    return definition_of(cohort).frameworks


def dimension_keys(cohort: Cohort) -> dict[str, str]:
    """``framework:dimension``, with the dimension's name."""
    return {
        f"{framework.key}:{one.key}": str(one.name)
        for framework in frameworks_of(cohort)
        for one in framework.dimensions
    }


@transaction.atomic
def add_evidence(
    *,
    by: Actor,
    place: Place,
    title: str,
    note: str = "",
    source: str = "",
    file_name: str = "",
    stream: BinaryIO | None = None,
    dimensions: Sequence[str] = (),
    sent_once: UUID | None = None,
) -> Evidence:
    """``source``: ``reflection:<id>`` and the like; or a file. The same form twice is one piece."""
    _must_be(by, place.person_id)
    must_be_open(place.cohort_id)
    known = sent_before(Evidence.objects.filter(person_id=place.person_id), sent_once)
    if known is not None:
        return known
    faults = _check(place.cohort, title, note, dimensions)
    chosen = _chosen(place, source, faults) if source else {}
    if not source and stream is None:
        faults.add("learning.evidence_from_nothing", Where(key="source"))
    _room_for(place, with_file=stream is not None, faults=faults)
    faults.raise_if_any()
    row = Evidence(
        person_id=place.person_id,
        cohort_id=place.cohort_id,
        title=title.strip(),
        note=note.strip(),
        dimensions=_in_order(place.cohort, dimensions),
        sent_once=sent_once,
        **chosen,
    )
    if stream is not None:
        row.file = store_file(
            by=by,
            organisation=place.cohort.organisation,
            name=file_name,
            stream=stream,
            limit=FILE_LIMIT,
        )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        raise KithError(Fault("learning.send_again")) from taken
    _record(by, "learning.add_evidence", row)
    return row


@transaction.atomic
def change_evidence(
    *, by: Actor, evidence: Evidence, title: str, note: str, dimensions: Sequence[str]
) -> Evidence:
    _must_be(by, evidence.person_id)
    must_be_open(evidence.cohort_id)
    _check(evidence.cohort, title, note, dimensions).raise_if_any()
    changed = {
        "title": title.strip(),
        "note": note.strip(),
        "dimensions": _in_order(evidence.cohort, dimensions),
    }
    if any(getattr(evidence, name) != value for name, value in changed.items()):
        Evidence.objects.filter(pk=evidence.pk).update(**changed)
        evidence.refresh_from_db()
        _record(by, "learning.change_evidence", evidence, *changed)
    return evidence


@transaction.atomic
def remove_evidence(*, by: Actor, evidence: Evidence) -> None:
    """Out of the portfolio, with its file; what it was made from stays. In a closed cohort too."""
    _must_be(by, evidence.person_id)
    if not Evidence.objects.filter(pk=evidence.pk).exists():
        return
    _record(by, "learning.remove_evidence", evidence)
    file = evidence.file
    evidence.delete()
    if file is not None:
        delete_file(by=by, file=file)


def _chosen(place: Place, source: str, faults: Faults) -> dict[str, models.Model]:
    kind, _colon, key = source.partition(":")
    try:
        found = rows_of(kind, place).filter(pk=key).first() if kind in KINDS else None
    except (ValidationError, ValueError):
        found = None
    if found is None:
        faults.add("learning.no_such_source", Where(key="source"))
        return {}
    return {kind: found}


def _room_for(place: Place, *, with_file: bool, faults: Faults) -> None:
    rows = Evidence.objects.filter(person_id=place.person_id, cohort_id=place.cohort_id)
    if rows.count() >= MOST:
        faults.add("learning.too_much_evidence", most=MOST)
    if with_file and rows.exclude(file=None).count() >= MOST_FILES:
        faults.add("learning.too_many_files", Where(key="file"), most=MOST_FILES)


def _check(cohort: Cohort, title: str, note: str, dimensions: Sequence[str]) -> Faults:
    faults = Faults()
    if not title.strip():
        faults.add("learning.evidence_without_title", Where(key="title"))
    for key, words, limit in (("title", title, TITLE), ("note", note, NOTE)):
        if len(words.strip()) > limit:
            faults.add("learning.evidence_too_long", Where(key=key), length=len(words.strip()), limit=limit)
    known = dimension_keys(cohort)
    for key in dimensions:
        if key not in known:
            faults.add("learning.no_such_dimension", Where(key="dimensions"), dimension=key[:80])
    return faults


def _in_order(cohort: Cohort, dimensions: Sequence[str]) -> list[str]:
    return [key for key in dimension_keys(cohort) if key in dimensions]


def _must_be(by: Actor, person_id: UUID) -> None:
    if by.person is None or by.person.pk != person_id:
        raise PermissionDenied


def _record(by: Actor, action: str, evidence: Evidence, *fields: str) -> None:
    """A portfolio is its maker's own: its history stands in no organisation's."""
    audit.record(by=by, action=action, subject=evidence, fields=fields)
