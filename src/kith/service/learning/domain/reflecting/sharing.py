"""A writer lets somebody read one entry, and takes it back. Nobody else ever does either."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.events import RelationshipEnded
from kith.service.learning.domain.reflecting.readers import others_in, shares_in_force, those_who_run
from kith.service.learning.models import Member, Reflection, ReflectionShare, Relationship
from kith.service.people.models import Person

With, Part = ReflectionShare.With, Member.Part


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody an entry could be shared with, and who exactly would read it today."""

    reader: str
    relationship: Relationship | None
    people: tuple[Person, ...]

    @property
    def key(self) -> str:
        return str(self.relationship.pk) if self.relationship else str(self.reader)


def choices_for(reflection: Reflection) -> list[Choice]:
    """Partner, mentors, those they mentor, and who runs the programme; where nobody would read, no choice."""
    now = timezone.now()
    rows = Member.objects.filter(
        person_id=reflection.person_id, left_at=None, relationship__cohort_id=reflection.cohort_id
    )
    found = []
    for member in rows.select_related("relationship").order_by("relationship__started_on", "pk"):
        people = others_in(member.relationship, reflection.person_id, now)
        reader = With.MENTOR if member.relationship.kind == Relationship.Kind.MENTORING else With.PARTNER
        found.append(Choice(reader, member.relationship, tuple(people)))
    run = [one for one in those_who_run(reflection.cohort, now) if one.pk != reflection.person_id]
    found.append(Choice(With.LEAD, None, tuple(run)))
    return [choice for choice in found if choice.people]


def open_choices(reflection: Reflection) -> list[Choice]:
    """Those that it is not shared with yet."""
    shared = {(share.reader, share.relationship_id) for share in shares_in_force(reflection)}
    return [
        one
        for one in choices_for(reflection)
        if (one.reader, one.relationship.pk if one.relationship else None) not in shared
    ]


@transaction.atomic
def share(*, by: Actor, reflection: Reflection, reader: str, relationship_id: UUID | None = None) -> None:
    """From now on those who are there read it. Sharing twice with the same is sharing once."""
    _must_be_writer(by, reflection)
    must_be_open(reflection.cohort_id)
    _take_turn(reflection)
    choice = next(
        (
            one
            for one in choices_for(reflection)
            if one.reader == reader and (one.relationship.pk if one.relationship else None) == relationship_id
        ),
        None,
    )
    if choice is None:
        raise KithError(Fault("learning.nobody_to_share_with"))
    given = {"reader": choice.reader, "relationship": choice.relationship, "ended_at": None}
    if ReflectionShare.objects.filter(reflection=reflection, **given).exists():
        return
    ReflectionShare.objects.create(reflection=reflection, **given)
    _record(by, "learning.share_reflection", reflection)


@transaction.atomic
def take_back(*, by: Actor, reflection: Reflection, share_id: UUID) -> None:
    """At any time, in a closed cohort too. Whoever read it has read it; nobody opens it again."""
    _must_be_writer(by, reflection)
    rows = ReflectionShare.objects.filter(reflection=reflection, pk=share_id, ended_at=None)
    if rows.update(ended_at=timezone.now()):
        _record(by, "learning.unshare_reflection", reflection)


def relationship_ended(event: RelationshipEnded) -> None:
    """What was shared with a partner or mentor ends with the relationship, for good."""
    end_with(event.relationship_id)


def end_with(relationship_id: UUID) -> None:
    """Nothing is shared within this relationship any more: it has ended, or somebody in it blocked the others."""
    rows = ReflectionShare.objects.filter(relationship_id=relationship_id, ended_at=None)
    rows.update(ended_at=timezone.now())


def _take_turn(reflection: Reflection) -> None:
    Reflection.objects.filter(pk=reflection.pk).update(person=reflection.person_id)


def _must_be_writer(by: Actor, reflection: Reflection) -> None:
    if by.person is None or by.person.pk != reflection.person_id:
        raise PermissionDenied


def _record(by: Actor, action: str, reflection: Reflection) -> None:
    """With whom is nobody's but the writer's and the reader's: an auditor learns that something changed, no more.

    Nor does it stand in the cohort's own history, which leads may read: who writes, and how much, is not theirs.
    """
    audit.record(by=by, action=action, subject=reflection, organisation_id=None)
