"""The applicant's page, put together from parts that each stage of recruitment registers.

In ``apps.ready``::

    register_part(50, "interview", interview_part)

A provider takes the application and the way its applicant came in, and gives back a part or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kith.service.recruitment.models import Application
from kith.service.ui.web.ways import Way


@dataclass(frozen=True, slots=True)
class Part:
    """One heading, what it says, and at most one thing to do.

    ``is_main`` is what most needs doing now: the first such part gets the page's green button.
    """

    heading: str
    sentences: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    text: str = ""
    """Of the link; empty is none."""
    href: str = ""
    is_main: bool = False


Provider = Callable[[Application, Way], Part | None]
_providers: dict[str, tuple[int, Provider]] = {}


def register_part(order: int, name: str, provider: Provider) -> None:
    """``order``: the application itself 10, permission 30, references 40, interview 50, offer 60, withdraw 90."""
    known = _providers.setdefault(name, (order, provider))
    if known != (order, provider):
        raise ValueError(f"two parts are called {name}")


def parts_of(application: Application, way: Way) -> list[Part]:
    """All that there is to say to the applicant now: what most needs doing first, the rest in order."""
    ordered = sorted(_providers.items(), key=lambda one: (one[1][0], one[0]))
    found = (provider(application, way) for _name, (_order, provider) in ordered)
    return sorted((part for part in found if part is not None), key=lambda part: not part.is_main)
