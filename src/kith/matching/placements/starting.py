"""A first choice for large problems: the better of a flow that was mended and of teams begun by hand.

By hand: each team's skills and smallest number first, the other people by flow. Greedy, in an order that hangs on no
input order; it proves nothing and need only be a choice that keeps everything.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kith.matching.placements.aims import Scale
from kith.matching.placements.fitting import Fitting
from kith.matching.placements.flow import Flow
from kith.matching.placements.grid import Bools, Grid, Ints, at_least
from kith.matching.placements.mending import mended
from kith.matching.placements.teams import team_points
from kith.matching.placements.types import PlacementProblem
from kith.matching.rulebook import Strength


def placed(chosen: Bools) -> int:
    """How many people a choice places."""
    return int(chosen.any(axis=1).sum())


def first_choice(problem: PlacementProblem, the: Grid, level: int | None, combined: Ints) -> Bools:
    """The better of a choice made by hand and of a flow that was mended: more people, then more points."""
    each = Scale.of(problem).points

    def worth(chosen: Bools) -> tuple[int, int]:
        return placed(chosen), int(combined[chosen].sum()) + each * team_points(problem, the, chosen)

    made = [start(problem, the, level, combined), mended(problem, the, level, combined)]
    return max((one for one in made if one is not None), key=worth)


def can_place(problem: PlacementProblem, the: Grid, level: int, combined: Ints, size: int) -> bool:
    """Whether a first choice with everybody at ``level`` or above places so many."""
    if placed(start(problem, the, level, combined)) >= size:
        return True
    flow = mended(problem, the, level, combined)
    return flow is not None and placed(flow) >= size


def start(problem: PlacementProblem, the: Grid, level: int | None, weights: Ints) -> Bools:
    """A choice with everybody at ``level`` or above; people who must be together are left out of it."""
    arcs = at_least(the, level).copy()
    for pair in problem.together:
        for id_ in pair:
            arcs[the.row[id_]] = False
    seeds = _seeds(problem, the, arcs)
    opened = np.asarray(seeds.sum(axis=0) > 0)
    seeded = replace(the, locked=seeds)
    chosen = Flow(seeded, arcs & opened[None, :]).best(arcs & opened[None, :], weights)
    return _parted(problem, the, chosen, seeds)


def _seeds(problem: PlacementProblem, the: Grid, arcs: Bools) -> Bools:
    """The smallest team of each project that can have one, of people who have the fewest other projects."""
    seeds = np.zeros(arcs.shape, dtype=np.bool_)
    options = arcs.sum(axis=1)
    free = np.array([one.most > 0 for one in the.people], dtype=np.bool_)
    fitting = Fitting(problem, the)
    for column in np.argsort(arcs.sum(axis=0), kind="stable").tolist():
        project = the.projects[column]
        possible = np.flatnonzero(arcs[:, column] & free)
        possible = possible[np.argsort(options[possible], kind="stable")].tolist()
        team = _team(problem, the, column, possible)
        trial = seeds.copy()
        trial[team, column] = True
        if team and project.places and fitting.fits(trial, (), (column,)):
            seeds = trial
            free[team] = False
    return seeds


def _team(problem: PlacementProblem, the: Grid, column: int, possible: list[int]) -> list[int]:
    """People for each skill first, whoever brings most of what is missing; then up to the smallest team."""
    project = the.projects[column]
    must = problem.settings.skills is Strength.MUST
    missing = {need.skill: need.count for need in project.needs} if must else {}
    team: list[int] = []
    while any(missing.values()):
        wanted = {skill for skill, count in missing.items() if count > 0}
        best = max(
            (row for row in possible if row not in team),
            key=lambda row: len(wanted & the.people[row].skills),
            default=None,
        )
        if best is None or not wanted & the.people[best].skills:
            return []
        team.append(best)
        for skill in wanted & the.people[best].skills:
            missing[skill] -= 1
    others = (row for row in possible if row not in team)
    while len(team) < max(1, project.fewest):
        following = next(others, None)
        if following is None:
            return []
        team.append(following)
    return team


def _parted(problem: PlacementProblem, the: Grid, chosen: Bools, seeds: Bools) -> Bools:
    """The choice without one of each two who may not be in one team, never one whom the team needs."""
    chosen = chosen.copy()
    for one, other in sorted({*problem.apart, *problem.never_with}):
        if one in the.row and other in the.row:
            both = chosen[the.row[one]] & chosen[the.row[other]]
            for column in np.flatnonzero(both).tolist():
                spare = other if not seeds[the.row[other], column] else one
                chosen[the.row[spare], column] = False
    return chosen
