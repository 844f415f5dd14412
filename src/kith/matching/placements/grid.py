"""People and projects as arrays: who may go where, what it is worth, when they would be there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kith.matching import lottery
from kith.matching.placements.types import (
    COUNTRY,
    DATES,
    GRADE,
    SIDES,
    Person,
    PlacementProblem,
    Project,
)
from kith.matching.rulebook import Verb
from kith.matching.score import BLOCK_CELLS, Scoring, wish_points
from kith.matching.types import PersonPair

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows are people and columns projects, each by id.

    Parameters
    ----------
    points, view
        What the rules give; and the same as the person sees it, without the project's ranking. Whoever ranked nothing
        could see fewer points, and theirs are raised in proportion: equal numbers are equal satisfaction.
    full
        The :attr:`view` of whoever has everything.
    breaks
        For each key of a must (a rule's, or what projects ask by their columns), where it is broken.
    allowed
        Where nothing stands against it, private requests included.
    arrive, leave
        Days (proleptic ordinals) on which the person would come and go.
    locked, kept
        Cells of locks and of earlier placements.
    """

    people: tuple[Person, ...]
    projects: tuple[Project, ...]
    points: Ints
    view: Ints
    full: int
    breaks: dict[str, Bools]
    allowed: Bools
    arrive: Ints
    leave: Ints
    locked: Bools
    kept: Bools
    row: dict[str, int]
    column: dict[str, int]

    @property
    def by_rules(self) -> Bools:
        """Where no rule stands against it: all that may be spoken of."""
        mask = np.ones(self.allowed.shape, dtype=np.bool_)
        for broken in self.breaks.values():
            mask &= ~broken
        return mask


def grid(problem: PlacementProblem) -> Grid:
    """The arrays of a problem that has no faults."""
    people, projects = problem.sorted_people, problem.sorted_projects
    scoring = Scoring(problem.as_match())
    points, breaks = _scores(scoring)
    arrive, leave = _stays(people, projects)
    breaks |= _asked(problem, people, projects, arrive, leave)
    row = {one.id: index for index, one in enumerate(people)}
    column = {one.id: index for index, one in enumerate(projects)}

    def cells(pairs: Iterable[PersonPair]) -> Bools:
        mask = np.zeros(points.shape, dtype=np.bool_)
        for one, other in pairs:
            if one in row and other in column:
                mask[row[one], column[other]] = True
        return mask

    allowed = np.ones(points.shape, dtype=np.bool_)
    for broken in breaks.values():
        allowed &= ~broken
    allowed &= ~cells(problem.forbids) & ~cells(_refused(problem))
    return Grid(
        people,
        projects,
        points,
        _views(problem, points, row, column),
        most_seen(problem),
        breaks,
        allowed,
        arrive,
        leave,
        cells(problem.locks),
        cells(problem.kept),
        row,
        column,
    )


def at_least(the: Grid, level: int | None) -> Bools:
    """The allowed cells that can stand where everybody is to have ``level`` or more, as they see it.

    Locks may stay below it; whoever takes several placements needs one that reaches it.
    """
    if level is None:
        return the.allowed
    several = np.array([one.most > 1 for one in the.people], dtype=np.bool_)
    return np.asarray(the.allowed & ((the.view >= level) | the.locked | several[:, None]), dtype=np.bool_)


def worst_of(the: Grid, chosen: Bools) -> int | None:
    """What the worst-placed person without a lock sees in their best placement; ``None`` where nobody is placed."""
    rows = chosen.any(axis=1) & ~the.locked.any(axis=1)
    best = np.where(chosen, the.view, -1).max(axis=1, initial=-1)
    return int(best[rows].min()) if rows.any() else None


def tickets(problem: PlacementProblem, seed: int, bits: int) -> Ints:
    """The lottery's number of each person on each project, in [0, 2**bits)."""
    match = problem.as_match()
    left, right = (lottery.numbers(match.on_side(side), seed) for side in SIDES)
    return lottery.tickets(left, right, bits)


