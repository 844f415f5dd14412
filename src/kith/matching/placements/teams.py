"""What a team gets beyond its people one by one: skills together, and a hand-over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from kith.matching.placements.grid import FIRST_DAY, Bools, Grid
from kith.matching.placements.types import HAND_OVER, SKILLS, PlacementProblem, Team
from kith.matching.rulebook import Strength
from kith.matching.types import RulePart


def teams(
    problem: PlacementProblem, the: Grid, chosen: Bools, columns: Iterable[int] | None = None
) -> tuple[Team, ...]:
    """Each project that has people, with the points of its team, by id; of some columns only where those are given."""
    takes_over = {column: (outgoing, until) for column, outgoing, until in hand_overs(problem, the)}
    asked, each = problem.settings.hand_over, problem.settings.skill_points
    made = []
    for column in range(len(the.projects)) if columns is None else columns:
        project = the.projects[column]
        rows = np.flatnonzero(chosen[:, column]).tolist()
        if not rows:
            continue
        parts = []
        if project.needs and problem.settings.skills is Strength.PREFER and each:
            here = [sum(need.skill in the.people[row].skills for row in rows) for need in project.needs]
            given = sum(min(n, need.count) for n, need in zip(here, project.needs, strict=True))
            parts.append(RulePart(SKILLS, given * each, sum(need.count for need in project.needs) * each))
        if asked and asked.points and column in takes_over:
            days, _, _ = together_days(the, chosen, column, *takes_over[column])
            parts.append(RulePart(HAND_OVER, asked.points if days >= asked.least_days else 0, asked.points))
        made.append(Team(project.id, tuple(parts)))
    return tuple(made)


def team_points(problem: PlacementProblem, the: Grid, chosen: Bools) -> int:
    """The points of all teams together."""
    return sum(part.points for team in teams(problem, the, chosen) for part in team.parts)


def together_days(
    the: Grid, chosen: Bools, column: int, outgoing: int | None, until: int | None
) -> tuple[int, str | None, str | None]:
    """The most days that somebody of the outgoing team and somebody of the incoming one are there together, and who.

    0 or fewer where nobody is. Nobody hands over to themselves; an outgoing team of before has no names here.
    """
    best: tuple[int, str | None, str | None] = (0, None, None)
    there: list[tuple[int | None, int, int]] = [] if until is None else [(None, FIRST_DAY, until)]
    if outgoing is not None:
        there += [
            (giver, int(the.arrive[giver, outgoing]), int(the.leave[giver, outgoing]))
            for giver in np.flatnonzero(chosen[:, outgoing]).tolist()
        ]
    for taker in np.flatnonzero(chosen[:, column]).tolist():
        for giver, come, go in there:
            days = min(int(the.leave[taker, column]), go) - max(int(the.arrive[taker, column]), come) + 1
            if giver != taker and days > best[0]:
                name = None if giver is None else the.people[giver].id
                best = days, name, the.people[taker].id
    return best


def meets(the: Grid, cell: tuple[int, int], there: tuple[Any, Any], days: int) -> bool:
    """Whether somebody placed at ``cell`` is there for so many days with somebody present over ``there``."""
    come, go = there
    first = int(the.arrive[cell]) if come is None else max(int(the.arrive[cell]), int(come))
    return min(int(the.leave[cell]), int(go)) - first + 1 >= days


def hand_overs(problem: PlacementProblem, the: Grid) -> Iterator[tuple[int, int | None, int | None]]:
    """Columns of projects that take over, with the column of the outgoing project or an outgoing team's last day."""
    for column, project in enumerate(the.projects):
        until = project.outgoing_until
        if project.follows is not None or until is not None:
            yield (
                column,
                the.column.get(project.follows or ""),
                None if until is None else until.toordinal(),
            )


def clashes(the: Grid, row: int, columns: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Groups of projects at which a person would be at the same time: all that are running on some first day."""
    stays = sorted((int(the.arrive[row, column]), int(the.leave[row, column]), column) for column in columns)
    for first, _, column in stays:
        running = tuple(other for come, go, other in stays if come <= first <= go)
        if len(running) > 1 and column in running:
            yield running
