"""Is a result right? Checked against its problem by other means than those that found it.

People and teams are judged one by one in plain Python; that nothing better exists is shown in
:mod:`kith.matching.placements.proof`, by another solver on a model written anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from kith.foundation.faults import Fault, Faults, Parameter
from kith.matching.placements import proof
from kith.matching.placements.aims import LOTTERY_BITS
from kith.matching.placements.drafting import cells
from kith.matching.placements.exchange import problem_hash
from kith.matching.placements.grid import Grid, grid, tickets, worst_of
from kith.matching.placements.outcome import left_over
from kith.matching.placements.problem import check
from kith.matching.placements.team_checks import LookingAtTeams, stay
from kith.matching.placements.types import (
    PERSON,
    PROJECT,
    Person,
    Placement,
    PlacementProblem,
    PlacementResult,
    Project,
)
from kith.matching.plain import Plain
from kith.matching.rulebook import BestFor
from kith.matching.rules import rules_hash
from kith.matching.types import ObjectiveKey, RulePart
from kith.tables.types import Note

Progress = Callable[[str, float], None]


def verify(
    problem: PlacementProblem, result: PlacementResult, progress: Progress | None = None
) -> tuple[Fault, ...]:
    """Every way in which ``result`` is not a right answer to ``problem``; empty when it is.

    That an objective said to be proven could not be shown again by other means is no fault:
    :func:`not_reproved` says which.
    """
    return _look(problem, result, progress)[0]


def not_reproved(
    problem: PlacementProblem, result: PlacementResult, progress: Progress | None = None
) -> tuple[Note, ...]:
    """The objectives whose proof rests on the solver's word: the check's own bound did not close in its limit."""
    return _look(problem, result, progress)[1]


def _look(
    problem: PlacementProblem, result: PlacementResult, progress: Progress | None
) -> tuple[tuple[Fault, ...], tuple[Note, ...]]:
    said: Progress = progress or (lambda step, share: None)
    wrong = check(problem)
    if wrong:
        return wrong, ()
    faults = Faults()
    _check_belongs(problem, result, faults)
    _check_names(problem, result, faults)
    if faults:
        return tuple(faults), ()
    looking = _Looking(problem, result, faults)
    looking.at_placements()
    at_teams = LookingAtTeams(problem, result, faults)
    at_teams.at_teams()
    at_teams.at_together()
    if faults:
        return tuple(faults), ()
    said("check", 0.1)
    the = grid(problem)
    _check_satisfaction(result, the, faults)
    _check_objectives(problem, result, the, faults)
    if result.unmatched != left_over(problem, the, cells(the, result)):
        faults.add("matching.placements.check.reasons")
    if faults:
        return tuple(faults), ()
    found, notes = proof.shown(problem, result, the, said)
    said("check", 1.0)
    return found, notes


def _check_belongs(problem: PlacementProblem, result: PlacementResult, faults: Faults) -> None:
    if result.provenance.inputs.get("rules") != rules_hash(problem.rules):
        faults.add("matching.check.other_rules")
    if result.provenance.inputs.get("problem") != problem_hash(problem):
        faults.add("matching.check.other_problem")
    if result.best_for is not problem.rules.best_for or result.provenance.seed is None:
        faults.add("matching.check.heading")


def _check_names(problem: PlacementProblem, result: PlacementResult, faults: Faults) -> None:
    """Everybody and every project is named, within their room, or listed as left over."""
    for side, room, used in (
        (
            PERSON,
            {one.id: one.most for one in problem.people},
            Counter(one.person for one in result.placements),
        ),
        (
            PROJECT,
            {one.id: one.places for one in problem.projects},
            Counter(one.project for one in result.placements),
        ),
    ):
        alone = Counter(one.id for one in result.unmatched if one.side == side)
        for id_ in sorted({*used, *alone, *room}):
            if id_ not in room:
                faults.add("matching.check.unknown_person", id=id_, side=side)
            elif used[id_] > room[id_]:
                faults.add("matching.placements.check.too_often", id=id_, times=used[id_], most=room[id_])
            elif alone[id_] != (0 if used[id_] else 1):
                faults.add("matching.placements.check.not_once", id=id_)
    for (person, project), times in Counter((one.person, one.project) for one in result.placements).items():
        if times > 1:
            faults.add("matching.placements.check.twice", id=person, project=project)
    if any(one.side not in (PERSON, PROJECT) for one in result.unmatched):
        faults.add("matching.check.heading")


class _Looking:
    """Looks at one thing after another, in plain Python."""

    def __init__(self, problem: PlacementProblem, result: PlacementResult, faults: Faults) -> None:
        self._problem, self._result, self._faults = problem, result, faults
        self._people = {one.id: one for one in problem.people}
        self._projects = {one.id: one for one in problem.projects}
        match = problem.as_match()
        self._members = {(one.side, one.id): one for one in match.members}
        self._plain = Plain(match)

    def _fault(self, code: str, **params: Parameter) -> None:
        self._faults.extend((Fault(f"matching.placements.check.{code}", params=MappingProxyType(params)),))

    def at_placements(self) -> None:
        """Each person on each project: under every rule, with the right points, locked and kept as they were."""
        locks, kept = set(self._problem.locks), set(self._problem.kept)
        hidden = set(self._problem.forbids)
        refused = set(self._problem.never_at)
        for one in self._result.placements:
            person, project = self._people[one.person], self._projects[one.project]
            names = {(person.id, project.id), (person.id, project.host or project.id)}
            cell = person.id, project.id
            if not self._may(person, project) or cell in hidden or names & refused:
                self._fault("excluded", id=person.id, project=project.id)
            self._points(one)
            if one.locked is not (cell in locks) or one.kept is not (cell in kept):
                self._fault("marks", id=person.id, project=project.id)
        made = {(one.person, one.project) for one in self._result.placements}
        for id_, at in sorted(locks - made):
            self._fault("lock_missing", id=id_, project=at)
        self._overlaps()

    def _may(self, person: Person, project: Project) -> bool:
        """Under every must, and whatever the project asks by its columns."""
        left, right = self._members[PERSON, person.id], self._members[PROJECT, project.id]
        if not all(self._plain.satisfies(rule, left, right) for rule in self._problem.rules.musts):
            return False
        if (
            project.country is not None
            and person.may_enter is not None
            and project.country not in person.may_enter
        ):
            return False
        first, last = stay(person, project)
        whole = ((project.ends or date.max) - (project.starts or date.min)).days + 1
        least = self._problem.settings.least_days
        if (last - first).days + 1 < (whole if least is None else min(least, whole)):
            return False
        return self._grade_fits(person, project)

    def _grade_fits(self, person: Person, project: Project) -> bool:
        key = self._problem.settings.grade
        if key is None or not (project.lowest or project.highest):
            return True
        scale = self._problem.rules.attribute(key).scale
        mine = person.attributes.get(key)
        if mine not in scale:
            return False
        step = scale.index(str(mine))
        low = scale.index(project.lowest) if project.lowest else 0
        high = scale.index(project.highest) if project.highest else len(scale)
        return low <= step <= high

    def _points(self, one: Placement) -> None:
        left, right = self._members[PERSON, one.person], self._members[PROJECT, one.project]
        parts = tuple(
            RulePart(rule.key, self._plain.points(rule, left, right), rule.points)
            for rule in self._problem.rules.prefers
        )
        if one.parts != parts or one.points != sum(part.points for part in parts):
            points = sum(part.points for part in parts)
            self._fault("points", id=one.person, project=one.project, points=points)

    def _overlaps(self) -> None:
        at: dict[str, list[Project]] = defaultdict(list)
        for one in self._result.placements:
            at[one.person].append(self._projects[one.project])
        for id_, projects in sorted(at.items()):
            stays = sorted(stay(self._people[id_], project) for project in projects)
            if any(after[0] <= before[1] for before, after in pairwise(stays)):
                self._fault("overlap", id=id_)


def _check_satisfaction(result: PlacementResult, the: Grid, faults: Faults) -> None:
    for one in result.placements:
        true = int(the.view[the.row[one.person], the.column[one.project]]) / the.full
        if one.satisfaction != true:
            faults.add("matching.placements.check.satisfaction", id=one.person)


def _check_objectives(problem: PlacementProblem, result: PlacementResult, the: Grid, faults: Faults) -> None:
    """Every stated value is the true one, in the right order, and no value passes its bound."""
    seed = result.provenance.seed or 0
    chosen = cells(the, result)
    worst = worst_of(the, chosen)
    stay_points = problem.keep_bonus * sum(one.kept for one in result.placements)
    real: dict[ObjectiveKey, int] = {ObjectiveKey.MATCHED: len({one.person for one in result.placements})}
    if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND and worst is not None:
        real[ObjectiveKey.WORST] = worst
    real[ObjectiveKey.TOTAL] = result.total + stay_points
    if problem.kept:
        real[ObjectiveKey.KEPT] = sum(one.kept for one in result.placements)
    real[ObjectiveKey.LOTTERY] = int(tickets(problem, seed, LOTTERY_BITS)[chosen].sum())
    for one in result.objectives:
        if one.bound is not None and one.bound < one.value:
            faults.add("matching.check.objective", objective=one.key.value, value=one.bound)
    if [one.key for one in result.objectives] != list(real):
        faults.add("matching.check.heading")
    for one in result.objectives:
        if real.get(one.key) != one.value:
            faults.add("matching.check.objective", objective=one.key.value, value=real.get(one.key, 0))
