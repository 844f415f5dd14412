"""Somebody leaves a programme for good, and the people who run it record why."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.service.cohorts.domain import places
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.domain.roles import TAKING_PART
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit, outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail
from kith.service.learning.domain.after.alumni import BLANK
from kith.service.learning.domain.relating.ending import leave
from kith.service.learning.domain.relating.locking import take_turns_of
from kith.service.learning.models import Alumnus, Member, Relationship
from kith.service.matches.domain.actions import end_pairs
from kith.service.matches.models import Pair
from kith.service.people.models import Person

Leaving = Member.Leaving


@transaction.atomic
def record_leaving(*, by: Actor, place: Place, because: str) -> list[Person]:
    """The place ends, and with it what its person did together with others; those others, to be spoken to.

    After a death every place of the person in the organisation's open cohorts ends, nothing that waits to be
    sent goes to their address, and the others get no mail by itself: somebody speaks to them first.
    Raises KithError without a reason, and where the place has ended already.
    """
    must_be_open(place.cohort_id)
    if because not in Leaving:
        raise KithError(Fault("learning.leaving.reason_missing", Where(key="because")))
    take_turns_of(place.person_id)
    others = _others(place)
    for one in [place, *(_elsewhere(place) if because == Leaving.DIED else [])]:
        Member.objects.filter(place=one, left_at=None).update(left_because=because)
        if because == Leaving.DIED:  # before the place: where a place ends, matching writes to the partner
            pairs = Pair.objects.filter(Q(left=one) | Q(right=one))
            end_pairs(by=by, pairs=pairs, reason=Pair.EndReason.LEFT)
        places.withdraw(by=by, place=one)
    if because == Leaving.DIED:
        _fall_silent(by, place)
    audit.record(
        by=by,
        action="learning.record_leaving",
        subject=place,
        organisation_id=place.cohort.organisation_id,
        cohort_id=place.cohort_id,
        fields=["left_because"],
    )
    return others


def _others(place: Place) -> list[Person]:
    together = Member.objects.filter(place=place, left_at=None).exclude(
        relationship__state=Relationship.State.ENDED
    )
    rows = Member.objects.filter(relationship__in=together.values("relationship"), left_at=None)
    return [one.person for one in rows.exclude(place=place).select_related("person").order_by("pk")]


def _elsewhere(place: Place) -> list[Place]:
    rows = Place.objects.filter(
        person=place.person_id,
        cohort__organisation=place.cohort.organisation_id,
        cohort__state=Cohort.State.OPEN,
        state__in=TAKING_PART,
    )
    return list(rows.exclude(pk=place.pk).select_related("cohort__organisation", "person").order_by("pk"))


def _fall_silent(by: Actor, place: Place) -> None:
    """Nothing more goes to them, and nobody finds them in the directory of those who took part."""
    mentors = Member.objects.filter(
        person=place.person_id, relationship__cohort__organisation=place.cohort.organisation_id, left_at=None
    )
    mentors.update(left_because=Leaving.DIED)
    leave(by=by, members=mentors)
    waiting = Mail.objects.filter(
        organisation=place.cohort.organisation_id, person=place.person_id, state__in=outbox.UNSENT
    )
    for mail in waiting.order_by("pk"):
        outbox.withdraw(by=by, mail=mail)
    Alumnus.objects.filter(
        organisation=place.cohort.organisation_id, person=place.person_id, left_at=None
    ).update(**BLANK, left_at=timezone.now())
