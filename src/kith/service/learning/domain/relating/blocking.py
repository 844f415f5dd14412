""" "I want no more contact with this person": kept between the service and the one who said it.

To everybody else it is an end like any other, with the same mail, the same history and the same counts.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.relating import standing_mails
from kith.service.learning.domain.relating.ending import SERVICE, end_the_pair, record_end, settle_end
from kith.service.learning.domain.relating.locking import take_turn
from kith.service.learning.domain.relating.queries import others_in
from kith.service.learning.models import Member, Relationship
from kith.service.matches.models import NeverWith

NOT_SAID = Relationship.EndReason.NOT_SAID


@transaction.atomic
def block(*, by: Actor, member: Member) -> None:
    """From now on no address, mail or meeting crosses over, and no matching brings the two together again.

    It ends what they did together, with nothing said. It works in a cohort that is closed and after an end too,
    and twice is once. ``by`` is the member themselves; the history does not name them.
    """
    if by.person is not None and by.person.pk != member.person_id:
        raise ValueError("only the member themselves can want no more contact")
    relationship = member.relationship
    take_turn(relationship)
    if not Member.objects.filter(pk=member.pk, blocked_at=None).update(blocked_at=timezone.now()):
        return
    if member.place_id is not None:
        for other in others_in(member):
            NeverWith.objects.get_or_create(place_id=member.place_id, address=other.person.email)
    if settle_end(by=SERVICE, relationship=relationship, reason=NOT_SAID):
        end_the_pair(by=SERVICE, relationship=relationship, reason=NOT_SAID)
        standing_mails.queue_end(by=SERVICE, relationship=relationship, member=member)
    else:
        record_end(SERVICE, relationship)
