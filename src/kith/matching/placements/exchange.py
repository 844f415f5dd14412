"""Problems and results of placements as JSON, and the hash of a problem without its private part."""

from __future__ import annotations

from datetime import date

from kith.foundation.provenance import hash_value
from kith.matching.exchange import (
    FORMAT_VERSION,
    attributes_to_json,
    objectives_to_json,
    pairs_to_json,
    parts_to_json,
    unmatched_to_json,
)
from kith.matching.placements.types import (
    HandOver,
    Person,
    Placement,
    PlacementProblem,
    PlacementResult,
    Project,
    Settings,
)
from kith.matching.rules import rules_hash, rules_to_json
from kith.matching.types import Kind

PROBLEM_FORMAT = "kith.matching.placements.problem"
RESULT_FORMAT = "kith.matching.placements.result"
HIDDEN = ("forbids", "apart", "never_with", "never_at")
"""Left out of the hash that a result shows: with the rest known, a hash of these could be guessed."""


def problem_to_json(problem: PlacementProblem) -> dict[str, object]:
    """The whole problem, private requests included, in one order whatever order it came in."""
    return {
        "format": PROBLEM_FORMAT,
        "format_version": FORMAT_VERSION,
        "kind": Kind.PLACEMENTS.value,
        "rules": rules_to_json(problem.rules),
        "settings": _settings(problem.settings),
        "people": [_person(one) for one in problem.sorted_people],
        "projects": [_project(one) for one in problem.sorted_projects],
        "locks": pairs_to_json(problem.locks),
        "forbids": pairs_to_json(problem.forbids),
        "together": pairs_to_json(tuple(sorted(pair)) for pair in problem.together),  # type: ignore[misc]
        "apart": pairs_to_json(problem.apart),
        "never_with": pairs_to_json(problem.never_with),
        "never_at": pairs_to_json(problem.never_at),
        "kept": pairs_to_json(problem.kept),
        "keep_bonus": problem.keep_bonus,
    }


def problem_hash(problem: PlacementProblem) -> str:
    """SHA-256 of the problem without its private part."""
    public = {key: value for key, value in problem_to_json(problem).items() if key not in HIDDEN}
    return hash_value(public | {"rules": rules_hash(problem.rules)})


def result_to_json(result: PlacementResult) -> dict[str, object]:
    """The result: nothing in it depends on who asked for what in private."""
    return {
        "format": RESULT_FORMAT,
        "format_version": FORMAT_VERSION,
        "kind": Kind.PLACEMENTS.value,
        "best_for": result.best_for.value,
        "objectives": objectives_to_json(result.objectives),
        "placements": [_placement(one) for one in result.placements],
        "teams": [{"project": one.project, "parts": parts_to_json(one.parts)} for one in result.teams],
        "unmatched": [unmatched_to_json(one) for one in result.unmatched],
        "stopped": result.stopped,
        "work": result.work,
        "provenance": result.provenance.to_json(),
    }


def _settings(settings: Settings) -> dict[str, object]:
    return {
        "grade": settings.grade,
        "least_days": settings.least_days,
        "every_project": settings.every_project,
        "skills": settings.skills.value,
        "skill_points": settings.skill_points,
        "hand_over": _hand_over(settings.hand_over),
    }


def _hand_over(asked: HandOver | None) -> dict[str, object] | None:
    return None if asked is None else {"least_days": asked.least_days, "points": asked.points}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _person(one: Person) -> dict[str, object]:
    return {
        "id": one.id,
        "attributes": attributes_to_json(one.attributes),
        "wishes": list(one.wishes),
        "skills": sorted(one.skills),
        "may_enter": None if one.may_enter is None else sorted(one.may_enter),
        "available_from": _day(one.available_from),
        "available_to": _day(one.available_to),
        "most": one.most,
    }


def _project(one: Project) -> dict[str, object]:
    return {
        "id": one.id,
        "places": one.places,
        "fewest": one.fewest,
        "starts": _day(one.starts),
        "ends": _day(one.ends),
        "needs": [
            {"skill": need.skill, "count": need.count}
            for need in sorted(one.needs, key=lambda need: need.skill)
        ],
        "host": one.host,
        "country": one.country,
        "lowest": one.lowest,
        "highest": one.highest,
        "follows": one.follows,
        "outgoing_until": _day(one.outgoing_until),
        "attributes": attributes_to_json(one.attributes),
        "wishes": list(one.wishes),
    }


def _placement(one: Placement) -> dict[str, object]:
    return {
        "person": one.person,
        "project": one.project,
        "points": one.points,
        "satisfaction": one.satisfaction,
        "locked": one.locked,
        "kept": one.kept,
        "parts": parts_to_json(one.parts),
    }
