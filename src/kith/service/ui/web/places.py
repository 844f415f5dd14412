"""The main navigation: at most five places, each shown to those who may use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

ORDER = ("home", "programmes", "people", "planning", "library")


@dataclass(frozen=True, slots=True)
class Place:
    key: str
    """One of ``ORDER``."""
    name: str | Promise
    address: Callable[[HttpRequest], str | None]
    """Where it leads for this person; None hides it."""


@dataclass(frozen=True, slots=True)
class PlaceLink:
    key: str
    name: str
    href: str
    is_here: bool


_places: dict[str, Place] = {}


def register_place(place: Place) -> None:
    """Called in ``apps.ready`` by the app that owns the place."""
    if place.key not in ORDER:
        raise ValueError(f"{place.key!r} is not one of the five places: {', '.join(ORDER)}")
    _places[place.key] = place


def places_for(request: HttpRequest) -> tuple[PlaceLink, ...]:
    """The places this person may use, in the fixed order."""
    found = ((_places[key], _places[key].address(request)) for key in ORDER if key in _places)
    return tuple(
        PlaceLink(place.key, str(place.name), address, request.path == address)
        for place, address in found
        if address is not None
    )
