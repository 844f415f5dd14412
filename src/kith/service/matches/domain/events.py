"""What matches tells later apps, in the transaction of the change."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kith.service.core.domain.actors import Actor


@dataclass(frozen=True, slots=True)
class PairsPublished:
    """The pairs of this publication are real from now on."""

    publication_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class PairEnded:
    pair_id: UUID
    by: Actor
