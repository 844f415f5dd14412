"""Reading about exercises."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from kith.service.cohorts.models import Place
from kith.service.core.domain.questions import Question
from kith.service.core.models import Mail
from kith.service.matches.domain.exercises.mails import NOT_PLACED, PLACED
from kith.service.matches.models import (
    Allotment,
    Exercise,
    ExerciseDecision,
    ExercisePublication,
    ExerciseRow,
    ExerciseRun,
    ExerciseTable,
)


def with_counts(exercises: QuerySet[Exercise]) -> QuerySet[Exercise, Any]:
    """Each with ``run_count`` and ``is_published``; without its rules, which can be long."""
    published = ExercisePublication.objects.filter(exercise=OuterRef("pk"))
    rows = exercises.defer("rules", "looked_at")
    return rows.annotate(run_count=Count("runs"), is_published=Exists(published))


def run_of(exercise: Exercise, number: int) -> ExerciseRun:
    """A run without what went into it and came out, which can be megabytes, but for its draft.

    Raises ExerciseRun.DoesNotExist.
    """
    rows = exercise.runs.select_related("job", "exercise__organisation", "exercise__cohort", "keep_run")
    return rows.defer("problem", "result", "keep_run__problem", "keep_run__result", "keep_run__draft").get(
        number=number
    )


def is_explainable(run: ExerciseRun) -> bool:
    """Whether what went into it is still there: an erasure takes it."""
    return ExerciseRun.objects.filter(pk=run.pk).exclude(problem=None).exists()


def publication_of(exercise: Exercise) -> ExercisePublication | None:
    rows = ExercisePublication.objects.filter(exercise=exercise).select_related("run")
    return rows.only("created_at", "mails", "run__number", "exercise").first()


def mails_of(publication: ExercisePublication) -> QuerySet[Mail]:
    """What was written to people when it was published, by address; without the words."""
    keys = Q()
    for purpose in (PLACED, NOT_PLACED):
        keys |= Q(once_key__startswith=f"{purpose}:{publication.pk}:")
    return Mail.objects.filter(keys).defer("body").order_by("to_address", "pk")


def live_decisions(exercise: Exercise) -> list[ExerciseDecision]:
    rows = exercise.decisions.filter(undone_at=None).select_related("decided_by")
    return list(rows.order_by("-created_at", "-pk"))


@Question
def _allotted(places: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = Allotment.objects.filter(place_id__in=places).order_by("publication_id")
    return rows.values_list("place_id", "publication__exercise__kind")


def kinds_of(places: Sequence[Place]) -> dict[UUID, list[str]]:
    """What each place was given: the kinds of the matchings it stands in."""
    found: dict[UUID, list[str]] = {}
    for place, kind in _allotted(places=frozenset(one.pk for one in places)):
        found.setdefault(place, []).append(kind)
    return found


def allotments_of(place: Place) -> list[Allotment]:
    rows = Allotment.objects.filter(place=place).select_related("publication__exercise")
    return list(rows.order_by("publication__created_at"))


def names_beside(allotment: Allotment) -> list[str]:
    """Who else is in the same set, placement or pair, as far as they take part still."""
    rows = Allotment.objects.filter(
        publication=allotment.publication_id, group=allotment.group, place__state=Place.State.CONFIRMED
    ).exclude(pk=allotment.pk)
    return list(rows.annotate(name=F("place__person__name")).order_by("name").values_list("name", flat=True))


def names_of(exercise: Exercise, ids: Collection[str]) -> dict[str, str]:
    """The names of some ids, from the files and from the cohort."""
    rows = ExerciseRow.objects.filter(table__exercise=exercise, ref__in=ids).exclude(name="")
    found = dict(rows.values_list("ref", "name"))
    if exercise.cohort is not None:
        places = exercise.cohort.places.values_list("pk", "person__name")
        found |= {str(place): name for place, name in places if str(place) in ids}
    return found


def row_page(table: ExerciseTable) -> QuerySet[ExerciseRow]:
    """The rows of a table by their number, without their cells: those may hold private requests."""
    return table.rows.defer("cells").order_by("number")
