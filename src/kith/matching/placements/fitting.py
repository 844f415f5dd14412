"""Whether a choice of cells keeps everything that always holds, looked at where it changed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from kith.matching.placements.grid import Bools, Grid
from kith.matching.placements.teams import clashes
from kith.matching.placements.types import PlacementProblem
from kith.matching.rulebook import Strength


class Fitting:
    """What always holds of one problem, beyond each person on each project alone."""

    def __init__(self, problem: PlacementProblem, the: Grid) -> None:
        self._problem, self._the = problem, the
        self._apart = self._by_row((*problem.apart, *problem.never_with))
        self._together = self._by_row(problem.together)

    def fits(self, chosen: Bools, rows: Iterable[int], columns: Iterable[int]) -> bool:
        """Whether some people and projects keep everything, the others being as they were."""
        return all(self._person(chosen, row) for row in rows) and all(
            self._team(chosen, column) for column in columns
        )

    def _by_row(self, pairs: Iterable[tuple[str, str]]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for pair in pairs:
            if pair[0] in self._the.row and pair[1] in self._the.row:
                for one, other in (pair, pair[::-1]):
                    found.setdefault(self._the.row[one], set()).add(self._the.row[other])
        return found

    def _person(self, chosen: Bools, row: int) -> bool:
        at = np.flatnonzero(chosen[row]).tolist()
        if len(at) > self._the.people[row].most or any(True for _ in clashes(self._the, row, at)):
            return False
        return all(bool((chosen[other] == chosen[row]).all()) for other in self._together.get(row, ()))

    def _team(self, chosen: Bools, column: int) -> bool:
        project = self._the.projects[column]
        rows = set(np.flatnonzero(chosen[:, column]).tolist())
        if not rows:
            return not self._problem.settings.every_project
        if not max(1, project.fewest) <= len(rows) <= project.places:
            return False
        if any(self._apart.get(row, set()) & rows for row in rows):
            return False
        if self._problem.settings.skills is Strength.PREFER:
            return True
        return all(
            sum(need.skill in self._the.people[row].skills for row in rows) >= need.count
            for need in project.needs
        )
