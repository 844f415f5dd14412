"""A pause: until a day, with nobody reminded of anything; it goes on by itself the day after."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.service.cohorts.domain.openness import in_open_cohorts
from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.events import ContactChanged, RelationshipPaused
from kith.service.learning.domain.relating import standing_mails
from kith.service.learning.domain.relating.agreement_days import today_of
from kith.service.learning.domain.relating.locking import take_turn, take_turn_to_change
from kith.service.learning.models import Member, Relationship
from kith.service.ui.web.wording import day

State = Relationship.State
SERVICE = Actor.system("learning")
LONGEST = timedelta(days=366)
A_DAY = timedelta(days=1)
"""No clock on earth is further than this from UTC."""


@transaction.atomic
def pause(
    *, by: Actor, relationship: Relationship, until: date, member: Member | None = None
) -> Relationship:
    """Pause until the end of a day; again, to change the day. ``member``: who asked, None for the lead.

    The others are told until when, and no more. Raises KithError for a day that has passed or is too far.
    """
    take_turn_to_change(relationship)
    _check_day(until, relationship)
    if (relationship.state, relationship.paused_until) == (State.PAUSED, until):
        return relationship
    if relationship.state != State.PAUSED:
        relationship.paused_from = today_of(relationship.cohort)
    relationship.state, relationship.paused_until = State.PAUSED, until
    relationship.save(update_fields=["state", "paused_from", "paused_until"])
    _record(by, "learning.pause", relationship)
    standing_mails.queue_pause(by=by, relationship=relationship, member=member)
    events.publish(RelationshipPaused(relationship.pk, by))
    return relationship


@transaction.atomic
def resume(*, by: Actor, relationship: Relationship) -> Relationship:
    """They go on now. Doing it twice is doing it once."""
    take_turn_to_change(relationship)
    if relationship.state == State.PAUSED:
        _go_on(by, relationship)
    return relationship


def resume_due(now: datetime) -> int:
    """For the tick: every pause whose last day is over where its cohort is; how many went on.

    Each is a transaction of its own, so that a tick that is killed has done what it has done.
    """
    over = Relationship.objects.filter(state=State.PAUSED, paused_until__lt=(now + A_DAY).date())
    waiting = in_open_cohorts(over).select_related("cohort").order_by("pk")
    count = 0
    for row in waiting:
        if row.paused_until is None or row.paused_until >= today_of(row.cohort, now):
            continue
        with transaction.atomic():
            take_turn(row)
            if (
                row.state == State.PAUSED
                and row.paused_until
                and row.paused_until < today_of(row.cohort, now)
            ):
                _go_on(SERVICE, row)
                count += 1
    return count


def _go_on(by: Actor, relationship: Relationship) -> None:
    relationship.state, relationship.paused_from, relationship.paused_until = State.ACTIVE, None, None
    relationship.save(update_fields=["state", "paused_from", "paused_until"])
    _record(by, "learning.resume", relationship)
    events.publish(ContactChanged(relationship.pk, by))


def _check_day(until: date, relationship: Relationship) -> None:
    today = today_of(relationship.cohort, timezone.now())
    first, last = today + A_DAY, today + LONGEST
    if until < first:
        raise KithError(Fault("learning.pause.until_past", Where(key="until"), params={"first": day(first)}))
    if until > last:
        raise KithError(Fault("learning.pause.until_far", Where(key="until"), params={"last": day(last)}))


def _record(by: Actor, action: str, relationship: Relationship) -> None:
    audit.record(
        by=by,
        action=action,
        subject=relationship,
        organisation_id=relationship.cohort.organisation_id,
        cohort_id=relationship.cohort_id,
        fields=["state", "paused_until"],
    )
