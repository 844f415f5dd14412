"""Problems and results of sets as JSON files, so that the same file gives the same answer anywhere."""

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
from kith.matching.rules import rules_to_json
from kith.matching.sets.rules import set_rule_to_json, sets_rules_hash, shape_to_json
from kith.matching.sets.types import MadeSet, SetsProblem, SetsResult

PROBLEM_FORMAT = "kith.matching.sets.problem"
RESULT_FORMAT = "kith.matching.sets.result"


def problem_to_json(problem: SetsProblem) -> dict[str, object]:
    """The whole problem, private requests included, in one order whatever order it came in."""
    return {
        "format": PROBLEM_FORMAT,
        "format_version": FORMAT_VERSION,
        "kind": "sets",
        "shape": shape_to_json(problem.shape),
        "rules": rules_to_json(problem.rules),
        "set_rules": [set_rule_to_json(rule) for rule in problem.set_rules],
        "order": list(problem.order),
        "people": [member_to_json(member) for member in problem.by_id()],
        "ranked": {
            key: {id_: list(values) for id_, values in sorted(ranked.items())}
            for key, ranked in sorted(problem.ranked.items())
        },
        "locks": pairs_to_json(problem.locks),
        "met": pairs_to_json(problem.met),
        "standing": [[key, sorted(ids)] for key, ids in sorted(problem.standing)],
        "bonus": problem.bonus,
        "forbids": pairs_to_json(problem.forbids),
        "never_with": pairs_to_json(problem.never_with),
    }


def problem_hash(problem: SetsProblem) -> str:
    """SHA-256 of the problem without its private part."""
    left_out = (*PRIVATE_KEYS, "rules", "set_rules", "order", "shape")
    public = {key: value for key, value in problem_to_json(problem).items() if key not in left_out}
    return hash_value(public | {"rules": sets_rules_hash(problem)})


def result_to_json(result: SetsResult) -> dict[str, object]:
    """The result: nothing in it depends on who asked never to be with whom."""
    return {
        "format": RESULT_FORMAT,
        "format_version": FORMAT_VERSION,
        "kind": "sets",
        "most_points": result.most_points,
        "objectives": objectives_to_json(result.objectives),
        "sets": [_set(one) for one in result.sets],
        "left_over": [unmatched_to_json(one) for one in result.left_over],
        "stopped": result.stopped,
        "work": result.work,
        "provenance": result.provenance.to_json(),
    }


def _set(one: MadeSet) -> dict[str, object]:
    return {
        "key": one.key,
        "members": list(one.members),
        "points": one.points,
        "topics": [list(pair) for pair in one.topics],
        "starts": one.starts,
        "parts": parts_to_json(one.parts),
    }
