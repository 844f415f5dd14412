"""The one way to posts: :class:`kith.matching.engines.Engine` over what this room holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kith.foundation.faults import Fault
from kith.matching.describe import describe
from kith.matching.draft import Choice, Draft, Price, Why
from kith.matching.engines import Input, Loaded, Progress, RuleWords, Stop
from kith.matching.posts import people
from kith.matching.posts.checks import not_reproved, verify
from kith.matching.posts.drafting import draft_of
from kith.matching.posts.exchange import problem_to_json, result_to_json
from kith.matching.posts.explain import Explainer, prices
from kith.matching.posts.problem import check
from kith.matching.posts.restore import problem_from_json, result_from_json
from kith.matching.posts.solver import solve
from kith.matching.posts.types import PostsProblem, PostsResult
from kith.matching.types import Kind, PersonPair, Reason
from kith.tables.types import Note, Table


class Posts:
    """Applicants to posts."""

    kind = Kind.POSTS
    inputs: tuple[Input, ...] = people.INPUTS

    def read(
        self, tables: Mapping[str, Table], rules: str | bytes, *, rules_name: str = "rules.toml"
    ) -> Loaded[PostsProblem]:
        return people.read(tables, rules, rules_name)

    def check(self, problem: PostsProblem) -> tuple[Fault, ...]:
        return check(problem)

    def decided(
        self, problem: PostsProblem, *, locks: Sequence[PersonPair], forbids: Sequence[PersonPair]
    ) -> PostsProblem:
        return replace(
            problem,
            locks=tuple(sorted({*problem.locks, *(in_order(problem, pair) for pair in locks)})),
            forbids=tuple(sorted({*problem.forbids, *(in_order(problem, pair) for pair in forbids)})),
        )

    def keeping(self, problem: PostsProblem, result: PostsResult, *, bonus: int) -> PostsProblem:
        """Those who hold a post come first there, so they keep it unless they get one they want more.

        How large the bonus is makes no difference: points play no part in who gets a post. 0 gives nobody a claim.
        """
        if bonus <= 0:
            return problem
        applicants = {one.id for one in problem.applicants}
        posts = {post.id for post in problem.posts}
        held = [(one.applicant, one.post) for one in result.placements]
        known = {pair for pair in held if pair[0] in applicants and pair[1] in posts}
        return replace(problem, holds=tuple(sorted(known)))

    def rules(self, problem: PostsProblem) -> tuple[RuleWords, ...]:
        return tuple(RuleWords(rule.key, describe(rule), rule.points) for rule in problem.rules.rules)

    def solve(
        self,
        problem: PostsProblem,
        *,
        seed: int,
        progress: Progress | None = None,
        should_stop: Stop | None = None,
    ) -> PostsResult:
        return solve(problem, seed=seed, progress=progress, should_stop=should_stop)

    def verify(
        self, problem: PostsProblem, result: PostsResult, progress: Progress | None = None
    ) -> tuple[Fault, ...]:
        return verify(problem, result, progress)

    def not_reproved(
        self, problem: PostsProblem, result: PostsResult, progress: Progress | None = None
    ) -> tuple[Note, ...]:
        return not_reproved(problem, result)

    def draft(self, problem: PostsProblem, result: PostsResult) -> Draft:
        return draft_of(problem, result)

    def why(self, problem: PostsProblem, result: PostsResult, group: str) -> Why:
        return Explainer(problem, result).why(group)

    def why_not(self, problem: PostsProblem, result: PostsResult, one: str, other: str) -> tuple[Reason, ...]:
        return Explainer(problem, result).why_not(one, other)

    def prices(
        self, problem: PostsProblem, result: PostsResult, *, seed: int, progress: Progress | None = None
    ) -> tuple[tuple[Price, ...], Choice | None]:
        return prices(problem, result, seed=seed, progress=progress)

    def problem_to_json(self, problem: PostsProblem) -> dict[str, object]:
        return problem_to_json(problem)

    def problem_from_json(self, text: str | bytes, name: str = "problem.json") -> PostsProblem:
        return problem_from_json(text, name)

    def result_to_json(self, result: PostsResult) -> dict[str, object]:
        return result_to_json(result)

    def result_from_json(self, text: str | bytes, name: str = "result.json") -> PostsResult:
        return result_from_json(text, name)


def in_order(problem: PostsProblem, pair: PersonPair) -> PersonPair:
    """An applicant and a post, the applicant first, where only that order can be meant."""
    applicants = {one.id for one in problem.applicants}
    posts = {post.id for post in problem.posts}
    one, other = pair
    meant = one in applicants and other in posts
    turned = other in applicants and one in posts
    return (other, one) if turned and not meant else pair


ENGINE = Posts()
"""Posts: nobody and no post would both rather have each other; proven, and why."""
