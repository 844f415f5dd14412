"""The best pairs of one list (buddies, peers): a largest matching of any graph, the weakest pair, the total.

The same objectives as for two sides, each fixed before the next, by Edmonds' blossom algorithm in whole
numbers of 128 bits. When ``threes`` are allowed, whoever is left over then joins a pair, at most one to a pair:
as many as can; the weaker of each one's two new relations as good as can be; their sum; the lottery. The pairs
themselves are not made anew for that.

References: Edmonds (1965), Paths, Trees, and Flowers, doi 10.4153/CJM-1965-045-4; Galil (1986), doi
10.1145/6462.6502 (the algorithm in rustworkx).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching import lottery
from kith.matching.pairs.assignment import best_assignment
from kith.matching.pairs.layout import FEWEST_LOTTERY_BITS, MOST_LOTTERY_BITS, most_worth
from kith.matching.pairs.mirror import Mirror
from kith.matching.pairs.thresholds import largest_matching
from kith.matching.rulebook import BestFor
from kith.matching.types import MatchProblem

Ints = NDArray[np.int64]
Cells = list[tuple[int, int]]
WORTH_BITS = 40
"""What a pair is worth stays below 2**40, so that the check's prices, in float64, are exact to far below 1."""


@dataclass(frozen=True, slots=True)
class Weigh:
    """How points, staying and lottery are put together in one whole number; as :class:`.layout.Weights`."""

    bits: int
    scale: int
    earlier: int
    again: int

    @property
    def tickets(self) -> int:
        """What the tickets of all pairs together stay below."""
        return self.again or self.scale

    def __call__(self, points: Ints, numbers: NDArray[np.uint64], again: NDArray[np.bool_]) -> Ints:
        """What each pair is worth; -1 where it cannot be made."""
        worth = points * self.scale + lottery.tickets(numbers, numbers, self.bits)
        worth[again] += self.earlier
        return np.where(points < 0, -1, worth)


def weights(problem: MatchProblem, people: int) -> Weigh:
    """For so many people who are still to be paired. ``bits`` below 1: too many people for exact sums."""
    size = math.ceil(math.log2(max(2, people)))
    decides = bool(problem.earlier)
    room = WORTH_BITS - size - math.ceil(math.log2(most_worth(problem) + 2))
    if problem.bonus and room - size - 1 < FEWEST_LOTTERY_BITS:
        decides = False
    bits = min(MOST_LOTTERY_BITS, room - size - 1 if decides else room)
    again = 1 << (max(bits, 0) + size) if decides else 0
    scale = again << (size + 1) if decides else 1 << (max(bits, 0) + size)
    return Weigh(bits, scale, 2 * problem.bonus * scale + again if problem.earlier else 0, again)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: pairs beyond the locked ones (lower place first), who joins which pair, the tickets."""

    pairs: Cells
    joined: dict[int, tuple[int, int]]
    tickets: int


def free_people(mirror: Mirror) -> Ints:
    """Places of people who are to be paired: those with room whom no lock has."""
    locked = {id_ for pair in mirror.problem.locks for id_ in pair}
    return np.array(
        [place for place, member in enumerate(mirror.members) if member.capacity and member.id not in locked],
        dtype=np.int64,
    )


def pursue(mirror: Mirror, seed: int, step: Callable[[str, float], None]) -> Found:
    """One objective after the other."""
    free = free_people(mirror)
    points = mirror.points[np.ix_(free, free)]
    fair = mirror.problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND
    size, threshold = _size_and_threshold(points, fair, lambda: step("worst", 0.5))
    step("total", 0.0)
    weigh = weights(mirror.problem, len(free))
    numbers = mirror.numbers(seed)
    again = mirror.earlier()[np.ix_(free, free)]
    worth = weigh(np.where(points >= threshold, points, -1), numbers[free], again)
    chosen = blossom(worth) if size else []
    tickets = sum(int(worth[cell]) % weigh.tickets for cell in chosen)
    pairs = sorted((int(free[one]), int(free[other])) for one, other in chosen)
    joined: dict[int, tuple[int, int]] = {}
    if mirror.problem.rules.threes:
        taken = {place for pair in pairs for place in pair}
        alone = [int(place) for place in free if int(place) not in taken]
        joined = join(mirror, alone, [*pairs, *locked_pairs(mirror)], numbers)
    return Found(pairs, joined, tickets)


def locked_pairs(mirror: Mirror) -> Cells:
    """The locked pairs as places, the lower first."""
    found = {tuple(sorted(mirror.index[id_] for id_ in pair)) for pair in mirror.problem.locks}
    return sorted((one, other) for one, other in found)


def blossom(worth: Ints) -> Cells:
    """The pairs of a largest matching that is worth most; ``worth`` is symmetric, negative where no pair can be."""
    import rustworkx

    rows, columns = np.nonzero(np.triu(worth >= 0, 1))
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(worth)))
    graph.add_edges_from(
        list(zip(rows.tolist(), columns.tolist(), worth[rows, columns].tolist(), strict=True))
    )
    found = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return sorted((min(pair), max(pair)) for pair in found)


def _size_and_threshold(points: Ints, fair: bool, tick: Callable[[], None]) -> tuple[int, int]:
    """The size of a largest matching, and the best that its weakest pair can be (0 when nobody asked)."""
    size = _size(points, 0)
    if not (fair and size):
        return size, 0
    levels = np.unique(points[points >= 0])
    low, high = 0, len(levels)
    while high - low > 1:
        tick()
        middle = (low + high) // 2
        if _size(points, int(levels[middle])) >= size:
            low = middle
        else:
            high = middle
    return size, int(levels[low])


def _size(points: Ints, threshold: int) -> int:
    return len(blossom(np.where(points >= threshold, 0, -1)))


def join(
    mirror: Mirror, alone: list[int], pairs: Cells, numbers: NDArray[np.uint64]
) -> dict[int, tuple[int, int]]:
    """Which pair each person who is left over joins, as far as one can take them."""
    if not alone or not pairs:
        return {}
    weaker, worth = joining(mirror, alone, pairs, numbers)
    size = largest_matching(weaker, 0)
    if not size:
        return {}
    threshold = 0
    if mirror.problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND:
        levels = np.unique(weaker[weaker >= 0])
        threshold = max(int(level) for level in levels if largest_matching(weaker, int(level)) >= size)
    cost = np.where(weaker >= threshold, -worth.astype(np.float64), np.inf)
    rows, columns = best_assignment(cost, size)
    return {alone[int(row)]: pairs[int(column)] for row, column in zip(rows, columns, strict=True)}


def joining(
    mirror: Mirror, alone: list[int], pairs: Cells, numbers: NDArray[np.uint64]
) -> tuple[NDArray[np.int32], Ints]:
    """For each who is alone x each pair: the weaker of the two new relations (-1: not both can be), and what both
    are worth with the lottery."""
    first, second = (np.array([pair[place] for pair in pairs]) for place in (0, 1))
    rows = np.array(alone)
    one, other = mirror.points[np.ix_(rows, first)], mirror.points[np.ix_(rows, second)]
    weaker = np.where((one < 0) | (other < 0), -1, np.minimum(one, other)).astype(np.int32)
    weigh = weights(mirror.problem, len(alone) + len(pairs) + 2)
    tickets = lottery.tickets(numbers[alone], numbers[first] + numbers[second], weigh.bits)
    return weaker, (one + other) * weigh.scale + tickets
