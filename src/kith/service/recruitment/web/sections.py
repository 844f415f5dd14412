"""The lead's page of one application, put together from sections that each part of recruitment registers.

In ``apps.ready``::

    register_section(40, "reviews", reviews_section)

A provider takes the application and what the viewer may do in its cohort, and gives back a section or None.
It is asked on each reading of the page: keep it to a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kith.service.core.domain.permissions import Permission
from kith.service.recruitment.models import Application


@dataclass(frozen=True, slots=True)
class SectionAction:
    """A link, or with ``is_post`` a small form that posts to ``href``.

    ``about`` is heard, not seen: it tells apart actions of the same words ("Ask again", about whom).
    """

    text: str
    href: str
    about: str = ""
    is_post: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with what stands under it, in this order: sentences, facts, a table, actions."""

    heading: str
    sentences: tuple[str, ...] = ()
    facts: tuple[tuple[Any, ...], ...] = ()
    """As ``facts`` of ``ui/data.html`` takes them: (key, value) or (key, value, action)."""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    """A table under ``heads``; cells as ``rows`` of ``ui/data.html`` takes them, or a tuple of actions."""
    actions: tuple[SectionAction, ...] = ()
    folded: bool = False
    """Closed until somebody opens it: what is seldom read."""


Provider = Callable[[Application, frozenset[Permission]], Section | None]
_providers: dict[str, tuple[int, Provider]] = {}


def register_section(order: int, name: str, provider: Provider) -> None:
    """``order``: identity 10, answers 20, permission 30, checks 40, reviews 50, interviews 60,
    decisions and offers 70, history 90."""
    known = _providers.setdefault(name, (order, provider))
    if known != (order, provider):
        raise ValueError(f"two sections are called {name}")


def sections_of(application: Application, held: frozenset[Permission]) -> list[Section]:
    """All that has something to say about the application, in order."""
    ordered = sorted(_providers.items(), key=lambda one: (one[1][0], one[0]))
    found = (provider(application, held) for _name, (_order, provider) in ordered)
    return [section for section in found if section is not None]
