"""Making a draft real, once: people of a cohort see where they are, and whoever has an address may be written to."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.openness import must_be_open as cohort_must_be_open
from kith.service.core.domain.actors import Actor
from kith.service.matches.domain.actions import hold_confirmed
from kith.service.matches.domain.between_people import private_requests
from kith.service.matches.domain.exercises import mails
from kith.service.matches.domain.exercises.actions import claim, must_be_open, record
from kith.service.matches.domain.exercises.drafts import Drafted
from kith.service.matches.domain.exercises.running import decided_since
from kith.service.matches.models import Allotment, Exercise, ExercisePublication, ExerciseRun


@transaction.atomic
def publish(*, by: Actor, run: ExerciseRun, seen_revision: int, send_mails: bool) -> ExercisePublication:
    """Make a draft real. Of two leads who publish at once the second is refused."""
    exercise = run.exercise
    must_be_open(exercise)
    if run.draft is None:
        raise KithError(Fault("matches.exercise.not_finished"))
    claim(exercise, seen_revision)
    drafted = Drafted.of(run)
    _check(run, drafted, seen_revision)
    publication = ExercisePublication.objects.create(exercise=exercise, run=run, published_by=by.person)
    _allot(publication, drafted)
    if send_mails:
        publication.mails = mails.queue(by=by, publication=publication)
        publication.save(update_fields=["mails"])
        if not publication.mails:
            raise KithError(Fault("matches.exercise.no_addresses", Where(key="mails")))
    record(by, "matches.publish_exercise", exercise, publication, mails=publication.mails)
    return publication


def _check(run: ExerciseRun, drafted: Drafted, revision: int) -> None:
    faults = Faults()
    if not drafted.groups:
        faults.add("matches.exercise.nobody_placed")
    if decided_since(run):
        faults.add("matches.exercise.decided_since")
    elif run.of_revision != revision:
        faults.add("matches.exercise.kept_apart_since")
    if run.exercise.cohort is not None:
        cohort_must_be_open(run.exercise.cohort.pk)
        _check_cohort(run.exercise, drafted, faults)
    faults.raise_if_any()


def _check_cohort(exercise: Exercise, drafted: Drafted, faults: Faults) -> None:
    """Whoever is in a group takes part still, and nobody has asked meanwhile not to be with somebody in theirs."""
    groups = [_places(group["members"]) for group in drafted.groups]
    named = {one for group in groups for one in group}
    gone = len(named) - hold_confirmed(named)
    if gone:
        faults.add("matches.exercise.people_left", count=gone)
    if exercise.cohort is not None and exercise.kind in {Exercise.Kind.PAIRS, Exercise.Kind.SETS}:
        apart = private_requests(exercise.cohort, named)
        together = {(str(one), str(other)) for group in groups for one in group for other in group}
        if apart & together:
            faults.add("matches.exercise.kept_apart_since")


def _allot(publication: ExercisePublication, drafted: Drafted) -> None:
    """A row for each participant of the cohort; people of a file have no page to see it on."""
    if publication.exercise.cohort is None:
        return
    Allotment.objects.bulk_create(
        Allotment(
            publication=publication, place_id=place, group=group["key"][:254], about=drafted.about(group)
        )
        for group in drafted.groups
        for place in sorted(_places(group["members"]))
    )


def _places(members: list[dict[str, str]]) -> set[UUID]:
    return {found for one in members if (found := _uuid(one["id"])) is not None}


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:  # the other table of a cohort's matching may come from a file
        return None
