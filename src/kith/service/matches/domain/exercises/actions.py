"""What a lead does with an exercise: make it, give it tables and rules, keep it, delete it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import BinaryIO

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.jobs import cancel
from kith.service.core.models import Job, JobState, Organisation
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.actions import SEED_BITS
from kith.service.matches.domain.exercises import looking, tables
from kith.service.matches.domain.exercises.cohort_people import columns_of, people_of
from kith.service.matches.domain.exercises.examples import example_of
from kith.service.matches.models import Exercise, ExercisePublication, ExerciseTable
from kith.tables.reading import read_table
from kith.tables.toml import load_toml

KEPT = timedelta(days=365)
LONGEST_RULES = 100_000
UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


@transaction.atomic
def create_exercise(
    *, by: Actor, organisation: Organisation, kind: str, name: str, cohort: Cohort | None = None
) -> Exercise:
    """A new one without tables. Its seed is drawn here, and what proves that is shown from now on."""
    name = " ".join(name.split())
    if not name:
        raise KithError(Fault("matches.exercise.no_name", Where(key="name")))
    seed, salt = secrets.randbits(SEED_BITS), secrets.token_hex(16)
    exercise = Exercise.objects.create(
        organisation=cohort.organisation if cohort else organisation,
        cohort=cohort,
        kind=kind,
        name=name[:120],
        seed=seed,
        seed_salt=salt,
        seed_commitment=bridge.commitment(seed, salt),
        created_by=by.person,
        kept_until=timezone.localdate() + KEPT,
    )
    record(by, "matches.make_exercise", exercise, kind=kind)
    return exercise


def upload_table(*, by: Actor, exercise: Exercise, key: str, name: str, stream: BinaryIO) -> ExerciseTable:
    """Put a file in the place of a table. One that cannot be read leaves the table as it was.

    Raises KithError with everything that is wrong with the file by itself; what is wrong between the tables and the
    rules stands on the exercise, because the other table may be on its way.
    """
    found = tables.read_upload(name, stream, key=key, limit=settings.PEOPLE_FILE_LIMIT_BYTES)
    return _put(by, exercise, key, found, ExerciseTable.Source.FILE)


@transaction.atomic
def _put(by: Actor, exercise: Exercise, key: str, found: tables.Uploaded, source: str) -> ExerciseTable:
    must_be_open(exercise)
    row = ExerciseTable.objects.filter(exercise=exercise, key=key).first() or ExerciseTable(
        exercise=exercise, key=key
    )
    row.source = source
    tables.keep(row, found)
    _looked_again(exercise)
    record(by, "matches.put_table", exercise, table=key, rows=row.row_count)
    return row


@transaction.atomic
def drop_table(*, by: Actor, exercise: Exercise, key: str) -> None:
    """Take a table out again, with everybody in it."""
    must_be_open(exercise)
    row = ExerciseTable.objects.filter(exercise=exercise, key=key).first()
    if row is None:
        return
    row.delete()
    _looked_again(exercise)
    record(by, "matches.drop_table", exercise, table=key, rows=row.row_count)


@transaction.atomic
def use_cohort(*, by: Actor, exercise: Exercise, key: str) -> ExerciseTable:
    """Match the confirmed people of the cohort: those who are confirmed when a run begins."""
    must_be_open(exercise)
    if exercise.cohort is None or not may_use_cohort(exercise, key):
        raise KithError(Fault("matches.exercise.no_cohort"))
    row, _is_new = ExerciseTable.objects.update_or_create(
        exercise=exercise,
        key=key,
        defaults={
            "source": ExerciseTable.Source.COHORT,
            "name": exercise.cohort.name,
            "sheet": "",
            "columns": columns_of(exercise.cohort, exercise.kind),
            "notes": [],
            "row_count": len(people_of(exercise.cohort, exercise.kind).rows),
        },
    )
    row.rows.all().delete()
    _looked_again(exercise)
    record(by, "matches.put_table", exercise, table=key, rows=row.row_count)
    return row


def may_use_cohort(exercise: Exercise, key: str) -> bool:
    """People of a cohort are the people of a matching: its first table. Pairs of a cohort have a page of their own."""
    is_first = bridge.inputs_of(exercise.kind)[0].key == key
    return exercise.cohort is not None and exercise.kind != Exercise.Kind.PAIRS and is_first


@transaction.atomic
def use_example(*, by: Actor, exercise: Exercise) -> Exercise:
    """Fill an empty exercise with the invented people and the rules that come with Kith."""
    must_be_open(exercise)
    example = example_of(exercise.kind)
    for key, (name, content) in example.tables.items():
        found = tables.checked(read_table(content, name=name), key=key)
        _put(by, exercise, key, found, ExerciseTable.Source.EXAMPLE)
    return change_rules(by=by, exercise=exercise, rules=example.rules, seen_revision=exercise.revision)


@transaction.atomic
def change_rules(*, by: Actor, exercise: Exercise, rules: str, seen_revision: int) -> Exercise:
    """Other rules. Refused with every fault of theirs; what the tables lack for them stands on the exercise."""
    must_be_open(exercise)
    rules = rules.replace("\r\n", "\n").strip() + "\n"
    if len(rules) > LONGEST_RULES:
        raise KithError(Fault("matches.exercise.long_rules", Where(key="rules"), {"most": LONGEST_RULES}))
    if rules == exercise.rules:
        return exercise
    load_toml(rules, looking.RULES_FILE)  # also before there is any table to read by them
    before, exercise.rules = exercise.rules, rules
    try:
        looked_at = looking.sound(looking.look(exercise))
    except KithError as error:
        looked_at = looking.refused(error)
        wrong = looking.rules_faults(error)
        if wrong:
            exercise.rules = before
            raise KithError(wrong) from error
    claim(exercise, seen_revision)
    exercise.looked_at = looked_at
    exercise.save(update_fields=["rules", "looked_at"])
    record(by, "matches.change_rules", exercise)
    return exercise


def claim(exercise: Exercise, seen: int) -> None:
    """Of two who change the same exercise at once the second is told."""
    if not Exercise.objects.filter(pk=exercise.pk, revision=seen).update(revision=F("revision") + 1):
        raise KithError(Fault("matches.exercise.changed_meanwhile"))
    exercise.revision = seen + 1


def _looked_again(exercise: Exercise) -> None:
    Exercise.objects.filter(pk=exercise.pk).update(revision=F("revision") + 1)
    exercise.refresh_from_db(fields=["revision", "rules"])
    exercise.looked_at = looking.looked_at(exercise)
    exercise.save(update_fields=["looked_at"])


def _hold(exercise: Exercise) -> bool:
    """Hold the exercise until the transaction ends: of two people who act at once, the second waits and then sees what
    the first has done. Whether it is there still."""
    return bool(Exercise.objects.filter(pk=exercise.pk).update(revision=F("revision")))


def must_be_open(exercise: Exercise) -> None:
    """What is published stays as it is."""
    if not _hold(exercise):
        raise KithError(Fault("matches.exercise.gone"))
    exercise.refresh_from_db(fields=["revision", "rules", "looked_at"])
    if ExercisePublication.objects.filter(exercise=exercise).exists():
        raise KithError(Fault("matches.exercise.published"))


@transaction.atomic
def keep_longer(*, by: Actor, exercise: Exercise) -> Exercise:
    """Another year from today."""
    until = timezone.localdate() + KEPT
    if exercise.kept_until != until:
        exercise.kept_until, exercise.told_at = until, None
        exercise.save(update_fields=["kept_until", "told_at"])
        record(by, "matches.keep_exercise", exercise)
    return exercise


@transaction.atomic
def delete_exercise(*, by: Actor, exercise: Exercise) -> None:
    """Take away its tables, runs, drafts and decisions. History keeps that it was there, and how large it was."""
    if not _hold(exercise):
        return
    rows = sum(exercise.tables.values_list("row_count", flat=True))
    runs = list(exercise.runs.select_related("job"))
    for run in runs:
        if run.job is not None and run.job.state in UNDER_WAY:
            cancel(by=by, job=run.job)
    record(by, "matches.delete_exercise", exercise, rows=rows, runs=len(runs))
    Job.objects.filter(pk__in=[run.job_id for run in runs]).update(
        faults=[]
    )  # they quote what stood in a cell
    bridge.forget(run.pk for run in runs)
    Exercise.objects.filter(pk=exercise.pk).delete()


def record(
    by: Actor, action: str, exercise: Exercise, subject: models.Model | None = None, **detail: str | int
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=subject or exercise,
        organisation_id=exercise.organisation_id,
        cohort_id=exercise.cohort_id,
        detail=detail,
    )
