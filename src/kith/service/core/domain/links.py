"""Personal addresses: a secret that is mailed to one person and opens one thing until a day.

Only the SHA-256 of the secret is kept, so a stolen database opens nothing. The secret has 256 random
bits: the hash needs no salt, and looking it up by index tells a guesser nothing about another one.
Opening (GET) never uses a link up, because mail scanners and previews open every address they see;
:func:`use_link`, called by the action behind the POST, does.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.formats import date_format

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Link

SECRET_BYTES = 32

_routes: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class LinkWanted:
    """A link to be made later, at the moment its mail is sent."""

    purpose: str
    subject_type: str
    subject_id: UUID
    expires: datetime
    person_id: UUID | None = None
    single_use: bool = False

    @classmethod
    def to(
        cls,
        subject: models.Model,
        *,
        purpose: str,
        expires: datetime,
        person_id: UUID | None = None,
        single_use: bool = False,
    ) -> LinkWanted:
        return cls(purpose, subject._meta.label_lower, subject.pk, expires, person_id, single_use)

    def to_json(self) -> dict[str, Any]:
        return {
            "purpose": self.purpose,
            "subject_type": self.subject_type,
            "subject_id": str(self.subject_id),
            "expires": self.expires.isoformat(),
            "person_id": str(self.person_id) if self.person_id else None,
            "single_use": self.single_use,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> LinkWanted:
        return cls(
            purpose=value["purpose"],
            subject_type=value["subject_type"],
            subject_id=UUID(value["subject_id"]),
            expires=datetime.fromisoformat(value["expires"]),
            person_id=UUID(value["person_id"]) if value["person_id"] else None,
            single_use=value["single_use"],
        )


def register_link_route(purpose: str, view_name: str) -> None:
    """Which view opens links of this purpose. Its address takes ``<slug:secret>``: ``place/<secret>/``."""
    _routes[purpose] = view_name


def link_path(purpose: str, secret: str) -> str:
    return reverse(_routes[purpose], kwargs={"secret": secret})


def absolute(path: str) -> str:
    """The address of a page as it stands in a mail."""
    return settings.BASE_ADDRESS.rstrip("/") + path


def issue_link(
    *,
    purpose: str,
    subject: models.Model,
    person_id: UUID | None,
    expires: datetime,
    single_use: bool = False,
) -> tuple[Link, str]:
    """A new link and its path, which holds the secret and is never seen again."""
    return issue(
        LinkWanted.to(subject, purpose=purpose, expires=expires, person_id=person_id, single_use=single_use)
    )


def issue(wanted: LinkWanted) -> tuple[Link, str]:
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = Link.objects.create(
        purpose=wanted.purpose,
        secret_hash=hash_secret(secret),
        subject_type=wanted.subject_type,
        subject_id=wanted.subject_id,
        person_id=wanted.person_id,
        expires_at=wanted.expires,
        is_single_use=wanted.single_use,
    )
    return link, link_path(wanted.purpose, secret)


def open_link(secret: str, *, purpose: str, now: datetime) -> Link:
    """The link behind an address, or :class:`KithError` that says what became of it. Changes nothing."""
    wanted = hash_secret(secret)
    link = Link.objects.filter(secret_hash=wanted).first()
    if link is None or not hmac.compare_digest(link.secret_hash, wanted) or link.purpose != purpose:
        raise KithError(Fault("core.link.unknown"))
    if link.revoked_at is not None:
        raise KithError(Fault("core.link.revoked"))
    if link.is_single_use and link.used_at is not None:
        raise KithError(Fault("core.link.used"))
    if link.expires_at <= now:
        raise KithError(Fault("core.link.expired", params={"date": date_format(link.expires_at, "j F Y")}))
    return link


def use_link(link: Link, *, now: datetime) -> None:
    """Note the use, in the transaction of the action it serves. A second use of a single-use link is refused,
    even when both arrive at once: the row changes hands by one conditional UPDATE."""
    unused = Link.objects.filter(pk=link.pk, revoked_at=None, used_at=None)
    if unused.update(used_at=now):
        return
    link.refresh_from_db()
    if link.revoked_at is not None:
        raise KithError(Fault("core.link.revoked"))
    if link.is_single_use:
        raise KithError(Fault("core.link.used"))


@transaction.atomic
def revoke_links(*, by: Actor, subject: models.Model, now: datetime, purpose: str | None = None) -> int:
    """Close every open link to ``subject``; how many there were."""
    rows = Link.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk, revoked_at=None)
    if purpose is not None:
        rows = rows.filter(purpose=purpose)
    count = rows.update(revoked_at=now)
    if count:
        audit.record(by=by, action="core.link.revoke", subject=subject, detail={"links": count})
    return count


def hash_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
