"""Rows and words for an administrator's pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kith.service.core.domain.permissions import ROLE_TABLE, Role
from kith.service.core.models import Organisation
from kith.service.people.models import ErasureRequest, Membership

Words = str | Promise
LINK = '<a class="nhsuk-link" href="{}">{}<span class="nhsuk-u-visually-hidden"> {}</span></a>'


@dataclass(frozen=True, slots=True)
class RoleRow:
    id: UUID
    name: str
    email: str
    role: Words
    starts_on: date | None
    ends_on: date | None
    state: str
    can_end: bool


def role_row(membership: Membership) -> RoleRow:
    today = timezone.now().date()
    is_over = membership.ends_on is not None and membership.ends_on < today
    is_ahead = membership.starts_on is not None and membership.starts_on > today
    return RoleRow(
        id=membership.pk,
        name=membership.person.name,
        email=membership.person.email,
        role=ROLE_TABLE[Role(membership.role)].name,
        starts_on=membership.starts_on,
        ends_on=membership.ends_on,
        state=_("Ended") if is_over else _("Not yet") if is_ahead else _("Now"),
        can_end=not is_over,
    )


def end_link(row: RoleRow, organisation: Organisation) -> SafeString | str:
    if not row.can_end:
        return ""
    address = reverse("people:end_role", args=[organisation.slug, row.id])
    whose = _("%(name)s as %(role)s") % {"name": row.name, "role": row.role}
    return format_html(LINK, address, _("End"), whose)


@dataclass(frozen=True, slots=True)
class ExplainedRole:
    key: str
    name: Words
    description: Words


def explained_roles(roles: Iterable[str]) -> tuple[ExplainedRole, ...]:
    """Roles with their plain-English descriptions from the one permission table."""
    return tuple(
        ExplainedRole(str(role), ROLE_TABLE[Role(role)].name, ROLE_TABLE[Role(role)].description)
        for role in roles
    )


@dataclass(frozen=True, slots=True)
class WaitingRow:
    name: str
    asked_at: object
    answer: SafeString


def waiting_requests(
    requests: Iterable[ErasureRequest], organisation: Organisation
) -> tuple[WaitingRow, ...]:
    return tuple(
        WaitingRow(
            name=request.person.name,
            asked_at=request.created_at,
            answer=format_html(
                LINK,
                reverse("people:answer_erasure", args=[organisation.slug, request.pk]),
                _("Answer"),
                request.person.name,
            ),
        )
        for request in requests
    )
