"""Reminding those who have gone quiet: by the tick, and by the lead when they want to.

One occasion is one row and one mail to each. The row, the count and the mails are one transaction, begun by one
conditional UPDATE: killed anywhere, all of it or nothing is there, and the next tick goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.outbox_many import queue_many, withdraw_by_key
from kith.service.core.models import AuditEvent
from kith.service.learning.domain.health.nudge_mails import mails_of, once_key
from kith.service.learning.domain.health.rules import AT_ONCE, Quiet, by_rule, running_cohorts, with_since
from kith.service.learning.domain.health.silence import left_in_peace
from kith.service.learning.domain.relating.locking import take_turn, those_at_rest
from kith.service.learning.models import Member, Nudge, Relationship

ENOUGH = 3
"""Reminders in a row. Whoever has not met after three does not need a fourth mail but a telephone call: the lead
is told instead."""
BATCH = 200
"""Relationships in one transaction: another writer waits for no more than these."""
TICK = Actor.system("learning.nudges")
ACTION = "learning.nudge"


def nudge_due(now: datetime) -> int:
    """For the tick: remind whoever has gone quiet; how many were reminded."""
    count = 0
    for rule, cohort_ids in by_rule(running_cohorts(now), now).items():
        for start in range(0, len(cohort_ids), AT_ONCE):
            due = _due(rule, now).filter(cohort_id__in=cohort_ids[start : start + AT_ONCE])
            ids = list(due.values_list("pk", flat=True))
            for first in range(0, len(ids), BATCH):
                count += _nudge_batch(ids[first : first + BATCH], rule, now)
    return count


def _due(rule: Quiet, now: datetime) -> QuerySet[Relationship]:
    """Quiet, not reminded for as long, and not reminded three times for nothing."""
    day = min(rule.last_day + timedelta(days=1), now.date())
    before = datetime.combine(day, time(0), UTC)
    rested = Q(nudged_at=None) | Q(nudged_at__lt=before)
    rows = with_since(Relationship.objects.all())
    return rows.filter(rule.holds(), rested, nudges_unanswered__lt=ENOUGH)


@transaction.atomic
def _nudge_batch(ids: Sequence[UUID], rule: Quiet, now: datetime) -> int:
    taken = those_at_rest(_due(rule, now).filter(pk__in=ids))
    _due(rule, now).filter(pk__in=taken).update(nudged_at=now, nudges_unanswered=F("nudges_unanswered") + 1)
    rows = list(_whole(Relationship.objects.filter(pk__in=taken, nudged_at=now)))
    _take_back(rows)
    nudges = Nudge.objects.bulk_create(
        Nudge(relationship=row, sent_by=Nudge.By.TICK, occasion=_occasion(now)) for row in rows
    )
    _write(TICK, nudges, now)
    AuditEvent.objects.bulk_create(_history(nudge) for nudge in nudges)
    return len(nudges)


@transaction.atomic
def nudge(*, by: Actor, relationship: Relationship) -> Nudge:
    """The lead reminds both members now. Raises KithError when it is over, paused, or was done today."""
    must_be_open(relationship.cohort_id)
    take_turn(relationship)
    if relationship.state != Relationship.State.ACTIVE:
        raise KithError(Fault("learning.nudge_not_together"))
    now = timezone.now()
    row = _whole(Relationship.objects.filter(pk=relationship.pk)).get()
    if row.nudges.filter(occasion=_occasion(now)).exists():
        raise KithError(Fault("learning.nudged_today"))
    Relationship.objects.filter(pk=row.pk).update(nudged_at=now, nudges_unanswered=F("nudges_unanswered") + 1)
    _take_back([row])
    made = Nudge.objects.create(relationship=row, sent_by=Nudge.By.LEAD, occasion=_occasion(now))
    _write(by, [made], now)
    audit.record(
        by=by,
        action=ACTION,
        subject=row,
        organisation_id=row.cohort.organisation_id,
        cohort_id=row.cohort_id,
        detail={"by_hand": True},
    )
    return made


def _occasion(now: datetime) -> str:
    """One a day: a lead and the tick write one between them."""
    return now.date().isoformat()


def _whole(rows: QuerySet[Relationship]) -> QuerySet[Relationship]:
    """With all that a mail says, and no long text of a definition."""
    return rows.select_related("cohort__organisation", "cohort__definition").defer("cohort__definition__text")


def _write(by: Actor, nudges: Sequence[Nudge], now: datetime) -> None:
    """The mails of these nudges, but to nobody who is left in peace."""
    members = members_of([one.relationship_id for one in nudges])
    everybody = [member for those in members.values() for member in those]
    peace = left_in_peace(everybody, {one.relationship_id: one.relationship.cohort_id for one in nudges})
    mails = [
        mail
        for one in nudges
        if one.relationship_id not in peace
        for mail in mails_of(one, one.relationship, members.get(one.relationship_id, []), now)
    ]
    queue_many(by=by, mails=mails)


def members_of(relationship_ids: Iterable[UUID]) -> dict[UUID, list[Member]]:
    """Who is still in each, with their people. One query."""
    rows = Member.objects.filter(relationship_id__in=list(relationship_ids), left_at=None)
    found: dict[UUID, list[Member]] = {}
    for member in rows.select_related("person").order_by("pk"):
        found.setdefault(member.relationship_id, []).append(member)
    return found


def _take_back(rows: Iterable[Relationship]) -> None:
    """An earlier reminder that has not gone yet, because the mail server was away: nobody gets two at once."""
    withdraw_unsent_nudges(by=TICK, relationship_ids=[row.pk for row in rows if row.nudged_at is not None])


def withdraw_unsent_nudges(*, by: Actor, relationship_ids: Sequence[UUID]) -> int:
    """Never send the reminders of these that have not gone; how many mails. Within a transaction."""
    nudges = list(Nudge.objects.filter(relationship_id__in=relationship_ids).order_by())
    if not nudges:
        return 0
    people = Member.objects.filter(relationship_id__in={one.relationship_id for one in nudges})
    by_relationship: dict[UUID, list[Member]] = {}
    for member in people.only("pk", "relationship_id", "person_id"):
        by_relationship.setdefault(member.relationship_id, []).append(member)
    keys = [
        once_key(one, member) for one in nudges for member in by_relationship.get(one.relationship_id, ())
    ]
    return withdraw_by_key(by=by, once_keys=keys)


def _history(nudge: Nudge) -> AuditEvent:
    row = nudge.relationship
    return AuditEvent(
        actor_kind=TICK.kind,
        actor_id=TICK.id,
        action=ACTION,
        subject_type=Relationship._meta.label_lower,
        subject_id=str(row.pk),
        organisation_id=row.cohort.organisation_id,
        cohort_id=row.cohort_id,
        detail={"by_hand": False},
    )
