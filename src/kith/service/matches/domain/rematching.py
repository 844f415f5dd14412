"""A partner for those who wait, while everybody else stays as they are unless the lead lets pairs change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.actions import claim_revision, take_turn
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import events, jobs
from kith.service.core.domain.actors import Actor
from kith.service.matches.domain import mails_rematch
from kith.service.matches.domain.actions import (
    UNDER_WAY,
    decided_since,
    end_pairs,
    hold_confirmed,
    kept_apart_since,
    make_pairs,
    out_of_date,
    record,
    seed_of,
)
from kith.service.matches.domain.events import PairsPublished
from kith.service.matches.domain.in_play import touching
from kith.service.matches.domain.rule_changes import changed_since
from kith.service.matches.domain.waiting import waiting_in
from kith.service.matches.models import MatchRun, Pair, Publication

MOST_CHANGES = 50
"""Pairs that one re-match may change beside those given up. Beyond it a lead would rather match anew."""


@transaction.atomic
def start_rematch(
    *, by: Actor, cohort: Cohort, give_up: Collection[UUID], may_change: int = 0, seed: int | None = None
) -> MatchRun:
    """Ask the engine for partners for those who wait and those whose pairs are ``give_up``.

    ``may_change``: how many other pairs it may change where that gives more people a partner. Asked again while
    it works on the same, it goes on with that. Nothing ends before the draft is published.
    """
    take_turn(cohort)
    must_be_open(cohort.pk)
    wanted = sorted(str(one) for one in set(give_up))
    _check_plan(cohort, wanted, may_change)
    same = {"kind": MatchRun.Kind.REMATCH, "may_change": may_change, "job__state__in": UNDER_WAY}
    for row in cohort.match_runs.filter(**same):
        if row.give_up == wanted and seed in (None, row.seed) and not out_of_date(row):
            return row
    run = MatchRun.objects.create(
        cohort=cohort,
        number=(cohort.match_runs.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=MatchRun.Kind.REMATCH,
        give_up=wanted,
        may_change=may_change,
        started_by=by.person,
        seed=seed_of(cohort) if seed is None else seed,
        best_for=_as_before(cohort),
    )
    args = {"run_id": str(run.pk)}
    run.job = jobs.enqueue(by=by, name="matches.solve", args=args, organisation=cohort.organisation)
    run.save(update_fields=["job"])
    record(
        by,
        "matches.start_rematch",
        cohort,
        run,
        number=run.number,
        given_up=len(wanted),
        may_change=may_change,
    )
    return run


def _check_plan(cohort: Cohort, give_up: list[str], may_change: int) -> None:
    faults = Faults()
    if not Publication.objects.filter(cohort=cohort).exists():
        raise KithError(Fault("matches.not_published_yet"))
    active = Pair.objects.filter(cohort=cohort, state=Pair.State.ACTIVE, pk__in=give_up).count()
    if active != len(give_up):
        faults.add("matches.not_together", Where(key="give_up"), count=len(give_up) - active)
    if not 0 <= may_change <= MOST_CHANGES:
        faults.add("matches.too_many_changes", Where(key="may_change"), value=may_change, most=MOST_CHANGES)
    if not give_up and not waiting_in(cohort):
        faults.add("matches.nobody_waits")
    faults.raise_if_any()


def _as_before(cohort: Cohort) -> str:
    """What came first in the matching that the cohort began with."""
    default = str(MatchRun._meta.get_field("best_for").get_default())
    rows = Publication.objects.filter(cohort=cohort, run__isnull=False).order_by("number")
    return rows.values_list("run__best_for", flat=True).first() or default


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing a re-match comes to, in ids of places and of pairs."""

    new: tuple[tuple[dict[str, Any], list[dict[str, Any]]], ...]
    """Each new pair of the draft, with its reasons."""
    ends: tuple[Pair, ...]
    """Given up or changed, and together still."""


def outcome_of(run: MatchRun) -> Outcome:
    """What the draft of a re-match changes, as things are now."""
    both = zip(run.pairs, run.told["reasons"], strict=True)
    new = tuple((pair, reasons) for pair, reasons in both if not pair.get("kept"))
    changed = [(UUID(left), UUID(right)) for left, right in run.told["rematch"]["changed"]]
    rows = Pair.objects.filter(cohort=run.cohort, state=Pair.State.ACTIVE)
    given_up = rows.filter(pk__in=run.give_up)
    lefts = dict(changed)
    others = [
        pair
        for pair in rows.filter(left__in=lefts).exclude(pk__in=run.give_up)
        if lefts[pair.left_id] == pair.right_id
    ]
    ends = [*given_up.select_related("left__person", "right__person"), *_with_people(others)]
    return Outcome(new, tuple(sorted(ends, key=lambda pair: pair.pk)))


def _with_people(pairs: list[Pair]) -> list[Pair]:
    return list(
        Pair.objects.filter(pk__in=[pair.pk for pair in pairs]).select_related(
            "left__person", "right__person"
        )
    )


@transaction.atomic
def publish_rematch(*, by: Actor, run: MatchRun, seen_revision: int) -> Publication:
    """Make the draft of a re-match real: its new pairs begin, those given up or changed end, all others stay.

    Only those whose partner changes are written to. Of two leads who publish at once, the second is refused.
    """
    cohort = run.cohort
    must_be_open(cohort.pk)
    if run.result is None or run.finished_at is None:
        raise KithError(Fault("matches.not_finished"))
    claim_revision(cohort=cohort, seen=seen_revision)
    if Publication.objects.filter(run=run).exists():
        raise KithError(Fault("matches.already_published"))
    outcome = outcome_of(run)
    _check_publishable(run, outcome)
    number = cohort.publications.aggregate(last=Max("number"))["last"] + 1
    publication = Publication.objects.create(cohort=cohort, run=run, number=number, published_by=by.person)
    letters = mails_rematch.letters_of(outcome)
    ending = Pair.objects.filter(pk__in=[pair.pk for pair in outcome.ends])
    end_pairs(by=by, pairs=ending, reason=Pair.EndReason.REMATCHED, ended_in=publication)
    make_pairs(publication, outcome.new)
    count = mails_rematch.queue_letters(by=by, publication=publication, letters=letters)
    record(
        by,
        "matches.publish_rematch",
        cohort,
        publication,
        mails=count,
        ended=len(outcome.ends),
        new=len(outcome.new),
    )
    events.publish(PairsPublished(publication.pk, by))
    return publication


def _check_publishable(run: MatchRun, outcome: Outcome) -> None:
    if not outcome.new:
        raise KithError(Fault("matches.nobody_paired"))
    named = {UUID(pair[side]) for pair, _reasons in outcome.new for side in ("left", "right")}
    faults = Faults()
    gone = len(named) - hold_confirmed(named)
    if gone:
        faults.add("matches.people_left", count=gone)
    if decided_since(run):
        faults.add("matches.decided_since")
    if changed_since(run):
        faults.add("matches.rules_since")
    ending = {pair.pk for pair in outcome.ends}
    together = Pair.objects.filter(touching(named), state=Pair.State.ACTIVE).exclude(pk__in=ending)
    if together.exists() or kept_apart_since(run, [pair for pair, _reasons in outcome.new]):
        faults.add("matches.out_of_date")
    faults.raise_if_any()
