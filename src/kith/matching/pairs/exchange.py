"""Problems and results of pairs as JSON files, so that the same file gives the same answer anywhere.

A problem file holds private requests (``never_with``) and is for the engine and for whoever may see
them. A result file holds none. Both name their format and its version; the fields are those of
:class:`~kith.matching.types.MatchProblem` and :class:`~kith.matching.pairs.types.MatchResult`.
"""

from __future__ import annotations

from kith.foundation.provenance import hash_value
from kith.matching.exchange import (
    FORMAT_VERSION,
    PRIVATE_KEYS,
    member_to_json,
    objectives_to_json,
    pairs_to_json,
    parts_to_json,
    unmatched_to_json,
)
from kith.matching.pairs.types import MatchedPair, MatchResult, Three
from kith.matching.rules import rules_hash, rules_to_json
from kith.matching.types import MatchProblem, Scores

PROBLEM_FORMAT = "kith.matching.problem"
RESULT_FORMAT = "kith.matching.result"
REPORT_FORMAT = "kith.matching.report"
"""A result with its explanations, as ``kith match pairs --json`` writes it."""


def problem_to_json(problem: MatchProblem) -> dict[str, object]:
    """The whole problem, private requests included, in one order whatever order it came in."""
    members = sorted(problem.members, key=lambda member: (problem.sides.index(member.side), member.id))
    standing: dict[str, object] = {}
    if problem.standing:  # so that a problem without them is written, and hashed, as it always was
        standing = {"standing": pairs_to_json(problem.standing), "most_changes": problem.most_changes}
    return {
        "format": PROBLEM_FORMAT,
        "format_version": FORMAT_VERSION,
        "kind": problem.kind.value,
        "sides": list(problem.sides),
        "rules": rules_to_json(problem.rules),
        "members": [member_to_json(member) for member in members],
        "locks": pairs_to_json(problem.locks),
        "previous": pairs_to_json(problem.previous),
        "forbids": pairs_to_json(problem.forbids),
        "never_with": pairs_to_json(problem.never_with),
        **standing,
        **({} if problem.scores is None else {"scores": _scores(problem.scores)}),
        **({"earlier": pairs_to_json(problem.earlier), "bonus": problem.bonus} if problem.earlier else {}),
    }


def _scores(scores: Scores) -> dict[str, object]:
    """In the order of the ids, whatever order they came in."""
    rows = sorted(range(len(scores.left)), key=scores.left.__getitem__)
    columns = sorted(range(len(scores.right)), key=scores.right.__getitem__)
    return {
        "left": [scores.left[row] for row in rows],
        "right": [scores.right[column] for column in columns],
        "points": [[scores.points[row][column] for column in columns] for row in rows],
    }


def problem_hash(problem: MatchProblem) -> str:
    """SHA-256 of the problem without its private part."""
    public = {key: value for key, value in problem_to_json(problem).items() if key not in PRIVATE_KEYS}
    return hash_value(public | {"rules": rules_hash(problem.rules)})


def result_to_json(result: MatchResult) -> dict[str, object]:
    """The result: nothing in it depends on who asked never to be paired with whom."""
    return {
        "format": RESULT_FORMAT,
        "format_version": FORMAT_VERSION,
        "kind": result.kind.value,
        "sides": list(result.sides),
        "best_for": result.best_for.value,
        "most_points": result.most_points,
        "objectives": objectives_to_json(result.objectives),
        "pairs": [_pair(pair) for pair in result.pairs],
        **({"threes": [_three(one) for one in result.threes]} if result.threes else {}),
        "unmatched": [unmatched_to_json(one) for one in result.unmatched],
        "provenance": result.provenance.to_json(),
        **({"stopped": True} if result.stopped else {}),
    }


def _pair(pair: MatchedPair) -> dict[str, object]:
    return {
        "left": pair.left,
        "right": pair.right,
        "points": pair.points,
        "satisfaction": list(pair.satisfaction),
        "locked": pair.locked,
        **({"kept": True} if pair.kept else {}),
        "parts": parts_to_json(pair.parts),
    }


def _three(three: Three) -> dict[str, object]:
    return {
        "ids": list(three.ids),
        "joined": three.joined,
        "points": three.points,
        "satisfaction": list(three.satisfaction),
        "locked": three.locked,
        "parts": parts_to_json(three.parts),
    }
