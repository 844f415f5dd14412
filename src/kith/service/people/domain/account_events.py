"""What allauth does to an account leaves a trace in our history, and what follows from it is done."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import revoke_links
from kith.service.core.models import LinkPurpose
from kith.service.people.models import Person


def connect() -> None:
    account.user_logged_in.connect(on_signed_in)
    account.email_confirmed.connect(on_address_proved)
    account.email_added.connect(_noted("people.add_address", ["email"]))
    account.email_removed.connect(_noted("people.remove_address", ["email"]))
    account.email_changed.connect(_noted("people.change_main_address", ["email"]))
    account.password_set.connect(_noted("people.set_password", ["password"]))
    account.password_changed.connect(_noted("people.change_password", ["password"]))
    account.password_reset.connect(_noted("people.reset_password", ["password"]))
    second_factor.authenticator_added.connect(_noted("people.add_second_factor"))
    second_factor.authenticator_added.connect(on_second_factor_added)
    second_factor.authenticator_removed.connect(_noted("people.remove_second_factor"))
    second_factor.authenticator_reset.connect(_noted("people.renew_second_factor"))


_receivers: list[Any] = []
"""Signals hold their receivers weakly: ours are kept here."""


def _noted(action: str, fields: list[str] | None = None) -> Any:
    def note(sender: type, user: Person, authenticator: Authenticator | None = None, **_kwargs: Any) -> None:
        with transaction.atomic():
            audit.record(
                by=Actor.of_person(user),
                action=action,
                subject=user,
                fields=fields or [],
                detail={"type": str(authenticator.type)} if authenticator else None,
            )

    _receivers.append(note)
    return note


def on_signed_in(sender: type, user: Person, **_kwargs: Any) -> None:
    """Note it, and close the sign-in links that were sent: one request, one way in."""
    by = Actor.of_person(user)
    with transaction.atomic():
        revoke_links(by=by, subject=user, now=timezone.now(), purpose=LinkPurpose.SIGN_IN)
        audit.record(by=by, action="people.sign_in", subject=user)


def on_second_factor_added(
    sender: type, request: HttpRequest, user: Person, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Setting one up has just shown who it is: the recovery codes that come next are not asked for twice."""
    record_authentication(request, user, "mfa", type=str(authenticator.type), reauthenticated=True)


def on_address_proved(sender: type, email_address: EmailAddress, **_kwargs: Any) -> None:
    person = email_address.user
    with transaction.atomic():
        audit.record(by=Actor.of_person(person), action="people.prove_address", subject=person)
