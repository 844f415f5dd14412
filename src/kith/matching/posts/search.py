"""Where proposals cannot answer: the fewest who would both rather have each other, then the most placed, then the best choices.

Every choice is a yes or no; along each post's order a running count says how many stand before an applicant. A choice blocks
unless its applicant has it or better, or the post is full of people before them; the number that do is made as small as can be.
One worker, a set order of variables and a limit on work rather than on time: the same answer on any machine.

References: the constraints on one post's order follow Kwanashie A., Manlove D. F. (2013), arXiv 1308.4064; for couples
Drummond J., Perrault A., Bacchus F. (2015), IJCAI 2015, 518-525.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from kith.matching.engines import Progress, Stop
from kith.matching.posts.market import Market
from kith.matching.posts.model import Aim, Model
from kith.matching.posts.proposing import NOWHERE

WORK = 1.5
"""What each objective may take, in the solver's deterministic seconds: each some 5 to 10 of a clock's on 2,400 choices."""
STOP_EVERY = 0.2


class NoAnswer(Exception):
    """No matching meets the numbers that the posts need."""


class NothingYet(Exception):
    """The search was stopped, or ran out of work, before it found anything."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What one objective came to, and what no answer can pass; equal when proven."""

    value: int
    bound: int


@dataclass(frozen=True, slots=True)
class Found:
    """The post of each applicant by number, -1 for none, and the three objectives."""

    at: list[int]
    blocking: Reached
    matched: Reached
    points: Reached
    stopped: bool


def search(
    market: Market,
    fewest: list[int],
    draw: list[int],
    start: list[int] | None,
    *,
    work: float = WORK,
    progress: Progress | None = None,
    should_stop: Stop | None = None,
) -> Found:
    """The three objectives, each fixed before the next.

    Parameters
    ----------
    fewest
        How many each post needs besides those who are fixed there.
    draw
        Applicants in the order of their lottery numbers: earlier ones come first in the search.
    start
        A matching to begin with, that meets every number; ``None`` where none is known.

    Raises
    ------
    NoAnswer
        When the numbers cannot be met.
    NothingYet
        When it was stopped, or ran out of work, without an answer, and there was none to begin with.
    """
    model = Model(market, fewest, draw)
    run = _Run(model, start, work, should_stop or (lambda: False))
    said: Progress = progress or (lambda step, share: None)
    reached = []
    for number, aim in enumerate(model.aims()):
        said("search", number / 3)
        reached.append(run.best(aim))
    assert run.at is not None
    return Found(run.at, reached[0], reached[1], reached[2], run.stopped)


class _Run:
    """One solve after another on the same model, each fixing what it reached."""

    def __init__(self, model: Model, start: list[int] | None, work: float, should_stop: Stop) -> None:
        self._model, self._work, self._should_stop = model, work, should_stop
        self.at = start
        self.stopped = False

    def best(self, aim: Aim) -> Reached:
        """The best of one aim, which then stays. After a stop, what the last answer has of it."""
        from ortools.sat.python import cp_model

        model, bound = self._model, aim.limit
        if self.at is not None:
            model.hint(self.at)
        if aim.terms and not self.stopped:
            if aim.sign > 0:
                model.cp.maximize(aim.sum)
            else:
                model.cp.minimize(aim.sum)
            solver = self._solver()
            status = self._solve(solver)
            if status == cp_model.INFEASIBLE:
                raise NoAnswer
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                self._keep(model.read(solver.boolean_value), aim)
                bound = round(solver.best_objective_bound)
        elif not aim.terms and self.at is None:
            self.at = [NOWHERE] * model.size
        if self.at is None:
            raise NothingYet
        value = self._value(self.at, aim)
        if aim.terms:
            model.cp.add(aim.sum >= value if aim.sign > 0 else aim.sum <= value)
        return Reached(value, bound)

    def _keep(self, found: list[int], aim: Aim) -> None:
        """What was found, unless what there was is better: a search may run out of work before it comes that far."""
        if self.at is None or aim.sign * self._value(found, aim) >= aim.sign * self._value(self.at, aim):
            self.at = found

    def _value(self, at: list[int], aim: Aim) -> int:
        true = self._model.true_in(at)
        return sum(factor for factor, variable in aim.terms if variable.index in true)

    def _solver(self) -> Any:
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.catch_sigint_signal = False  # its own handler ends the process in another thread
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = self._work
        return solver

    def _solve(self, solver: Any) -> Any:
        """The solver works in a thread of its own, so that whoever waits can ask it to stop."""
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(solver.solve, self._model.cp)
            while True:
                try:
                    return running.result(timeout=STOP_EVERY)
                except TimeoutError:
                    if self._should_stop():
                        self.stopped = True
                        solver.stop_search()
