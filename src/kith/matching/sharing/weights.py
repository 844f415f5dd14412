"""What each review costs, as one whole number in which what matters more can never be outvoted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching.sharing.types import First

Costs = NDArray[np.int64]
NEVER = 1 << 61
"""An assignment that cannot be; two of them still fit a whole number of 64 bits."""
ROOM = 1 << 59
# Bits of a load's scale: finer first, coarser when there are very many reviewers.
FINENESS = (24, 20, 16, 12)


@dataclass(frozen=True, slots=True)
class Weights:
    """One ``speciality`` missed; one unit of ``load``, of ``scale`` to the full capacity; ``spread`` for
    each further reviewer that one application lacks; ``unfilled`` for each at all."""

    speciality: int
    load: int
    scale: int
    spread: int
    unfilled: int

    def loads(self, capacity: int) -> Costs:
        """What the first, second, ... review of somebody costs: (2n + 1)/capacity, so that the squares of
        loads over capacities are made small, which is what an even load means."""
        taken = np.arange(capacity, dtype=np.int64)
        return (2 * taken + 1) * self.scale // max(1, capacity) * self.load


def weights(capacities: Sequence[int], stand_ins: int, first: First) -> Weights:
    """The weights for reviewers with these capacities and stand-ins for reviewers that are lacking.

    One answer is better than another exactly if they differ by exchanges that gain, each of which touches
    every reviewer at most once (the decomposition of a flow into cycles). So a weight needs only to
    outweigh what one exchange can change below it, not what the whole answer can.

    Loads are exact where the least common multiple of the capacities is below 16 million, which it is for
    capacities that people write down (10, 15, 20); else shares of the capacity are rounded down.

    References
    ----------
    Ahuja RK, Magnanti TL, Orlin JB (1993). Network Flows, theorems 3.7 and 9.1.
    """
    touched = len(capacities) + stand_ins
    exact = math.lcm(*(capacity for capacity in capacities if capacity > 0))
    for bits in FINENESS:
        scale = min(exact, 1 << bits)
        if first is First.EVEN_LOAD:
            speciality = 1
            load = touched * speciality + 1
            below = load - 1 + 2 * scale * load
        else:
            load = 1
            speciality = 2 * scale * load + 1
            below = speciality - 1 + touched * speciality
        spread = below + 1
        unfilled = below + stand_ins * spread + 1
        if unfilled + below + stand_ins * spread < ROOM:
            return Weights(speciality, load, scale, spread, unfilled)
    raise OverflowError("too many reviewers for exact whole numbers")
