"""Letting a program in: which token it shows, whether that still holds, and how often it asks."""

from __future__ import annotations

import hmac
from datetime import datetime

from django.db.models import F
from django.utils.formats import date_format

from kith.foundation.faults import Fault, KithError
from kith.service.api.models import Token
from kith.service.core.domain.links import hash_secret
from kith.service.people.domain.personas import personas, personas_are_open
from kith.service.people.domain.queries import administers_anything, has_second_factor
from kith.service.people.models import Person

REQUESTS_A_MINUTE = 120


def token_of(secret: str, *, now: datetime) -> Token:
    """The token behind a secret, or :class:`KithError` that says what became of it. Changes nothing."""
    wanted = hash_secret(secret)
    rows = Token.objects.select_related("person", "organisation")
    token = rows.filter(secret_hash=wanted).first()
    if token is None or not hmac.compare_digest(token.secret_hash, wanted):
        raise KithError(Fault("api.token.unknown"))
    if token.revoked_at is not None:
        raise KithError(Fault("api.token.revoked"))
    if token.expires_at <= now:
        raise KithError(Fault("api.token.expired", params={"date": date_format(token.expires_at, "j F Y")}))
    if not token.person.is_active:
        raise KithError(Fault("api.token.account_closed"))
    return token


def lacks_second_factor(person: Person) -> bool:
    """Whether this is an administrator without a second factor: as on the pages, nothing opens before that."""
    if not administers_anything(person) or has_second_factor(person):
        return False
    return not (personas_are_open() and personas().filter(person=person).exists())


def note_use(token: Token, *, now: datetime) -> None:
    """Count this request in its minute. Raises KithError ``api.too_many`` when the minute is full.

    The count changes by one conditional UPDATE, so that requests at the same moment are all counted.
    """
    minute = now.replace(second=0, microsecond=0)
    row = Token.objects.filter(pk=token.pk)
    if row.filter(window_at=minute, used_in_window__lt=REQUESTS_A_MINUTE).update(
        used_in_window=F("used_in_window") + 1
    ):
        return
    if row.exclude(window_at=minute).update(window_at=minute, used_in_window=1, last_used_on=now.date()):
        return
    raise KithError(Fault("api.too_many", params={"most": REQUESTS_A_MINUTE, "seconds": 60 - now.second}))
