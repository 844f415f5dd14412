"""Where two who were brought together go on from their partner's card: a later app says.

It registers one provider in its ``apps.ready``; it is asked about all places at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from kith.service.cohorts.models import Place

Provider = Callable[[Sequence[Place]], dict[UUID, str]]
_providers: list[Provider] = []


def register_pair_page(provider: Provider) -> None:
    """``provider`` gives the address of the page of each place that has one, for the signed-in person."""
    if provider not in _providers:
        _providers.append(provider)


def pages_of(places: Sequence[Place]) -> dict[UUID, str]:
    """Nothing is asked when there is nobody to ask about."""
    found: dict[UUID, str] = {}
    for provider in _providers if places else ():
        found |= provider(places)
    return found
