"""Runs of an exercise, and what people decide about them. The engine proposes; a person decides."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import jobs
from kith.service.core.domain.actors import Actor
from kith.service.matches.domain.actions import SHORTEST_REASON
from kith.service.matches.domain.exercises import looking
from kith.service.matches.domain.exercises.actions import UNDER_WAY, must_be_open, record
from kith.service.matches.domain.exercises.tables import WITHOUT_IDS
from kith.service.matches.models import Exercise, ExerciseDecision, ExerciseRun, ExerciseTable

MOST_BONUS = 100_000
Kind = ExerciseDecision.Kind


@transaction.atomic
def start_run(
    *, by: Actor, exercise: Exercise, keep_run: ExerciseRun | None = None, keep_bonus: int = 0
) -> ExerciseRun:
    """Ask the engine for a draft. Asked again while it works on the same, it goes on with that.

    Raises KithError with everything that has to be mended first.
    """
    must_be_open(exercise)
    _must_be_ready(exercise)
    if keep_run is None:
        keep_bonus = 0
    elif keep_run.exercise_id != exercise.pk or keep_run.result is None:
        raise KithError(Fault("matches.exercise.no_draft", Where(key="keep_run")))
    elif not 0 < keep_bonus <= MOST_BONUS:
        raise KithError(Fault("matches.exercise.bonus", Where(key="keep_bonus"), {"most": MOST_BONUS}))
    under_way = exercise.runs.filter(
        keep_run=keep_run,
        keep_bonus=keep_bonus,
        of_revision=exercise.revision,
        job__state__in=UNDER_WAY,
    ).first()
    if under_way is not None and not decided_since(under_way):
        return under_way
    number = (exercise.runs.aggregate(last=Max("number"))["last"] or 0) + 1
    run = ExerciseRun.objects.create(
        exercise=exercise,
        number=number,
        seed=exercise.seed,
        started_by=by.person,
        of_revision=exercise.revision,
        keep_run=keep_run,
        keep_bonus=keep_bonus,
    )
    run.job = jobs.enqueue(
        by=by, name="matches.solve_exercise", args={"run_id": str(run.pk)}, organisation=exercise.organisation
    )
    run.save(update_fields=["job"])
    record(by, "matches.start_exercise_run", exercise, run, number=number)
    return run


def _must_be_ready(exercise: Exercise) -> None:
    """The cohort's people may have changed since the exercise was looked at; the job reads them again."""
    faults = looking.faults_of(looking.as_it_is_now(exercise))
    if faults:
        raise KithError(faults)


@transaction.atomic
def decide(
    *, by: Actor, exercise: Exercise, kind: str, one: str, other: str, reason: str
) -> ExerciseDecision:
    """Keep two together, or apart, with a reason. A new decision on the same two takes the place of the old one."""
    must_be_open(exercise)
    faults = Faults()
    if len(reason.strip()) < SHORTEST_REASON:
        faults.add("matches.reason_missing", Where(key="reason"))
    lists = [_lists_of(exercise, id_) for id_ in (one, other)]
    if one == other or not all(lists):
        faults.add("matches.exercise.not_two", Where(key="other"))
    elif any(len(found) > 1 for found in lists):
        value = one if len(lists[0]) > 1 else other
        faults.add("matches.exercise.ambiguous", Where(key="other"), value=value)
    elif not _may_be_together(exercise, *lists):
        faults.add("matches.exercise.same_list", Where(key="other"))
    faults.raise_if_any()
    live = exercise.decisions.filter(undone_at=None)
    same = live.filter(Q(one=one, other=other) | Q(one=other, other=one))
    if standing := same.filter(kind=kind, reason=reason.strip()).first():
        return standing
    same.update(undone_at=timezone.now())
    row = ExerciseDecision.objects.create(
        exercise=exercise, kind=kind, one=one, other=other, reason=reason.strip(), decided_by=by.person
    )
    record(by, f"matches.{kind}_in_exercise", exercise, row)
    return row


@transaction.atomic
def undo(*, by: Actor, decision: ExerciseDecision) -> ExerciseDecision:
    """Take a decision back. It stays in the history."""
    must_be_open(decision.exercise)
    if decision.undone_at is None:
        decision.undone_at = timezone.now()
        decision.save(update_fields=["undone_at"])
        record(by, "matches.undo_in_exercise", decision.exercise, decision)
    return decision


ONE_LIST = "people"
"""Whoever stands in it is put together with others of it, where no second list is there."""


def _lists_of(exercise: Exercise, id_: str) -> set[str]:
    """The tables that somebody, or a post or project, stands in."""
    found = set(
        exercise.tables.filter(rows__ref=id_).exclude(key__in=WITHOUT_IDS).values_list("key", flat=True)
    )
    live = exercise.tables.filter(source=ExerciseTable.Source.COHORT)
    if exercise.cohort is not None and _is_place(exercise.cohort, id_):
        found |= set(live.values_list("key", flat=True))
    return found


def _is_place(cohort: Cohort, id_: str) -> bool:
    return any(str(place) == id_ for place in cohort.places.values_list("pk", flat=True))


def _may_be_together(exercise: Exercise, one: set[str], other: set[str]) -> bool:
    """Of two lists one each; of one list both, where the kind puts people of one list together."""
    among = exercise.kind in {Exercise.Kind.PAIRS, Exercise.Kind.SETS}
    return any(first != second or (among and first == ONE_LIST) for first in one for second in other)


def decided_since(run: ExerciseRun) -> bool:
    since = Q(created_at__gt=run.created_at) | Q(undone_at__gt=run.created_at)
    return ExerciseDecision.objects.filter(since, exercise=run.exercise).exists()


def decided(exercise: Exercise) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(locks, forbids) as they stand now."""
    rows = exercise.decisions.filter(undone_at=None).order_by("created_at", "pk")
    kept = list(rows.values_list("kind", "one", "other"))
    return (
        [(one, other) for kind, one, other in kept if kind == Kind.LOCK],
        [(one, other) for kind, one, other in kept if kind == Kind.FORBID],
    )


def may_be_taken(exercise: Exercise) -> bool:
    """Whether what went into a run may leave as a file. Whoever uploads a file knows the private requests in it; those
    of a cohort's people are for the engine alone."""
    return exercise.cohort_id is None


@transaction.atomic
def take_problem(*, by: Actor, run: ExerciseRun) -> dict[str, Any] | None:
    """What went into a run, private requests and all, to check it elsewhere; None where an erasure took it, and where
    the people are those of a cohort."""
    if not may_be_taken(run.exercise):
        return None
    problem = ExerciseRun.objects.values_list("problem", flat=True).get(pk=run.pk)
    if problem is not None:
        record(by, "matches.take_problem", run.exercise, run)
    return problem
