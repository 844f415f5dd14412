"""What cannot all be kept, in as few words as can be: a smallest set of decisions that clash.

Private requests and what a lead keeps apart are never in it. Reference: Junker U. (2004), QuickXplain, AAAI-04.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kith.foundation.faults import Fault, Faults, Parameter
from kith.matching.placements.grid import grid
from kith.matching.placements.model import Model
from kith.matching.placements.types import PlacementProblem
from kith.matching.rulebook import Strength
from kith.matching.types import PersonPair

WORK = 5.0
"""Deterministic seconds for each question whether some decisions can be kept."""


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """Something that somebody decided: ``lock``, ``together``, ``team`` or ``skills``, and about whom."""

    kind: str
    about: PersonPair


def clash(problem: PlacementProblem) -> tuple[Fault, ...]:
    """Why a problem has no answer. One sentence that names nobody where only hidden things stand against it."""
    faults = Faults()
    open_ = replace(problem, forbids=(), apart=(), never_with=(), never_at=())
    decisions = _decisions(problem)
    if _can_be(open_, decisions):
        faults.add("matching.placements.clash.not_said")
        return tuple(faults)
    faults.add("matching.placements.clash.these")
    for one in sorted(_smallest(open_, [], False, decisions)):
        faults.extend((Fault(f"matching.placements.clash.{one.kind}", params=_params(problem, one)),))
    return tuple(faults)


def _decisions(problem: PlacementProblem) -> list[Decision]:
    found = [Decision("lock", pair) for pair in sorted(set(problem.locks))]
    found += [Decision("together", pair) for pair in sorted(set(problem.together))]
    for project in problem.sorted_projects:
        found.append(Decision("team", (project.id, "")))
        if project.needs and problem.settings.skills is Strength.MUST:
            found.append(Decision("skills", (project.id, "")))
    return found


def _params(problem: PlacementProblem, one: Decision) -> dict[str, Parameter]:
    if one.kind == "lock":
        return {"id": one.about[0], "project": one.about[1]}
    if one.kind == "together":
        return {"one": one.about[0], "other": one.about[1]}
    project = next(project for project in problem.projects if project.id == one.about[0])
    if one.kind == "team":
        return {"project": project.id, "fewest": max(1, project.fewest)}
    return {
        "project": project.id,
        "skills": ", ".join(f"{need.skill}: {need.count}" for need in project.needs),
    }


def _can_be(problem: PlacementProblem, decisions: Sequence[Decision]) -> bool:
    """Whether these decisions can be kept, all others taken back."""
    from ortools.sat.python import cp_model

    about = {
        kind: {one.about for one in decisions if one.kind == kind}
        for kind in ("lock", "together", "team", "skills")
    }
    teams = {project for project, _ in about["team"]}
    skilled = {project for project, _ in about["skills"]}
    loose = replace(
        problem,
        projects=tuple(
            replace(
                one,
                fewest=one.fewest if one.id in teams else 0,
                needs=one.needs if one.id in skilled else (),
            )
            for one in problem.projects
        ),
        locks=tuple(sorted(about["lock"])),
        together=tuple(sorted(about["together"])),
        settings=replace(problem.settings, every_project=False, hand_over=None),
    )
    the = grid(loose)
    model = Model(loose, the)
    if problem.settings.every_project:
        for column, project in enumerate(the.projects):
            if project.id in teams:
                team = [model.at[row, column] for row in model.of_project.get(column, ())]
                model.model.add(sum(team) >= max(1, project.fewest))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False  # its own handler ends the process in another thread
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = WORK
    return bool(solver.solve(model.model) != cp_model.INFEASIBLE)


def _smallest(
    problem: PlacementProblem, kept: list[Decision], changed: bool, rest: list[Decision]
) -> list[Decision]:
    """The decisions of ``rest`` without which the others could be kept, none of them to spare."""
    if changed and not _can_be(problem, kept):
        return []
    if len(rest) == 1:
        return rest
    half = len(rest) // 2
    first, second = rest[:half], rest[half:]
    of_second = _smallest(problem, [*kept, *first], bool(first), second)
    return [*_smallest(problem, [*kept, *of_second], bool(of_second), first), *of_second]
