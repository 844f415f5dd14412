"""From a published pair to two people who learn together."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.events import RelationshipStarted
from kith.service.learning.models import Member, Relationship
from kith.service.matches.domain.events import PairsPublished
from kith.service.matches.models import Pair, Publication


def pairs_published(event: PairsPublished) -> None:
    begin(by=event.by, publication_id=event.publication_id)


def begin(*, by: Actor, publication_id: UUID) -> int:
    """Each pair of the publication that has no relationship gets one, with its two members; how many. Within a
    transaction. Doing it again does nothing."""
    publication = Publication.objects.select_related("cohort").only("cohort").get(pk=publication_id)
    cohort = publication.cohort
    waiting = Pair.objects.filter(publication=publication, state=Pair.State.ACTIVE, relationship=None)
    pairs = list(waiting.select_related("left", "right"))
    today = timezone.localdate(timezone=ZoneInfo(cohort.time_zone))
    rows = [
        Relationship(cohort=cohort, kind=Relationship.Kind.PAIR, pair=pair, started_on=today)
        for pair in pairs
    ]
    Relationship.objects.bulk_create(rows)
    Member.objects.bulk_create(
        Member(relationship=row, person_id=place.person_id, place=place, part=Member.Part.PARTNER)
        for row, pair in zip(rows, pairs, strict=True)
        for place in (pair.left, pair.right)
    )
    if rows:
        audit.record(
            by=by,
            action="learning.start_relationships",
            subject=publication,
            organisation_id=cohort.organisation_id,
            cohort_id=cohort.pk,
            detail={"relationships": len(rows)},
        )
    for row in rows:
        events.publish(RelationshipStarted(row.pk, by))
    return len(rows)
