"""A lead's work on the matching: run, decide, publish. The engine proposes; a person decides."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.actions import claim_revision, take_turn
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit, events, jobs
from kith.service.core.domain.actors import Actor
from kith.service.core.models import JobState
from kith.service.matches.domain import mails
from kith.service.matches.domain.between_people import private_requests
from kith.service.matches.domain.events import PairEnded, PairsPublished
from kith.service.matches.domain.rule_changes import changed_since
from kith.service.matches.models import Decision, MatchRun, Pair, Publication

SEED_BITS = 53
"""So that a seed survives every JSON reader."""
SHORTEST_REASON = 3
UNDER_WAY = (JobState.WAITING, JobState.RUNNING)
Kind = Decision.Kind


@transaction.atomic
def start_run(
    *,
    by: Actor,
    cohort: Cohort,
    best_for: str,
    seed: int | None = None,
    near: MatchRun | None = None,
    keep_points: int = 0,
) -> MatchRun:
    """Ask the engine for a draft from who is confirmed now. Without a seed, the cohort's first is taken again,
    so that a draft differs from the last one by what was decided, and nobody draws until a lottery suits them.

    ``near``: an earlier draft to stay near to, with ``keep_points`` for each person who keeps whom they have in it.
    Asked again while it works on the same, it goes on with that.
    """
    definition = definition_of(cohort)
    if definition.match is None:
        raise KithError(Fault("matches.no_match", params={"programme": str(definition.name)}))
    take_turn(cohort)
    must_be_open(cohort.pk)
    same = {"best_for": best_for, "near": near, "keep_points": keep_points, "kind": MatchRun.Kind.FIRST}
    for row in cohort.match_runs.filter(**same, job__state__in=UNDER_WAY):
        if seed in (None, row.seed) and not out_of_date(row):
            return row
    number = (cohort.match_runs.aggregate(last=Max("number"))["last"] or 0) + 1
    run = MatchRun.objects.create(
        cohort=cohort,
        number=number,
        started_by=by.person,
        seed=seed_of(cohort) if seed is None else seed,
        best_for=best_for,
        near=near,
        keep_points=keep_points,
    )
    run.job = jobs.enqueue(
        by=by, name="matches.solve", args={"run_id": str(run.pk)}, organisation=cohort.organisation
    )
    run.save(update_fields=["job"])
    record(by, "matches.start_run", cohort, run, number=number)
    return run


def seed_of(cohort: Cohort) -> int:
    """The seed of the cohort's first draft, or a new one."""
    first = cohort.match_runs.order_by("number").values_list("seed", flat=True).first()
    return secrets.randbits(SEED_BITS) if first is None else first


@transaction.atomic
def decide(*, by: Actor, cohort: Cohort, kind: str, left: Place, right: Place, reason: str) -> Decision:
    """Keep two people together, or apart, with a reason. A new decision on the same two replaces the old one."""
    must_be_open(cohort.pk)
    _check_decision(cohort, left, right, reason)
    live = Decision.objects.filter(cohort=cohort, undone_at=None)
    if kind == Kind.LOCK:
        for row in live.filter(kind=Kind.LOCK):
            if (row.left_id == left.pk) != (row.right_id == right.pk):
                raise KithError(Fault("matches.locked_elsewhere"))
    live.filter(left=left, right=right).update(undone_at=timezone.now())
    row = Decision.objects.create(
        cohort=cohort, kind=kind, left=left, right=right, reason=reason.strip(), decided_by=by.person
    )
    record(by, f"matches.{kind}", cohort, row)
    return row


@transaction.atomic
def swap(
    *, by: Actor, cohort: Cohort, first: tuple[Place, Place], second: tuple[Place, Place], reason: str
) -> tuple[Decision, Decision]:
    """Exchange the partners of two pairs: both new pairs are locked, for the next run to build around."""
    must_be_open(cohort.pk)
    undo_locks_of(by=by, cohort=cohort, places=[*first, *second])
    return (
        decide(by=by, cohort=cohort, kind=Kind.LOCK, left=first[0], right=second[1], reason=reason),
        decide(by=by, cohort=cohort, kind=Kind.LOCK, left=second[0], right=first[1], reason=reason),
    )


def undo_locks_of(*, by: Actor, cohort: Cohort, places: list[Place]) -> None:
    inside = {place.pk for place in places}
    for row in Decision.objects.filter(cohort=cohort, kind=Kind.LOCK, undone_at=None):
        if {row.left_id, row.right_id} & inside:
            undo(by=by, cohort=cohort, decision_id=row.pk)


@transaction.atomic
def undo(*, by: Actor, cohort: Cohort, decision_id: UUID) -> Decision:
    """Take a decision back. It stays in the history."""
    must_be_open(cohort.pk)
    row = Decision.objects.get(pk=decision_id, cohort=cohort)
    if row.undone_at is None:
        row.undone_at = timezone.now()
        row.save(update_fields=["undone_at"])
        record(by, "matches.undo_decision", cohort, row)
    return row


