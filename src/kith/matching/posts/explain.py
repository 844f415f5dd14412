"""Why a post's people are there, why an applicant is not where they would rather be, and what each rule costs.

Nothing here depends on a private request, and nobody is told another person's mark, rank or name.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from kith.matching.draft import Choice, Elsewhere, Price, Why
from kith.matching.engines import Progress
from kith.matching.posts.drafting import draft_of
from kith.matching.posts.feasible import most_placed
from kith.matching.posts.market import market
from kith.matching.posts.outcome import is_filled_before, reason, spoken_problem
from kith.matching.posts.solver import solve
from kith.matching.posts.stability import Standings, State
from kith.matching.posts.types import Placement, PostsProblem, PostsResult
from kith.matching.rulebook import POINTS_PER_WEIGHT
from kith.matching.types import Reason

_SAME_STANDING = 2
"""How much of a standing is the panel's: the rest is the lottery's."""


class Explainer:
    """Explains one result."""

    def __init__(self, problem: PostsProblem, result: PostsResult) -> None:
        self._problem, self._result = problem, result
        self._standings = Standings(spoken_problem(problem), result.provenance.seed or 0)
        self._state = State(self._standings, result.post_of)

    def why(self, key: str) -> Why:
        """Why a post's people are there, and for each every choice that they wanted more. Raises KeyError."""
        groups = draft_of(self._problem, self._result).groups
        group = next((one for one in groups if one.key == key), None)
        if group is None:
            raise KeyError(key)
        held = [one for one in self._result.placements if one.post == group.about]
        notes = tuple(self._standing(one) for one in held)
        return Why(
            replace(group, notes=(*notes, *group.notes)),
            MappingProxyType({one.applicant: self._elsewhere(one) for one in held}),
        )

    def why_not(self, one: str, other: str) -> tuple[Reason, ...]:
        """Why an applicant and a post are not together, whichever of the two is named first."""
        known = self._standings
        if one in known.applicants and other in known.posts:
            return (self._why_not(one, other),)
        if other in known.applicants and one in known.posts:
            return (self._why_not(other, one),)
        return (reason("matching.posts.why.two_of_a_kind", one=one, other=other),)

    def _standing(self, one: Placement) -> Reason:
        if one.locked:
            return reason("matching.posts.why.decided", id=one.applicant)
        place, askers = self._place(one.applicant, one.post)
        return reason(
            "matching.posts.why.stands",
            id=one.applicant,
            choice=one.choice,
            choices=one.choices,
            place=place,
            askers=askers,
        )

    def _place(self, applicant: str, post: str) -> tuple[int, int]:
        """Where an applicant stands among all who asked for a post, from 1, and how many these are."""
        mine = self._standings.of(applicant, post)
        asked = [
            self._standings.of(one.id, post)
            for one in self._problem.applicants
            if post in one.choices and one.id not in self._state.fixed
        ]
        there = [theirs for theirs in asked if theirs is not None]
        return 1 + sum(mine is not None and theirs < mine for theirs in there), len(there)

    def _elsewhere(self, one: Placement) -> tuple[Elsewhere, ...]:
        if one.locked:
            return ()
        choices = tuple(filter(None, self._standings.applicants[one.applicant].choices))
        wanted = choices[: choices.index(one.post)] if one.post in choices else choices
        return tuple(
            Elsewhere(
                at,
                POINTS_PER_WEIGHT * (len(choices) - place) // len(choices),
                self._why_not(one.applicant, at),
            )
            for place, at in enumerate(wanted)
        )

    def _why_not(self, applicant: str, post: str) -> Reason:
        state, standings = self._state, self._standings
        has = state.post_of.get(applicant)
        if has == post:
            return reason("matching.posts.why.is_there")
        if applicant in state.fixed:
            return reason("matching.posts.why.decided_elsewhere")
        if post not in standings.applicants[applicant].choices:
            return reason("matching.posts.why.not_chosen")
        for rule in standings.broken_by((applicant, post)):
            return reason("matching.posts.why.rule", rule=rule)
        if applicant not in state.partner and post not in state.wanted_more(applicant):
            return reason("matching.posts.why.has_better")
        if is_filled_before(state, applicant, post):
            return self._filled(applicant, post)
        if applicant in state.partner:
            return reason("matching.posts.why.linked")
        return reason("matching.posts.why.not_offered")

    def _filled(self, applicant: str, post: str) -> Reason:
        """Others were before them; by the panel, or by the lottery among those whom the post holds equal."""
        place, askers = self._place(applicant, post)
        mine = self._standings.of(applicant, post)
        held = [self._standings.of(one, post) for one in self._state.held[post]]
        before = [theirs for theirs in held if theirs is not None and mine is not None and theirs < mine]
        equal = sum(
            mine is not None and theirs[:_SAME_STANDING] == mine[:_SAME_STANDING] for theirs in before
        )
        code = "matching.posts.why.lottery" if equal else "matching.posts.why.filled"
        places = self._standings.posts[post].places
        return reason(code, place=place, askers=askers, places=places, equal=equal)


def prices(
    problem: PostsProblem, result: PostsResult, *, seed: int, progress: Progress | None = None
) -> tuple[tuple[Price, ...], Choice | None]:
    """What each ``must`` costs: the share of the applicants' points (see :func:`draft_of`) and the places that the answer
    without it gains; and how many could have a post if nobody minded who stands before whom. All of it under the rules
    alone, without requests and forbids, so that a price tells nothing of them."""
    said: Progress = progress or (lambda step, share: None)
    open_ = spoken_problem(problem)
    best = result if open_ == problem else solve(open_, seed=seed)
    now = sum(one.points for one in best.placements)
    found = []
    musts = problem.rules.musts
    for number, rule in enumerate(musts):
        said("prices", number / len(musts))
        rest = tuple(one for one in problem.rules.rules if one.key != rule.key)
        without = solve(replace(open_, rules=replace(open_.rules, rules=rest)), seed=seed)
        then = sum(one.points for one in without.placements)
        more = len(without.placements) - len(best.placements)
        found.append(Price(rule.key, (then - now) / then if then else 0.0, more))
    said("prices", 1.0)
    return tuple(found), _choice(problem, result, seed)


def _choice(problem: PostsProblem, result: PostsResult, seed: int) -> Choice | None:
    """Most placed beside stable. Counted without requests and forbids, so that the difference tells nothing of them."""
    if problem.links:
        return None
    made = market(spoken_problem(problem), seed)
    most = len(problem.fixed) + most_placed(made.lists, made.places)
    return Choice(len(result.placements), None, most, None)
