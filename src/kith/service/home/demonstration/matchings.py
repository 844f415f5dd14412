"""Matchings that are worked out already: sets, placements and posts of invented people, from the files of the examples."""

from __future__ import annotations

from io import BytesIO

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import Organisation
from kith.service.home.demonstration.moments import moment, put_back
from kith.service.matches.bridge_exercises import commitment
from kith.service.matches.domain.exercises import running
from kith.service.matches.domain.exercises.actions import change_rules, create_exercise, upload_table
from kith.service.matches.domain.exercises.examples import example_of
from kith.service.matches.models import Exercise, ExerciseRun
from kith.service.people.models import Person

SEED, SALT = 20261124, "0123456789abcdef0123456789abcdef"
"""The same for everybody who loads the demonstration: so everybody sees the same drafts."""
MATCHINGS = (
    (Exercise.Kind.POSTS, "Rotation posts, August", 26, None),
    (Exercise.Kind.PLACEMENTS, "Global health placements", 12, None),
    (Exercise.Kind.SETS, "Action-learning sets, spring", 3, 18),
)
"""Kind, name, how many days ago it was made, and how many rows of the example's files it takes: all for ``None``. Every
newcomer waits for this, and what the rules cost the sets of all 27 takes two seconds."""


def worked_out(organisation: Organisation, lead: Person) -> None:
    """One matching of each kind besides pairs, with a first draft."""
    by = Actor.of_person(lead)
    for kind, name, ago, most in MATCHINGS:
        exercise = create_exercise(by=by, organisation=organisation, kind=kind, name=name)
        exercise.seed, exercise.seed_salt = SEED, SALT
        exercise.seed_commitment = commitment(SEED, SALT)
        exercise.save(update_fields=["seed", "seed_salt", "seed_commitment"])
        _fill(by, exercise, most)
        run = running.start_run(by=by, exercise=exercise)
        assert run.job is not None
        perform(run.job.pk)
        put_back(ExerciseRun.objects.filter(pk=run.pk), ago, "finished_at")
        Exercise.objects.filter(pk=exercise.pk).update(created_at=moment(ago))


def _fill(by: Actor, exercise: Exercise, most: int | None) -> None:
    """The example's files, as a lead would upload them."""
    example = example_of(exercise.kind)
    for key, (name, content) in example.tables.items():
        head, *rows = content.splitlines(keepends=True)
        upload_table(
            by=by, exercise=exercise, key=key, name=name, stream=BytesIO(b"".join([head, *rows[:most]]))
        )
    change_rules(by=by, exercise=exercise, rules=example.rules, seen_revision=exercise.revision)
