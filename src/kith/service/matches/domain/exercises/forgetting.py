"""Somebody is forgotten: their row in an uploaded file, what other rows say of them, and every run they were in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.utils import timezone

from kith.service.cohorts.models import Place
from kith.service.core.domain.outbox import forget_mails, forget_words
from kith.service.core.models import Job, Mail
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises.mails import NOT_PLACED, PLACED
from kith.service.matches.domain.exercises.tables import WITHOUT_IDS
from kith.service.matches.models import Exercise, ExerciseDecision, ExerciseRow, ExerciseRun
from kith.service.people.models import Person


def rows_about(person: Person) -> QuerySet[ExerciseRow]:
    """Rows of files that hold an address of this person. An address that nobody has proved counts for nothing."""
    proven = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    known = {person.email.lower(), *(one.lower() for one in proven)} - {""}
    return ExerciseRow.objects.filter(email__in=known)


def forget_person(person: Person) -> None:
    """What the tables, runs, decisions and mails of exercises say of the person, but for the person's own rows."""
    for row in rows_about(person).select_related("table__exercise"):
        exercise = row.table.exercise
        known = {row.ref, row.email} - {""}
        _forget_references(exercise, row, known)
        _forget_runs(exercise, known)
        _forget_words(exercise, row)
    places = Place.objects.filter(person=person).values_list("pk", "cohort_id")
    for place, cohort in places:
        for exercise in Exercise.objects.filter(cohort_id=cohort):
            _forget_runs(exercise, {str(place)}, keep_ids=True)


def _forget_references(exercise: Exercise, gone: ExerciseRow, known: Iterable[str]) -> None:
    """Wishes, requests and earlier partners in other rows: whoever is gone is named in none."""
    wanted = {one.casefold() for one in known}
    changed = []
    others = ExerciseRow.objects.filter(table__exercise=exercise).exclude(pk=gone.pk)
    about = [row.pk for row in others.filter(table__key__in=WITHOUT_IDS) if _names(row.cells, wanted)]
    others.filter(pk__in=about).delete()
    for row in others.iterator():
        cells = [_without(cell, wanted) for cell in row.cells]
        if cells != row.cells:
            row.cells = cells
            changed.append(row)
    ExerciseRow.objects.bulk_update(changed, ["cells"], batch_size=500)


def _names(cells: list[Any], wanted: set[str]) -> bool:
    return any(isinstance(cell, str) and cell.strip().casefold() in wanted for cell in cells)


def _without(cell: Any, wanted: set[str]) -> Any:
    if not isinstance(cell, str) or not any(one in cell.casefold() for one in wanted):
        return cell
    parts = [part for part in cell.split(";") if part.strip().casefold() not in wanted]
    return "; ".join(part.strip() for part in parts) or None


def _forget_runs(exercise: Exercise, known: set[str], *, keep_ids: bool = False) -> None:
    """What went into a run tells everything about each person in it. What came out stays, under another id where the
    id itself is the person's (``keep_ids``: it is that of a place, which tells nothing)."""
    mark = f"gone-{secrets.token_hex(4)}"
    touched = []
    for run in ExerciseRun.objects.filter(exercise=exercise):
        run.problem = None
        run.names = {
            side: {id_: name for id_, name in named.items() if id_ not in known}
            for side, named in run.names.items()
        }
        if not keep_ids:
            run.result, run.draft = _renamed(run.result, known, mark), _renamed(run.draft, known, mark)
        touched.append(run)
    ExerciseRun.objects.bulk_update(touched, ["problem", "names", "result", "draft"], batch_size=20)
    bridge.forget(run.pk for run in touched)
    Job.objects.filter(pk__in=[run.job_id for run in touched]).update(faults=[])
    about = Q(one__in=known) | Q(other__in=known)
    decisions = ExerciseDecision.objects.filter(about, exercise=exercise)
    decisions.filter(undone_at=None).update(undone_at=timezone.now())
    decisions.update(reason="") if keep_ids else decisions.update(reason="", one=mark, other=mark)
    Exercise.objects.filter(pk=exercise.pk).update(looked_at={})


def _renamed(value: Any, known: set[str], mark: str) -> Any:
    match value:
        case str():
            if value in known:
                return mark
            for one in known:
                if "@" in one:
                    value = value.replace(one, mark)
            return value
        case list():
            return [_renamed(one, known, mark) for one in value]
        case dict():
            return {_renamed(key, known, mark): _renamed(one, known, mark) for key, one in value.items()}
        case _:
            return value


def _forget_words(exercise: Exercise, row: ExerciseRow) -> None:
    """The mails that told others who this person is and how to write to them, and those to the person."""
    publication = getattr(exercise, "publication", None)
    if publication is None:
        return
    keys = Q()
    for purpose in (PLACED, NOT_PLACED):
        keys |= Q(once_key__startswith=f"{purpose}:{publication.pk}:")
    mails = Mail.objects.filter(keys)
    forget_mails(mails.filter(to_address=row.email))
    says = Q(body__contains=row.email)
    if row.name:
        says |= Q(body__contains=row.name)
    forget_words(mails.filter(says))
