"""Placements as a linear programme for HiGHS: every rule about people and teams as a row, written apart from the model
that finds the answer.

Reference: Huangfu Q., Hall J. (2018), *Parallelizing the dual revised simplex method*, doi 10.1007/s12532-017-0130-5.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.matching.placements.grid import Grid, Ints, at_least
from kith.matching.placements.types import PlacementProblem
from kith.matching.rulebook import Strength

NODES = 2_000
"""Branches that HiGHS may look at for one objective."""
SECONDS = 20.0
"""What it may take for one objective on a slow machine or a hard problem: the check then says less, never more."""
Factors = NDArray[np.float64]


@dataclass(slots=True)
class _Rows:
    """Rows of a linear programme, gathered one by one."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, columns: Sequence[int], values: Sequence[float], low: float, high: float) -> None:
        self.rows += [len(self.low)] * len(columns)
        self.columns += columns
        self.values += values
        self.low.append(low)
        self.high.append(high)


class Programme:
    """The placements that may be, as columns of a programme; every rule about people and teams as rows."""

    def __init__(self, problem: PlacementProblem, the: Grid, level: int | None = None) -> None:
        self.problem, self.the = problem, the
        self.level = level
        rows, columns = np.nonzero(at_least(the, level))
        self.cells = (rows, columns)
        self._at = {cell: n for n, cell in enumerate(zip(rows.tolist(), columns.tolist(), strict=True))}
        self._of_person: dict[int, list[int]] = {}
        self._of_project: dict[int, list[int]] = {}
        for (row, column), n in self._at.items():
            self._of_person.setdefault(row, []).append(n)
            self._of_project.setdefault(column, []).append(n)
        self.low: list[float] = [0.0] * len(self._at)
        self.high: list[float] = [1.0] * len(self._at)
        self.rows = _Rows()
        self.team: list[tuple[int, int]] = []
        self.placed: dict[int, float] = {}
        self._people()
        self._projects()
        self._pairs()
        self._hand_overs()

    def _new(self, high: float) -> int:
        self.low.append(0.0)
        self.high.append(high)
        return len(self.low) - 1

    def _people(self) -> None:
        for cell in zip(*np.nonzero(self.the.locked), strict=True):
            if cell in self._at:
                self.low[self._at[cell]] = 1.0
        for row, person in enumerate(self.the.people):
            mine = self._of_person.get(row, [])
            if not mine:
                continue
            self.rows.add(mine, [1.0] * len(mine), 0, person.most)
            if person.most <= 1:
                self.placed |= dict.fromkeys(mine, 1.0)
                continue
            somewhere = self._new(1.0)
            self.placed[somewhere] = 1.0
            self.rows.add([*mine, somewhere], [1.0] * len(mine) + [-1.0], 0, np.inf)
            self._no_two_at_once(row, mine)
            self._reach(row, mine)

    def _no_two_at_once(self, row: int, mine: list[int]) -> None:
        stays = [
            (n, int(self.the.arrive[row, column]), int(self.the.leave[row, column]))
            for n, column in ((n, int(self.cells[1][n])) for n in mine)
        ]
        for _, first, _ in stays:
            here = [n for n, come, go in stays if come <= first <= go]
            if len(here) > 1:
                self.rows.add(here, [1.0] * len(here), 0, 1)

    def _reach(self, row: int, mine: list[int]) -> None:
        if self.level is None or self.the.locked[row].any():
            return
        good = [n for n in mine if self.the.view[row, int(self.cells[1][n])] >= self.level]
        for one in sorted(set(mine) - set(good)):
            self.rows.add([*good, one], [1.0] * len(good) + [-1.0], 0, np.inf)

    def _projects(self) -> None:
        settings = self.problem.settings
        for column, project in enumerate(self.the.projects):
            team = self._of_project.get(column, [])
            ones = [1.0] * len(team)
            fewest = max(1, project.fewest)
            self.rows.add(team, ones, fewest if settings.every_project else 0, project.places)
            must = settings.skills is Strength.MUST
            opened = None
            if project.fewest > 1 or (project.needs and must):
                opened = self._new(1.0)
                self.rows.add([*team, opened], [*ones, -float(project.places)], -np.inf, 0)
                self.rows.add([*team, opened], [*ones, -float(fewest)], 0, np.inf)
                for one in team:
                    self.rows.add([one, opened], [1.0, -1.0], -np.inf, 0)
            for need in project.needs:
                who = [n for n in team if need.skill in self.the.people[int(self.cells[0][n])].skills]
                if must and opened is not None:
                    self.rows.add([*who, opened], [1.0] * len(who) + [-float(need.count)], 0, np.inf)
                elif not must and settings.skill_points:
                    there = self._new(float(need.count))
                    self.rows.add([*who, there], [1.0] * len(who) + [-1.0], 0, np.inf)
                    self.team.append((there, settings.skill_points))

    def _pairs(self) -> None:
        row_of = self.the.row
        for one, other in {*self.problem.apart, *self.problem.never_with}:
            if one in row_of and other in row_of:
                for column in range(len(self.the.projects)):
                    both = [self._at.get((row_of[id_], column)) for id_ in (one, other)]
                    if None not in both:
                        self.rows.add([n for n in both if n is not None], [1.0, 1.0], 0, 1)
        for one, other in set(self.problem.together):
            for column in range(len(self.the.projects)):
                left, right = (self._at.get((row_of[id_], column)) for id_ in (one, other))
                given = [(n, sign) for n, sign in ((left, 1.0), (right, -1.0)) if n is not None]
                if given:
                    self.rows.add([n for n, _ in given], [sign for _, sign in given], 0, 0)

    def _hand_overs(self) -> None:
        asked = self.problem.settings.hand_over
        if asked is None or not asked.points:
            return
        for column, project in enumerate(self.the.projects):
            if project.follows is None and project.outgoing_until is None:
                continue
            met, ways = self._new(1.0), []
            takers = [(n, int(self.cells[0][n])) for n in self._of_project.get(column, [])]
            if project.outgoing_until is not None:
                last = project.outgoing_until.toordinal()
                for n, row in takers:
                    there = min(last, self.the.leave[row, column]) - self.the.arrive[row, column] + 1
                    ways += [n] if there >= asked.least_days else []
            before = self.the.column.get(project.follows or "")
            for giver in self._of_project.get(before, []) if before is not None else []:
                ways += self._witness(giver, takers, column, asked.least_days)
            self.rows.add([*ways, met], [1.0] * len(ways) + [-1.0], 0, np.inf)
            self.team.append((met, asked.points))

    def _witness(self, giver: int, takers: list[tuple[int, int]], column: int, days: int) -> list[int]:
        """A column that is 1 only where a giver is placed and somebody whom they meet takes over."""
        mine, outgoing = int(self.cells[0][giver]), int(self.cells[1][giver])
        the = self.the
        met = [
            n
            for n, row in takers
            if row != mine
            and min(the.leave[mine, outgoing], the.leave[row, column])
            - max(the.arrive[mine, outgoing], the.arrive[row, column])
            + 1
            >= days
        ]
        if not met:
            return []
        witness = self._new(1.0)
        self.rows.add([giver, witness], [1.0, -1.0], 0, np.inf)
        self.rows.add([*met, witness], [1.0] * len(met) + [-1.0], 0, np.inf)
        return [witness]

    def placed_factors(self) -> Factors:
        factors = np.zeros(len(self.low))
        factors[list(self.placed)] = list(self.placed.values())
        return factors

    def factors(self, weights: Ints, *, teams: bool) -> Factors:
        """``weights`` of each cell as factors, with the points of teams where they count."""
        found = np.zeros(len(self.low))
        found[: len(self._at)] = weights[self.cells]
        for variable, points in self.team if teams else ():
            found[variable] = points
        return found

    def most(
        self, goal: Factors, held: Sequence[tuple[Factors, float]], *, whole: bool
    ) -> tuple[float | None, float]:
        """What was reached (``None`` where nothing or unknown) and what no choice can pass; -inf where none exists.

        ``held``: factors and the least value that they must reach.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array, vstack

        size = len(self.low)
        if not size:
            fits = all(low <= 0 for low in self.rows.low) and all(least <= 0 for _, least in held)
            return (0.0, 0.0) if fits else (None, -math.inf)
        table = csr_array(
            (self.rows.values, (self.rows.rows, self.rows.columns)), shape=(len(self.rows.low), size)
        )
        low, high = np.array(self.rows.low), np.array(self.rows.high)
        for factors, least in held:
            table = vstack([table, csr_array(factors[None, :])], format="csr")
            low, high = np.append(low, least), np.append(high, np.inf)
        answer: Any = milp(
            -goal,
            integrality=np.full(size, int(whole)),
            bounds=Bounds(self.low, self.high),
            constraints=LinearConstraint(table, low, high),
            options={"node_limit": NODES, "mip_rel_gap": 0.0, "time_limit": SECONDS} if whole else {},
        )
        if answer.status == 2:
            return None, -math.inf
        bound = answer.mip_dual_bound if whole else answer.fun
        reached = None if answer.x is None or not whole else float(goal @ np.round(answer.x))
        return reached, math.inf if bound is None else -float(bound)
