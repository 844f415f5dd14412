"""What is wrong with a problem, all at once and before any work.

Private requests are never spoken of: something decided that one stands against is refused with one sentence, whatever
it is that stands there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kith.foundation.faults import Fault, Faults
from kith.matching.pairs.problem import check_problem
from kith.matching.posts.commitment import SHORTEST_SALT, is_commitment
from kith.matching.posts.feasible import check_fewest
from kith.matching.posts.types import SIDES, Applicant, Linked, Post, PostsProblem
from kith.matching.rulebook import Verb

_NOT_OF_POSTS = (
    "matching.problem.too_many_pairs",
    "matching.problem.too_large",
    "matching.problem.duplicate_id",
    "matching.problem.empty_id",
)
"""Posts look only at what somebody chose, in blocks, so the limits of all pairs at once are not theirs; ids are looked at
here, with rules or without."""


def check(problem: PostsProblem) -> tuple[Fault, ...]:
    """Every fault of a problem; empty when it can be solved."""
    faults = Faults()
    _check_ids(problem, faults)
    if problem.rules.rules:
        two_sided = replace(problem.as_pairs(mark_sides=False), previous=())
        faults.extend(fault for fault in check_problem(two_sided) if fault.code not in _NOT_OF_POSTS)
    applicants = {one.id: one for one in problem.applicants}
    posts = {post.id: post for post in problem.posts}
    people, known = set(applicants), set(posts)
    for one in sorted(problem.applicants, key=lambda one: one.id):
        _check_applicant(problem, one, known, faults)
    for post in sorted(problem.posts, key=lambda post: post.id):
        _check_post(post, people, faults)
    _check_settings(problem, faults)
    _check_links(problem, applicants, faults)
    _check_decided(problem, applicants, posts, faults)
    if not faults:
        _check_fixed_pairs(problem, faults)
    if not faults:
        _check_rules_used(problem, faults)
        if any(post.fewest for post in problem.posts):
            check_fewest(problem, faults)
    return tuple(faults)


def _check_ids(problem: PostsProblem, faults: Faults) -> None:
    for side, ids in zip(
        SIDES, ([one.id for one in side] for side in (problem.applicants, problem.posts)), strict=True
    ):
        if len(set(ids)) < len(ids):
            for id_, times in sorted(Counter(ids).items()):
                if times > 1:
                    faults.add("matching.problem.duplicate_id", id=id_, side=side, times=times)
        if not all(map(str.strip, ids)):
            faults.add("matching.problem.empty_id", side=side)


def _check_applicant(problem: PostsProblem, one: Applicant, known: AbstractSet[str], faults: Faults) -> None:
    chosen = set(one.choices)
    if (
        len(chosen) == len(one.choices)
        and known >= chosen
        and one.mark is None
        and one.pre_allocated_to is one.pre_allocated_for is None
    ):
        return  # most people of a large problem, who need not be looked at point by point
    line_by_line = one.linked_with is not None and problem.settings.linked is Linked.LINE_BY_LINE
    if not known >= chosen:
        for choice in sorted(chosen - known):
            if choice or not line_by_line:
                faults.add("matching.posts.problem.unknown_choice", id=one.id, post=choice)
    if len(chosen) < len(one.choices) and not line_by_line:
        for choice, times in Counter(one.choices).items():
            if times > 1:
                faults.add("matching.posts.problem.choice_twice", id=one.id, post=choice)
    if one.mark is not None and not _is_number(one.mark):
        faults.add("matching.posts.problem.mark", id=one.id, value=str(one.mark))
    if one.pre_allocated_to is not None and one.pre_allocated_to not in known:
        faults.add("matching.posts.problem.unknown_pre_allocation", id=one.id, post=one.pre_allocated_to)
    if one.pre_allocated_for is not None and one.pre_allocated_to is None:
        faults.add("matching.posts.problem.reason_without_post", id=one.id, reason=one.pre_allocated_for)


def _check_post(post: Post, people: AbstractSet[str], faults: Faults) -> None:
    if post.places < 0:
        faults.add("matching.posts.problem.places", post=post.id, places=post.places)
    if not 0 <= post.fewest <= max(0, post.places):
        faults.add("matching.posts.problem.fewest", post=post.id, fewest=post.fewest, places=post.places)
    if post.ranks is not None and post.marks is not None:
        faults.add("matching.posts.problem.ranks_and_marks", post=post.id)
    ranks = post.ranks or ()
    ranked = set(ranks)
    if not people >= ranked:
        for id_ in sorted(ranked - people):
            faults.add("matching.posts.problem.ranks_stranger", post=post.id, id=id_)
    if len(ranked) < len(ranks):
        for id_, times in sorted(Counter(ranks).items()):
            if times > 1:
                faults.add("matching.posts.problem.ranked_twice", post=post.id, id=id_)
    for id_, mark in sorted((post.marks or {}).items()):
        if id_ not in people:
            faults.add("matching.posts.problem.marks_stranger", post=post.id, id=id_)
        if not _is_number(mark):
            faults.add("matching.posts.problem.mark_at_post", post=post.id, id=id_, value=str(mark))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _check_settings(problem: PostsProblem, faults: Faults) -> None:
    settings = problem.settings
    if (settings.linked is Linked.SAME_VALUE) is not (settings.linked_by is not None):
        faults.add("matching.posts.problem.linked_by", linked=settings.linked.value)
    if settings.linked_by is not None and problem.posts:
        for post in sorted(problem.posts, key=lambda post: post.id):
            value = post.attributes.get(settings.linked_by, "")
            if not isinstance(value, str):
                faults.add(
                    "matching.posts.problem.linked_by_kind", post=post.id, attribute=settings.linked_by
                )
        if not any(post.attributes.get(settings.linked_by) for post in problem.posts):
            faults.add("matching.posts.problem.linked_by_empty", attribute=settings.linked_by)
    if settings.commitment is not None and not is_commitment(settings.commitment):
        faults.add("matching.posts.problem.commitment", value=settings.commitment)
    if settings.salt is not None and len(settings.salt) < SHORTEST_SALT:
        faults.add("matching.posts.problem.salt", shortest=SHORTEST_SALT)
    if settings.salt is not None and settings.commitment is None:
        faults.add("matching.posts.problem.salt_alone")
    for rule in problem.rules.rules:
        if rule.verb is Verb.WISH:
            faults.add("matching.posts.problem.wish_rule", rule=rule.key)


def _check_links(problem: PostsProblem, applicants: Mapping[str, Applicant], faults: Faults) -> None:
    fixed = problem.fixed
    for one in sorted(problem.applicants, key=lambda one: one.id):
        if one.linked_with is None:
            continue
        other = applicants.get(one.linked_with)
        if other is None:
            faults.add("matching.posts.problem.link_unknown", id=one.id, other=one.linked_with)
        elif other.id == one.id:
            faults.add("matching.posts.problem.link_oneself", id=one.id)
        elif other.linked_with is None:
            faults.add("matching.posts.problem.link_one_sided", id=one.id, other=other.id)
        elif other.linked_with != one.id:
            faults.add(
                "matching.posts.problem.link_chain", id=one.id, other=other.id, third=other.linked_with
            )
        elif one.id < other.id:
            if len({one.id, other.id} & fixed.keys()) == 1:
                faults.add("matching.posts.problem.link_fixed", id=one.id, other=other.id)
            lengths = len(one.choices), len(other.choices)
            if problem.settings.linked is Linked.LINE_BY_LINE and lengths[0] != lengths[1]:
                faults.add(
                    "matching.posts.problem.link_lines",
                    id=one.id,
                    other=other.id,
                    first=lengths[0],
                    second=lengths[1],
                )


def _check_decided(
    problem: PostsProblem, applicants: Mapping[str, Applicant], posts: Mapping[str, Post], faults: Faults
) -> None:
    for code, pairs in (("lock", problem.locks), ("forbid", problem.forbids)):
        for one, at in sorted(set(pairs)):
            if one not in applicants:
                faults.add(f"matching.posts.problem.{code}_no_applicant", id=one, post=at)
            if at not in posts:
                faults.add(f"matching.posts.problem.{code}_no_post", id=one, post=at)
    decided = {(one.id, one.pre_allocated_to) for one in problem.applicants if one.pre_allocated_to in posts}
    decided |= {pair for pair in problem.locks if pair[0] in applicants and pair[1] in posts}
    for id_, times in sorted(Counter(one for one, _ in decided).items()):
        if times > 1:
            faults.add("matching.posts.problem.decided_twice", id=id_, times=times)
    for at, times in sorted(Counter(str(at) for _, at in decided).items()):
        if times > max(0, posts[at].places):
            faults.add("matching.posts.problem.over_full", post=at, times=times, places=posts[at].places)


def _check_fixed_pairs(problem: PostsProblem, faults: Faults) -> None:
    """One sentence for each decision that something stands against: see the head of this module."""
    from kith.matching.posts.stability import Standings

    if not problem.fixed:
        return
    standings, refused = Standings(problem, 0), problem.refused
    for one, at in sorted(problem.fixed.items()):
        if (one, at) in refused or standings.broken_by((one, at)):
            faults.add("matching.posts.problem.needs_decision", id=one, post=at)


def _check_rules_used(problem: PostsProblem, faults: Faults) -> None:
    """``prefer`` rules put applicants in order where nothing else does; where something does, they would do nothing."""
    marked = any(one.mark is not None for one in problem.applicants)
    silent = not marked and any(post.ranks is None and post.marks is None for post in problem.posts)
    if problem.posts and not silent:
        for rule in problem.rules.prefers:
            faults.add("matching.posts.problem.prefer_unused", rule=rule.key)
