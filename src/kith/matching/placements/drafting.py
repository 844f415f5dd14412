"""A result in the one shape that is shown: a group for each project that has people."""

from __future__ import annotations

import string
from collections import defaultdict

import numpy as np

from kith.matching.draft import Draft, Group, Placed
from kith.matching.placements.grid import Bools, Grid, grid
from kith.matching.placements.outcome import reason
from kith.matching.placements.teams import hand_overs, together_days
from kith.matching.placements.types import PERSON, Placement, PlacementProblem, PlacementResult, Project
from kith.matching.types import Kind, Reason, RulePart

_SAFE = frozenset(string.ascii_letters + string.digits + "-.~")


def key_of(project: str) -> str:
    """A project's id as a key that is safe in an address; two ids never share one.

    >>> key_of("Tabora 1"), key_of("a_b")
    ('Tabora_20_1', 'a_5f_b')
    """
    return "".join(letter if letter in _SAFE else f"_{ord(letter):x}_" for letter in project)


def draft_of(problem: PlacementProblem, result: PlacementResult) -> Draft:
    """The result's projects as groups, the one with the worst-placed person first.

    People and projects of an earlier result may be gone from the problem.
    """
    the = grid(problem)
    chosen = cells(the, result)
    people: dict[str, list[Placement]] = defaultdict(list)
    for one in result.placements:
        people[one.project].append(one)
    team_parts = {team.project: team.parts for team in result.teams}
    handed = dict(_hand_over_notes(problem, the, chosen))
    groups = []
    for id_, team in sorted(people.items()):
        project = the.projects[the.column[id_]] if id_ in the.column else Project(id_, len(team))
        notes = (*_team_notes(the, project, team), *handed.get(id_, ()))
        groups.append(_group(problem, project, team, team_parts.get(id_, ()), notes))
    groups.sort(key=lambda group: (min(one.satisfaction or 0.0 for one in group.members), group.key))
    return Draft(
        Kind.PLACEMENTS,
        tuple(groups),
        result.unmatched,
        result.objectives,
        result.provenance,
        stopped=result.stopped,
    )


def cells(the: Grid, result: PlacementResult) -> Bools:
    """The result's placements as cells of the grid."""
    chosen = np.zeros(the.allowed.shape, dtype=np.bool_)
    for one in result.placements:
        if one.person in the.row and one.project in the.column:
            chosen[the.row[one.person], the.column[one.project]] = True
    return chosen


def _group(
    problem: PlacementProblem,
    project: Project,
    team: list[Placement],
    extra: tuple[RulePart, ...],
    notes: tuple[Reason, ...],
) -> Group:
    parts = [
        RulePart(
            rule.key,
            sum(part.points for one in team for part in one.parts if part.rule == rule.key),
            rule.points * len(team),
        )
        for rule in problem.rules.prefers
    ]
    parts += extra
    members = tuple(
        Placed(PERSON, one.person, one.satisfaction, one.locked, one.kept)
        for one in sorted(team, key=lambda one: one.person)
    )
    points, most = sum(part.points for part in parts), sum(part.most for part in parts)
    return Group(key_of(project.id), members, points, most, tuple(parts), project.id, notes)


def _team_notes(the: Grid, project: Project, team: list[Placement]) -> tuple[Reason, ...]:
    """How many places are taken, and who brings each skill."""
    ids = sorted(one.person for one in team)
    found = [reason("team.places", people=len(ids), places=project.places, fewest=max(1, project.fewest))]
    for need in project.needs:
        bring = [id_ for id_ in ids if id_ in the.row and need.skill in the.people[the.row[id_]].skills]
        code = "team.skill" if len(bring) >= need.count else "team.skill_short"
        found.append(
            reason(code, skill=need.skill, count=need.count, here=len(bring), people=", ".join(bring) or "–")
        )
    return tuple(found)


def _hand_over_notes(
    problem: PlacementProblem, the: Grid, chosen: Bools
) -> list[tuple[str, tuple[Reason, ...]]]:
    asked = problem.settings.hand_over
    if asked is None:
        return []
    found: list[tuple[str, tuple[Reason, ...]]] = []
    for column, outgoing, until in hand_overs(problem, the):
        days, giver, taker = together_days(the, chosen, column, outgoing, until)
        code = "handed_over" if days >= asked.least_days else "not_handed_over"
        if giver is None and until is not None:
            params = {"until": str(the.projects[column].outgoing_until)}
            code = f"{code}_before"
        else:
            params = {"before": str(the.projects[column].follows), "giver": giver or "–"}
        note = reason(f"team.{code}", days=days, wanted=asked.least_days, taker=taker or "–", **params)
        found.append((the.projects[column].id, (note,)))
    return found
