"""How many people could be in sets that share an hour, whatever else is asked: counted by time zone.

People of one zone are alike to the clock. So many sets meet at each moment that matters; each person goes to a moment of their
own working day, and a moment has room for its sets. Solved as a small programme in whole numbers by HiGHS, doi
10.1007/s12532-017-0130-5.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

from kith.matching.sets import hours
from kith.matching.sets.types import Window

NODES = 500
Zones = tuple[tuple[str, int], ...]
"""Time zones and how many people are in each."""


def moments(window: Window, zones: Zones) -> int:
    """How many moments of the week matter: at none of them can all those of another one too."""
    return len(hours.candidates({zone: hours.starts(window, zone) for zone, _ in zones}))


@lru_cache(maxsize=512)
def most_meeting(window: Window, zones: Zones, sets: int, fewest: int, most: int) -> int:
    """No more people than this can be in ``sets`` sets of ``fewest`` to ``most`` who share an hour.

    >>> from datetime import date
    >>> w = Window(minutes=60, begins=540, ends=1020, zone="zone", week_of=date(2026, 1, 12))
    >>> most_meeting(w, (("Europe/London", 3), ("Pacific/Auckland", 2)), 2, 2, 3)
    5
    >>> most_meeting(w, (("Europe/London", 3), ("Pacific/Auckland", 2)), 1, 2, 3)
    3
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = hours.candidates({zone: hours.starts(window, zone) for zone, _ in zones})
    wide, high = len(found), len(zones)
    if not (wide and high and sets):
        return 0
    go = high * wide  # a column for who goes from a zone to a moment, then one for the sets of each moment
    room = np.array([count * (zone in who) for zone, count in zones for _, who in found], dtype=float)
    rows = np.zeros((high + 2 * wide + 1, go + wide))
    for zone in range(high):
        rows[zone, zone * wide : (zone + 1) * wide] = 1
    for moment in range(wide):
        rows[high + moment, moment:go:wide] = rows[high + wide + moment, moment:go:wide] = 1
        rows[high + moment, go + moment], rows[high + wide + moment, go + moment] = -most, -fewest
    rows[-1, go:] = 1
    low = [0.0] * high + [-math.inf] * wide + [0.0] * wide + [0.0]
    top = [float(count) for _, count in zones] + [0.0] * wide + [math.inf] * wide + [float(sets)]
    answer: Any = milp(
        np.concatenate([-np.ones(go), np.zeros(wide)]),
        integrality=np.ones(go + wide, dtype=np.int8),
        bounds=Bounds(0, np.concatenate([room, np.full(wide, float(sets))])),
        constraints=LinearConstraint(rows, low, top),
        options={"node_limit": NODES},
    )
    everybody = sum(count for _, count in zones)
    bound = answer.mip_dual_bound
    return everybody if bound is None else min(everybody, math.floor(1e-6 - float(bound)))
