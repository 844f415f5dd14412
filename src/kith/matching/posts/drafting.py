"""A result in the shape that every kind is shown in, and why each post's people are there."""

from __future__ import annotations

import hashlib

from kith.matching.draft import Draft, Group, Placed, Stability
from kith.matching.posts.outcome import reason
from kith.matching.posts.types import APPLICANT, POST, Placement, PostsProblem, PostsResult
from kith.matching.rulebook import POINTS_PER_WEIGHT
from kith.matching.types import Reason, Unmatched

FIRST_FEW = 3
"""Choices that are counted together: a first, second or third choice."""


def draft_of(problem: PostsProblem, result: PostsResult) -> Draft:
    """One group a post that has anybody, the one whose people got the least wanted choice first.

    A group's points say how far up on their own lists its people find it: 100 for each whose first choice it is.
    """
    by_post: dict[str, list[Placement]] = {}
    for one in result.placements:
        by_post.setdefault(one.post, []).append(one)
    room = {one.id: one.reasons for one in result.left_over if one.side == POST}
    groups = [_group(post, held, room.get(post, ())) for post, held in by_post.items()]
    left = tuple(one for one in result.left_over if one.side == APPLICANT or one.id not in by_post)
    return Draft(
        kind=result.kind,
        groups=tuple(sorted(groups, key=_worst_first)),
        left_over=_worded(left),
        objectives=result.objectives,
        provenance=result.provenance,
        stability=Stability(not result.blocking, result.blocking),
        stopped=result.stopped,
        notes=summary_of(problem, result),
    )


def summary_of(problem: PostsProblem, result: PostsResult) -> tuple[Reason, ...]:
    """What is said of the whole: choices, how it was found, where only the lottery decided, the published hash."""
    choices = [one.choice for one in result.placements if one.choice is not None and not one.locked]
    said = [reason(f"matching.posts.summary.{result.way.value}")]
    if choices:
        said.append(
            reason(
                "matching.posts.summary.choices",
                first=choices.count(1),
                three=sum(choice <= FIRST_FEW for choice in choices),
                placed=len(choices),
                share=round(100 * choices.count(1) / len(choices)),
                mean=f"{sum(choices) / len(choices):.1f}",
            )
        )
    marked = any(one.mark is not None for one in problem.applicants) or bool(problem.rules.prefers)
    silent = sum(post.ranks is None and post.marks is None for post in problem.posts)
    if silent and not marked:
        said.append(reason("matching.posts.summary.lottery_only", posts=silent, of=len(problem.posts)))
    if result.commitment is not None:
        said.append(reason("matching.posts.summary.commitment", hash=result.commitment))
    return tuple(said)


def group_key(post: str) -> str:
    """A post's key, safe in an address: its id where that is, else the start of its hash.

    >>> group_key("GP-12"), group_key("Ward 3/4")
    ('GP-12', '~5c6ffbdd40d95564')
    """
    plain = all(one.isascii() and (one.isalnum() or one in "-._") for one in post)
    return post if plain else "~" + hashlib.sha256(post.encode()).hexdigest()[:16]


def _group(post: str, held: list[Placement], room: tuple[Reason, ...]) -> Group:
    members = tuple(
        Placed(APPLICANT, one.applicant, one.satisfaction, one.locked, one.kept)
        for one in sorted(held, key=lambda one: one.applicant)
    )
    asked = sum(one.choice is not None for one in held)
    points = sum(one.points for one in held)
    return Group(group_key(post), members, points, POINTS_PER_WEIGHT * asked, about=post, notes=room)


def _worst_first(group: Group) -> tuple[float, str]:
    shares = [one.satisfaction for one in group.members if one.satisfaction is not None]
    return min(shares, default=2.0), group.about or ""


def _worded(left: tuple[Unmatched, ...]) -> tuple[Unmatched, ...]:
    """People without a post before posts without people."""
    return tuple(sorted(left, key=lambda one: (one.side != APPLICANT, one.id)))
