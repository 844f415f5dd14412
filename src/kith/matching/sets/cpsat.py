"""CP-SAT of OR-Tools as it is used here: the same work on every machine, watched and stopped from outside."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Sets = list[list[int]]
Tick = Callable[[int | None, int | None], bool]
LOOK_EVERY = 0.1
"""Seconds between two looks at whether to stop."""


class Aim(StrEnum):
    """What one search looks for."""

    PLACED = "placed"
    WORST = "worst"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search. ``limit`` is in CP-SAT's deterministic seconds: the same work on every machine."""

    limit: float
    workers: int = 1
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to. ``bound``: nothing better than this exists (``None``: nothing is known).

    ``impossible``: it was proven that there is no answer at all. ``work``: the deterministic seconds it took.
    """

    sets: Sets | None
    bound: int | None
    proven: bool
    impossible: bool = False
    work: float = 0.0


def solver_of(kit: Any, effort: Effort) -> Any:
    """A solver that does the same work on every machine."""
    solver = kit.CpSolver()
    solver.parameters.random_seed = effort.seed % (1 << 31)
    solver.parameters.max_deterministic_time = effort.limit
    solver.parameters.num_workers = effort.workers
    solver.parameters.catch_sigint_signal = False  # its own handler ends the process in another thread
    return solver


def run(kit: Any, solver: Any, cp: Any, tick: Tick | None) -> Any:
    """Solve in a thread of its own, so that whoever watches is asked in theirs (they may read a database)."""
    if tick is None:
        return solver.solve(cp)
    seen: dict[str, int] = {}

    class Watcher(kit.CpSolverSolutionCallback):  # type: ignore[misc]
        def on_solution_callback(self) -> None:
            seen["best"] = round(self.objective_value)

    def bounded(bound: float) -> None:
        seen["bound"] = round(bound)

    solver.best_bound_callback = bounded
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(solver.solve, cp, Watcher())
        try:
            while not wait([running], timeout=LOOK_EVERY).done:
                if tick(seen.get("best"), seen.get("bound")):
                    solver.stop_search()
        except BaseException:  # whoever watches has gone: the search goes with them
            solver.stop_search()
            raise
        return running.result()
