"""Where a partner's card, home and the lead's page of a person lead to."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from kith.service.cohorts.models import Place
from kith.service.learning.domain.relating.queries import pairs_of
from kith.service.ui.web.addresses import addresses


def addresses_of(places: Sequence[Place]) -> dict[UUID, str]:
    """The page of the pair that each place is in."""
    found = pairs_of(places)
    if not found:
        return {}
    address = addresses("learning:together")
    return {place_id: address(one.relationship_id) for place_id, one in found.items()}


def leaving_page(place: Place) -> str:
    """Where the lead records that somebody leaves, and why."""
    return reverse("learning:leave", args=[place.cohort_id, place.pk])
