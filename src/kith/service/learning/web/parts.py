"""The page of a relationship, put together from parts that each room registers.

In its registrations::

    register_part(20, "agreement", agreement_part)

A provider takes the relationship as its member sees it, and gives back a part or None. It is asked on each
reading of the page: keep it to a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kith.programmes.types import Definition
from kith.service.learning.models import Member, Relationship
from kith.service.people.models import Person


@dataclass(frozen=True, slots=True)
class Seen:
    """A relationship as one of its members sees it."""

    relationship: Relationship
    definition: Definition
    me: Member
    others: tuple[Member, ...]
    """Those still in it, with their people."""
    person: Person
    is_open: bool
    """Whether anything may still be changed: the cohort is open and the relationship has not ended."""


@dataclass(frozen=True, slots=True)
class PartAction:
    """A link. ``about`` is heard, not seen: it tells apart actions of the same words."""

    text: str
    href: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One heading, what it says, and what to do. ``is_main`` is what most needs doing now: the first such part
    gets the page's green button for its first action."""

    heading: str
    sentences: tuple[str, ...] = ()
    facts: tuple[tuple[Any, ...], ...] = ()
    """As ``facts`` of ``ui/data.html`` takes them."""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    """A table under ``heads``; cells as ``rows`` of ``ui/data.html`` takes them."""
    actions: tuple[PartAction, ...] = field(default=())
    is_main: bool = False
    is_folded: bool = False
    """Seldom wanted: only its heading shows until it is opened."""


WHO = 10
"""Where how it stands ends and the rest begins."""

Provider = Callable[[Seen], Part | None]
_providers: dict[str, tuple[int, Provider]] = {}


def register_part(order: int, name: str, provider: Provider) -> None:
    """``order``: who they are 10, agreement 20, next meeting 30, log 40, goals 50, reflections 60, mentors 65,
    project 70, sessions 75, hours and certificate 80, something is not right 90, pause and end 95. What needs
    the reader now comes before all of it from 10 on."""
    known = _providers.setdefault(name, (order, provider))
    if known != (order, provider):
        raise ValueError(f"two parts are called {name}")


def parts_of(seen: Seen) -> list[Part]:
    """All that there is to say to the member now: how things stand, what needs them, then the rest in order."""
    ordered = sorted(_providers.items(), key=lambda one: (one[1][0], one[0]))
    found = [(order, provider(seen)) for _name, (order, provider) in ordered]
    told = [(order, part) for order, part in found if part is not None]
    return [part for _order, part in sorted(told, key=lambda one: one[0] >= WHO and not one[1].is_main)]