def _scores(scoring: Scoring) -> tuple[Ints, dict[str, Bools]]:
    shape = len(scoring.left), len(scoring.right)
    points = np.zeros(shape, dtype=np.int64)
    breaks = {rule.key: np.zeros(shape, dtype=np.bool_) for rule in scoring.musts}
    step = max(1, BLOCK_CELLS // max(1, shape[1]))
    for start in range(0, shape[0], step):
        block = slice(start, min(start + step, shape[0]))
        points[block] = scoring.points(block)
        for rule, broken in zip(scoring.musts, scoring.breaks(block), strict=True):
            breaks[rule.key][block] = broken
    return points, breaks


def _stays(people: tuple[Person, ...], projects: tuple[Project, ...]) -> tuple[Ints, Ints]:
    come = np.array([_day(one.available_from, FIRST_DAY) for one in people], dtype=np.int64)
    go = np.array([_day(one.available_to, LAST_DAY) for one in people], dtype=np.int64)
    first = np.array([_day(one.starts, FIRST_DAY) for one in projects], dtype=np.int64)
    last = np.array([_day(one.ends, LAST_DAY) for one in projects], dtype=np.int64)
    return np.maximum(come[:, None], first[None, :]), np.minimum(go[:, None], last[None, :])


def _day(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day.toordinal()


def _asked(
    problem: PlacementProblem,
    people: tuple[Person, ...],
    projects: tuple[Project, ...],
    arrive: Ints,
    leave: Ints,
) -> dict[str, Bools]:
    """Where a person breaks what a project asks by its dates, its country or its limits of grade."""
    first = np.array([_day(one.starts, FIRST_DAY) for one in projects], dtype=np.int64)
    last = np.array([_day(one.ends, LAST_DAY) for one in projects], dtype=np.int64)
    whole = last - first + 1
    least = problem.settings.least_days
    wanted = whole if least is None else np.minimum(whole, least)
    found = {DATES: leave - arrive + 1 < wanted[None, :]}
    if any(one.country for one in projects):
        found[COUNTRY] = np.array(
            [
                [
                    project.country is not None
                    and person.may_enter is not None
                    and project.country not in person.may_enter
                    for project in projects
                ]
                for person in people
            ],
            dtype=np.bool_,
        ).reshape(len(people), len(projects))
    if problem.settings.grade and any(one.lowest or one.highest for one in projects):
        found[GRADE] = _grades(problem, people, projects)
    return found


def _grades(problem: PlacementProblem, people: tuple[Person, ...], projects: tuple[Project, ...]) -> Bools:
    key = problem.settings.grade or ""
    scale = problem.rules.attribute(key).scale
    steps = {step: index for index, step in enumerate(scale)}
    mine = np.array([steps.get(str(one.attributes.get(key)), -1) for one in people], dtype=np.int64)
    low = np.array([steps.get(one.lowest or "", 0) for one in projects], dtype=np.int64)
    high = np.array([steps.get(one.highest or "", len(scale)) for one in projects], dtype=np.int64)
    limited = np.array([bool(one.lowest or one.highest) for one in projects], dtype=np.bool_)
    outside = (mine[:, None] < low) | (mine[:, None] > high) | (mine[:, None] < 0)
    return np.asarray(outside & limited[None, :], dtype=np.bool_)


def _refused(problem: PlacementProblem) -> list[PersonPair]:
    """Each person with each project that they asked in private never to be sent to, by its host or by itself."""
    at: dict[str, list[str]] = {}
    for project in problem.projects:
        for name in {project.id, project.host or project.id}:
            at.setdefault(name, []).append(project.id)
    return [(person, project) for person, name in problem.never_at for project in at.get(name, ())]


def most_seen(problem: PlacementProblem) -> int:
    """The most points that a person with wishes could see: what full satisfaction is counted as. 1 without rules."""
    rules = problem.rules.prefers
    own = sum(wish_points(rule, SIDES)[0][0] for rule in rules if rule.verb is Verb.WISH)
    return (own + sum(rule.points for rule in rules if rule.verb is not Verb.WISH)) or 1


def _views(problem: PlacementProblem, points: Ints, row: dict[str, int], column: dict[str, int]) -> Ints:
    """Each placement as the person sees it: in points, raised in proportion for whoever ranked nothing."""
    rules = problem.rules.prefers
    full = most_seen(problem)
    seen = points.copy()
    most = np.full(len(row), sum(rule.points for rule in rules if rule.verb is not Verb.WISH), dtype=np.int64)
    for rule in (rule for rule in rules if rule.verb is Verb.WISH):
        mine, theirs = wish_points(rule, SIDES)
        for project in problem.projects:
            for given, person in zip(theirs, project.wishes, strict=False):
                if person in row:
                    seen[row[person], column[project.id]] -= given
        for one in problem.people:
            if one.wishes:
                most[row[one.id]] += mine[0]
    return np.where(most[:, None] > 0, seen * full // np.maximum(most, 1)[:, None], full)
