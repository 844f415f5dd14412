"""What becomes of answers to times when two accounts turn out to be one person."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from kith.service.learning.models import MeetingReply
from kith.service.people.domain.events import PeopleMerging


def settle_replies(event: PeopleMerging) -> None:
    """One person answers a time once: the answer of the account that stays is kept."""
    kept = MeetingReply.objects.filter(choice=OuterRef("choice"), person_id=event.keep_id)
    MeetingReply.objects.filter(Exists(kept), person_id=event.other_id).delete()
