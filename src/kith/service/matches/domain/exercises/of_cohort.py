"""The matching that a programme of sets, posts or placements has for its cohort, in place of the workbench of pairs."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from kith.foundation.faults import Fault, KithError
from kith.programmes.types import Grouping
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.actors import Actor
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises.actions import KEPT, change_rules, create_exercise, use_cohort
from kith.service.matches.models import Allotment, Exercise, ExercisePublication


def grouping_of(cohort: Cohort) -> Grouping | None:
    """What the programme makes of its people where it makes no pairs."""
    return definition_of(cohort).grouping


def exercise_of(cohort: Cohort) -> Exercise | None:
    """The published one of the programme's kind, else the newest; ``None`` before anybody has begun."""
    grouping = grouping_of(cohort)
    if grouping is None:
        return None
    published = ExercisePublication.objects.filter(exercise=OuterRef("pk"))
    rows = Exercise.objects.filter(cohort=cohort, kind=grouping.kind.value)
    return rows.annotate(is_published=Exists(published)).order_by("-is_published", "-pk").first()


@transaction.atomic
def begin(*, by: Actor, cohort: Cohort) -> Exercise:
    """The cohort's matching, with the programme's rules and the people who are confirmed. There is one: of two leads
    who begin at once, the second is led to what the first began.

    Raises KithError for a programme of pairs, and for a cohort that is closed.
    """
    grouping = grouping_of(cohort)
    if grouping is None:
        raise KithError(Fault("matches.exercise.no_cohort"))
    take_turn(cohort)
    if (there := exercise_of(cohort)) is not None:
        return there
    must_be_open(cohort.pk)
    exercise = create_exercise(
        by=by, organisation=cohort.organisation, kind=grouping.kind.value, name=cohort.name, cohort=cohort
    )
    exercise.kept_until = max(exercise.kept_until, cohort.last_day + KEPT)
    exercise.save(update_fields=["kept_until"])
    use_cohort(by=by, exercise=exercise, key=bridge.inputs_of(exercise.kind)[0].key)
    return change_rules(by=by, exercise=exercise, rules=grouping.rules, seen_revision=exercise.revision)


def placed_in(exercise: Exercise) -> int:
    """How many people were put somewhere when it was published."""
    found = Allotment.objects.filter(publication__exercise=exercise)
    return int(found.aggregate(count=Count("place", distinct=True))["count"])
