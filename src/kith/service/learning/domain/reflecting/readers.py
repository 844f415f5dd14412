"""Who reads an entry that its writer shares: the very people whose names the writer was shown, and nobody after them.

One answer serves the page that names them and the door that lets them in. Somebody who comes to run the programme,
or joins, after an entry was shared does not read it; somebody who has left, or was blocked, reads it no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kith.service.cohorts.domain.openness import participants_may_read
from kith.service.cohorts.models import Cohort, CohortRole
from kith.service.core.domain.permissions import Role
from kith.service.learning.models import Member, Reflection, ReflectionShare, Relationship
from kith.service.people.models import Membership, Person, is_in_force

With, Part = ReflectionShare.With, Member.Part
RUNNING = (Role.LEAD, Role.DEPUTY)


def those_who_run(cohort: Cohort, since: datetime) -> list[Person]:
    """Who runs the cohort today and ran it at ``since``, by name."""
    then, today = timezone.localdate(since), timezone.localdate()
    by_name = CohortRole.objects.filter(cohort=cohort, role__in=RUNNING, created_at__lte=since)
    joined = Q(created_at__gte=cohort.joined_at) if cohort.joined_at else Q()
    by_house = Membership.objects.filter(
        joined, organisation_id=cohort.organisation_id, role=Role.LEAD, created_at__lte=since
    )
    found = {
        row.person_id: row.person
        for rows in (by_name, by_house)
        for row in rows.select_related("person")  # type: ignore[attr-defined]
        if is_in_force(row.starts_on, row.ends_on, then) and is_in_force(row.starts_on, row.ends_on, today)
    }
    return sorted((one for one in found.values() if one.is_active), key=lambda one: (one.name, str(one.pk)))


def others_in(relationship: Relationship, writer_id: UUID, since: datetime) -> list[Person]:
    """Who else is in the relationship and was at ``since``; nobody when it has ended, when the writer has left it,
    or when anybody in it blocked the others."""
    if relationship.state == Relationship.State.ENDED:
        return []
    members = list(
        Member.objects.filter(relationship=relationship, created_at__lte=since).select_related("person")
    )
    is_blocked = any(member.blocked_at for member in members)
    is_in = any(member.person_id == writer_id and member.left_at is None for member in members)
    if is_blocked or not is_in:
        return []
    return [
        member.person
        for member in members
        if member.person_id != writer_id
        and member.left_at is None
        and (member.part != Part.MENTOR or member.accepted_at is not None)
        and member.person.is_active
    ]


def readers_of(reflection: Reflection, shares: Sequence[ReflectionShare] | None = None) -> list[Person]:
    """Everybody but the writer who may read the entry now, by name."""
    if shares is None:
        shares = shares_in_force(reflection)
    found = {person.pk: person for share in shares for person in readers_of_share(reflection, share)}
    return sorted(found.values(), key=lambda one: (one.name, str(one.pk)))


def readers_of_share(reflection: Reflection, share: ReflectionShare) -> list[Person]:
    """Who reads because of this one."""
    if share.reader == With.LEAD:
        return [
            one
            for one in those_who_run(reflection.cohort, share.created_at)
            if one.pk != reflection.person_id
        ]
    if share.relationship is None or not participants_may_read(reflection.cohort):
        return []
    return others_in(share.relationship, reflection.person_id, share.created_at)


def shares_in_force(reflection: Reflection) -> list[ReflectionShare]:
    """What the writer shared and has not taken back, whether or not anybody is left to read it."""
    rows = ReflectionShare.objects.filter(reflection=reflection, ended_at=None)
    return list(rows.select_related("relationship").order_by("created_at", "pk"))
