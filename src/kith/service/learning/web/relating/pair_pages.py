"""Where a partner's card and home lead to."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

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
