"""Staff in post against funded posts, added up over whatever is asked."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kith.workforce.picture.types import Country, Group, Staffing

SAME = 1e-6
"""Staff counts that sources spread over places are equal up to this."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One cadre at one facility, in both tables."""

    in_post: Staffing
    funded: Staffing

    @property
    def vacancies(self) -> float:
        short = self.funded.staff - self.in_post.staff
        return 0.0 if abs(short) < SAME else short


Names = tuple[str, ...]


def paired(country: Country) -> tuple[Pair, ...]:
    """The rows of both tables side by side; the reading has seen to it that each has its partner."""
    funded = {(each.facility, each.cadre): each for each in country.funded}
    return tuple(Pair(each, funded[each.facility, each.cadre]) for each in country.in_post)


def grouped(pairs: Iterable[Pair], names: Callable[[Staffing], Names | None]) -> tuple[Group, ...]:
    """Sums by what ``names`` gives (``None``: not in any), in the order in which they come."""
    members: dict[Names, list[Pair]] = {}
    for pair in pairs:
        key = names(pair.in_post)
        if key is not None:
            members.setdefault(key, []).append(pair)
    return tuple(group(key, of) for key, of in members.items())


def group(names: Names, pairs: Iterable[Pair]) -> Group:
    """One sum."""
    of = list(pairs)

    def total(values: Iterator[float]) -> float:
        return math.fsum(values)

    return Group(
        names,
        total(pair.in_post.staff for pair in of),
        total(pair.funded.staff for pair in of),
        total(pair.in_post.minutes for pair in of),
        total(pair.funded.minutes for pair in of),
        total(max(pair.vacancies, 0.0) for pair in of),
        total(max(-pair.vacancies, 0.0) for pair in of),
    )
