"""The versions of an agreement that were proposed, and who signed them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.models import AgreementVersion, Member, Relationship
from kith.service.ui.web.wording import moment


def proposed(relationship: Relationship) -> QuerySet[AgreementVersion]:
    """Every version that was proposed, the newest first."""
    return relationship.agreements.exclude(proposed_at=None).order_by("-number")


@dataclass(frozen=True, slots=True)
class History:
    """``newest`` was proposed last, ``in_force`` signed by all last. They may be one and the same."""

    versions: tuple[AgreementVersion, ...]
    draft: AgreementVersion | None

    @property
    def newest(self) -> AgreementVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def in_force(self) -> AgreementVersion | None:
        return next((one for one in self.versions if one.in_force_at is not None), None)

    def is_due(self, today: date) -> bool:
        """Whether the day has come to look at the one in force again, and nobody has said that they did."""
        row = self.in_force
        if row is None or row.review_on is None or row.reviewed_at is not None:
            return False
        return row.review_on <= today and self.newest == row


def history_of(relationship: Relationship) -> History:
    """Two queries, however many versions."""
    rows = list(
        relationship.agreements.order_by("-number")
        .select_related("proposed_by")
        .prefetch_related("parts__person")
    )
    draft = rows[0] if rows and rows[0].proposed_at is None else None
    return History(tuple(rows[1:] if draft else rows), draft)


def has_signed(version: AgreementVersion, person_id: UUID) -> bool:
    return any(part.person_id == person_id and part.signed_at for part in version.parts.all())


def everybody_signed(version: AgreementVersion, members: Iterable[UUID]) -> bool:
    signed = {part.person_id for part in version.parts.all() if part.signed_at is not None}
    return set(members) <= signed


def refuse_as_proposed(relationship: Relationship, member: Member) -> None:
    """Somebody proposed what a form was still being written for. Raises KithError."""
    newest = proposed(relationship).select_related("proposed_by").first()
    if newest is None or newest.proposed_at is None:
        raise KithError(Fault("learning.agreement.changed_meanwhile"))
    params: dict[str, str | int] = {
        "name": newest.proposed_by.name if newest.proposed_by else "",
        "number": newest.number,
        "when": said(newest.proposed_at, member),
        "next": newest.number + 1,
    }
    raise KithError(Fault("learning.agreement.proposed_meanwhile", params=params))


def refuse_as_older(newest: AgreementVersion, member: Member) -> None:
    """A version that is not the newest was to be signed. Raises KithError."""
    if newest.proposed_at is None:
        raise ValueError("a version that nobody proposed is not the newest to sign")
    is_own = newest.proposed_by_id == member.person_id
    params: dict[str, str | int] = {"number": newest.number, "when": said(newest.proposed_at, member)}
    if is_own or newest.proposed_by is None:
        raise KithError(Fault("learning.agreement.newer_yours", params=params))
    params["name"] = newest.proposed_by.name
    raise KithError(Fault("learning.agreement.newer", params=params))


def said(when: datetime, member: Member) -> str:
    """The moment where the member is."""
    return moment(when, member.person.time_zone)


def record(
    by: Actor, action: str, version: AgreementVersion, *, fields: Iterable[str] = (), **detail: int
) -> None:
    """In the audit: that it happened, never a word of it."""
    relationship = version.relationship
    audit.record(
        by=by,
        action=action,
        subject=version,
        organisation_id=relationship.cohort.organisation_id,
        cohort_id=relationship.cohort_id,
        fields=fields,
        detail=detail,
    )
