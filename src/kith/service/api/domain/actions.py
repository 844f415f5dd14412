"""Making a token and ending it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Faults, Where
from kith.service.api.domain import queries
from kith.service.api.domain.secret import new_secret, prefix_of
from kith.service.api.models import Token
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor, Kind
from kith.service.core.domain.links import hash_secret
from kith.service.core.domain.permissions import Permission, may
from kith.service.core.models import Organisation
from kith.service.people.domain.authority import is_own, must_be_own
from kith.service.people.models import Person

LONGEST = timedelta(days=365)
MOST = 20
"""Living tokens a person: more are a sign that nobody looks after them."""


@transaction.atomic
def make_token(
    *,
    by: Actor,
    person: Person,
    name: str,
    scopes: Sequence[Permission],
    expires_at: datetime,
    organisation: Organisation | None = None,
) -> tuple[Token, str]:
    """A new token and its secret, which is never seen again. Only the person may make their own."""
    must_be_own(by, person)
    _check(person, name.strip(), scopes, expires_at, organisation)
    secret = new_secret()
    token = Token.objects.create(
        person=person,
        name=name.strip(),
        secret_hash=hash_secret(secret),
        prefix=prefix_of(secret),
        scopes=sorted(scopes),
        organisation=organisation,
        expires_at=expires_at,
    )
    _record(by, "api.make_token", token, fields=["scopes", "organisation", "expires_at"])
    return token, secret


@transaction.atomic
def revoke_token(*, by: Actor, token: Token) -> Token:
    """End a token now: its person may, and who administers an organisation that it reaches. Twice is once."""
    if by.kind != Kind.SYSTEM and not is_own(by, token.person) and not _administers(by, token):
        raise PermissionDenied(Permission.ORGANISATION_ADMINISTER)
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        _record(by, "api.revoke_token", token, fields=["revoked_at"])
    token.refresh_from_db(fields=["revoked_at"])
    return token


def _administers(by: Actor, token: Token) -> bool:
    return by.person is not None and any(
        may(by.person, Permission.ORGANISATION_ADMINISTER, one, on="organisation")
        for one in queries.reached_by(token)
    )


def _check(
    person: Person,
    name: str,
    scopes: Sequence[Permission],
    expires_at: datetime,
    organisation: Organisation | None,
) -> None:
    faults, now = Faults(), timezone.now()
    living = Token.objects.living(now).filter(person=person)
    if not name:
        faults.add("api.token.name_missing", Where(key="name"))
    elif living.filter(name=name).exists():
        faults.add("api.token.name_taken", Where(key="name"), name=name)
    if not scopes:
        faults.add("api.token.no_scope", Where(key="scopes"))
    held = queries.readable(person)
    for scope in scopes:
        if scope not in held:
            faults.add("api.token.scope_not_yours", Where(key="scopes"), scope=str(scope))
    if not now < expires_at <= now + LONGEST:
        faults.add("api.token.expiry", Where(key="days"), most=LONGEST.days)
    if organisation and not queries.organisations_reached(person).filter(pk=organisation.pk).exists():
        faults.add("api.token.organisation_not_yours", Where(key="organisation"))
    if living.count() >= MOST:
        faults.add("api.token.too_many", most=MOST)
    faults.raise_if_any()


def _record(by: Actor, action: str, token: Token, *, fields: list[str]) -> None:
    """Once for each organisation that the token reaches, so that each one's administrators read of it."""
    detail = {"person_id": str(token.person_id), "scopes": " ".join(token.scopes)}
    reached: list[UUID | None] = list(queries.reached_by(token).values_list("pk", flat=True))
    for organisation_id in reached or [None]:
        audit.record(
            by=by, action=action, subject=token, organisation_id=organisation_id, fields=fields, detail=detail
        )
