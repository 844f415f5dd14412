"""Placements as a constraint model for OR-Tools' CP-SAT: teams that can work, or no team.

Reference: Perron L., Didier F., *CP-SAT*, https://developers.google.com/optimization/cp/cp_solver.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

from kith.matching.placements.grid import Bools, Grid, Ints, at_least
from kith.matching.placements.teams import clashes, hand_overs, meets
from kith.matching.placements.types import PlacementProblem, Project
from kith.matching.rulebook import Strength

Cell = tuple[int, int]


class Model:
    """One boolean for each person on each project that may be, everybody at ``level`` or above.

    ``placed`` says for each row whether the person is anywhere; ``team`` holds (points, variable) of what teams get
    beyond their people.
    """

    def __init__(self, problem: PlacementProblem, the: Grid, level: int | None = None) -> None:
        from ortools.sat.python import cp_model

        self.model = cp_model.CpModel()
        self.problem, self.the = problem, the
        self.level = level
        rows, columns = np.nonzero(at_least(the, level))
        self.cells: list[Cell] = list(zip(rows.tolist(), columns.tolist(), strict=True))
        self.at: dict[Cell, Any] = {
            cell: self.model.new_bool_var(f"x{cell[0]}_{cell[1]}") for cell in self.cells
        }
        self.of_person: dict[int, list[int]] = defaultdict(list)
        self.of_project: dict[int, list[int]] = defaultdict(list)
        for row, column in self.cells:
            self.of_person[row].append(column)
            self.of_project[column].append(row)
        self.placed: list[Any] = []
        self.team: list[tuple[int, Any]] = []
        self.open: dict[int, Any] = {}
        self._people()
        self._projects()
        self._pairs()
        self._hand_overs()

    def points(self, weights: Ints, scale: int) -> Any:
        """The sum of ``weights`` (rows x columns) of whoever is placed, plus ``scale`` for each point of a team."""
        from ortools.sat.python import cp_model

        variables = [*self.at.values(), *(variable for _, variable in self.team)]
        factors = [int(weights[cell]) for cell in self.cells] + [points * scale for points, _ in self.team]
        return cp_model.LinearExpr.weighted_sum(variables, factors)

    def hint(self, chosen: Bools) -> None:
        """Start the search from a choice of cells."""
        for cell, variable in self.at.items():
            self.model.add_hint(variable, bool(chosen[cell]))

    def _people(self) -> None:
        for row, person in enumerate(self.the.people):
            mine = [self.at[row, column] for column in self.of_person.get(row, ())]
            for column in np.flatnonzero(self.the.locked[row]).tolist():
                if (row, column) in self.at:
                    self.model.add(self.at[row, column] == 1)
            if person.most <= 1:
                self.model.add(sum(mine) <= person.most)
                self.placed.append(sum(mine))
                continue
            somewhere = self.model.new_bool_var(f"placed{row}")
            self.model.add(sum(mine) <= person.most)
            self.model.add(sum(mine) >= somewhere)
            self.placed.append(somewhere)
            self._reach(row)
            for clash in clashes(self.the, row, self.of_person.get(row, ())):
                self.model.add_at_most_one(self.at[row, column] for column in clash)

    def _reach(self, row: int) -> None:
        """Whoever takes several placements reaches the level with one of them."""
        if self.level is None or self.the.locked[row].any():
            return
        columns = self.of_person.get(row, ())
        good = [self.at[row, column] for column in columns if self.the.view[row, column] >= self.level]
        for column in columns:
            if self.the.view[row, column] < self.level:
                self.model.add(self.at[row, column] <= sum(good))

    def _projects(self) -> None:
        for column, project in enumerate(self.the.projects):
            team = [self.at[row, column] for row in self.of_project.get(column, ())]
            fewest = max(1, project.fewest)
            if self.problem.settings.every_project:
                self.model.add(sum(team) >= fewest)
            if not self._needs_all(project):
                self.model.add(sum(team) <= project.places)
            else:
                opened = self.open[column] = self.model.new_bool_var(f"open{column}")
                self.model.add(sum(team) <= project.places * opened)
                self.model.add(sum(team) >= fewest * opened)
                for one in team:
                    self.model.add_implication(one, opened)
            self._skills(column, project)

    def _needs_all(self, project: Project) -> bool:
        skills = project.needs and self.problem.settings.skills is Strength.MUST
        return project.fewest > 1 or bool(skills)

    def _skills(self, column: int, project: Project) -> None:
        must = self.problem.settings.skills is Strength.MUST
        for need in project.needs:
            who = [
                self.at[row, column]
                for row in self.of_project.get(column, ())
                if need.skill in self.the.people[row].skills
            ]
            if must:
                self.model.add(sum(who) >= need.count * self.open[column])
            elif who and self.problem.settings.skill_points:
                there = self.model.new_int_var(0, need.count, f"skill{column}_{need.skill}")
                self.model.add(there <= sum(who))
                self.team.append((self.problem.settings.skill_points, there))

    def _pairs(self) -> None:
        rows = self.the.row
        for one, other in sorted({*self.problem.apart, *self.problem.never_with}):
            if one in rows and other in rows:
                for column in self._both(rows[one], rows[other]):
                    self.model.add_at_most_one(self.at[rows[one], column], self.at[rows[other], column])
        for one, other in sorted(set(self.problem.together)):
            mine, theirs = (set(self.of_person.get(rows[id_], ())) for id_ in (one, other))
            for column in sorted(mine | theirs):
                left, right = (self.at.get((rows[id_], column), 0) for id_ in (one, other))
                self.model.add(left == right)

    def _both(self, one: int, other: int) -> list[int]:
        return sorted(set(self.of_person.get(one, ())) & set(self.of_person.get(other, ())))

    def _hand_overs(self) -> None:
        asked = self.problem.settings.hand_over
        if asked is None or not asked.points:
            return
        for column, outgoing, until in hand_overs(self.problem, self.the):
            met = self.model.new_bool_var(f"hand_over{column}")
            givers = self._givers(column, outgoing, until, asked.least_days)
            if givers is None:
                continue
            self.model.add(met <= sum(givers))
            self.team.append((asked.points, met))

    def _givers(self, column: int, outgoing: int | None, until: int | None, days: int) -> list[Any] | None:
        """One boolean for each way in which the hand-over may happen; ``None`` when there is none."""
        takers = self.of_project.get(column, ())
        found: list[Any] = []
        if until is not None:
            found += [
                self.at[row, column] for row in takers if meets(self.the, (row, column), (None, until), days)
            ]
        if outgoing is not None:
            found += self._witnesses(column, outgoing, days)
        return found or None

    def _witnesses(self, column: int, outgoing: int, days: int) -> list[Any]:
        """For each giver a boolean that is true only where somebody whom they meet takes over."""
        found: list[Any] = []
        takers = np.array(self.of_project.get(column, ()), dtype=np.int64)
        come, go = self.the.arrive[takers, column], self.the.leave[takers, column]
        for giver in self.of_project.get(outgoing, ()):
            first, last = self.the.arrive[giver, outgoing], self.the.leave[giver, outgoing]
            met = (np.minimum(go, last) - np.maximum(come, first) + 1 >= days) & (takers != giver)
            with_them = [self.at[row, column] for row in takers[met].tolist()]
            if with_them:
                witness = self.model.new_bool_var(f"giver{column}_{giver}")
                self.model.add_implication(witness, self.at[giver, outgoing])
                self.model.add_bool_or([~witness, *with_them])
                found.append(witness)
        return found
