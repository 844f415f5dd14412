"""Pairs where a matrix of costs no longer fits: all pairs of 20,000 a side, listed pairs of up to a million."""

from __future__ import annotations

import resource
import sys
import time

import numpy as np
from numpy.typing import NDArray

from benchmarks.claims import Claim, at_most
from benchmarks.matching.instances import problem
from kith.matching import solve
from kith.matching.pairs.scale import Bounded, Listed, best_listed, listed

ALL_PAIRS = (1_000, 2_500, 5_000, 20_000)
LISTED = ((100_000, 30.0), (1_000_000, 300.0))
EACH, SAMPLED, MOST_GAP, STEP = 16, 60, 0.005, 0.5
BLOCK = 50_000

Ints = NDArray[np.int64]


def measure() -> list[Claim]:
    solve(problem(2_100), seed=1)  # loops are compiled once, and kept
    return [*(_all_pairs(size) for size in ALL_PAIRS), *(_listed(size, budget) for size, budget in LISTED)]


def _all_pairs(size: int) -> Claim:
    given = problem(size)
    start, cpu = time.perf_counter(), time.process_time()
    result = solve(given, seed=1)
    taken, cpu = time.perf_counter() - start, time.process_time() - cpu
    if not result.proven:
        raise AssertionError("not proven")
    return at_most(
        f"pairs, {size:,} a side, all {size * size:,} pairs, proven",
        kith=taken,
        peer="none: the growth curve",
        peer_value=taken,
        target=None,
        how=f"Wall seconds of one run, {cpu:.1f} CPU s, up to 4 threads; most memory so far {_memory()}. "
        f"{len(result.pairs):,} pairs, total {result.total:,}.",
    )


def _listed(size: int, budget: float) -> Claim:
    start, cpu = time.perf_counter(), time.process_time()
    people = People(size)
    possible = people.listed()
    built = time.perf_counter() - start
    found = best_listed(possible, step=STEP)
    taken, cpu = time.perf_counter() - start, time.process_time() - cpu
    _must_hold(possible, found)
    return at_most(
        f"pairs, {size:,} a side on a two-sided list of {len(possible.columns):,} possible pairs",
        kith=taken,
        peer="the budget",
        peer_value=budget,
        target=1.0,
        how=f"Wall seconds of one run with its people and its list ({built:.1f} s), {cpu:.1f} CPU s, 1 thread; most "
        f"memory so far {_memory()}. {np.count_nonzero(found.partner >= 0):,} pairs; within {found.gap:.2%} of the "
        "bound, which holds for the list, not for all pairs.",
    )


def _must_hold(possible: Listed, found: Bounded) -> None:
    made = found.partner[found.partner >= 0]
    if len(np.unique(made)) != len(made) or found.gap > MOST_GAP:
        raise AssertionError(f"no match, or a gap of {found.gap:.2%}")


def _memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GB"


class People:
    """As in :mod:`benchmarks.matching.instances`, in arrays: a person is a row."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._rng = np.random.default_rng(1)
        self.sides = (self._side(), self._side())

    def _side(self) -> dict[str, NDArray[np.int64]]:
        rng, size = self._rng, self.size
        site = rng.integers(0, max(1, size // 40), size)
        return {
            "site": site,
            "region": site % 8,
            "specialty": rng.integers(0, 25, size),
            "grade": rng.integers(0, 4, size),
            "interests": self._bits(24, 5),
            "slots": self._bits(20, 6),
        }

    def _bits(self, of: int, some: int) -> NDArray[np.int64]:
        bits = np.zeros(self.size, dtype=np.int64)
        for _ in range(some):
            bits |= 1 << self._rng.integers(0, of, self.size)
        return bits

    def listed(self) -> Listed:
        """The strongest of 60 in the same region and 60 anywhere, for each person of each side."""
        found = [self._strongest(place) for place in (0, 1)]
        rows = np.concatenate((found[0][0], found[1][1]))
        columns = np.concatenate((found[0][1], found[1][0]))
        points = np.concatenate((found[0][2], found[1][2]))
        return listed(rows, columns, points, (self.size, self.size))

    def _strongest(self, place: int) -> tuple[NDArray[np.int32], ...]:
        me, other = self.sides[place], self.sides[1 - place]
        by_region = np.argsort(other["region"], kind="stable")
        first = np.searchsorted(other["region"][by_region], np.arange(9))
        kept: list[tuple[NDArray[np.int32], ...]] = []
        for start in range(0, self.size, BLOCK):
            mine = np.arange(start, min(start + BLOCK, self.size))
            low, high = first[me["region"][mine]], first[me["region"][mine] + 1]
            share = self._rng.random((len(mine), SAMPLED))
            near = by_region[(low[:, None] + share * (high - low)[:, None]).astype(np.int64)]
            far = self._rng.integers(0, self.size, (len(mine), SAMPLED))
            others = np.concatenate((near, far), axis=1)
            points = _points({key: value[mine, None] for key, value in me.items()}, other, others)
            best = np.argpartition(points, -EACH, axis=1)[:, -EACH:]
            strong = np.take_along_axis(points, best, axis=1)
            rows = np.broadcast_to(mine[:, None], best.shape)
            chosen = np.take_along_axis(others, best, axis=1)
            fine = strong >= 0
            kept.append(tuple(one[fine].astype(np.int32) for one in (rows, chosen, strong)))
        return tuple(np.concatenate(part) for part in zip(*kept, strict=True))


def _points(me: dict[str, Ints], other: dict[str, Ints], others: Ints) -> NDArray[np.int32]:
    """Points of some pairs, -1 without a slot in common: the rules of the other benchmarks, without wishes."""
    shared = np.bitwise_count(me["slots"] & other["slots"][others])
    points: NDArray[np.int32] = 300 * np.minimum(shared, 4).astype(np.int32) // 4
    points += 200 * np.minimum(np.bitwise_count(me["interests"] & other["interests"][others]), 4).astype(
        np.int32
    )
    points += 400 * (me["region"] == other["region"][others])
    points += 100 * (me["site"] == other["site"][others])
    points += 150 * (me["specialty"] == other["specialty"][others])
    points += (200 * (4 - np.abs(me["grade"] - other["grade"][others])) // 4).astype(np.int32)
    points[shared == 0] = -1
    return points


if __name__ == "__main__":
    for claim in [_listed(int(size), budget) for size, budget in LISTED[: int(sys.argv[1])]]:
        print(claim)
