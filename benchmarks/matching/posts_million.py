"""Posts on arrays, up to 1,000,000 applicants with lists of 20: time, memory, how it grows, and the answer checked."""

from __future__ import annotations

import resource
import time
from typing import Any

import numpy as np

from benchmarks.claims import Claim, at_most
from kith.matching.posts.proposing import NOWHERE, place_arrays

SIZES = (10_000, 100_000, 1_000_000)
EACH, PLACES = 20, 20
BUDGET_SECONDS = 10.0
MARKS = 100
"""A panel's marks run from 0 to 99, so that most of each post's order is the lottery's."""


def instance(size: int) -> tuple[Any, Any, Any, Any]:
    """starts, targets, orders, places: each lists 20 posts (a double is as if it stood once), marks with a lottery."""
    chance = np.random.Generator(np.random.PCG64(1))
    posts = size // PLACES
    targets = chance.integers(posts, size=(size, EACH), dtype=np.int32)
    targets.sort(axis=1)
    while True:  # nobody lists a post twice
        double = np.zeros(targets.shape, dtype=np.bool_)
        double[:, 1:] = targets[:, 1:] == targets[:, :-1]
        if not double.any():
            break
        targets[double] = chance.integers(posts, size=int(double.sum()), dtype=np.int32)
        targets.sort(axis=1)
    chance.permuted(targets, axis=1, out=targets)
    lottery = chance.permutation(size).astype(np.int32)
    marks = chance.integers(MARKS, size=(size, EACH), dtype=np.int32)
    orders = (MARKS - 1 - marks) * np.int32(size) + lottery[:, None]
    starts = np.arange(0, size * EACH + 1, EACH, dtype=np.int64)
    return starts, targets.ravel(), orders.ravel(), np.full(posts, PLACES, dtype=np.int64)


def blocking(starts: Any, targets: Any, orders: Any, places: Any, at: Any) -> int:
    """How many block, from the definition on whole arrays."""
    size, posts = len(starts) - 1, len(places)
    whose = np.repeat(np.arange(size), np.diff(starts))
    mine = targets == at[whose]
    number = np.arange(len(targets))
    has = np.full(size, np.iinfo(np.int64).max)
    has[whose[mine]] = number[mine]
    last = np.full(posts, -1, dtype=np.int64)
    np.maximum.at(last, targets[mine], orders[mine])
    held = np.bincount(targets[mine], minlength=posts)
    open_ = held < places
    wanted = number < has[whose]
    return int((wanted & (open_[targets] | (orders < last[targets]))).sum())


def measure() -> list[Claim]:
    place_arrays(*instance(1_000))  # compiled, or loaded from the cache
    grown = []
    taken = 0.0
    for size in SIZES:
        arrays = instance(size)
        start = time.perf_counter()
        at = place_arrays(*arrays)
        taken = time.perf_counter() - start
        assert blocking(*arrays, at) == 0, "not stable"
        grown.append(f"{size:,}: {taken:.3g} s, {int((at != NOWHERE).sum()):,} placed")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000
    return [
        at_most(
            f"posts, {SIZES[-1]:,} applicants, lists of {EACH}, on arrays",
            kith=taken,
            peer=f"the budget of {BUDGET_SECONDS:.0f} s",
            peer_value=BUDGET_SECONDS,
            target=1.0,
            how=f"Wall seconds, once, 1 thread, compiled beforehand; {PLACES} places a post, marks of {MARKS} steps and one "
            f"lottery. Growth: {'; '.join(grown)}. No blocking pair in any, counted from the definition. Largest memory "
            f"of the whole run with its data and this count: {memory:.2g} GB.",
        )
    ]