@transaction.atomic
def publish(*, by: Actor, run: MatchRun, seen_revision: int) -> Publication:
    """Make a draft real, once, and queue a mail to everybody in it.

    Of two leads who publish at once, the second is refused: ``seen_revision`` is the cohort's
    revision as the page showed it.
    """
    cohort = run.cohort
    must_be_open(cohort.pk)
    _check_is_first(run)
    claim_revision(cohort=cohort, seen=seen_revision)
    _check_publishable(run)
    publication = Publication.objects.create(cohort=cohort, run=run, published_by=by.person)
    make_pairs(publication, zip(run.pairs, run.told["reasons"], strict=True))
    count = mails.queue_publication(by=by, publication=publication)
    record(by, "matches.publish", cohort, publication, mails=count)
    events.publish(PairsPublished(publication.pk, by))
    return publication


def make_pairs(
    publication: Publication, pairs: Iterable[tuple[Mapping[str, Any], list[dict[str, Any]]]]
) -> None:
    """A row for each pair of a draft, with its reasons."""
    Pair.objects.bulk_create(
        Pair(
            cohort=publication.cohort,
            publication=publication,
            left_id=UUID(pair["left"]),
            right_id=UUID(pair["right"]),
            points=pair["points"],
            reasons=reasons,
        )
        for pair, reasons in pairs
    )


@transaction.atomic
def stop_runs(*, by: Actor, cohort_id: UUID) -> int:
    """Stop what the engine is still working on; how many runs."""
    under_way = MatchRun.objects.filter(cohort_id=cohort_id, job__state__in=UNDER_WAY).select_related("job")
    return len([jobs.cancel(by=by, job=run.job) for run in under_way if run.job is not None])


@transaction.atomic
def end_pairs(
    *, by: Actor, pairs: QuerySet[Pair], reason: str, ended_in: Publication | None = None
) -> list[Pair]:
    """They are nobody's partner any more. That they were is kept; those that this ended, which may be fewer.

    Unless the programme has come to its end (``Pair.EndReason.COMPLETED``), both wait for a partner from now on.
    """
    ended = []
    now = timezone.now()
    for pair in pairs.filter(state=Pair.State.ACTIVE).select_related("cohort").order_by("pk"):
        changes = {"state": Pair.State.ENDED, "ended_at": now, "end_reason": reason, "ended_in": ended_in}
        if not Pair.objects.filter(pk=pair.pk, state=Pair.State.ACTIVE).update(**changes):
            continue  # somebody else has ended it meanwhile, and told
        ended.append(pair)
        record(by, "matches.end_pair", pair.cohort, pair)
        events.publish(PairEnded(pair.pk, by))
    return ended


def hold_confirmed(place_ids: Collection[UUID]) -> int:
    """How many of these people take part. Until the transaction ends none of them can leave: who is told so comes
    after the publication, and ends the pair that it made."""
    rows = Place.objects.filter(pk__in=place_ids, state=Place.State.CONFIRMED)
    return rows.update(state=Place.State.CONFIRMED)


def kept_apart_since(run: MatchRun, pairs: Iterable[Mapping[str, Any]]) -> bool:
    """Whether one of the pairs stands against somebody's own wish by now."""
    places = {UUID(pair[side]) for pair in pairs for side in ("left", "right")}
    apart = private_requests(run.cohort, places)
    return any((pair["left"], pair["right"]) in apart for pair in pairs)


def _check_is_first(run: MatchRun) -> None:
    if run.result is None or run.finished_at is None:
        raise KithError(Fault("matches.not_finished"))
    if Publication.objects.filter(cohort=run.cohort).exists():
        raise KithError(Fault("matches.already_published"))


def _check_publishable(run: MatchRun) -> None:
    faults = Faults()
    if not run.pairs:
        faults.add("matches.nobody_paired")
    named = {UUID(pair[side]) for pair in run.pairs for side in ("left", "right")}
    gone = len(named) - hold_confirmed(named)
    if gone:
        faults.add("matches.people_left", count=gone)
    if decided_since(run):
        faults.add("matches.decided_since")
    if changed_since(run):
        faults.add("matches.rules_since")
    if kept_apart_since(run, run.pairs):
        faults.add("matches.out_of_date")
    faults.raise_if_any()


def decided_since(run: MatchRun) -> bool:
    since = Q(created_at__gt=run.created_at) | Q(undone_at__gt=run.created_at)
    return Decision.objects.filter(since, cohort=run.cohort).exists()


def out_of_date(run: MatchRun) -> bool:
    """Whether somebody has decided something, or changed the rules, since it was asked for."""
    return decided_since(run) or changed_since(run)


def _check_decision(cohort: Cohort, left: Place, right: Place, reason: str) -> None:
    match = definition_of(cohort).match
    faults = Faults()
    if len(reason.strip()) < SHORTEST_REASON:
        faults.add("matches.reason_missing", Where(key="reason"))
    if (
        match is None
        or (left.side, right.side) != match.sides
        or {left.cohort_id, right.cohort_id} != {cohort.pk}
    ):
        faults.add("matches.not_two_sides")
    faults.raise_if_any()


def record(by: Actor, action: str, cohort: Cohort, subject: models.Model, **detail: int) -> None:
    audit.record(
        by=by,
        action=action,
        subject=subject,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        detail=detail,
    )
