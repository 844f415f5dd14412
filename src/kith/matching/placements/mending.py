"""A first choice for large problems that gives up little: a flow as if teams did not matter, mended until all can work.

People like the projects that need their skills, so most teams of such a flow can work as they are. In one that cannot,
as many as it takes are held: those of its own who bring what is needed, then the others who lose least by coming. The
flow is then made again around them. Who is held stays held, so this ends; it proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from kith.matching.placements.fitting import Fitting
from kith.matching.placements.flow import Flow
from kith.matching.placements.grid import Bools, Grid, Ints, at_least
from kith.matching.placements.types import PlacementProblem
from kith.matching.rulebook import Strength

ROUNDS = 12
"""Flows that are made at most; with thousands of people five or six are enough."""


def mended(problem: PlacementProblem, the: Grid, level: int | None, weights: Ints) -> Bools | None:
    """A choice with everybody at ``level`` or above; ``None`` where none came out."""
    return _Mending(problem, the, level, weights).choice()


def _groups(problem: PlacementProblem, the: Grid) -> list[tuple[int, ...]]:
    """Whoever must be together, with whoever must be together with them."""
    group_of: dict[int, set[int]] = {}
    for pair in problem.together:
        whole = set().union(*(group_of.get(the.row[id_], {the.row[id_]}) for id_ in pair))
        group_of |= dict.fromkeys(whole, whole)
    return sorted({tuple(sorted(whole)) for whole in group_of.values()})


class _Mending:
    def __init__(self, problem: PlacementProblem, the: Grid, level: int | None, weights: Ints) -> None:
        self.problem, self.the, self.weights = problem, the, weights
        self.arcs = at_least(the, level).copy()
        self.arcs[[row for row, one in enumerate(the.people) if not one.most]] = False
        self.held = np.zeros(self.arcs.shape, dtype=np.bool_)
        self.fitting = Fitting(problem, the)
        self.apart = [
            (the.row[one], the.row[other])
            for one, other in sorted({*problem.apart, *problem.never_with})
            if one in the.row and other in the.row
        ]
        for group in _groups(problem, the):
            self._hold_together(group)

    def _hold_together(self, together: tuple[int, ...]) -> None:
        """People who must be together are held where they give most, if there is room for all of them; else left out."""
        group = list(together)
        taken, pairs = self.held.sum(axis=0), [set(pair) for pair in self.apart]
        possible = np.flatnonzero(self.arcs[group].all(axis=0)).tolist()
        for column in sorted(possible, key=lambda one: -int(self.weights[group, one].sum())):
            there = {*group, *np.flatnonzero(self.held[:, column]).tolist()}
            if taken[column] + len(group) <= self.the.projects[column].places and not any(
                pair <= there for pair in pairs
            ):
                self.held[group, column] = True
                break
        self.arcs[group] = False

    def choice(self) -> Bools | None:
        for _ in range(ROUNDS):
            chosen = Flow(replace(self.the, locked=self.held), self.arcs).best(self.arcs, self.weights)
            parted = self._part(chosen)
            broken = [
                column
                for column in np.flatnonzero(chosen.any(axis=0)).tolist()
                if column not in parted and not self.fitting.fits(chosen, (), (column,))
            ]
            if not (parted or broken):
                return chosen
            for column in broken:
                self._mend(chosen, column)
        return None

    def _part(self, chosen: Bools) -> set[int]:
        """Of each two who may not be in one team, whoever gives less there may not come; the projects concerned."""
        found = set()
        for pair in self.apart:
            for column in np.flatnonzero(chosen[pair[0]] & chosen[pair[1]]).tolist():
                free = [
                    row for row in pair if not self.held[row, column]
                ]  # one at least: they were held one by one
                self.arcs[min(free, key=lambda row: int(self.weights[row, column])), column] = False
                found.add(column)
        return found

    def _mend(self, chosen: Bools, column: int) -> None:
        """Hold a team at a project that can work there; without one nobody may go there."""
        team = self._team(column, self._in_order(chosen, column))
        trial = self.held.copy()
        trial[team, column] = True
        if team and self.fitting.fits(trial, (), (column,)):
            self.held = trial
        else:
            self.arcs[:, column] = False
            self.held[:, column] = False

    def _in_order(self, chosen: Bools, column: int) -> list[int]:
        """Who is held there, then who is there, then who would lose least by coming."""
        here = self.held[:, column]
        there = chosen[:, column]
        able = np.flatnonzero((self.arcs[:, column] & ~self.held.any(axis=1)) | here)
        given = np.where(chosen, self.weights, 0).sum(axis=1)[able]
        lost = np.where(there[able], 0, given) - self.weights[able, column]
        order = np.lexsort((lost, ~there[able], ~here[able]))
        return [int(row) for row in able[order]]

    def _team(self, column: int, able: Iterable[int]) -> list[int]:
        """The first of those who bring what is missing, then the first of all up to the smallest team; empty if too few."""
        project, able = self.the.projects[column], list(able)
        must = self.problem.settings.skills is Strength.MUST
        missing = {need.skill: need.count for need in project.needs} if must else {}
        team = []
        for row in able:
            brought = [skill for skill in self.the.people[row].skills if missing.get(skill, 0) > 0]
            if brought or self.held[row, column]:
                team.append(row)
                missing |= {skill: missing[skill] - 1 for skill in brought}
        short = max(1, project.fewest) - len(team)
        members = set(team)
        team += [row for row in able if row not in members][: max(0, short)]
        return [] if any(missing.values()) or len(team) < max(1, project.fewest) else team
