"""The door to what is told of an exercise's draft beyond its reasons: how it came out for groups of people, what
staying near an earlier one costs, what follows when one person leaves, and the files with which anybody checks it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kith.foundation.provenance import Provenance
from kith.matching.draft import Draft, Group, Placed
from kith.matching.engines import engine
from kith.matching.groups import OutcomeByGroup, outcome_by_group
from kith.matching.pairs.keeping import keep_curve
from kith.matching.pairs.restore import problem_from_json, result_from_json
from kith.matching.types import Kind, MatchProblem, Unmatched
from kith.publishing.disclosure import DisclosurePolicy
from kith.service.matches.bridge_exercises import Json, Progress
from kith.service.matches.models import ExerciseRun

MOST_PEOPLE = 1500
"""Beyond it neither the curve nor the chains are worked out: each takes many times as long as the match."""
MOST_LISTED = 10
"""People whose leaving would move most others."""
AROUND = (0.25, 0.5, 1, 2, 4)
"""The bonuses that are tried, as parts of the one that was asked for."""


def by_group(
    run: ExerciseRun, group_of: Mapping[tuple[str, str], str], policy: DisclosurePolicy
) -> OutcomeByGroup:
    """Counts that the policy lets be shown. Raises ValueError when nobody of the draft has a group."""
    return outcome_by_group(_draft(run.exercise.kind, run.draft or {}), group_of, policy=policy)


def _draft(kind: str, kept: Json) -> Draft:
    """As much of a draft as counting needs."""
    groups = tuple(
        Group(
            one["key"],
            tuple(Placed(member["side"], member["id"], member["satisfaction"]) for member in one["members"]),
            one["points"],
            one["most"],
            about=one["about"],
        )
        for one in kept["groups"]
    )
    left_over = tuple(Unmatched(one["side"], one["id"], ()) for one in kept["left_over"])
    return Draft(Kind(kind), groups, left_over, (), Provenance("shown", {}, None, {}))


def pairs_told(run: ExerciseRun, result: Json, progress: Progress) -> Json:
    """What else is told of pairs: ``keep``, what several bonuses for staying would do, where the run stayed near an
    earlier draft; ``if_gone``, for whom most others would move if they left. Nothing for the other kinds, and for
    more people than it can be worked out for."""
    if run.exercise.kind != Kind.PAIRS or len((run.problem or {}).get("members", ())) > MOST_PEOPLE:
        return {}
    problem = problem_from_json(json.dumps(run.problem))
    return {**_curve(run, problem, progress), "if_gone": _if_gone(problem, result)}


def _curve(run: ExerciseRun, problem: MatchProblem, progress: Progress) -> Json:
    if run.keep_run is None or run.keep_run.result is None or not run.keep_bonus:
        return {}
    earlier = result_from_json(json.dumps(run.keep_run.result))
    bonuses = [round(run.keep_bonus * part) for part in AROUND]
    found = keep_curve(problem, earlier, bonuses, seed=run.seed, progress=progress)
    return {
        "keep": [
            {"bonus": one.bonus, "people": one.people, "worst": one.worst, "lost": one.lost} for one in found
        ]
    }


def _if_gone(problem: MatchProblem, result: Json) -> list[Json]:
    """Under the rules alone: no request can be read from it."""
    from kith.matching.pairs.robust import if_gone

    if len(problem.sides) != 2:
        return []
    found = if_gone(problem, result_from_json(json.dumps(result)))
    return [
        {"side": one.side, "id": one.id, "moved": one.moved, "alone": one.alone}
        for one in found[:MOST_LISTED]
    ]


def problem_file(kind: str, problem: Json) -> bytes:
    """A problem byte for byte as the command line writes it, whatever order a database gave its keys."""
    the = engine(Kind(kind))
    return _file(the.problem_to_json(the.problem_from_json(json.dumps(problem))))


def result_file(kind: str, result: Json) -> bytes:
    """A result likewise."""
    the = engine(Kind(kind))
    return _file(the.result_to_json(the.result_from_json(json.dumps(result))))


def _file(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
