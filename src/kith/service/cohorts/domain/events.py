"""What cohorts tells later apps, in the transaction of the change."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kith.service.core.domain.actors import Actor


@dataclass(frozen=True, slots=True)
class CohortCreated:
    cohort_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class DatesChanged:
    """Stage dates moved: what is derived from them (waves) is derived again."""

    cohort_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class PlaceConfirmed:
    place_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class PlaceEnded:
    """Declined or withdrawn."""

    place_id: UUID
    by: Actor
