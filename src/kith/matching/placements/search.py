"""One objective after the other, by flow where that is enough and by CP-SAT where teams come into it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from kith.matching.placements.aims import Found, Reached, Scale, split, weights
from kith.matching.placements.fitting import Fitting
from kith.matching.placements.flow import Flow, highest, is_enough
from kith.matching.placements.grid import Bools, Grid, worst_of
from kith.matching.placements.model import Model
from kith.matching.placements.narrowing import is_large, most_points, narrowed, work_of_large
from kith.matching.placements.starting import can_place, first_choice, placed
from kith.matching.placements.teams import team_points
from kith.matching.placements.types import PlacementProblem
from kith.matching.rulebook import BestFor

WORK_LEAST, WORK_MOST = 20.0, 120.0
CELLS_A_SECOND = 400.0
"""What the solver may do grows with the problem: deterministic seconds, the same on every machine."""
STOP_EVERY = 0.1
"""Seconds between two looks at whether to stop."""

Stop = Callable[[], bool]
Progress = Callable[[str, float], None]


class Stopped(Exception):
    """Somebody asked the run to stop before there was any answer."""


class NoAnswer(Exception):
    """The limit of work was reached before there was any answer."""


class Impossible(Exception):
    """The locks, smallest teams and rules cannot all be kept."""


def work_limit(the: Grid) -> float:
    """CP-SAT's deterministic seconds for one objective: by the cells that rules allow, by nothing private."""
    return min(WORK_MOST, max(WORK_LEAST, int(the.by_rules.sum()) / CELLS_A_SECOND))


def search(problem: PlacementProblem, the: Grid, seed: int, progress: Progress, should_stop: Stop) -> Found:
    """The best choice of cells. Raises Impossible, and Stopped when there is none yet."""
    if should_stop():
        raise Stopped
    if is_enough(problem, unless_apart=True):
        found = _by_flow(problem, the, seed, progress)
        if Fitting(problem, the).fits(found.chosen, (), range(len(the.projects))):
            return found
    if not is_large(problem, the):
        return _Search(problem, the, seed, progress, should_stop).run()
    return _large(problem, the, seed, progress, should_stop)


def _large(problem: PlacementProblem, the: Grid, seed: int, progress: Progress, should_stop: Stop) -> Found:
    """A first choice by hand and flow, made better among some of the cells; bounds that hold for all of them."""
    combined = weights(problem, the, seed)
    progress("worst", 0.0)
    best = first_choice(problem, the, None, combined)
    size, level, most = placed(best), None, None
    free = replace(the, allowed=the.by_rules | the.locked)  # a bound must not tell what was asked in private
    if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND:
        most = relaxed_level(free, Flow(free, free.allowed), size)
        levels = np.unique(the.view[the.allowed])
        level = highest(
            levels[levels <= (most or 0)], lambda one: can_place(problem, the, one, combined, size)
        )
        best = best if level is None else first_choice(problem, the, level, combined)
        level = worst_of(the, best) if level is None else level
    few = narrowed(the, combined, best)
    searching = _Search(problem, few, seed, progress, should_stop, work_of_large(the))
    searching.best = best
    points, _ = searching.combined(level, placed(best))
    weakest = None if level is None else Reached(level, None)
    found = searching.found(Reached(size, None), weakest, points, None)
    worth = the.points + problem.keep_bonus * the.kept
    return replace(
        found,
        matched=Reached(found.matched.value, Flow(free, free.allowed).largest(free.allowed)),
        worst=found.worst and Reached(found.worst.value, max(found.worst.value, most or 0)),
        total=Reached(found.total.value, most_points(problem, free, level, worth)),
    )


def _by_flow(problem: PlacementProblem, the: Grid, seed: int, progress: Progress) -> Found:
    flow = Flow(the, the.allowed)
    progress("worst", 0.0)
    arcs, size = the.allowed, flow.largest(the.allowed)
    level = None
    if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND:
        level = relaxed_level(the, flow, size)
        arcs = the.allowed & (the.view >= (level or 0))
    progress("worst", 1.0)
    combined = weights(problem, the, seed)
    chosen = flow.best(arcs, combined)
    points, kept, ticket = split(problem, int(combined[chosen].sum()))
    value = None if level is None else worst_of(the, chosen)
    worst = None if value is None else Reached(value, value)
    return Found(
        chosen,
        Reached(size, size),
        worst,
        Reached(points, points),
        Reached(kept, kept) if problem.kept else None,
        Reached(ticket, ticket),
        work=work_limit(the),
    )


def relaxed_level(the: Grid, flow: Flow, size: int) -> int | None:
    """The highest satisfaction that everybody placed can have, were places the only limit."""
    free = the.allowed & ~the.locked
    levels = np.unique(the.view[free]).astype(np.int64)
    return highest(levels, lambda level: flow.largest(the.allowed & (the.view >= level)) >= size)


