"""What people tells later apps, in the transaction of the change."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PeopleMerging:
    """``other`` is about to become ``keep``. Every row that points at ``other`` is moved after this.

    A later app settles here what cannot simply be moved (two places in one cohort), or refuses with a fault.
    """

    keep_id: UUID
    other_id: UUID


@dataclass(frozen=True, slots=True)
class PersonErasing:
    """Before the first row is let go: what must end in order (an offer that falls free) ends now."""

    person_id: UUID


@dataclass(frozen=True, slots=True)
class PersonErased:
    person_id: UUID


@dataclass(frozen=True, slots=True)
class ConsentChanged:
    """Somebody said yes or no to a use of their data, or took a yes back."""

    person_id: UUID
    purpose: str
    cohort_id: UUID | None
