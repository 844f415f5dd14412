"""Ties broken by people's ids under a seed, so that the order of a spreadsheet never decides.

Each person gets the first 64 bits of SHA-256 over the seed, their side and their id
(:func:`kith.foundation.seeds.lottery_number`). A pair's ticket is the sum of its two people's numbers,
stirred by MurmurHash3's 64-bit finaliser, cut to the top bits that fit the exact arithmetic. Among
equally good matchings the one with the largest sum of tickets is taken. Anybody can compute it again.

References: Appleby A. (2011), MurmurHash3, ``fmix64``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kith.foundation.seeds import lottery_number
from kith.matching.types import Member

_STIR = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
_SHIFT = np.uint64(33)


def numbers(members: Sequence[Member], seed: int) -> NDArray[np.uint64]:
    """Each person's number under the seed."""
    return np.array([lottery_number(seed, member.side, member.id) for member in members], dtype=np.uint64)


def tickets(left: NDArray[np.uint64], right: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """The tickets of all pairs of ``left`` x ``right``, each in [0, 2**bits)."""
    return _stir(left[:, None] + right[None, :], bits)


def tickets_of_pairs(left: NDArray[np.uint64], right: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """The tickets of ``left[i]`` with ``right[i]``."""
    return _stir(left + right, bits)


def _stir(sums: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    for factor in _STIR:
        sums ^= sums >> _SHIFT
        sums *= factor
    sums ^= sums >> _SHIFT
    sums >>= np.uint64(64 - bits)
    return sums.astype(np.int64)
