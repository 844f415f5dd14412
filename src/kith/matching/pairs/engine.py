"""The one way to pairs: :class:`kith.matching.engines.Engine` over what this room holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kith.foundation.faults import Fault
from kith.matching.describe import describe
from kith.matching.draft import Choice, Draft, Price, Why
from kith.matching.engines import Input, Loaded, Progress, RuleWords, Stop
from kith.matching.pairs import drafting, tables
from kith.matching.pairs import keeping as staying
from kith.matching.pairs.checks import verify
from kith.matching.pairs.exchange import problem_to_json, result_to_json
from kith.matching.pairs.explain import explainer_of
from kith.matching.pairs.problem import check_problem
from kith.matching.pairs.restore import problem_from_json, result_from_json
from kith.matching.pairs.rule_prices import price_of_choice, price_of_rules
from kith.matching.pairs.solver import solve
from kith.matching.pairs.types import MatchResult
from kith.matching.types import Kind, MatchProblem, PersonPair, Reason
from kith.tables.types import Note, Table


class Pairs:
    """Pairs of two sides."""

    kind = Kind.PAIRS
    inputs: tuple[Input, ...] = tables.INPUTS

    def read(
        self, tables_: Mapping[str, Table], rules: str | bytes, *, rules_name: str = "rules.toml"
    ) -> Loaded[MatchProblem]:
        return tables.read(tables_, rules, rules_name)

    def check(self, problem: MatchProblem) -> tuple[Fault, ...]:
        return check_problem(problem)

    def decided(
        self, problem: MatchProblem, *, locks: Sequence[PersonPair], forbids: Sequence[PersonPair]
    ) -> MatchProblem:
        return replace(
            problem,
            locks=tuple(sorted({*problem.locks, *(in_order(problem, pair) for pair in locks)})),
            forbids=tuple(sorted({*problem.forbids, *(in_order(problem, pair) for pair in forbids)})),
        )

    def keeping(self, problem: MatchProblem, result: MatchResult, *, bonus: int) -> MatchProblem:
        return staying.keeping(problem, result, bonus=bonus)

    def rules(self, problem: MatchProblem) -> tuple[RuleWords, ...]:
        return tuple(RuleWords(rule.key, describe(rule), rule.points) for rule in problem.rules.rules)

    def solve(
        self,
        problem: MatchProblem,
        *,
        seed: int,
        progress: Progress | None = None,
        should_stop: Stop | None = None,
    ) -> MatchResult:
        return solve(problem, seed=seed, progress=progress, should_stop=should_stop)

    def verify(
        self, problem: MatchProblem, result: MatchResult, progress: Progress | None = None
    ) -> tuple[Fault, ...]:
        return verify(problem, result, progress)

    def not_reproved(
        self, problem: MatchProblem, result: MatchResult, progress: Progress | None = None
    ) -> tuple[Note, ...]:
        """Nothing, at any size: paths and prices show every objective again, and the bound of a stopped result."""
        return ()

    def draft(self, problem: MatchProblem, result: MatchResult) -> Draft:
        return drafting.draft_of(problem, result)

    def why(self, problem: MatchProblem, result: MatchResult, group: str) -> Why:
        return drafting.why_of(problem, result, group)

    def why_not(self, problem: MatchProblem, result: MatchResult, one: str, other: str) -> tuple[Reason, ...]:
        return explainer_of(problem, result).why_not(*in_order(problem, (one, other)))

    def prices(
        self, problem: MatchProblem, result: MatchResult, *, seed: int, progress: Progress | None = None
    ) -> tuple[tuple[Price, ...], Choice | None]:
        priced = price_of_rules(problem, result, seed=seed, progress=progress)
        choice = price_of_choice(problem, result, seed=seed)
        return tuple(drafting.price_of(one) for one in priced), choice

    def problem_to_json(self, problem: MatchProblem) -> dict[str, object]:
        return problem_to_json(problem)

    def problem_from_json(self, text: str | bytes, name: str = "problem.json") -> MatchProblem:
        return problem_from_json(text, name)

    def result_to_json(self, result: MatchResult) -> dict[str, object]:
        return result_to_json(result)

    def result_from_json(self, text: str | bytes, name: str = "result.json") -> MatchResult:
        return result_from_json(text, name)


def in_order(problem: MatchProblem, pair: PersonPair) -> PersonPair:
    """Two people, the one of the first side first, where only that order can be meant."""
    ids = [{member.id for member in problem.members if member.side == side} for side in problem.sides]
    one, other = pair
    if len(ids) == 1:
        return min(pair), max(pair)
    meant = one in ids[0] and other in ids[1]
    turned = other in ids[0] and one in ids[1]
    return (other, one) if turned and not meant else pair


ENGINE = Pairs()
