"""Places on the earth, and how far they lie apart, in whole numbers that every machine finds alike.

A place becomes three whole numbers: its direction from the centre of the earth, on a grid of about 0.1 m. Two
places' straight line through the earth, squared, is then exact, and a limit in kilometres becomes a limit on
it: so the arrays of the engine and the plain Python of its checker cannot disagree by a rounding. Distances
are along the great circle on a sphere of the earth's mean radius, which is within 0.6% of the ellipsoid's.
"""

from __future__ import annotations

import math
import re

from kith.matching.types import Point
from kith.tables.values import Unreadable

RADIUS_KM = 6371.0088
"""The earth's mean radius (Moritz 2000, Geodetic Reference System 1980, R1; DOI 10.1007/s001900050278)."""
GRID = 1 << 26
"""Grid steps in a radius."""
_FARTHEST = math.pi * RADIUS_KM
_NUMBER = r"([+-]?\d+(?:\.\d+)?)\s*°?\s*([NSEW]?)"
_BOTH = re.compile(rf"\(?\s*{_NUMBER}\s*[,;\s]\s*{_NUMBER}\s*\)?", re.IGNORECASE)


def direction(point: Point) -> tuple[int, int, int]:
    """The place on the grid.

    >>> direction(Point(90.0, 0.0)) == (0, 0, GRID)
    True
    """
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    across = math.cos(latitude)
    return (
        round(GRID * across * math.cos(longitude)),
        round(GRID * across * math.sin(longitude)),
        round(GRID * math.sin(latitude)),
    )


def line_squared(one: Point, other: Point) -> int:
    """The straight line between two places, in grid steps, squared. Exact."""
    return sum((a - b) ** 2 for a, b in zip(direction(one), direction(other), strict=True))


def limit_squared(kilometres: float) -> int:
    """The longest straight line, in grid steps squared, between places that are at most so far apart.

    ``-1`` for less than nothing.
    """
    if kilometres < 0:
        return -1
    if kilometres >= _FARTHEST:
        return 4 * (GRID + 2) ** 2
    return math.floor((2 * GRID * math.sin(kilometres / (2 * RADIUS_KM))) ** 2)


def kilometres(one: Point, other: Point) -> float:
    """How far two places lie apart along the great circle, to about 0.1 m.

    >>> round(kilometres(Point(51.5074, -0.1278), Point(53.4808, -2.2426)))
    262
    """
    half = math.sqrt(line_squared(one, other)) / (2 * GRID)
    return 2 * RADIUS_KM * math.asin(min(1.0, half))


def limits_of_points(most: int, reach: float) -> list[int]:
    """For each number of points 0 to ``most``, the longest line squared that still gives them.

    Points fall in a straight line from ``most`` at no distance to 0 at ``reach`` kilometres, rounded down.
    """
    if reach <= 0:
        return [limit_squared(_FARTHEST), *([0] * most)]
    return [limit_squared(_FARTHEST)] + [
        limit_squared(reach * (most - points) / most) for points in range(1, most + 1)
    ]


def close_points(line: int, most: int, reach: float) -> int:
    """The points of two places whose line squared is ``line``, by halving: no table."""
    if reach <= 0:
        return most if line == 0 else 0
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if line <= limit_squared(reach * (most - middle) / most):
            low = middle
        else:
            high = middle - 1
    return low


def make_point(latitude: float, longitude: float) -> Point:
    """A place from its two numbers. Raises :class:`Unreadable` outside the earth, NaN included.

    >>> make_point(51.5, -0.1)
    Point(latitude=51.5, longitude=-0.1)
    """
    if not -90 <= latitude <= 90:
        raise Unreadable("matching.people.latitude_range", value=f"{latitude:g}")
    if not -180 <= longitude <= 180:
        raise Unreadable("matching.people.longitude_range", value=f"{longitude:g}")
    return Point(float(latitude) + 0.0, float(longitude) + 0.0)


def read_point(text: str) -> Point:
    """A place from one cell: ``51.51, -0.13``, also with N, S, E or W behind each number.

    >>> read_point("51.51 N, 0.13 W")
    Point(latitude=51.51, longitude=-0.13)
    """
    found = _BOTH.fullmatch(text.strip().replace("\u2212", "-"))
    if found is None:
        raise Unreadable("matching.people.point_unreadable", value=text)
    return make_point(_signed(found[1], found[2], "NS", text), _signed(found[3], found[4], "EW", text))


def _signed(number: str, half: str, halves: str, text: str) -> float:
    if half and (half.upper() not in halves or number[0] in "+-"):
        raise Unreadable("matching.people.point_unreadable", value=text)
    value = float(number)
    return -value if half.upper() == halves[1] and half else value
