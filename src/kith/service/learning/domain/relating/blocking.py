""" "I want no more contact with this person": kept between the service and the one who said it.

To everybody else it is an end like any other, with the same mail, the same history and the same counts.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.relating import standing_mails
from kith.service.learning.domain.relating.ending import SERVICE, end_the_pair, settle_end
from kith.service.learning.domain.relating.locking import take_turn
from kith.service.learning.models import Member, Relationship

NOT_SAID = Relationship.EndReason.NOT_SAID


@transaction.atomic
def block(*, by: Actor, member: Member) -> None:
    """From now on no address, mail or meeting crosses over, and no matching brings the two together again, in
    this cohort or another (:func:`kept_apart`).

    It ends what they did together, with nothing said. It works in a cohort that is closed and after an end too,
    and twice is once. ``by`` is the member themselves; the history does not name them.
    """
    if by.person is not None and by.person.pk != member.person_id:
        raise ValueError("only the member themselves can want no more contact")
    relationship = member.relationship
    take_turn(relationship)
    if not Member.objects.filter(pk=member.pk, blocked_at=None).update(blocked_at=timezone.now()):
        return
    is_end = settle_end(by=SERVICE, relationship=relationship, reason=NOT_SAID)
    end_the_pair(by=SERVICE, relationship=relationship, reason=NOT_SAID)
    if is_end:
        standing_mails.queue_end(by=SERVICE, relationship=relationship, member=member)
    else:
        # A second end in the cohort's history would say that somebody did: it stands in nobody's.
        audit.record(by=SERVICE, action="learning.end_relationship", subject=relationship, fields=["state"])


def kept_apart(people: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Of these people, whoever wanted no more contact, with whom. For matching's eyes and checks, never for a page."""
    asked = Member.objects.filter(person_id__in=people).exclude(blocked_at=None)
    rows = asked.filter(relationship__members__person_id__in=people)
    pairs = rows.values_list("person_id", "relationship__members__person_id")
    return {(one, other) for one, other in pairs if one != other}
