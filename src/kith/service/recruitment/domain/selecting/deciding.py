"""Decisions about applications: who decided what, when and why. Each is a row that stays.

One reason may stand for many decisions that were made together ("the twelve highest totals"); it is
kept with each of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.recruitment.domain.reviewing.interviewing import let_time_go
from kith.service.recruitment.domain.selecting.decisions import check_reason, fresh, note, state_before_offer
from kith.service.recruitment.domain.states import move
from kith.service.recruitment.models import Application, Call, Decision, Waiting

State = Application.State
Kind = Decision.Kind
MAY: dict[str, frozenset[str]] = {
    Kind.SHORTLIST: frozenset({State.SUBMITTED, State.NOT_SHORTLISTED}),
    Kind.NOT_SHORTLIST: frozenset({State.SUBMITTED, State.SHORTLISTED}),
    Kind.WAIT: frozenset(
        {State.SHORTLISTED, State.INTERVIEWED, State.NOT_SELECTED, State.DECLINED, State.EXPIRED}
    ),
    Kind.NOT_SELECT: frozenset({State.SHORTLISTED, State.INTERVIEWED, State.WAITING}),
    Kind.REOPEN: frozenset({State.NOT_SELECTED, State.NOT_SHORTLISTED, State.DEFERRED}),
}
"""From which state a decision may be taken. Offers have rules of their own: see ``domain.offers``."""
FROM_THE_TOP: dict[str, frozenset[str]] = {
    Kind.SHORTLIST: frozenset({State.SUBMITTED}),
    Kind.NOT_SHORTLIST: frozenset({State.SUBMITTED}),
    Kind.OFFER: frozenset({State.SUBMITTED, State.SHORTLISTED, State.INTERVIEWED, State.WAITING}),
    Kind.WAIT: frozenset({State.SHORTLISTED, State.INTERVIEWED}),
    Kind.NOT_SELECT: frozenset({State.SHORTLISTED, State.INTERVIEWED}),
    Kind.REOPEN: frozenset(),
}
"""Who is counted when a decision is about the first so many of the ranking: those about whom nothing stands yet.
A mind that is changed (off the shortlist, out of the waiting list) is changed about somebody, by name."""


@transaction.atomic
def decide(*, by: Actor, call: Call, applications: Sequence[Application], kind: str, reason: str) -> int:
    """Take one decision about several applications, all or none; how many. ``applications`` are in the order
    in which they were shown: a waiting list keeps it.

    Raises KithError that lists every application the decision does not fit.
    """
    take_turn(call.cohort)
    must_be_open(call.cohort_id)
    rows = fresh(call, applications)
    faults = Faults()
    check_reason(faults, reason)
    if not rows:
        faults.add("recruitment.nobody_chosen", Where(key="applications"))
    for row in rows:
        if row.state not in MAY[kind]:
            faults.add(
                "recruitment.decision_state",
                Where(key="applications"),
                reference=row.reference,
                state=str(row.get_state_display()),
            )
    faults.raise_if_any()
    for row in rows:
        _apply(by, row, kind)
        if row.state not in (State.SHORTLISTED, State.INTERVIEWED):
            let_time_go(by=by, application=row)
        note(by, row, kind, reason)
    return len(rows)


def _apply(by: Actor, row: Application, kind: str) -> None:
    allowed = MAY[kind]
    if kind == Kind.SHORTLIST:
        move(row, allowed, State.SHORTLISTED, shortlisted_at=row.shortlisted_at or timezone.now())
    elif kind == Kind.NOT_SHORTLIST:
        move(row, allowed, State.NOT_SHORTLISTED, shortlisted_at=None)
    elif kind == Kind.WAIT:
        move(row, allowed, State.WAITING)
        _put_last(row)
    elif kind == Kind.NOT_SELECT:
        move(row, allowed, State.NOT_SELECTED)
        Waiting.objects.filter(application=row, left_at=None).update(left_at=timezone.now())
    elif kind == Kind.REOPEN:
        move(row, allowed, state_before_offer(row))
    else:
        raise ValueError(f"{kind} is not decided here")


def _put_last(row: Application) -> None:
    """At the end of the side's waiting list."""
    others = Waiting.objects.filter(
        application__call_id=row.call_id, application__side=row.side, left_at=None
    )
    last = others.exclude(application=row).order_by("-rank").values_list("rank", flat=True).first() or 0
    Waiting.objects.update_or_create(application=row, defaults={"rank": last + 1, "left_at": None})


@transaction.atomic
def move_in_waiting_list(*, by: Actor, application: Application, up: bool) -> None:
    """Change places with the neighbour above or below on the waiting list of the side."""
    call = application.call
    take_turn(call.cohort)
    must_be_open(call.cohort_id)
    line = list(
        Waiting.objects.filter(
            application__call=call,
            application__side=application.side,
            application__state=State.WAITING,
            left_at=None,
        ).order_by("rank", "id")
    )
    here = next((i for i, row in enumerate(line) if row.application_id == application.pk), None)
    if here is None:
        raise KithError(Fault("recruitment.not_waiting", params={"reference": application.reference}))
    there = here - 1 if up else here + 1
    if not 0 <= there < len(line):
        return
    line[here].rank, line[there].rank = line[there].rank, line[here].rank
    Waiting.objects.bulk_update([line[here], line[there]], ["rank"])
    audit.record(
        by=by,
        action="recruitment.reorder_waiting_list",
        subject=application,
        organisation_id=call.cohort.organisation_id,
        cohort_id=call.cohort_id,
        fields=["rank"],
    )
