"""Everything that is wrong with the data of a WISN calculation, at once, by place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.workforce.wisn.checks_norms import norms_faults
from kith.workforce.wisn.checks_places import places_faults
from kith.workforce.wisn.types import (
    Activity,
    CategoryAllowance,
    Facility,
    IndividualAllowance,
    Post,
    Volume,
    WisnData,
    WorkingTime,
)

T = TypeVar("T")
At = tuple[Where, T]
"""Something with the place where its owner would look for it."""


@dataclass(frozen=True, slots=True)
class Located:
    """The data with the place of each row."""

    working_times: tuple[At[WorkingTime], ...]
    activities: tuple[At[Activity], ...]
    category_allowances: tuple[At[CategoryAllowance], ...]
    facilities: tuple[At[Facility], ...]
    posts: tuple[At[Post], ...]
    volumes: tuple[At[Volume], ...]
    individual_allowances: tuple[At[IndividualAllowance], ...]


def located(data: WisnData) -> Located:
    """Data that came from no file: a place is the name of its list and its number in it, from 1."""
    norms, places = data.norms, data.places
    return Located(
        tuple(_numbered("working_times", norms.working_times)),
        tuple(_numbered("activities", norms.activities)),
        tuple(_numbered("category_allowances", norms.category_allowances)),
        tuple(_numbered("facilities", places.facilities)),
        tuple(_numbered("posts", places.posts)),
        tuple(_numbered("volumes", places.volumes)),
        tuple(_numbered("individual_allowances", places.individual_allowances)),
    )


def faults_of(data: Located) -> tuple[Fault, ...]:
    """Every fault: of the norms, then of the places."""
    found = Faults()
    rules: tuple[Callable[[Located, Faults], None], ...] = (norms_faults, places_faults)
    for rule in rules:
        rule(data, found)
    return tuple(found)


def check(data: Located) -> None:
    """Raise :class:`KithError` with every fault, if there is one."""
    found = faults_of(data)
    if found:
        raise KithError(found)


def _numbered(name: str, items: Sequence[T]) -> Iterator[At[T]]:
    for place, item in enumerate(items, start=1):
        yield Where(key=f"{name}[{place}]"), item
