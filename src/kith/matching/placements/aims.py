"""What is pursued: values with their bounds, and points, people who stay and lottery in one whole number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kith.matching.placements.grid import Bools, Grid, Ints, tickets
from kith.matching.placements.types import PlacementProblem

LOTTERY_BITS = 20


@dataclass(frozen=True, slots=True)
class Reached:
    """A value, and what no choice can pass; ``None`` where nothing is known of that."""

    value: int
    bound: int | None

    @property
    def proven(self) -> bool:
        return self.value == self.bound


@dataclass(frozen=True, slots=True)
class Found:
    """The chosen cells and how far each objective was proven."""

    chosen: Bools
    matched: Reached
    worst: Reached | None
    total: Reached
    kept: Reached | None
    lottery: Reached
    stopped: bool = False
    work: float | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Points, people who stay and tickets in one whole number, none outweighing the one before."""

    kept: int
    points: int

    @classmethod
    def of(cls, problem: PlacementProblem) -> Scale:
        seats = sum(min(max(0, one.most), len(problem.projects)) for one in problem.people) + 1
        kept = (1 << LOTTERY_BITS) * seats
        return cls(kept, kept * (seats if problem.kept else 1))


def weights(problem: PlacementProblem, the: Grid, seed: int) -> Ints:
    """The combined weight of each cell: (points and bonus) x points + stays x kept + ticket."""
    scale = Scale.of(problem)
    stays = the.kept.astype(np.int64)
    return (
        (the.points + problem.keep_bonus * stays) * scale.points
        + stays * (scale.kept if problem.kept else 0)
        + tickets(problem, seed, LOTTERY_BITS)
    )


def split(problem: PlacementProblem, combined: int) -> tuple[int, int, int]:
    """Points, people who stay and tickets of a combined weight."""
    scale = Scale.of(problem)
    points, rest = divmod(combined, scale.points)
    kept, ticket = divmod(rest, scale.kept) if problem.kept else (0, rest)
    return points, kept, ticket
