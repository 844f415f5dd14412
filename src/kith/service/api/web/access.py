"""How an endpoint says who may come in: the pages' own rule (``core.web.access``), and the token's scopes besides."""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from kith.foundation.faults import Fault, KithError
from kith.service.api.domain.admission import lacks_second_factor, note_use, token_of
from kith.service.api.domain.scopes import SCOPES
from kith.service.api.models import Token
from kith.service.api.web.problems import Refused
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Permission, permissions_of
from kith.service.core.models import Organisation
from kith.service.core.web.access import Access, Door, look_for
from kith.service.people.models import Person

Endpoint = Callable[..., Any]
doors: dict[str, Access] = {}
"""Name of each endpoint and its door; ``urls`` refuses an endpoint that is not here."""


class ApiRequest(HttpRequest):
    """What an endpoint is given: a token has been shown. For types only."""

    actor: Actor
    user: Person
    auth: Token


class Bearer(HttpBearer):
    """``Authorization: Bearer kith_…``"""

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        now = timezone.now()
        try:
            found = token_of(token.strip(), now=now)
        except KithError as no_good:
            raise Refused(401, no_good.faults) from no_good
        if lacks_second_factor(found.person):
            raise Refused(403, [Fault("api.second_factor")])
        try:
            note_use(found, now=now)
        except KithError as too_often:
            raise Refused(429, too_often.faults) from too_often
        request.user = found.person
        request.actor = Actor.of_token(found.pk)  # type: ignore[attr-defined]
        return found


def by_token(endpoint: Endpoint) -> Endpoint:
    """Whoever shows a token that works, for what is the token's own."""
    doors[endpoint.__name__] = Access(Door.TOKEN)
    return endpoint


def lists(permission: Permission) -> Callable[[Endpoint], Endpoint]:
    """A list of what the token's person may see by ``permission``; the endpoint keeps to that and to ``reach``."""

    def decorate(endpoint: Endpoint) -> Endpoint:
        @functools.wraps(endpoint)
        def guarded(request: ApiRequest, **kwargs: Any) -> Any:
            _must_have_scope(request.auth, permission)
            return endpoint(request, **kwargs)

        return _as_endpoint(guarded, endpoint, Access(Door.TOKEN, permission))

    return decorate


def reads(permission: Permission, *, on: str) -> Callable[[Endpoint], Endpoint]:
    """Equal to the pages' ``requires``: who may, by the one table. The thing is handed on as the keyword ``on``.

    A thing outside the organisation that the token is kept to is not there; a token that lacks the scope is told
    so only of things that its person may see.
    """

    def decorate(endpoint: Endpoint) -> Endpoint:
        @functools.wraps(endpoint)
        def guarded(request: ApiRequest, **kwargs: Any) -> Any:
            thing, roles = look_for(request, on=on, kwargs=kwargs)
            only = request.auth.organisation_id
            if only is not None and _organisation_id(thing) != only:
                raise Http404
            if permission not in permissions_of(roles):
                raise PermissionDenied(permission)
            _must_have_scope(request.auth, permission)
            return endpoint(request, **{on: thing}, **kwargs)

        return _as_endpoint(guarded, endpoint, Access(Door.TOKEN, permission, on), handed_on=on)

    return decorate


def _must_have_scope(token: Token, permission: Permission) -> None:
    if permission not in token.scopes:
        raise Refused(403, [Fault("api.scope", params={"scope": str(permission)})])


def _organisation_id(thing: Any) -> UUID:
    """The organisation that a thing belongs to: itself, its own, or its cohort's."""
    if isinstance(thing, Organisation):
        return thing.pk
    owner = getattr(thing, "cohort", thing)
    return owner.organisation_id


def _as_endpoint(guarded: Any, endpoint: Endpoint, access: Access, handed_on: str | None = None) -> Endpoint:
    """ninja reads parameters from the signature: what the guard hands on is none, and says which scope it needs."""
    if access.permission not in SCOPES:
        raise ValueError(f"{endpoint.__name__} wants {access.permission}, which no token may hold")
    hints = typing.get_type_hints(endpoint, include_extras=True)
    parameters = [
        one.replace(annotation=hints[name])
        for name, one in inspect.signature(endpoint).parameters.items()
        if name != handed_on
    ]
    guarded.__signature__ = inspect.Signature(parameters)
    guarded.__doc__ = f"{inspect.cleandoc(endpoint.__doc__ or '')}\n\nScope: `{access.permission}`."
    doors[endpoint.__name__] = access
    return guarded
