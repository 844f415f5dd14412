"""Where numpy's PCG64 stands, for a loop that makes its words by itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LANES = 4
"""Each lane makes every fourth word of the one stream, so that no lane waits for another."""

MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645
"""PCG64's, as numpy has it."""
WORD, STATE = 2**64 - 1, 2**128 - 1

Words = NDArray[np.uint64]


def lanes_of(generator: np.random.BitGenerator) -> tuple[Words, Words]:
    """The state of each lane, shape (4, 2), and the multiplier and increment that take it four words on.

    Of two words the upper comes first. The generator stays where it stands.

    References
    ----------
    O'Neill ME (2014). PCG: A family of simple fast space-efficient statistically good algorithms for random number
    generation. HMC-CS-2014-0905.
    """
    if not isinstance(generator, np.random.PCG64):
        raise TypeError("the words are those of PCG64")
    known = generator.state["state"]
    state, step = int(known["state"]), int(known["inc"])
    lanes, times, plus = [], 1, 0
    for _ in range(LANES):
        state = (state * MULTIPLIER + step) & STATE
        lanes.append(_halves(state))
        times, plus = times * MULTIPLIER & STATE, (plus * MULTIPLIER + step) & STATE
    return np.array(lanes, dtype=np.uint64), np.array((_halves(times), _halves(plus)), dtype=np.uint64)


def _halves(state: int) -> tuple[int, int]:
    return state >> 64, state & WORD
