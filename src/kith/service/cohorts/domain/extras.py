"""What a later app adds to a cohort's page: buttons, such as those of the demonstration, and places to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission


@dataclass(frozen=True, slots=True)
class Button:
    """Posts to ``address``. Shown to those who may manage the cohort."""

    label: str
    address: str
    hint: str


Provider = Callable[[Cohort], list[Button]]
_providers: dict[str, Provider] = {}


def register_buttons(name: str, provider: Provider) -> None:
    _providers[name] = provider


def buttons_of(cohort: Cohort) -> list[Button]:
    return [button for provider in _providers.values() for button in provider(cohort)]


@dataclass(frozen=True, slots=True)
class Link:
    """A card on the cohort's page, shown to those who hold ``permission``."""

    title: str
    text: str
    address: str
    permission: Permission


_links: dict[str, Callable[[Cohort], list[Link]]] = {}


def register_links(name: str, provider: Callable[[Cohort], list[Link]]) -> None:
    """A provider asks the database for nothing: it is called on each reading of the page."""
    _links[name] = provider


def links_of(cohort: Cohort) -> list[Link]:
    return [one for provider in _links.values() for one in provider(cohort)]


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Where else somebody who holds a place can go, at the foot of its page."""

    text: str
    address: str


_place_links: dict[str, Callable[[Place], list[PlaceLink]]] = {}


def register_place_links(name: str, provider: Callable[[Place], list[PlaceLink]]) -> None:
    """A provider asks the database for nothing: it is called on each reading of the page."""
    _place_links[name] = provider


def place_links_of(place: Place) -> list[PlaceLink]:
    return [one for provider in _place_links.values() for one in provider(place)]


_leaving_pages: list[Callable[[Place], str]] = []


def register_leaving_page(address: Callable[[Place], str]) -> None:
    """For a later app that asks why a place is taken back, and settles what hangs on it."""
    if address not in _leaving_pages:
        _leaving_pages.append(address)


def leaving_page(place: Place) -> str | None:
    """Where the place is taken back; None where no later app has a page for it."""
    return next((address(place) for address in _leaving_pages), None)
