""" "Something is not right": written by a participant or mentor, read by nobody but whom it is addressed to.

History says that a concern was written, read, answered and closed, of no cohort and by nobody: an administrator who
reads it learns neither who wrote nor where.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.openness import must_not_be_archived
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.health import concern_mails
from kith.service.learning.domain.health.addressees import ways_open
from kith.service.learning.domain.health.nudging import withdraw_unsent_nudges
from kith.service.learning.domain.once import sent_before
from kith.service.learning.models import Concern, Member, Relationship
from kith.service.people.models import Person

State, To = Concern.State, Concern.To
SERVICE = Actor.system("learning.concerns")
"""Who stands in history in the writer's and the addressee's place."""
LONGEST = 10_000


@transaction.atomic
def raise_concern(
    *,
    by: Actor,
    cohort: Cohort,
    person: Person,
    relationship: Relationship | None,
    to: str,
    text: str,
    wants_new_partner: bool = False,
    reach_by: str = "",
    sent_once: UUID | None = None,
) -> Concern:
    """Send it. The same form twice is one concern. Raises KithError when nothing is said or nobody would read it."""
    must_not_be_archived(cohort.pk)
    known = sent_before(Concern.objects.filter(person=person), sent_once)
    if known is not None:
        return known
    faults = Faults()
    if not text.strip():
        faults.add("learning.concern_empty", Where(key="text"))
    elif len(text.strip()) > LONGEST:
        faults.add("learning.concern_long", Where(key="text"), length=len(text.strip()), limit=LONGEST)
    if to not in ways_open(cohort, relationship):
        faults.add("learning.concern_nobody", Where(key="to"))
    faults.raise_if_any()
    given = {
        "cohort": cohort,
        "relationship": relationship,
        "to": to,
        "text": text.strip(),
        "wants_new_partner": wants_new_partner and relationship is not None,
        "reach_by": reach_by.strip(),
    }
    once = sent_once or uuid4()
    concern, is_new = Concern.objects.get_or_create(sent_once=once, person=person, defaults=given)
    if not is_new:
        return concern
    concern_mails.tell_addressees(concern)
    withdraw_unsent_nudges(by=SERVICE, relationship_ids=_relationships(person, cohort, relationship))
    _record("learning.raise_concern", concern)
    return concern


@transaction.atomic
def take_up(*, by: Actor, concern: Concern) -> Concern:
    """Say that it is being looked into; the writer sees it. Twice is once."""
    if _move(concern, (State.OPEN,), State.TAKEN_UP, taken_up_at=timezone.now()):
        concern_mails.tell_writer(concern)
        _record("learning.take_up_concern", concern)
    return concern


@transaction.atomic
def answer(*, by: Actor, concern: Concern, words: str) -> Concern:
    """Write back. What was written before is written over; the writer is told that there is news."""
    words = words.strip()
    if not words:
        raise KithError(Fault("learning.answer_empty", Where(key="words")))
    if len(words) > LONGEST:
        size = {"length": len(words), "limit": LONGEST}
        raise KithError(Fault("learning.concern_long", Where(key="words"), size))
    if concern.answer == words:
        return concern
    now = timezone.now()
    rows = Concern.objects.filter(pk=concern.pk).exclude(state=State.CLOSED)
    if not rows.update(
        answer=words,
        answered_at=now,
        state=State.TAKEN_UP,
        taken_up_at=concern.taken_up_at or now,
    ):
        raise KithError(Fault("learning.concern_closed"))
    concern.refresh_from_db()
    concern_mails.tell_writer(concern)
    _record("learning.answer_concern", concern)
    return concern


@transaction.atomic
def close(*, by: Actor, concern: Concern) -> Concern:
    """It is settled: said by the addressee, or by who wrote it. Twice is once."""
    if _move(concern, (State.OPEN, State.TAKEN_UP), State.CLOSED, closed_at=timezone.now()):
        if by.person is None or by.person.pk != concern.person_id:
            concern_mails.tell_writer(concern)
        _record("learning.close_concern", concern)
    return concern


def _move(concern: Concern, allowed: Sequence[str], to: str, **changes: datetime) -> bool:
    """One conditional UPDATE. False when it is there already or past it."""
    moved = Concern.objects.filter(pk=concern.pk, state__in=allowed).update(state=to, **changes)
    concern.refresh_from_db()
    return bool(moved)


def _relationships(person: Person, cohort: Cohort, relationship: Relationship | None) -> list[UUID]:
    """Where no reminder goes any more: the one it is about, or all that the writer has in the cohort."""
    if relationship is not None:
        return [relationship.pk]
    mine = Member.objects.filter(person=person, relationship__cohort=cohort)
    return list(mine.values_list("relationship_id", flat=True))


def _record(action: str, concern: Concern) -> None:
    audit.record(by=SERVICE, action=action, subject=concern)
