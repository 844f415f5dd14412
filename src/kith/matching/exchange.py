"""Problems and results as JSON files, so that the same file gives the same answer anywhere.

A problem file holds private requests (``never_with``) and is for the engine and for whoever may see
them. A result file holds none. Both name their format and its version; the fields are those of
:class:`~kith.matching.types.MatchProblem` and :class:`~kith.matching.types.MatchResult`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kith.foundation.provenance import hash_value
from kith.matching.rules import rules_hash, rules_to_json
from kith.matching.types import (
    AttributeValue,
    MatchedPair,
    MatchProblem,
    MatchResult,
    Member,
    PersonPair,
    Reason,
    Unmatched,
)

PROBLEM_FORMAT = "kith.matching.problem"
RESULT_FORMAT = "kith.matching.result"
REPORT_FORMAT = "kith.matching.report"
"""A result with its explanations, as ``kith match pairs --json`` writes it."""
FORMAT_VERSION = 1
PRIVATE_KEYS = ("forbids", "never_with")
"""Left out of the hash that a result shows: with the rest known, a hash of these could be guessed."""


def problem_to_json(problem: MatchProblem) -> dict[str, object]:
    """The whole problem, private requests included, in one order whatever order it came in."""
    members = sorted(problem.members, key=lambda member: (problem.sides.index(member.side), member.id))
    standing: dict[str, object] = {}
    if problem.standing:  # so that a problem without them is written, and hashed, as it always was
        standing = {"standing": _pairs(problem.standing), "most_changes": problem.most_changes}
    return {
        "format": PROBLEM_FORMAT,
        "format_version": FORMAT_VERSION,
        "kind": problem.kind.value,
        "sides": list(problem.sides),
        "rules": rules_to_json(problem.rules),
        "members": [_member(member) for member in members],
        "locks": _pairs(problem.locks),
        "previous": _pairs(problem.previous),
        "forbids": _pairs(problem.forbids),
        "never_with": _pairs(problem.never_with),
        **standing,
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
        "objectives": [
            {"key": one.key.value, "value": one.value, "proven": one.proven} for one in result.objectives
        ],
        "pairs": [_pair(pair) for pair in result.pairs],
        "unmatched": [_unmatched(one) for one in result.unmatched],
        "provenance": result.provenance.to_json(),
    }


def _member(member: Member) -> dict[str, object]:
    attributes = sorted(member.attributes.items())
    return {
        "id": member.id,
        "side": member.side,
        "capacity": member.capacity,
        "wishes": list(member.wishes),
        "attributes": {key: _value(value) for key, value in attributes},
    }


def _value(value: AttributeValue) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _pairs(pairs: Iterable[PersonPair]) -> list[list[str]]:
    return [list(pair) for pair in sorted(set(pairs))]


def _pair(pair: MatchedPair) -> dict[str, object]:
    return {
        "left": pair.left,
        "right": pair.right,
        "points": pair.points,
        "satisfaction": list(pair.satisfaction),
        "locked": pair.locked,
        **({"kept": True} if pair.kept else {}),
        "parts": [{"rule": part.rule, "points": part.points, "most": part.most} for part in pair.parts],
    }


def _unmatched(one: Unmatched) -> dict[str, object]:
    return {"side": one.side, "id": one.id, "reasons": [reason_to_json(reason) for reason in one.reasons]}


def reason_to_json(reason: Reason) -> dict[str, object]:
    """A code and its parameters."""
    params: Mapping[str, object] = reason.params
    return {"code": reason.code, "params": dict(sorted(params.items()))}
