"""Whom no reminder goes to, whatever the calendar says. Nobody who runs a programme learns who that is.

Somebody who blocked the others, or who wrote that something is not right, would be harmed by a mail that says:
meet again. Their reminder is noted like everybody's (so that no gap tells of it) and mailed to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from kith.service.learning.models import Concern, Member

OPEN = (Concern.State.OPEN, Concern.State.TAKEN_UP)


def left_in_peace(members: Sequence[Member], cohort_of: Mapping[UUID, UUID]) -> set[UUID]:
    """Those of the members' relationships that nothing is mailed to. ``cohort_of`` is by relationship. One query."""
    found = {member.relationship_id for member in members if member.blocked_at is not None}
    by_person: dict[tuple[UUID, UUID], list[UUID]] = {}
    for member in members:
        key = (member.person_id, cohort_of[member.relationship_id])
        by_person.setdefault(key, []).append(member.relationship_id)
    about_them = Q(relationship_id__in=list(cohort_of))
    about_none = Q(relationship=None, person_id__in=[member.person_id for member in members])
    rows = Concern.objects.filter(about_them | about_none, state__in=OPEN)
    for relationship_id, person_id, cohort_id in rows.values_list("relationship", "person", "cohort"):
        found |= {relationship_id} if relationship_id else set(by_person.get((person_id, cohort_id), ()))
    return found
