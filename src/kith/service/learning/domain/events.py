"""What learning tells: each in the transaction of the change it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kith.service.core.domain.actors import Actor


@dataclass(frozen=True, slots=True)
class RelationshipStarted:
    relationship_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class RelationshipEnded:
    relationship_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class RelationshipPaused:
    relationship_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class ContactChanged:
    """A meeting was planned, held, missed, moved or cancelled: what is worked out from them is out of date."""

    relationship_id: UUID
    by: Actor
