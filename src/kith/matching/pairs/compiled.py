"""Loops compiled when a problem is large, and run as they are when it is small.

A compiled loop lets go of the interpreter's lock, so several threads can run it over parts of an array.
Every loop writes only to its own part and none depends on who is first: the number of threads never
changes a result.
"""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

Loop = Callable[..., Any]

SMALL = 20_000
"""Up to so many steps Python is done before a compiled loop would be loaded."""
MOST_THREADS = 4


def fast(loop: Loop, steps: int) -> Loop:
    """``loop``, compiled where it takes more than :data:`SMALL` steps."""
    return loop if steps <= SMALL else _compiled(loop)


@functools.cache
def _compiled(loop: Loop) -> Loop:
    import numba

    try:
        made: Loop = numba.njit(cache=True, nogil=True)(loop)
    except RuntimeError:  # nowhere to keep what is compiled: it is made anew in each process
        made = numba.njit(nogil=True)(loop)
    return made


def threads() -> int:
    """How many threads share a large array: as many as this process may use, at most :data:`MOST_THREADS`."""
    return min(MOST_THREADS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)


def in_parts(work: Callable[[int, int], object], whole: int, steps: int) -> None:
    """``work(start, stop)`` over 0..``whole``: in threads where it takes many steps, else at once."""
    count = threads() if steps > SMALL else 1
    edges = [whole * part // count for part in range(count + 1)]
    parts = [(a, b) for a, b in itertools.pairwise(edges) if b > a]
    if len(parts) <= 1:
        with np.errstate(over="ignore"):  # the lottery's numbers wrap round, as they are meant to
            for start, stop in parts:
                work(start, stop)
        return
    _together(work, parts)


def _together(work: Callable[[int, int], object], parts: Sequence[tuple[int, int]]) -> None:
    with ThreadPoolExecutor(len(parts)) as pool:
        for future in [pool.submit(work, start, stop) for start, stop in parts]:
            future.result()
