"""What is wrong with a problem, all at once and before any work.

A lock that something stands against is refused with one sentence whatever that is, so that it does not say that it
was a private request.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType

from kith.foundation.faults import Fault, Faults, Parameter
from kith.matching.pairs.problem import check_problem
from kith.matching.placements.types import PlacementProblem, Project
from kith.matching.reading import MOST_WEIGHT
from kith.matching.rulebook import POINTS_PER_WEIGHT, AttributeKind, Strength
from kith.matching.suggesting import did_you_mean
from kith.matching.types import Kind, PersonPair

MOST_CELLS = 20_000_000
"""People times projects that are looked at: 20,000 by 1,000, in about 2 GB."""
MOST_POINTS = 1 << 20
ALIKE = 0.8
"""Two spellings this alike (Ratcliff and Obershelp, 0-1) are taken for the same word, one of them misspelt."""
_NOT_HERE = (
    "matching.problem.too_many_pairs",
    "matching.problem.too_large",
)
"""What pairs refuse and placements need not."""


def check(problem: PlacementProblem) -> tuple[Fault, ...]:
    """Every fault of a problem; empty when it can be looked at."""
    faults = Faults()
    as_pairs = replace(problem.as_match(), kind=Kind.PAIRS)
    faults.extend(fault for fault in check_problem(as_pairs) if fault.code not in _NOT_HERE)
    _check_settings(problem, faults)
    _check_people(problem, faults)
    for project in problem.sorted_projects:
        _check_project(problem, project, faults)
    _check_followers(problem, faults)
    _check_decided(problem, faults)
    cells = len(problem.people) * len(problem.projects)
    if cells > MOST_CELLS:
        _note(faults, "too_many", people=len(problem.people), projects=len(problem.projects), most=MOST_CELLS)
    if problem.rules.most_points > MOST_POINTS:
        _note(faults, "too_many_points", points=problem.rules.most_points, most=MOST_POINTS)
    if not faults:
        _check_locks(problem, faults)
    return tuple(faults)


def _note(faults: Faults, code: str, **params: Parameter) -> None:
    faults.extend((Fault(f"matching.placements.problem.{code}", params=MappingProxyType(params)),))


def _check_settings(problem: PlacementProblem, faults: Faults) -> None:
    settings = problem.settings
    known = {one.key: one for one in problem.rules.attributes}
    limited = [one.id for one in problem.sorted_projects if one.lowest or one.highest]
    if settings.grade is None:
        if limited:
            _note(faults, "grade_needed", project=limited[0])
    elif settings.grade not in known or known[settings.grade].kind is not AttributeKind.GRADE:
        _note(faults, "grade_not_grade", attribute=settings.grade)
    if settings.least_days is not None and settings.least_days < 1:
        _note(faults, "least_days", days=settings.least_days)
    asked = settings.hand_over
    if asked is not None and asked.least_days < 1:
        _note(faults, "least_days", days=asked.least_days)
    for points in (settings.skill_points, asked.points if asked else 0, problem.keep_bonus):
        if not 0 <= points <= MOST_WEIGHT * POINTS_PER_WEIGHT:
            _note(faults, "points", points=points, most=MOST_WEIGHT * POINTS_PER_WEIGHT)


def _check_people(problem: PlacementProblem, faults: Faults) -> None:
    for person in problem.sorted_people:
        first, last = person.available_from, person.available_to
        if first is not None and last is not None and last < first:
            _note(faults, "away_before_there", id=person.id, first=str(first), last=str(last))


def _check_project(problem: PlacementProblem, project: Project, faults: Faults) -> None:
    if project.starts is not None and project.ends is not None and project.ends < project.starts:
        _note(
            faults,
            "ends_before_start",
            project=project.id,
            starts=str(project.starts),
            ends=str(project.ends),
        )
    if project.fewest < 0:
        _note(faults, "fewest_negative", project=project.id, fewest=project.fewest)
    if project.fewest > max(0, project.places):
        _note(faults, "fewest_above_places", project=project.id, fewest=project.fewest, places=project.places)
    for skill, times in Counter(need.skill for need in project.needs).items():
        if times > 1:
            _note(faults, "need_twice", project=project.id, skill=skill)
    skills = sorted({skill for person in problem.people for skill in person.skills})
    for need in project.needs:
        if need.count < 1:
            _note(faults, "need_none", project=project.id, skill=need.skill, count=need.count)
        elif need.count > project.places and problem.settings.skills is Strength.MUST:
            _note(
                faults,
                "need_above_places",
                project=project.id,
                skill=need.skill,
                count=need.count,
                places=project.places,
            )
        meant = misspelt(need.skill, skills)
        if meant is not None:
            _note(faults, "misspelt_skill", project=project.id, skill=need.skill, nearest=meant)
    _check_grades(problem, project, faults)


def misspelt(skill: str, known: Sequence[str]) -> str | None:
    """The skill that was meant where one is nearly spelt like it. A skill that nobody has is no fault.

    >>> misspelt("nursng", ["data", "nursing"]), misspelt("surgery", ["data", "nursing"])
    ('nursing', None)
    """
    return None if skill in known else next(iter(get_close_matches(skill, known, n=1, cutoff=ALIKE)), None)


def _check_grades(problem: PlacementProblem, project: Project, faults: Faults) -> None:
    scale: tuple[str, ...] = ()
    for one in problem.rules.attributes:
        if one.key == problem.settings.grade:
            scale = one.scale
    if not scale:
        return
    for step in (project.lowest, project.highest):
        if step is not None and step not in scale:
            _note(faults, "not_on_scale", project=project.id, value=step, scale=", ".join(scale))
    if project.lowest in scale and project.highest in scale:
        low, high = str(project.lowest), str(project.highest)
        if scale.index(low) > scale.index(high):
            _note(faults, "grades_turned", project=project.id, lowest=low, highest=high)


def _check_followers(problem: PlacementProblem, faults: Faults) -> None:
    """Each predecessor is there, and nobody comes before themselves."""
    known = {one.id: one for one in problem.projects}
    told: set[str] = set()
    for project in problem.sorted_projects:
        if project.follows is not None and project.follows not in known:
            code, params = did_you_mean("follows_unknown", project.follows, sorted(known))
            _note(faults, code, project=project.id, follows=project.follows, **params)
        path = [project.id]
        while (before := known[path[-1]].follows) is not None and before in known and before not in path:
            path.append(before)
        if before == project.id and project.id not in told:
            told.update(path)
            _note(faults, "follows_round", projects=", ".join(sorted(path)))


def _check_decided(problem: PlacementProblem, faults: Faults) -> None:
    people = {one.id: one for one in problem.people}
    projects = {one.id: one for one in problem.projects}
    for code, pairs in (("lock", problem.locks), ("forbid", problem.forbids)):
        for person, project in sorted(set(pairs)):
            if person not in people:
                _note(faults, f"{code}_nobody", id=person, project=project)
            if project not in projects:
                _note(faults, f"{code}_nowhere", id=person, project=project)
    for code, pairs in (("together", problem.together), ("apart", problem.apart)):
        for one, other in sorted(set(pairs)):
            for id_ in sorted({one, other} - people.keys()):
                _note(faults, f"{code}_nobody", id=id_, one=one, other=other)
            if one == other:
                _note(faults, f"{code}_oneself", id=one)
    for one, other in sorted(_either_way(problem.together) & _either_way(problem.apart)):
        if one < other:
            _note(faults, "together_and_apart", one=one, other=other)
    _check_room(problem, faults)


def _check_room(problem: PlacementProblem, faults: Faults) -> None:
    """Nobody and no project has more locks than room."""
    people = {one.id: one for one in problem.people}
    projects = {one.id: one for one in problem.projects}
    locks = set(problem.locks)
    for id_, times in sorted(Counter(person for person, _ in locks).items()):
        if id_ in people and times > people[id_].most:
            _note(faults, "locked_too_often", id=id_, times=times, most=people[id_].most)
    for id_, times in sorted(Counter(project for _, project in locks).items()):
        if id_ in projects and times > projects[id_].places:
            _note(faults, "locked_too_many", project=id_, times=times, places=projects[id_].places)


def _either_way(pairs: Iterable[PersonPair]) -> set[PersonPair]:
    return {turned for pair in pairs for turned in (pair, pair[::-1])}


def _check_locks(problem: PlacementProblem, faults: Faults) -> None:
    """One sentence for every lock that cannot be: see the head of this module."""
    if not problem.locks:
        return
    from kith.matching.placements.grid import grid
    from kith.matching.placements.teams import clashes

    the = grid(problem)
    locks = sorted(set(problem.locks))
    apart = _either_way((*problem.apart, *problem.never_with))
    at: dict[str, set[str]] = {}
    for person, project in locks:
        at.setdefault(project, set()).add(person)
    for person, project in locks:
        cell = the.row[person], the.column[project]
        if not the.allowed[cell] or any((person, other) in apart for other in at[project]):
            _note(faults, "lock_refused", id=person, project=project)
    for person in sorted({one for one, _ in locks}):
        mine = [the.column[project] for one, project in locks if one == person]
        for _ in list(clashes(the, the.row[person], mine))[:1]:
            _note(faults, "locks_overlap", id=person)
