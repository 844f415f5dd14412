"""Reading reflections: one's own, those that others let one read, and how many there are, never what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kith.programmes.capabilities import ActivityKind
from kith.programmes.learning import Prompt
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Role
from kith.service.learning.domain.roles import roles_on_reflection
from kith.service.learning.models import Member, Reflection, ReflectionShare
from kith.service.people.models import Person

With = ReflectionShare.With


def written_by(person: Person, cohort_id: UUID | None = None) -> QuerySet[Reflection]:
    """The person's own entries, the newest first; ``is_shared`` says whether any is shared now."""
    rows = Reflection.objects.filter(person=person)
    if cohort_id is not None:
        rows = rows.filter(cohort_id=cohort_id)
    shares = ReflectionShare.objects.filter(reflection=OuterRef("pk"), ended_at=None)
    return (
        rows.annotate(is_shared=Exists(shares))
        .select_related("cohort__definition")
        .order_by("-written_on", "-created_at")
    )


def written_in(person: Person) -> QuerySet[Cohort]:
    """The cohorts in which the person has written."""
    return Cohort.objects.filter(
        pk__in=Reflection.objects.filter(person=person).values("cohort_id")
    ).order_by("-starts_on", "name")


def shared_with(person: Person) -> list[Reflection]:
    """What others let the person read, the newest first. Each is asked of the door itself."""
    together = Member.objects.filter(person=person, left_at=None).values("relationship_id")
    shares = ReflectionShare.objects.filter(ended_at=None)
    runs = _cohorts_run_by(person)
    rows = (
        Reflection.objects.filter(
            Q(pk__in=shares.filter(relationship_id__in=together).values("reflection_id"))
            | Q(pk__in=shares.filter(reader=With.LEAD).values("reflection_id"), cohort_id__in=runs)
        )
        .exclude(person=person)
        .select_related("person", "cohort__organisation", "cohort__definition")
        .order_by("-written_on", "-created_at")
    )
    return [row for row in rows if Role.READER in roles_on_reflection(person, row)]


def _cohorts_run_by(person: Person) -> Iterable[UUID]:
    from kith.service.cohorts.domain.queries import cohorts_run_by

    return list(cohorts_run_by(person).values_list("pk", flat=True))


def prompt_of(cohort: Cohort, key: str) -> Prompt | None:
    """The question an entry answers, as the cohort's definition has it."""
    return next((one for one in definition_of(cohort).prompts if one.key == key), None)


def prompts_for(place: Place) -> tuple[Prompt, ...]:
    """The programme's questions for the person's side."""
    return tuple(
        one for one in definition_of(place.cohort).prompts if not one.roles or place.side in one.roles
    )


def reflections_written(places: Sequence[Place]) -> dict[UUID, int]:
    """How many entries each place's person wrote in its cohort: for that person alone."""
    keys = {(place.cohort_id, place.person_id): place.pk for place in places}
    rows = (
        Reflection.objects.filter(
            cohort_id__in={place.cohort_id for place in places},
            person_id__in={place.person_id for place in places},
        )
        .order_by()
        .values_list("cohort_id", "person_id")
        .annotate(Count("pk"))
    )
    found = {place.pk: 0 for place in places}
    for cohort_id, person_id, count in rows if places else ():
        if (cohort_id, person_id) in keys:
            found[keys[cohort_id, person_id]] = count
    return found


def expected_reflections(place: Place) -> int | None:
    """How many the programme suggests, where it says so."""
    kinds = (one for one in definition_of(place.cohort).activities if one.kind is ActivityKind.REFLECTION)
    return next((one.times for one in kinds if one.times), None)
