"""Sets as every kind is: read, check, solve, verify, show, explain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kith.foundation.faults import Fault, Faults, KithError
from kith.matching.draft import Choice, Draft, Price, Why
from kith.matching.engines import Input, Loaded, Progress, RuleWords, Stop
from kith.matching.sets.describe import rule_words
from kith.matching.sets.exchange import problem_to_json, result_to_json
from kith.matching.sets.people import read_people
from kith.matching.sets.problem import check_problem
from kith.matching.sets.restore import problem_from_json, result_from_json
from kith.matching.sets.rules import read_sets_rules
from kith.matching.sets.types import SIDE, SetsProblem, SetsResult
from kith.matching.types import Kind, PersonPair, Reason
from kith.tables.types import Note, Table


@dataclass(frozen=True, slots=True)
class SetsEngine:
    """See :class:`kith.matching.engines.Engine`. ``workers``: threads of a search; values do not depend on it."""

    kind: Kind = Kind.SETS
    inputs: tuple[Input, ...] = (Input("people", SIDE),)
    workers: int = 1

    def read(
        self, tables: Mapping[str, Table], rules: str | bytes, *, rules_name: str = "rules.toml"
    ) -> Loaded[SetsProblem]:
        read = read_sets_rules(rules, rules_name)
        if "people" not in tables:
            faults = Faults()
            faults.add("matching.sets.people.table_missing")
            raise KithError(tuple(faults))
        problem, names, notes = read_people(tables["people"], read)
        return Loaded(problem, {(SIDE, id_): name for id_, name in names.items()}, notes)

    def check(self, problem: SetsProblem) -> tuple[Fault, ...]:
        return check_problem(problem)

    def decided(
        self, problem: SetsProblem, *, locks: Sequence[PersonPair], forbids: Sequence[PersonPair]
    ) -> SetsProblem:
        return replace(problem, locks=(*problem.locks, *locks), forbids=(*problem.forbids, *forbids))

    def keeping(self, problem: SetsProblem, result: SetsResult, *, bonus: int) -> SetsProblem:
        return replace(problem, standing=tuple((one.key, one.members) for one in result.sets), bonus=bonus)

    def rules(self, problem: SetsProblem) -> tuple[RuleWords, ...]:
        return rule_words(problem)

    def solve(
        self,
        problem: SetsProblem,
        *,
        seed: int,
        progress: Progress | None = None,
        should_stop: Stop | None = None,
    ) -> SetsResult:
        from kith.matching.sets.solver import solve

        return solve(problem, seed=seed, progress=progress, should_stop=should_stop, workers=self.workers)

    def verify(
        self, problem: SetsProblem, result: SetsResult, progress: Progress | None = None
    ) -> tuple[Fault, ...]:
        from kith.matching.sets.checks import verify

        return verify(problem, result, progress)

    def not_reproved(
        self, problem: SetsProblem, result: SetsResult, progress: Progress | None = None
    ) -> tuple[Note, ...]:
        from kith.matching.sets.checks import not_reproved

        return not_reproved(problem, result, progress)

    def draft(self, problem: SetsProblem, result: SetsResult) -> Draft:
        from kith.matching.sets.showing import draft

        return draft(problem, result)

    def why(self, problem: SetsProblem, result: SetsResult, group: str) -> Why:
        from kith.matching.sets.explain import why

        return why(problem, result, group)

    def why_not(self, problem: SetsProblem, result: SetsResult, one: str, other: str) -> tuple[Reason, ...]:
        from kith.matching.sets.explain import why_not

        return why_not(problem, result, one, other)

    def prices(
        self, problem: SetsProblem, result: SetsResult, *, seed: int, progress: Progress | None = None
    ) -> tuple[tuple[Price, ...], Choice | None]:
        from kith.matching.sets.pricing import prices

        return prices(problem, result, seed=seed, progress=progress, workers=self.workers)

    def problem_to_json(self, problem: SetsProblem) -> dict[str, object]:
        return problem_to_json(problem)

    def problem_from_json(self, text: str | bytes, name: str = "problem.json") -> SetsProblem:
        return problem_from_json(text, name)

    def result_to_json(self, result: SetsResult) -> dict[str, object]:
        return result_to_json(result)

    def result_from_json(self, text: str | bytes, name: str = "result.json") -> SetsResult:
        return result_from_json(text, name)


ENGINE = SetsEngine()
