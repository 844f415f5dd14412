"""What becomes of relationships when two accounts turn out to be one person, and before somebody is forgotten."""

from __future__ import annotations

from kith.service.learning.domain.relating.ending import SERVICE, settle_end
from kith.service.learning.domain.relating.locking import take_turn, take_turns_of
from kith.service.learning.models import AgreementPart, Member, Relationship
from kith.service.people.domain.events import PeopleMerging, PersonErasing


def settle_relationships(event: PeopleMerging) -> None:
    """Nobody is their own partner or mentor: where both accounts are members, it ends and one membership stays.
    What was written under both stays, one after the other."""
    both = Relationship.objects.filter(members__person_id=event.keep_id).filter(
        members__person_id=event.other_id
    )
    for relationship in both.select_related("cohort").order_by("pk"):
        take_turn(relationship)
        settle_end(by=SERVICE, relationship=relationship, reason=Relationship.EndReason.OTHER)
        Member.objects.filter(relationship=relationship, person_id=event.other_id).delete()
    kept = {part.version_id: part for part in AgreementPart.objects.filter(person_id=event.keep_id)}
    for part in AgreementPart.objects.filter(person_id=event.other_id, version_id__in=kept):
        mine = kept[part.version_id]
        mine.goals = "\n\n".join(one for one in (mine.goals, part.goals) if one)
        mine.brings = "\n\n".join(one for one in (mine.brings, part.brings) if one)
        mine.save(update_fields=["goals", "brings"])
        part.delete()


def hold_relationships(event: PersonErasing) -> None:
    """Whoever acts on one of them now is waited for before the account is touched, not after."""
    take_turns_of(event.person_id)
