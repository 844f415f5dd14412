"""Tokens as pages say them: whose, for what, until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kith.service.api.domain.scopes import SCOPES
from kith.service.api.models import Token
from kith.service.api.web.v1 import PREFIX
from kith.service.core.domain.links import absolute
from kith.service.core.models import Organisation
from kith.service.ui.web.cells import link, state_tag
from kith.service.ui.web.wording import day


def api_address() -> str:
    return absolute(PREFIX)


def scopes_words(token: Token) -> str:
    """What it may read, in a few words each: what stands before the colon on the form."""
    known = [words for scope, words in SCOPES.items() if scope in token.scopes]
    return ", ".join(str(words).partition(":")[0].partition("：")[0] for words in known)


def reach(token: Token) -> str:
    return token.organisation.name if token.organisation else _("Wherever there is a role")


def last_used(token: Token) -> str:
    return day(token.last_used_on) if token.last_used_on else _("Never")


def own_rows(tokens: Iterable[Token], now: datetime) -> list[list[Any]]:
    return [
        [
            f"{token.name} ({token.prefix}…)",
            scopes_words(token),
            reach(token),
            last_used(token),
            _state(token, now),
            day(token.revoked_at or token.expires_at),
            link(reverse("api:revoke_token", args=[token.pk]), _("Revoke"), token.name)
            if token.is_living(now)
            else "",
        ]
        for token in tokens
    ]


def organisation_rows(tokens: Iterable[Token], organisation: Organisation) -> list[list[Any]]:
    def end(token: Token) -> Any:
        place = [organisation.slug, token.pk]
        return link(reverse("api:revoke_organisation_token", args=place), _("Revoke"), token.name)

    return [
        [
            token.person.name,
            token.name,
            scopes_words(token),
            last_used(token),
            day(token.expires_at),
            end(token),
        ]
        for token in tokens
    ]


def made(token: Token, secret: str) -> dict[str, Any]:
    return {"token": token, "secret": secret, "address": api_address()}


def question(token: Token, back: str) -> dict[str, Any]:
    return {
        "title": _("Revoke this token?"),
        "what_happens": [
            _("“%(name)s” (%(prefix)s…) opens nothing from now on.")
            % {"name": token.name, "prefix": token.prefix},
            _("The program that uses it stops until it is given a new one."),
        ],
        "button": _("Revoke the token"),
        "cancel_href": back,
        "is_dangerous": True,
    }


def _state(token: Token, now: datetime) -> SafeString:
    if token.revoked_at is not None:
        return state_tag("stopped", _("Revoked"))
    return state_tag("done", _("Works")) if token.is_living(now) else state_tag("stopped", _("Expired"))
