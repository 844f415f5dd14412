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


@dataclass(frozen=True, slots=True)
class CohortClosed:
    """Nothing more may happen in it: what is under way ends here."""

    cohort_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class CohortReopened:
    """What its dates ask for happens again."""

    cohort_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class CohortArchived:
    """It is read only from now on, and leaves the lists."""

    cohort_id: UUID
    by: Actor
