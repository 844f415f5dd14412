"""From chosen posts to people: placements, and why somebody or some place is left over.

Nothing here may depend on a private request. What is said is found without requests and forbids; where the answer then
looks as if an applicant could have had a post, one sentence says that something stands between, and not what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter
from types import MappingProxyType

from kith.foundation.faults import Parameter
from kith.matching.posts.stability import Standings, State
from kith.matching.posts.types import APPLICANT, POST, Applicant, Placement, Post, PostsProblem
from kith.matching.types import Reason, Unmatched


def reason(code: str, **params: Parameter) -> Reason:
    """A reason with its parameters."""
    return Reason(code, MappingProxyType(params))


def spoken_problem(problem: PostsProblem) -> PostsProblem:
    """The problem as it may be spoken of: without requests, and without forbids, which must look the same."""
    return replace(problem, never_with=(), forbids=())


def placements(problem: PostsProblem, post_of: Mapping[str, str]) -> tuple[Placement, ...]:
    """Who has which post, by applicant."""
    fixed, holds = problem.fixed, frozenset(problem.holds)
    found = []
    for applicant in problem.applicants:
        post = post_of.get(applicant.id)
        if post is None:
            continue
        choices, id_ = applicant.choices, applicant.id
        choice = choices.index(post) + 1 if post in choices else None
        kept = bool(holds) and (id_, post) in holds
        found.append(Placement(id_, post, choice, len(choices), id_ in fixed, kept))
    return tuple(sorted(found, key=attrgetter("applicant")))


def left_over(problem: PostsProblem, post_of: Mapping[str, str], seed: int) -> tuple[Unmatched, ...]:
    """Applicants without a post by id, then posts with empty places by id, each with reasons."""
    state = State(Standings(spoken_problem(problem), seed), post_of)
    free = {at for at, places in state.places.items() if len(state.held[at]) < places}
    alone = [
        Unmatched(APPLICANT, one.id, _without_post(state, one, free))
        for one in sorted(problem.applicants, key=lambda one: one.id)
        if one.id not in post_of
    ]
    choosers: dict[str, list[Applicant]] = {at: [] for at in free}
    for one in problem.applicants if free else ():
        for at in free.intersection(one.choices):
            choosers[at].append(one)
    empty = [
        Unmatched(POST, post.id, _with_room(state, post, choosers.get(post.id, [])))
        for post in sorted(problem.posts, key=lambda post: post.id)
        if post.id in free or not post.places
    ]
    return (*alone, *empty)


def _without_post(state: State, applicant: Applicant, free: set[str]) -> tuple[Reason, ...]:
    choices = tuple(dict.fromkeys(filter(None, applicant.choices)))
    if not choices:
        return (reason("matching.posts.unplaced.no_choices"), *_open_elsewhere(state, applicant, free))
    broken = rules_broken(state.standings, applicant, choices)
    ruled_out = {at for found in broken.values() for at in found}
    can = [at for at in choices if at not in ruled_out]
    filled = [at for at in can if is_filled_before(state, applicant.id, at)]
    reasons = []
    if filled:
        reasons.append(reason("matching.posts.unplaced.filled", filled=len(filled), choices=len(choices)))
    reasons += _each_rule(state, applicant, broken, len(choices))
    rest = len(can) - len(filled)
    if rest and applicant.id in state.partner:
        reasons.append(reason("matching.posts.unplaced.linked", count=rest, choices=len(choices)))
    elif rest:
        reasons.append(reason("matching.posts.unplaced.not_offered", count=rest, choices=len(choices)))
    return (*reasons, *_open_elsewhere(state, applicant, free))


def rules_broken(
    standings: Standings, applicant: Applicant, choices: tuple[str, ...]
) -> dict[str, list[str]]:
    """For each ``must``, by key, the choices that it rules out for an applicant."""
    found: dict[str, list[str]] = {}
    for at in choices:
        for key in standings.broken_by((applicant.id, at)):
            found.setdefault(key, []).append(at)
    return found


def is_filled_before(state: State, applicant: str, post: str) -> bool:
    """Whether every place of a post is held by people who stand before the applicant there."""
    return state.standings.of(applicant, post) is not None and not state.would_take(applicant, post)


def _each_rule(
    state: State, applicant: Applicant, broken: Mapping[str, list[str]], choices: int
) -> list[Reason]:
    """For each rule that stands in the way: the applicant's value is missing, or how many choices it rules out."""
    found = []
    for rule in state.standings.problem.rules.musts:
        if rule.key not in broken:
            continue
        if rule.on is not None and applicant.attributes.get(rule.on) in (None, "", frozenset()):
            found.append(reason("matching.unmatched.value_missing", rule=rule.key, attribute=rule.on))
        else:
            count = len(broken[rule.key])
            found.append(reason("matching.posts.unplaced.rule", rule=rule.key, count=count, choices=choices))
    return found


def _open_elsewhere(state: State, applicant: Applicant, free: set[str]) -> tuple[Reason, ...]:
    """How many posts that they did not choose have an empty place, would take them, and break no rule."""
    could = [
        at for at in free if at not in applicant.choices and state.standings.of(applicant.id, at) is not None
    ]
    return (reason("matching.posts.unplaced.open_elsewhere", posts=len(could)),) if could else ()


def _with_room(state: State, post: Post, choosers: list[Applicant]) -> tuple[Reason, ...]:
    if not post.places:
        return (reason("matching.posts.unfilled.no_places"),)
    empty = state.places[post.id] - len(state.held[post.id])
    first = reason("matching.posts.unfilled.empty", empty=empty, places=post.places)
    if not choosers:
        return (first, reason("matching.posts.unfilled.nobody_chose"))
    counted: Counter[str] = Counter()
    for one in choosers:
        counted[_what_of(state, one, post)] += 1
    keys = ("elsewhere", "rules", "linked", "not_taken")
    return (
        first,
        *(
            reason(f"matching.posts.unfilled.{key}", count=counted[key], choosers=len(choosers))
            for key in keys
            if counted[key]
        ),
    )


def _what_of(state: State, applicant: Applicant, post: Post) -> str:
    """Why one who chose a post with room is not there; without requests, those who could be are "not taken" too."""
    has = state.post_of.get(applicant.id)
    if has == post.id:
        return "here"
    if state.standings.broken_by((applicant.id, post.id)):
        return "rules"
    if applicant.id in state.partner:
        return "linked"
    if has is not None and post.id not in state.wanted_more(applicant.id):
        return "elsewhere"
    return "not_taken"
