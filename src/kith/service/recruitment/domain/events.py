"""What recruitment tells: each in the transaction of the change it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kith.service.core.domain.actors import Actor


@dataclass(frozen=True, slots=True)
class CallPublished:
    call_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted:
    """Sent, or sent again with changes: subscribers must take it twice."""

    application_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn:
    application_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class PermissionDecided:
    """A manager's answer came, or the lead waived it."""

    application_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class InterviewBooked:
    application_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class OfferAnswered:
    application_id: UUID
    by: Actor
