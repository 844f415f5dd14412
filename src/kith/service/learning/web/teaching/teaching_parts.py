"""On the page of a pair: the reader's own mentors, and the sessions of the whole cohort."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.learning.domain.teaching.attending import is_for
from kith.service.learning.domain.teaching.mentor_mails import kind_name
from kith.service.learning.domain.teaching.mentor_queries import mentors_of
from kith.service.learning.domain.teaching.planning import cohort_activities
from kith.service.learning.domain.teaching.session_mails import when
from kith.service.learning.models import Event, Relationship
from kith.service.learning.web.parts import Part, PartAction, Seen
from kith.service.ui.web.cells import link


def mentors_part(seen: Seen) -> Part | None:
    """The reader's own, not their partner's. Two queries, none where the programme has no mentors."""
    place = seen.me.place
    is_pair = seen.relationship.kind == Relationship.Kind.PAIR
    if not seen.definition.mentors or place is None or not is_pair:
        return None
    place.cohort = seen.relationship.cohort
    facts: list[tuple[Any, ...]] = []
    for one in mentors_of(place):
        kind = kind_name(place.cohort, one.mentor_kind)
        if one.relationship_id is not None:
            facts.append((kind, link(reverse("learning:together", args=[one.relationship_id]), one.name)))
        else:
            facts.append((kind, _("Somebody has been asked")))
    if not facts:
        return None
    return Part(_("Your mentors"), facts=tuple(facts))


def sessions_part(seen: Seen) -> Part | None:
    """The next session for the reader's side. One query, none where the programme has no sessions."""
    place = seen.me.place
    if place is None or seen.relationship.kind != Relationship.Kind.PAIR:
        return None
    if not cohort_activities(seen.relationship.cohort):
        return None
    rows = Event.objects.filter(
        cohort_id=place.cohort_id, state=Event.State.PLANNED, starts_at__gt=timezone.now()
    )
    following = next((event for event in rows if is_for(event, place)), None)
    said = _("No session is planned at the moment.")
    if following is not None:
        told = {"title": following.title, "when": when(following, seen.person.time_zone)}
        said = _("Next: %(title)s, %(when)s") % told
    address = reverse("learning:own_sessions", args=[place.pk])
    return Part(_("Sessions with everybody"), (said,), actions=(PartAction(_("See your sessions"), address),))
