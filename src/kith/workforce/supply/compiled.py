"""Loops that are compiled at first use and kept for the next process. Importing this loads numba."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit

Loop = Callable[..., Any]

_FAST = {"reassoc", "contract", "nsz"}
"""Sums may be regrouped, so that they run four or eight numbers at a time; a result still depends on nothing but its
inputs and the processor. Infinite odds are meant, so "no infinities" is not promised to the compiler."""


def loop(function: Loop) -> Loop:
    """``function``, compiled; it lets go of the interpreter's lock.

    A division by zero is infinite, as in numpy: a test for it at each division would keep the processor from
    dividing several numbers at once.
    """
    try:
        made: Loop = njit(cache=True, nogil=True, fastmath=_FAST, error_model="numpy")(function)
    except RuntimeError:  # nowhere to keep what is compiled: it is made anew in each process
        made = njit(nogil=True, fastmath=_FAST, error_model="numpy")(function)
    return made
