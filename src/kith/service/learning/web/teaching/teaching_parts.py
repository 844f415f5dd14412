"""On the page of a pair: somebody's mentors."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.learning.domain.teaching.mentor_mails import kind_name
from kith.service.learning.domain.teaching.mentor_queries import mentors_of
from kith.service.learning.models import Relationship
from kith.service.learning.web.parts import Part, Seen
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
