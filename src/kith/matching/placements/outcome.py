"""From chosen cells to people: what each placement gives, and why somebody or some project is left over.

Nothing here may depend on a private request: whatever is counted is counted under the rules alone.
"""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from kith.foundation.faults import Parameter
from kith.matching.placements.grid import Bools, Grid
from kith.matching.placements.types import (
    PERSON,
    PROJECT,
    Person,
    Placement,
    PlacementProblem,
    Project,
)
from kith.matching.plain import Plain
from kith.matching.rulebook import Strength
from kith.matching.types import MatchProblem, Member, Reason, RulePart, Unmatched

MISSING: tuple[object, ...] = (None, "", frozenset())


def reason(code: str, **params: Parameter) -> Reason:
    """A reason of this kind with its parameters."""
    return Reason(f"matching.placements.{code}", MappingProxyType(params))


class Rules:
    """The points of one person on one project in plain Python."""

    def __init__(self, problem: PlacementProblem) -> None:
        match: MatchProblem = problem.as_match()
        self._members: dict[tuple[str, str], Member] = {(one.side, one.id): one for one in match.members}
        self._prefers = problem.rules.prefers
        self._plain = Plain(match)

    def parts(self, person: str, project: str) -> tuple[RulePart, ...]:
        """What each rule gives them."""
        left, right = self._members[PERSON, person], self._members[PROJECT, project]
        return tuple(
            RulePart(rule.key, self._plain.points(rule, left, right), rule.points) for rule in self._prefers
        )


def placements(problem: PlacementProblem, the: Grid, chosen: Bools) -> tuple[Placement, ...]:
    """The chosen cells by person and project."""
    rules = Rules(problem)
    made = []
    for row, column in zip(*(axis.tolist() for axis in np.nonzero(chosen)), strict=True):
        person, project = the.people[row], the.projects[column]
        parts = rules.parts(person.id, project.id)
        points = sum(part.points for part in parts)
        if points != the.points[row, column]:
            raise AssertionError("arrays and plain Python score a placement differently")
        cell = row, column
        made.append(
            Placement(
                person.id,
                project.id,
                points,
                parts,
                int(the.view[cell]) / the.full,
                bool(the.locked[cell]),
                bool(the.kept[cell]),
            )
        )
    return tuple(made)


def left_over(problem: PlacementProblem, the: Grid, chosen: Bools) -> tuple[Unmatched, ...]:
    """People without a placement and projects without people, each by id, with reasons that everybody may know."""
    allowed = the.by_rules
    here = set(np.flatnonzero(chosen.any(axis=1)).tolist())
    found = [
        Unmatched(PERSON, person.id, _of_person(problem, the, allowed, chosen, row))
        for row, person in enumerate(the.people)
        if row not in here
    ]
    opened = set(np.flatnonzero(chosen.any(axis=0)).tolist())
    return (
        *found,
        *(
            Unmatched(PROJECT, project.id, _of_project(problem, the, allowed, chosen, column))
            for column, project in enumerate(the.projects)
            if column not in opened
        ),
    )


def _of_person(
    problem: PlacementProblem, the: Grid, allowed: Bools, chosen: Bools, row: int
) -> tuple[Reason, ...]:
    person = the.people[row]
    if not person.most:
        return (reason("person.none_wanted"),)
    if not any(project.places for project in the.projects):
        return (reason("person.no_places"),)
    possible = np.flatnonzero(allowed[row]).tolist()
    if not possible:
        return (
            reason("person.rules_allow_none", projects=len(the.projects)),
            *_broken(problem, the, person.attributes, {key: m[row] for key, m in the.breaks.items()}, PERSON),
        )
    there = chosen.sum(axis=0).tolist()
    full = sum(there[column] >= the.projects[column].places for column in possible)
    closed = sum(not there[column] and the.projects[column].places > 0 for column in possible)
    found = [reason("person.possible", possible=len(possible), full=full, closed=closed)]
    if full + closed < len(possible):
        found.append(reason("person.whole_plan"))
    return tuple(found)


def _of_project(
    problem: PlacementProblem, the: Grid, allowed: Bools, chosen: Bools, column: int
) -> tuple[Reason, ...]:
    project = the.projects[column]
    if not project.places:
        return (reason("project.no_places"),)
    if not the.people:
        return (reason("project.no_people"),)
    possible = np.flatnonzero(allowed[:, column]).tolist()
    if not possible:
        broken = {key: mask[:, column] for key, mask in the.breaks.items()}
        return (
            reason("project.rules_allow_nobody", people=len(the.people)),
            *_broken(problem, the, project.attributes, broken, PROJECT),
        )
    takers = [row for row in possible if the.people[row].most]
    who = [the.people[row] for row in takers]
    free = [the.people[row] for row in takers if not chosen[row].any()]
    found = [*_too_few(problem, project, who, free)]
    return tuple(found) or (reason("project.needed_elsewhere", possible=len(who)),)


def _too_few(
    problem: PlacementProblem, project: Project, who: list[Person], free: list[Person]
) -> list[Reason]:
    """What of its smallest team or its skills is missing, and how many more it would take.

    Where the rules alone make it impossible, only that is said; else what those without a placement could not fill.
    """
    fewest = max(1, project.fewest)
    never, left = [], []
    if len(who) < fewest:
        never.append(reason("project.too_few", possible=len(who), fewest=fewest, more=fewest - len(who)))
    elif len(free) < fewest and fewest > 1:
        left.append(reason("project.too_few_left", left=len(free), fewest=fewest, more=fewest - len(free)))
    needs = sorted(
        project.needs, key=lambda need: need.skill
    )  # as a file has them, in whatever order they came
    for need in needs if problem.settings.skills is Strength.MUST else ():
        asked: dict[str, Parameter] = {"skill": need.skill, "count": need.count}
        bring, spare = (sum(need.skill in one.skills for one in some) for some in (who, free))
        if bring < need.count:
            never.append(reason("project.skill_missing", possible=bring, more=need.count - bring, **asked))
        elif spare < need.count:
            left.append(reason("project.skill_left", left=spare, more=need.count - spare, **asked))
    return never or left


def _broken(
    problem: PlacementProblem, the: Grid, attributes: object, broken: dict[str, Bools], side: str
) -> list[Reason]:
    """For each must that stands in the way: the value is missing, or how many it rules out."""
    found = []
    rules = {rule.key: rule for rule in problem.rules.musts}
    for key, mask in broken.items():
        count = int(mask.sum())
        if not count:
            continue
        rule = rules.get(key)
        attribute = None if rule is None else (rule.on if side == PERSON else rule.on_second)
        values = attributes if isinstance(attributes, dict | MappingProxyType) else {}
        if attribute is not None and values.get(attribute) in MISSING:
            found.append(
                Reason(
                    "matching.unmatched.value_missing",
                    MappingProxyType({"rule": key, "attribute": attribute}),
                )
            )
        else:
            found.append(reason(f"{side}.rule_excludes", rule=key, count=count, whole=len(mask)))
    return found