class _Search:
    """Objectives by CP-SAT, one worker and a fixed seed: the same answer on every machine."""

    def __init__(
        self,
        problem: PlacementProblem,
        the: Grid,
        seed: int,
        progress: Progress,
        should_stop: Stop,
        work: float | None = None,
    ) -> None:
        self.problem, self.the, self.seed = problem, the, seed
        self.progress, self.should_stop = progress, should_stop
        self.flow = Flow(the, the.allowed)
        self.work = work_limit(the) if work is None else work
        self.best: Any = None
        self.stopped = False

    def run(self) -> Found:
        self.progress("score", 1.0)
        matched = self._matched()
        worst = None
        if self.problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND:
            worst = self._worst(matched.value)
        self.progress("total", 0.0)
        combined, bound = self.combined(None if worst is None else worst.value, matched.value)
        self.progress("total", 1.0)
        return self.found(matched, worst, combined, bound)

    def _matched(self) -> Reached:
        self.progress("matched", 0.0)
        model = Model(self.problem, self.the)
        if not (self.problem.locks or self.problem.settings.every_project):
            self.best = np.zeros(self.the.allowed.shape, dtype=np.bool_)  # nobody anywhere is always a choice
        answer = self._solve(model, sum(model.placed))
        if answer is None:
            if self.best is None:
                raise Stopped if self.stopped else NoAnswer
            answer = _Answer(self.best, 0, self.flow.largest(self.the.allowed))
        self.best = answer.chosen
        self.progress("matched", 1.0)
        room = self.flow.largest(self.the.allowed)
        return Reached(answer.value, min(answer.bound, max(room, answer.value)))

    def _worst(self, size: int) -> Reached | None:
        """The highest level at which as many can be placed: halving between what is reached and what a flow allows."""
        the = self.the
        found = worst_of(the, self.best)
        if found is None:
            return None
        reached = found
        if self.stopped:
            return Reached(reached, None)
        levels = np.unique(the.view[the.allowed & ~the.locked]).astype(np.int64)
        most = highest(levels, lambda level: self._relaxed(level) >= size)
        levels = levels[(levels > reached) & (levels <= (reached if most is None else most))]
        low, high = 0, len(levels)
        barred = len(levels)  # from here on nothing is possible, and that is proven
        middle = high - 1  # what a flow allows is often reached at once
        while low < high and not self.stopped:
            self.progress("worst", 1.0 - (high - low) / (len(levels) + 1))
            held = self._holds(int(levels[middle]), size)
            if held:
                reached = worst_of(the, self.best) or 0
                low = int(np.searchsorted(levels, reached, side="right"))
            else:
                high = middle
                barred = min(barred, middle) if held is False else barred
            middle = (low + high) // 2
        return Reached(reached, reached if barred <= low else int(levels[barred - 1]))

    def _relaxed(self, level: int) -> int:
        return self.flow.largest(self.the.allowed & (self.the.view >= level))

    def _holds(self, level: int, size: int) -> bool | None:
        """Whether as many can be placed with everybody at ``level`` or above; ``None`` if that stays open."""
        model = Model(self.problem, self.the, level)
        model.model.add(sum(model.placed) >= size)
        try:
            answer = self._solve(model, None)
        except Impossible:
            return False
        if answer is None:
            return None
        self.best = answer.chosen
        return True

    def combined(self, level: int | None, size: int) -> tuple[int, int | None]:
        """Points, people who stay and lottery at once: what was reached, and what cannot be passed."""
        combined = weights(self.problem, self.the, self.seed)
        model = Model(self.problem, self.the, level)
        scale = Scale.of(self.problem)
        model.model.add(sum(model.placed) >= size)
        answer = None if self.stopped else self._solve(model, model.points(combined, scale.points))

        def real(chosen: Any) -> int:
            return int(combined[chosen].sum()) + scale.points * team_points(self.problem, self.the, chosen)

        if answer is not None and real(answer.chosen) >= real(
            self.best
        ):  # out of work it may end before that
            self.best = answer.chosen
        return real(self.best), None if answer is None else answer.bound

    def _solve(self, model: Model, objective: Any) -> _Answer | None:
        """The best answer within the limit of work. Raises Impossible where it is proven that there is none."""
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.catch_sigint_signal = False  # its handler ends the process
        solver.parameters.random_seed = 1
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = self.work
        if objective is not None:
            model.model.maximize(objective)
        if self.best is not None:
            model.hint(self.best)
        status = self._run(solver, model)
        if status == cp_model.INFEASIBLE:
            raise Impossible
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        chosen = np.zeros(self.the.allowed.shape, dtype=np.bool_)
        for cell, variable in model.at.items():
            chosen[cell] = solver.boolean_value(variable)
        value = 0 if objective is None else solver.value(objective)
        return _Answer(chosen, value, 0 if objective is None else int(solver.best_objective_bound))

    def _run(self, solver: Any, model: Model) -> Any:
        """The solver works in a thread of its own, so that whoever waits can ask it to stop."""
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(solver.solve, model.model)
            try:
                while not wait([running], timeout=STOP_EVERY).done:
                    if not self.stopped and self.should_stop():
                        self.stopped = True
                        solver.stop_search()
                return running.result()
            finally:
                solver.stop_search()  # also where whoever was asked has gone

    def found(self, matched: Reached, worst: Reached | None, combined: int, bound: int | None) -> Found:
        points, kept, ticket = split(self.problem, combined)
        most: tuple[int | None, int | None, int | None]
        most = (None, None, None) if bound is None else split(self.problem, bound)
        if most[0] != points:  # what comes after an objective is bounded only where that one is proven
            most = (most[0], None, None)
        elif most[1] != kept:
            most = (most[0], most[1], None)
        size, level = placed(self.best), worst_of(self.the, self.best)
        if worst is not None and level is not None:
            worst = Reached(level, worst.bound if worst.bound is None else max(level, worst.bound))
        return Found(
            self.best,
            Reached(size, matched.bound if matched.bound is None else max(size, matched.bound)),
            worst,
            Reached(points, most[0]),
            Reached(kept, most[1]) if self.problem.kept else None,
            Reached(ticket, most[2]),
            self.stopped,
            self.work,
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    chosen: Bools
    value: int
    bound: int
