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
from kith.matching.posts.linking import NONE
from kith.matching.posts.market import Couple, Market
from kith.matching.posts.proposing import NOWHERE
from kith.matching.types import POINTS_PER_WEIGHT

WORK = 20.0
"""What each objective may take, in the solver's deterministic seconds."""
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
    hint: list[int] | None,
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
    hint
        A matching to begin with.

    Raises
    ------
    NoAnswer
        When the numbers cannot be met.
    NothingYet
        When it was stopped before there was an answer.
    """
    model = _Model(market, fewest, draw)
    run = _Run(model, hint, work, should_stop or (lambda: False))
    said: Progress = progress or (lambda step, share: None)
    reached = []
    for number, aim in enumerate(model.aims()):
        said("search", number / 3)
        reached.append(run.best(aim))
    assert run.at is not None
    return Found(run.at, reached[0], reached[1], reached[2], run.stopped)


@dataclass(frozen=True, slots=True)
class _Aim:
    """What is made large (``sign`` 1) or small (-1): a sum of factors times choices. ``limit`` is never passed."""

    terms: list[tuple[int, Any]]
    sign: int
    limit: int

    @property
    def sum(self) -> Any:
        return sum(factor * variable for factor, variable in self.terms)


class _Model:
    """The choices as variables, the running counts and who blocks."""

    def __init__(self, market: Market, fewest: list[int], draw: list[int]) -> None:
        from ortools.sat.python import cp_model

        self._market = market
        self.size = len(market.lists)
        self.cp: Any = cp_model.CpModel()
        self.single: dict[tuple[int, int], Any] = {}
        self.both: dict[tuple[int, int], Any] = {}
        self._there: list[dict[int, list[Any]]] = [{} for _ in market.places]
        self._blocks: list[Any] = []
        self._points: list[tuple[int, Any]] = []
        self._placed: list[tuple[int, Any]] = []
        couples = {couple.one: couple for couple in market.couples}
        for who in draw:
            if who in couples:
                self._ask_together(couples[who])
            elif market.lists[who]:
                self._ask(who)
        self._counts = [self._count(post, fewest[post]) for post in range(len(market.places))]
        for who in draw:
            if who in couples:
                self._couple_content(couples[who])
            elif market.lists[who]:
                self._content(who)

    def aims(self) -> tuple[_Aim, _Aim, _Aim]:
        """Those who block, those who are placed, and the points of their choices."""
        applicants = sum(map(bool, self._market.lists)) + 2 * len(self._market.couples)
        return (
            _Aim([(1, variable) for variable in self._blocks], -1, 0),
            _Aim(self._placed, 1, applicants),
            _Aim(self._points, 1, POINTS_PER_WEIGHT * applicants),
        )

    def _ask(self, who: int) -> None:
        found = self._market.lists[who]
        for place, post in enumerate(found):
            variable = self.single[who, post] = self.cp.new_bool_var("")
            self._there[post].setdefault(who, []).append(variable)
            self._points.append((POINTS_PER_WEIGHT * (len(found) - place) // len(found), variable))
            self._placed.append((1, variable))
        self.cp.add_at_most_one(self.single[who, post] for post in found)

    def _ask_together(self, couple: Couple) -> None:
        wishes = couple.wishes
        for place, posts in enumerate(wishes):
            variable = self.both[couple.one, place] = self.cp.new_bool_var("")
            for who, post in zip((couple.one, couple.other), posts, strict=True):
                if post != NONE:
                    self._there[post].setdefault(who, []).append(variable)
            size = sum(post != NONE for post in posts)
            self._points.append((size * (POINTS_PER_WEIGHT * (len(wishes) - place) // len(wishes)), variable))
            self._placed.append((size, variable))
        self.cp.add_at_most_one(self.both[couple.one, place] for place in range(len(wishes)))

    def _count(self, post: int, fewest: int) -> dict[int, Any]:
        """For each who asked for a post, how many stand before them there and have it."""
        places = max(0, self._market.places[post])
        before: dict[int, Any] = {}
        so_far: Any = 0
        for who in sorted(self._there[post], key=self._market.rank[post].__getitem__):
            before[who] = so_far
            now = self.cp.new_int_var(0, places, "")
            self.cp.add(now == so_far + sum(self._there[post][who]))
            so_far = now
        if fewest > 0:
            self.cp.add(so_far >= fewest)
        return before

    def _content(self, who: int) -> None:
        """One variable for each choice that blocks."""
        has: list[Any] = []
        for post in self._market.lists[who]:
            places = self._market.places[post]
            has.append(self.single[who, post])
            if places > 0:
                blocks = self.cp.new_bool_var("")
                self.cp.add(self._counts[post][who] + places * (sum(has) + blocks) >= places)
                self._blocks.append(blocks)

    def _couple_content(self, couple: Couple) -> None:
        """One variable for a couple that blocks with any of its wishes."""
        blocks = self.cp.new_bool_var("")
        self._blocks.append(blocks)
        has: list[Any] = []
        for place, posts in enumerate(couple.wishes):
            has.append(self.both[couple.one, place])
            refusals = [self.cp.new_bool_var("") for _ in self._refusals(couple, posts)]
            for refusal, (before, needed) in zip(refusals, self._refusals(couple, posts), strict=True):
                self.cp.add(before >= needed).only_enforce_if(refusal)
            self.cp.add_bool_or(*has, blocks, *refusals)

    def _refusals(self, couple: Couple, posts: tuple[int, int]) -> list[tuple[Any, int]]:
        """For each post of a wish, how many stand before them apart from the two, and with how many it is refused."""
        pair = (couple.one, couple.other)
        if posts[0] == posts[1]:
            rank = self._market.rank[posts[0]]
            behind = max(pair, key=rank.__getitem__)
            return [(self._without(couple, behind, posts[0]), self._market.places[posts[0]] - 1)]
        return [
            (self._without(couple, who, post), self._market.places[post])
            for who, post in zip(pair, posts, strict=True)
            if post != NONE
        ]

    def _without(self, couple: Couple, who: int, post: int) -> Any:
        rank, there = self._market.rank[post], self._there[post]
        other = couple.other if who == couple.one else couple.one
        earlier = other in there and rank[other] < rank[who]
        return self._counts[post][who] - (sum(there[other]) if earlier else 0)

    def hint(self, at: list[int]) -> None:
        self.cp.clear_hints()
        for (who, post), variable in self.single.items():
            self.cp.add_hint(variable, at[who] == post)
        for couple in self._market.couples:
            for place, posts in enumerate(couple.wishes):
                self.cp.add_hint(self.both[couple.one, place], (at[couple.one], at[couple.other]) == posts)

    def read(self, is_true: Any) -> list[int]:
        at = [NOWHERE] * len(self._market.lists)
        for (who, post), variable in self.single.items():
            if is_true(variable):
                at[who] = post
        for couple in self._market.couples:
            for place, posts in enumerate(couple.wishes):
                if is_true(self.both[couple.one, place]):
                    at[couple.one], at[couple.other] = posts
        return at


class _Run:
    """One solve after another on the same model, each fixing what it reached."""

    def __init__(self, model: _Model, hint: list[int] | None, work: float, should_stop: Stop) -> None:
        self._model, self._work, self._should_stop = model, work, should_stop
        self.at = hint
        self._true: set[int] = set()
        self._found = False
        self.stopped = False

    def best(self, aim: _Aim) -> Reached:
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
                self._keep(solver)
                bound = round(solver.best_objective_bound)
        elif not aim.terms and not self._found:
            self.at, self._found = [NOWHERE] * model.size, True
        if not self._found:
            raise NothingYet
        value = sum(factor for factor, variable in aim.terms if variable.index in self._true)
        if aim.terms:
            model.cp.add(aim.sum >= value if aim.sign > 0 else aim.sum <= value)
        return Reached(value, bound)

    def _solver(self) -> Any:
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = self._work
        return solver

    def _keep(self, solver: Any) -> None:
        self.at, self._found = self._model.read(solver.boolean_value), True
        terms = [variable for aim in self._model.aims() for _, variable in aim.terms]
        self._true = {variable.index for variable in terms if solver.boolean_value(variable)}

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
