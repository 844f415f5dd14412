"""How far a requirement may lie off, from the ranges of unit times and volumes.

Each amount with a range is drawn from a triangle: lowest at its ends, highest at the value itself. Draws are
independent, one stream an amount, keyed by the seed and what the amount belongs to: another row in a file changes
nobody else's luck. A unit time is one number for the whole country, so its draws are the same at every facility.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.foundation.seeds import generator
from kith.workforce.wisn.aggregate import Key, groups_of
from kith.workforce.wisn.norms import applies, hours_each
from kith.workforce.wisn.results import Interval, Requirement
from kith.workforce.wisn.types import Activity, Ranged, WisnData

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS = 2_000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Spread:
    """Intervals by facility and cadre, and by sum."""

    requirements: dict[tuple[str, str], Interval]
    aggregates: dict[Key, Interval]


def has_ranges(data: WisnData) -> bool:
    """Whether any amount has a range."""
    return any(each.amount.has_range for each in data.norms.activities) or any(
        each.amount is not None and each.amount.has_range for each in data.places.volumes
    )


def spread(
    data: WisnData, requirements: Iterable[Requirement], *, seed: int, draws: int, level: float
) -> Spread:
    """Intervals of requirements before rounding. A sum is drawn as a whole, not added from its parts' ends."""
    luck = _Luck(data, seed, draws)
    single: dict[tuple[str, str], Interval] = {}
    sums: dict[Key, Floats] = {}
    for each in requirements:
        drawn = luck.requirement(each)
        single[each.facility, each.cadre] = _interval(drawn, level)
        for key in groups_of(each):
            sums[key] = drawn if key not in sums else sums[key] + drawn
    return Spread(single, {key: _interval(drawn, level) for key, drawn in sums.items()})


class _Luck:
    """Draws of every amount, each made once."""

    def __init__(self, data: WisnData, seed: int, draws: int) -> None:
        self._data, self._seed, self._draws = data, seed, draws
        self._volumes = {
            (each.facility, each.cadre, each.activity): each.amount for each in data.places.volumes
        }
        self._hours: dict[tuple[str, str, str | None], Floats] = {}

    def requirement(self, of: Requirement) -> Floats:
        import numpy as np

        time = self._data.norms.working_time(of.cadre)
        service = np.zeros(self._draws)
        for activity in self._data.norms.activities:
            if activity.cadre == of.cadre and applies(activity.facility_type, of.facility_type):
                amount = self._volumes[of.facility, of.cadre, activity.name]
                assert amount is not None
                done = self._drawn(amount, "volume", of.facility, of.cadre, activity.name)
                service += done * self._each(activity)
        drawn: Floats = service / time.hours * of.allowance_factor + of.individual
        return drawn

    def _each(self, activity: Activity) -> Floats:
        import numpy as np

        key = (activity.cadre, activity.name, activity.facility_type)
        if key not in self._hours:
            time = self._data.norms.working_time(activity.cadre)
            amounts = self._drawn(activity.amount, "standard", *(part or "" for part in key))
            self._hours[key] = np.array([hours_each(activity, time, amount) for amount in amounts])
        return self._hours[key]

    def _drawn(self, amount: Ranged, *key: str) -> Floats:
        import numpy as np

        if amount.low is None or amount.high is None or amount.low == amount.high:
            return np.full(self._draws, float(amount.value))
        random = generator(self._seed, "wisn", *key)
        return random.triangular(amount.low, amount.value, amount.high, self._draws)


def _interval(drawn: Floats, level: float) -> Interval:
    import numpy as np

    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high), level)
