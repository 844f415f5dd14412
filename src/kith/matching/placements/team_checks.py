"""Teams of a result, judged one by one in plain Python, apart from the model that made them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from types import MappingProxyType

from kith.foundation.faults import Fault, Faults, Parameter
from kith.matching.placements.types import (
    HAND_OVER,
    SKILLS,
    Person,
    PlacementProblem,
    PlacementResult,
    Project,
)
from kith.matching.rulebook import Strength
from kith.matching.types import RulePart


class LookingAtTeams:
    """Looks at each team of a result whose people and projects are known."""

    def __init__(self, problem: PlacementProblem, result: PlacementResult, faults: Faults) -> None:
        self._problem, self._result, self._faults = problem, result, faults
        self._people = {one.id: one for one in problem.people}
        self._projects = {one.id: one for one in problem.projects}
        self._teams: dict[str, list[Person]] = defaultdict(list)
        for one in result.placements:
            self._teams[one.project].append(self._people[one.person])

    def _fault(self, code: str, **params: Parameter) -> None:
        self._faults.extend((Fault(f"matching.placements.check.{code}", params=MappingProxyType(params)),))

    def at_teams(self) -> None:
        """Each team: large enough, with its skills, and with the points that it says."""
        said = {team.project: team.parts for team in self._result.teams}
        for id_, project in sorted(self._projects.items()):
            team = self._teams.get(id_, [])
            if not team:
                if self._problem.settings.every_project:
                    self._fault("team_small", project=id_, people=0, fewest=max(1, project.fewest))
                continue
            if len(team) < project.fewest:
                self._fault("team_small", project=id_, people=len(team), fewest=project.fewest)
            for need in project.needs if self._problem.settings.skills is Strength.MUST else ():
                if sum(need.skill in one.skills for one in team) < need.count:
                    self._fault("team_skill", project=id_, skill=need.skill, count=need.count)
            if said.get(id_) != self._team_parts(project, team):
                self._fault("team_points", project=id_)
        if sorted(team.project for team in self._result.teams) != sorted(self._teams):
            self._faults.add("matching.check.heading")

    def _team_parts(self, project: Project, team: list[Person]) -> tuple[RulePart, ...]:
        settings, parts = self._problem.settings, []
        if project.needs and settings.skills is Strength.PREFER and settings.skill_points:
            met = sum(
                min(need.count, sum(need.skill in one.skills for one in team)) for need in project.needs
            )
            most = sum(need.count for need in project.needs)
            parts.append(RulePart(SKILLS, met * settings.skill_points, most * settings.skill_points))
        asked = settings.hand_over
        if asked and asked.points and (project.follows is not None or project.outgoing_until is not None):
            met_now = self._handed_over(project, team) >= asked.least_days
            parts.append(RulePart(HAND_OVER, asked.points if met_now else 0, asked.points))
        return tuple(parts)

    def _handed_over(self, project: Project, team: list[Person]) -> int:
        """The most days that two of the outgoing and incoming teams are there together."""
        there = [] if project.outgoing_until is None else [("", (date.min, project.outgoing_until))]
        before = self._projects.get(project.follows or "")
        if before is not None:
            there += [(one.id, stay(one, before)) for one in self._teams.get(before.id, [])]
        days = [0]
        for one in team:
            mine = stay(one, project)
            days += [
                (min(mine[1], other[1]) - max(mine[0], other[0])).days + 1
                for id_, other in there
                if id_ != one.id
            ]
        return max(days)

    def at_together(self) -> None:
        """Who must be together is, and who must not is not: one sentence for a lead's word and a private request."""
        at: dict[str, set[str]] = defaultdict(set)
        for one in self._result.placements:
            at[one.person].add(one.project)
        for one_id, other in sorted(set(self._problem.together)):
            if at[one_id] != at[other]:
                self._fault("not_together", one=one_id, other=other)
        for one_id, other in sorted({*self._problem.apart, *self._problem.never_with}):
            if at.get(one_id, set()) & at.get(other, set()):
                self._fault("not_apart", one=min(one_id, other), other=max(one_id, other))


def stay(person: Person, project: Project) -> tuple[date, date]:
    """The first and last day that a person would be there."""
    return (
        max(person.available_from or date.min, project.starts or date.min),
        min(person.available_to or date.max, project.ends or date.max),
    )
