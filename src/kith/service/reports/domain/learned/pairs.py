"""What became of the pairs, as counts."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Q

from kith.service.cohorts.models import Cohort
from kith.service.learning.models import Meeting, Member, Relationship
from kith.service.reports.domain.learned.facts import PairFacts, spread_of

State, Reason = Relationship.State, Relationship.EndReason


def pair_facts(cohort: Cohort) -> PairFacts | None:
    """None where no pair was ever made known. Two queries."""
    held = Count("meetings", filter=Q(meetings__state=Meeting.State.HELD))
    pairs = Relationship.objects.filter(cohort=cohort, kind=Relationship.Kind.PAIR)
    rows = list(pairs.annotate(held=held).values_list("state", "end_reason", "held"))
    met = spread_of(held for _state, _reason, held in rows)
    if met is None:
        return None
    ended = sum(state == State.ENDED and reason != Reason.COMPLETED for state, reason, _held in rows)
    partners = Member.objects.filter(relationship__in=pairs).exclude(place=None)
    with_how_many = Counter(partners.values_list("place_id", flat=True))
    return PairFacts(
        made=len(rows),
        lasted=len(rows) - ended,
        ended=ended,
        new_partner=sum(count > 1 for count in with_how_many.values()),
        never_met=sum(not held for _state, _reason, held in rows),
        met=met,
    )
