"""Why a team is as it is, why somebody is not elsewhere, and what each rule costs: codes and figures, no sentences.

Everything here is worked out under the rules alone, without what was asked in private and without a lead's word, so that
neither can be read from what is missing. What would then be better than a result that is proven is left out: something
that is not said stands against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from kith.matching.draft import Choice, Elsewhere, Price, Why
from kith.matching.engines import Stop, going_on
from kith.matching.placements.drafting import cells, draft_of
from kith.matching.placements.fitting import Fitting
from kith.matching.placements.grid import Bools, grid, worst_of
from kith.matching.placements.outcome import reason
from kith.matching.placements.solver import solve
from kith.matching.placements.teams import teams
from kith.matching.placements.types import (
    COUNTRY,
    DATES,
    FEWEST,
    GRADE,
    HAND_OVER,
    SKILLS,
    PlacementProblem,
    PlacementResult,
)
from kith.matching.rulebook import BestFor
from kith.matching.types import ObjectiveKey, Reason

ALTERNATIVES = 3


@dataclass(frozen=True, slots=True)
class Exchange:
    """A person moved to a project, and with whom they change places (or whose place they take), if with anybody."""

    to: int
    with_row: int | None
    points: int
    change: int
    worst: int
    swapped: bool


class Explainer:
    """Answers questions about one result."""

    def __init__(self, problem: PlacementProblem, result: PlacementResult) -> None:
        problem = under_rules_alone(problem)
        self._problem, self._result = problem, result
        self._the = grid(problem)
        self._chosen = cells(self._the, result)
        self._fitting = Fitting(problem, self._the)
        self._worth = self._the.points + problem.keep_bonus * self._the.kept
        worst = result.objective(ObjectiveKey.WORST)
        self._worst = None if worst is None else worst.value
        self._after = {
            column: [
                other
                for other, project in enumerate(self._the.projects)
                if project.follows == self._the.projects[column].id
            ]
            for column in range(len(self._the.projects))
        }

    def why(self, key: str) -> Why:
        """Why a group is as it is. Raises KeyError for a group that is not there."""
        for group in draft_of(self._problem, self._result).groups:
            if group.key == key:
                column = self._the.column[group.about or ""]
                members = {
                    one.id: self.alternatives(self._the.row[one.id], column)
                    for one in group.members
                    if not one.locked
                }
                return Why(group, members)
        raise KeyError(key)

    def alternatives(self, row: int, column: int) -> tuple[Elsewhere, ...]:
        """The best other projects that a person could have by moving or by changing places with one other."""
        found: list[Elsewhere] = []
        for other in np.argsort(-self._the.points[row], kind="stable").tolist():
            if len(found) == ALTERNATIVES:
                break
            if other == column or not self._the.allowed[row, other] or self._chosen[row, other]:
                continue
            exchange = self._best(row, column, other)
            if exchange is not None:
                found.append(Elsewhere(self._the.projects[other].id, exchange.points, self._gives(exchange)))
        return tuple(found)

    def why_not(self, one: str, other: str) -> tuple[Reason, ...]:
        """Why a person is not on a project (or in the team of another person), as far as everybody may know.

        Raises KeyError for somebody who is not there.
        """
        person, project = self._meant(one, other)
        row, column = self._the.row[person], self._the.column[project]
        broken = [key for key, mask in self._the.breaks.items() if mask[row, column]]
        if broken:
            return tuple(reason("why_not.rule", rule=key) for key in broken)
        shut = next(
            (one for one in self._result.unmatched if (one.side, one.id) == ("project", project)), None
        )
        if shut is not None:
            return (reason("why_not.not_open", project=project), *shut.reasons)
        here: list[int | None] = [*np.flatnonzero(self._chosen[row]).tolist(), None]
        if self._the.allowed[row, column] and not self._the.locked[row].any():
            exchange = self._best(row, here[0], column)
            if exchange is not None:
                return (self._gives(exchange),)
        return (reason("why_not.no_exchange"),)

    def _meant(self, one: str, other: str) -> tuple[str, str]:
        if one in self._the.column and other in self._the.row:
            one, other = other, one
        if other in self._the.column:
            self._the.row[one]
            return one, other
        for person, mate in ((one, other), (other, one)):
            at = np.flatnonzero(self._chosen[self._the.row[mate]]).tolist()
            if at:
                return person, self._the.projects[at[0]].id
        raise KeyError((one, other))

    def _best(self, row: int, column: int | None, other: int) -> Exchange | None:
        """The exchange that gives most: first a move into a free place, then with each of the other team."""
        found = [self._try(row, column, other, mate) for mate in self._mates(other)]
        possible = [one for one in found if one is not None and self._may_be_said(one)]
        fair = self._result.best_for is BestFor.NO_ONE_LEFT_BEHIND

        def worth(one: Exchange) -> tuple[int, int]:
            return (
                min(one.worst, self._the.full if self._worst is None else self._worst) if fair else 0,
                one.change,
            )

        return max(possible, key=worth, default=None)

    def _may_be_said(self, one: Exchange) -> bool:
        """Whether the result is no worse, as far as it is proven."""
        if one.with_row is None and not one.swapped:  # somebody more would be placed
            return not self._is_proven(ObjectiveKey.MATCHED)
        if self._worst is not None and one.worst != self._worst:
            return one.worst < self._worst or not self._is_proven(ObjectiveKey.WORST)
        return one.change <= 0 or not self._is_proven(ObjectiveKey.TOTAL)

    def _is_proven(self, key: ObjectiveKey) -> bool:
        found = self._result.objective(key)
        return found is not None and found.proven

    def _mates(self, other: int) -> Iterator[int | None]:
        yield None
        for mate in np.flatnonzero(self._chosen[:, other]).tolist():
            if not self._the.locked[mate].any():
                yield mate

    def _try(self, row: int, column: int | None, other: int, mate: int | None) -> Exchange | None:
        """A move or exchange, if everything that always holds still holds and as many are placed."""
        after = self._chosen.copy()
        after[row, other] = True
        if column is not None:
            after[row, column] = False
        if mate is not None:
            after[mate, other] = False
            if column is not None:
                if not self._the.allowed[mate, column]:
                    return None
                after[mate, column] = True
        touched = [one for one in (column, other) if one is not None]
        if not self._fitting.fits(after, [row] if mate is None else [row, mate], touched):
            return None
        worst = worst_of(self._the, after) or 0
        change = int(self._worth[after].sum() - self._worth[self._chosen].sum())
        change += self._team_points(after, touched) - self._team_points(self._chosen, touched)
        return Exchange(other, mate, int(self._the.points[row, other]), change, worst, column is not None)

    def _team_points(self, chosen: Bools, touched: Iterable[int]) -> int:
        columns = sorted({one for column in touched for one in (column, *self._after[column])})
        found = teams(self._problem, self._the, chosen, columns)
        return sum(part.points for team in found for part in team.parts)

    def _gives(self, one: Exchange) -> Reason:
        params = {} if one.with_row is None else {"with": self._the.people[one.with_row].id}
        kind = ("gives_swap" if one.swapped else "gives_instead") if params else "gives"
        fair = self._result.best_for is BestFor.NO_ONE_LEFT_BEHIND
        if fair and self._worst is not None and one.worst < self._worst:
            return reason(
                f"{kind}.worst_falls",
                worst=self._percent(self._worst),
                after=self._percent(one.worst),
                **params,
            )
        if one.change < 0:
            return reason(f"{kind}.total_falls", points=-one.change, **params)
        return reason(f"{kind}.nothing" if one.change == 0 else f"{kind}.not_found", **params)

    def _percent(self, view: int) -> int:
        return 100 * view // self._the.full


def prices(
    problem: PlacementProblem,
    result: PlacementResult,
    *,
    seed: int,
    progress: Callable[[str, float], None] | None = None,
) -> tuple[tuple[Price, ...], Choice]:
    """What each rule costs, and what the order of the objectives costs: everything is solved once more without it.

    Rules are priced under the rules alone, on both sides; so is the choice, where that makes no difference to the result.
    """
    open_ = under_rules_alone(problem)
    without = dict(_without(open_))
    parts = len(without) + 1
    asked = going_on(progress, "prices", 0.0)
    now = result if open_ == problem else solve(open_, seed=seed, should_stop=asked)
    placed = len({one.person for one in now.placements})
    found = []
    for index, (key, other) in enumerate(without.items()):
        answer = solve(other, seed=seed, should_stop=going_on(progress, "prices", index / parts))
        own = _own(now, key)
        share = (answer.total - (now.total - own)) / answer.total if answer.total else 0.0
        found.append(Price(key, share, len({one.person for one in answer.placements}) - placed))
        if progress is not None:
            progress("prices", (index + 1) / parts)
    same = [(one.person, one.project) for one in now.placements] == [
        (one.person, one.project) for one in result.placements
    ]
    asked = going_on(progress, "prices", len(without) / parts)
    choice = _choice(open_ if same else problem, result, seed, asked)
    if progress is not None:
        progress("prices", 1.0)
    return tuple(found), choice


def under_rules_alone(problem: PlacementProblem) -> PlacementProblem:
    """The problem as far as everybody may know."""
    return replace(problem, forbids=(), apart=(), never_with=(), never_at=())


def _own(result: PlacementResult, key: str) -> int:
    of_people = (part for one in result.placements for part in one.parts)
    of_teams = (part for team in result.teams for part in team.parts)
    return sum(part.points for part in (*of_people, *of_teams) if part.rule == key)


def _without(problem: PlacementProblem) -> Iterator[tuple[str, PlacementProblem]]:
    """The problem without each rule in turn, and without each thing that projects ask by their columns."""
    rules = problem.rules.rules
    for rule in rules:
        rest = tuple(one for one in rules if one.key != rule.key)
        yield rule.key, replace(problem, rules=replace(problem.rules, rules=rest))
    people, projects, settings = problem.people, problem.projects, problem.settings
    if any(one.available_from or one.available_to for one in people) and settings.hand_over is None:
        free = tuple(replace(one, available_from=None, available_to=None) for one in people)
        yield DATES, replace(problem, people=free)
    if any(one.country for one in projects) and any(one.may_enter is not None for one in people):
        yield COUNTRY, replace(problem, people=tuple(replace(one, may_enter=None) for one in people))
    if any(one.lowest or one.highest for one in projects):
        open_ = tuple(replace(one, lowest=None, highest=None) for one in projects)
        yield GRADE, replace(problem, projects=open_)
    if any(one.needs for one in projects):
        plain = tuple(replace(one, needs=()) for one in projects)
        yield SKILLS, replace(problem, projects=plain)
    if any(one.fewest > 1 for one in projects) or settings.every_project:
        small = tuple(replace(one, fewest=0) for one in projects)
        yield FEWEST, replace(problem, projects=small, settings=replace(settings, every_project=False))
    if settings.hand_over is not None and settings.hand_over.points:
        yield HAND_OVER, replace(problem, settings=replace(settings, hand_over=None))


def _choice(problem: PlacementProblem, result: PlacementResult, seed: int, asked: Stop) -> Choice:
    other = BestFor.MOST if result.best_for is BestFor.NO_ONE_LEFT_BEHIND else BestFor.NO_ONE_LEFT_BEHIND
    turned_problem = replace(problem, rules=replace(problem.rules, best_for=other))
    turned = solve(turned_problem, seed=seed, should_stop=asked)
    fair, most = (result, turned) if other is BestFor.MOST else (turned, result)
    the = grid(problem)
    worst = [worst_of(the, cells(the, one)) for one in (fair, most)]
    return Choice(fair.total, worst[0], most.total, worst[1])
