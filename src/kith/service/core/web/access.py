"""How a view says who may come in. A test walks every address and refuses one that does not say."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Permission, Role, may, permissions_of, scope

if TYPE_CHECKING:
    from kith.service.people.models import Person

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """What a view behind ``signed_in`` or ``requires`` is given: somebody is there. For types only."""

    actor: Actor
    user: Person


class Door(StrEnum):
    PUBLIC = "public"
    LINK = "link"
    SIGNED_IN = "signed_in"
    ROLE = "role"
    TOKEN = "token"  # noqa: S105
    """A program, by the same table (``api.web.access``)."""


@dataclass(frozen=True, slots=True)
class Access:
    door: Door
    permission: Permission | None = None
    on: str | None = None


def public(view: View) -> View:
    """Anyone."""
    view.kith_access = Access(Door.PUBLIC)  # type: ignore[attr-defined]
    return view


def by_link(view: View) -> View:
    """The holder of a signed link; the view opens it with ``core.domain.links.open_link``.

    No browser keeps the page: on a ward's computer the next person would find it with the back button, and its
    writer would find a screen that is out of date.
    """

    @functools.wraps(view)
    def unkept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    unkept.kith_access = Access(Door.LINK)  # type: ignore[attr-defined]
    return unkept


def signed_in(view: View) -> View:
    """Anyone with an account, for what is theirs alone."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.kith_access = Access(Door.SIGNED_IN)  # type: ignore[attr-defined]
    return guarded


def requires(permission: Permission, *, on: str) -> Callable[[View], View]:
    """Those whose role on the thing carries ``permission``. The thing is handed on as the keyword ``on``."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            thing = admit(request, permission, on=on, kwargs=kwargs)
            return view(request, **{on: thing}, **kwargs)

        guarded.kith_access = Access(Door.ROLE, permission, on)  # type: ignore[attr-defined]
        return guarded

    return decorate


def admit(request: HttpRequest, permission: Permission, *, on: str, kwargs: dict[str, Any]) -> Any:
    """The thing, or 404 for a stranger and 403 for a role that may not."""
    thing, roles = look_for(request, on=on, kwargs=kwargs)
    if permission not in permissions_of(roles):
        raise PermissionDenied(permission)
    return thing


def look_for(request: HttpRequest, *, on: str, kwargs: dict[str, Any]) -> tuple[Any, frozenset[Role]]:
    """The thing and the roles held on it, or 404 for a stranger."""
    place = scope(on)
    try:
        thing = place.load(kwargs)
    except (ObjectDoesNotExist, ValidationError, ValueError) as missing:
        raise Http404 from missing
    roles = place.roles(request.user, thing)
    if not roles:
        raise Http404
    return thing, roles


__all__ = [
    "Access",
    "Door",
    "SignedInRequest",
    "admit",
    "by_link",
    "look_for",
    "may",
    "public",
    "requires",
    "signed_in",
]
