"""Two results laid beside each other, number by number."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kith.evaluation.bundle.types import Difference
from kith.evaluation.result_json import Json

TOLERANCE = 1e-9
"""Of its size, that a float may differ by where the versions are not the bundle's."""
VERSIONS = "versions"


def numbers_in(value: Json, name: str = "") -> int:
    """How many numbers there are. Versions of programs are no results."""
    if name == VERSIONS:
        return 0
    if isinstance(value, dict):
        return sum(numbers_in(each, key) for key, each in value.items())
    if isinstance(value, list):
        return sum(numbers_in(each) for each in value)
    return int(isinstance(value, int | float) and not isinstance(value, bool))


def differences(stated: Json, found: Json, *, exact: bool, place: str = "") -> Iterator[Difference]:
    """Every value that is not the same, with its place. Whole numbers always have to be equal.

    >>> list(differences({"n": 5, "p": 0.25}, {"n": 6, "p": 0.25}, exact=True))
    [Difference(place='n', stated=5, found=6)]
    """
    if isinstance(stated, dict) and isinstance(found, dict):
        for key in dict.fromkeys((*stated, *found)):
            if key == VERSIONS:
                continue
            inner = f"{place}.{key}" if place else key
            if key not in stated or key not in found:
                yield Difference(inner, stated.get(key), found.get(key))
            else:
                yield from differences(stated[key], found[key], exact=exact, place=inner)
    elif isinstance(stated, list) and isinstance(found, list) and len(stated) == len(found):
        for at, (first, second) in enumerate(zip(stated, found, strict=True)):
            yield from differences(first, second, exact=exact, place=f"{place}[{at}]")
    elif not _is_same(stated, found, exact=exact):
        yield Difference(place, stated, found)


def _is_same(stated: Json, found: Json, *, exact: bool) -> bool:
    if isinstance(stated, bool) or isinstance(found, bool):
        return stated is found
    if isinstance(stated, float) or isinstance(found, float):
        if not isinstance(stated, int | float) or not isinstance(found, int | float):
            return False
        return stated == found or (
            not exact and math.isclose(stated, found, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        )
    return stated == found
