"""Large problems with teams: the search looks at each person's and each project's best cells, the bounds at all.

A choice among some of the cells is a choice, so what is found can be done. What no choice can pass is taken from
flows over all cells that leave teams out of it, so it holds for the whole problem.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kith.matching.placements.flow import Flow
from kith.matching.placements.grid import Bools, Grid, Ints, at_least
from kith.matching.placements.types import PlacementProblem
from kith.matching.rulebook import Strength

NARROW_ABOVE = 60_000
"""Cells that the model takes as they are: beyond, building and proving it takes minutes."""
BEST_OF_PERSON, BEST_OF_PLACE = 6, 3
"""Cells kept for each person, and for each place of a project."""
WORK_LEAST, WORK_MOST = 3.0, 12.0
"""Deterministic seconds for each objective: the bound comes from elsewhere, so more is seldom worth it."""
WORK_CELLS = 2_000_000.0
"""The more cells, the less a search gains on its start in a second: it is given this divided by the cells."""


def is_large(problem: PlacementProblem, the: Grid) -> bool:
    """Whether the search has to be narrowed. Locks, and whoever takes several placements, want the whole model."""
    plain = not (problem.locks or problem.settings.every_project)
    return int(the.by_rules.sum()) > NARROW_ABOVE and plain and all(one.most <= 1 for one in problem.people)


def work_of_large(the: Grid) -> float:
    """CP-SAT's deterministic seconds for one objective of a large problem: by the cells that rules allow."""
    return min(WORK_MOST, max(WORK_LEAST, WORK_CELLS / max(1, int(the.by_rules.sum()))))


def narrowed(the: Grid, combined: Ints, best: Bools) -> Grid:
    """The grid with the best cells only, those of a first choice and what stands already among them."""
    worth = np.where(the.allowed, combined, -1)
    keep = np.zeros(the.allowed.shape, dtype=np.bool_)
    some = min(BEST_OF_PERSON, worth.shape[1])
    top = np.argpartition(-worth, some - 1, axis=1)[:, :some]
    np.put_along_axis(keep, top, True, axis=1)
    for column, project in enumerate(the.projects):
        wanted = min(len(worth), BEST_OF_PLACE * max(project.places, project.fewest))
        if wanted:
            keep[np.argpartition(-worth[:, column], wanted - 1)[:wanted], column] = True
    keep |= best | the.locked | the.kept
    return replace(the, allowed=the.allowed & keep)


def most_points(problem: PlacementProblem, the: Grid, level: int | None, worth: Ints) -> int:
    """What all points together cannot pass, everybody at ``level`` or above."""
    settings, teams = problem.settings, 0
    for project in problem.projects:
        if settings.skills is Strength.PREFER:
            teams += settings.skill_points * sum(need.count for need in project.needs)
        if settings.hand_over and (project.follows or project.outgoing_until):
            teams += settings.hand_over.points
    arcs: Bools = at_least(the, level)
    return Flow(the, the.allowed).heaviest(arcs, worth) + teams
