"""Problems and results of posts as JSON files. A problem file holds private requests; a result file holds none."""

from __future__ import annotations

from kith.foundation.provenance import hash_value
from kith.matching.exchange import (
    FORMAT_VERSION,
    PRIVATE_KEYS,
    attributes_to_json,
    objectives_to_json,
    pairs_to_json,
    unmatched_to_json,
)
from kith.matching.posts.types import Applicant, Placement, Post, PostsProblem, PostsResult, Settings
from kith.matching.rules import rules_hash, rules_to_json
from kith.matching.types import Kind

PROBLEM_FORMAT = "kith.matching.posts.problem"
RESULT_FORMAT = "kith.matching.posts.result"


def problem_to_json(problem: PostsProblem) -> dict[str, object]:
    """The whole problem, private requests included, in one order whatever order it came in."""
    return {
        "format": PROBLEM_FORMAT,
        "format_version": FORMAT_VERSION,
        "kind": Kind.POSTS.value,
        "rules": rules_to_json(problem.rules),
        "settings": _settings(problem.settings),
        "applicants": [_applicant(one) for one in sorted(problem.applicants, key=lambda one: one.id)],
        "posts": [_post(post) for post in sorted(problem.posts, key=lambda post: post.id)],
        "locks": pairs_to_json(problem.locks),
        "previous": pairs_to_json(problem.previous),
        "holds": pairs_to_json(problem.holds),
        "forbids": pairs_to_json(problem.forbids),
        "never_with": pairs_to_json(problem.never_with),
    }


def problem_hash(problem: PostsProblem) -> str:
    """SHA-256 of the problem without its private part, and without the salt, which is not known beforehand."""
    public = {key: value for key, value in problem_to_json(problem).items() if key not in PRIVATE_KEYS}
    settings = _settings(problem.settings)
    del settings["salt"]
    return hash_value(public | {"rules": rules_hash(problem.rules), "settings": settings})


def result_to_json(result: PostsResult) -> dict[str, object]:
    """The result: nothing in it depends on who asked never to be placed where."""
    return {
        "format": RESULT_FORMAT,
        "format_version": FORMAT_VERSION,
        "kind": Kind.POSTS.value,
        "way": result.way.value,
        "objectives": objectives_to_json(result.objectives),
        "placements": [_placement(one) for one in result.placements],
        "left_over": [unmatched_to_json(one) for one in result.left_over],
        "blocking": [list(pair) for pair in result.blocking],
        "lottery": {"commitment": result.commitment, "salt": result.salt},
        "work_limit": result.work_limit,
        "stopped": result.stopped,
        "provenance": result.provenance.to_json(),
    }


def _settings(settings: Settings) -> dict[str, object]:
    return {
        "unlisted": settings.unlisted.value,
        "ties": settings.ties.value,
        "linked": settings.linked.value,
        "linked_by": settings.linked_by,
        "commitment": settings.commitment,
        "salt": settings.salt,
    }


def _applicant(one: Applicant) -> dict[str, object]:
    """What there is of an applicant; what there is nothing of is left out."""
    found: dict[str, object] = {"id": one.id, "choices": one.choices}
    if one.attributes:
        found["attributes"] = attributes_to_json(one.attributes)
    for key in ("mark", "linked_with", "pre_allocated_to", "pre_allocated_for"):
        value = getattr(one, key)
        if value is not None:
            found[key] = value
    return found


def _post(post: Post) -> dict[str, object]:
    found: dict[str, object] = {"id": post.id, "places": post.places}
    if post.fewest:
        found["fewest"] = post.fewest
    if post.attributes:
        found["attributes"] = attributes_to_json(post.attributes)
    if post.ranks is not None:
        found["ranks"] = post.ranks
    if post.marks is not None:
        found["marks"] = dict(sorted(post.marks.items()))
    return found


def _placement(one: Placement) -> dict[str, object]:
    return {
        "applicant": one.applicant,
        "post": one.post,
        "choice": one.choice,
        "choices": one.choices,
        "locked": one.locked,
        "kept": one.kept,
    }
