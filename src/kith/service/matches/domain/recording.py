"""Pairs that were made before the cohort came here, by whatever means: recorded, never worked out anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import transaction

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.actions import claim_revision
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor
from kith.service.matches.domain.actions import SHORTEST_REASON
from kith.service.matches.domain.events import PairsPublished
from kith.service.matches.models import Pair, Publication


@transaction.atomic
def record_pairs(
    *, by: Actor, cohort: Cohort, pairs: Sequence[tuple[Place, Place]], reason: str
) -> Publication:
    """A publication without a run: all the pairs, or none. Nobody is written to, as both know each other.

    Raises KithError when the cohort's pairs are published already, when a pair is not one confirmed person
    of each side in the definition's order, and when somebody stands in two pairs.
    """
    must_be_open(cohort.pk)
    if Publication.objects.filter(cohort=cohort).exists():
        raise KithError(Fault("matches.already_published"))
    _check(cohort, pairs, reason)
    claim_revision(cohort=cohort, seen=cohort.revision)
    publication = Publication.objects.create(cohort=cohort, published_by=by.person, reason=reason.strip())
    Pair.objects.bulk_create(
        Pair(cohort=cohort, publication=publication, left=left, right=right) for left, right in pairs
    )
    audit.record(
        by=by,
        action="matches.record_pairs",
        subject=publication,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=["reason"],
        detail={"pairs": len(pairs)},
    )
    events.publish(PairsPublished(publication.pk, by))
    return publication


def _check(cohort: Cohort, pairs: Sequence[tuple[Place, Place]], reason: str) -> None:
    match = definition_of(cohort).match
    faults = Faults()
    if len(reason.strip()) < SHORTEST_REASON:
        faults.add("matches.reason_missing", Where(key="reason"))
    if not pairs:
        faults.add("matches.no_pairs_to_record")
    for left, right in pairs:
        if (
            match is None
            or (left.side, right.side) != match.sides
            or {left.cohort_id, right.cohort_id} != {cohort.pk}
        ):
            faults.add("matches.not_two_sides")
        elif {left.state, right.state} != {Place.State.CONFIRMED}:
            faults.add("matches.partner_not_confirmed")
    times = Counter(place.pk for pair in pairs for place in pair)
    if any(count > 1 for count in times.values()):
        faults.add("matches.partner_twice")
    faults.raise_if_any()
