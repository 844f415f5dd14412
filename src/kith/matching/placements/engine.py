"""The one way to placements: :class:`kith.matching.engines.Engine` over what this room holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kith.foundation.faults import Fault
from kith.matching.describe import describe
from kith.matching.draft import Choice, Draft, Price, Why
from kith.matching.engines import Loaded, Progress, RuleWords, Stop
from kith.matching.placements import tables
from kith.matching.placements.checks import not_reproved, verify
from kith.matching.placements.drafting import draft_of
from kith.matching.placements.exchange import problem_to_json, result_to_json
from kith.matching.placements.explain import Explainer, prices
from kith.matching.placements.outcome import reason
from kith.matching.placements.problem import check
from kith.matching.placements.restore import problem_from_json, result_from_json
from kith.matching.placements.solver import solve
from kith.matching.placements.types import (
    COUNTRY,
    DATES,
    FEWEST,
    GRADE,
    HAND_OVER,
    SKILLS,
    PlacementProblem,
    PlacementResult,
)
from kith.matching.rulebook import Strength
from kith.matching.types import Kind, PersonPair, Reason
from kith.tables.types import Note, Table


class Placements:
    """People to projects."""

    kind = Kind.PLACEMENTS
    inputs = tables.INPUTS

    def read(
        self, tables_: Mapping[str, Table], rules: str | bytes, *, rules_name: str = "rules.toml"
    ) -> Loaded[PlacementProblem]:
        return tables.read(tables_, rules, rules_name)

    def check(self, problem: PlacementProblem) -> tuple[Fault, ...]:
        return check(problem)

    def decided(
        self, problem: PlacementProblem, *, locks: Sequence[PersonPair], forbids: Sequence[PersonPair]
    ) -> PlacementProblem:
        """A person and a project, in either order; or two people, who are to be in one team or never in one."""
        projects = {one.id for one in problem.projects}
        people = {one.id for one in problem.people}

        def parted(pairs: Sequence[PersonPair]) -> tuple[set[PersonPair], set[PersonPair]]:
            turned = {pair[::-1] if pair[0] in projects and pair[1] in people else pair for pair in pairs}
            of_people = {pair for pair in turned if pair[1] in people and pair[1] not in projects}
            return turned - of_people, {(min(pair), max(pair)) for pair in of_people}

        at, together = parted(locks)
        not_at, apart = parted(forbids)
        return replace(
            problem,
            locks=tuple(sorted({*problem.locks, *at})),
            together=tuple(sorted({*problem.together, *together})),
            forbids=tuple(sorted({*problem.forbids, *not_at})),
            apart=tuple(sorted({*problem.apart, *apart})),
        )

    def keeping(self, problem: PlacementProblem, result: PlacementResult, *, bonus: int) -> PlacementProblem:
        people, projects = {one.id for one in problem.people}, {one.id for one in problem.projects}
        kept = {
            (one.person, one.project)
            for one in result.placements
            if one.person in people and one.project in projects
        }
        return replace(problem, kept=tuple(sorted(kept)), keep_bonus=bonus)

    def rules(self, problem: PlacementProblem) -> tuple[RuleWords, ...]:
        written = [RuleWords(rule.key, describe(rule), rule.points) for rule in problem.rules.rules]
        return (*written, *_columns(problem))

    def solve(
        self,
        problem: PlacementProblem,
        *,
        seed: int,
        progress: Progress | None = None,
        should_stop: Stop | None = None,
    ) -> PlacementResult:
        return solve(problem, seed=seed, progress=progress, should_stop=should_stop)

    def verify(
        self, problem: PlacementProblem, result: PlacementResult, progress: Progress | None = None
    ) -> tuple[Fault, ...]:
        return verify(problem, result, progress)

    def not_reproved(
        self, problem: PlacementProblem, result: PlacementResult, progress: Progress | None = None
    ) -> tuple[Note, ...]:
        return not_reproved(problem, result, progress)

    def draft(self, problem: PlacementProblem, result: PlacementResult) -> Draft:
        return draft_of(problem, result)

    def why(self, problem: PlacementProblem, result: PlacementResult, group: str) -> Why:
        return Explainer(problem, result).why(group)

    def why_not(
        self, problem: PlacementProblem, result: PlacementResult, one: str, other: str
    ) -> tuple[Reason, ...]:
        return Explainer(problem, result).why_not(one, other)

    def prices(
        self,
        problem: PlacementProblem,
        result: PlacementResult,
        *,
        seed: int,
        progress: Progress | None = None,
    ) -> tuple[tuple[Price, ...], Choice | None]:
        return prices(problem, result, seed=seed, progress=progress)

    def problem_to_json(self, problem: PlacementProblem) -> dict[str, object]:
        return problem_to_json(problem)

    def problem_from_json(self, text: str | bytes, name: str = "problem.json") -> PlacementProblem:
        return problem_from_json(text, name)

    def result_to_json(self, result: PlacementResult) -> dict[str, object]:
        return result_to_json(result)

    def result_from_json(self, text: str | bytes, name: str = "result.json") -> PlacementResult:
        return result_from_json(text, name)


def _columns(problem: PlacementProblem) -> list[RuleWords]:
    """What projects ask by their columns, in words, where any does."""
    settings, projects = problem.settings, problem.projects
    must = settings.skills is Strength.MUST
    asked = settings.hand_over
    days = (
        reason("rule.dates") if settings.least_days is None else reason("rule.days", days=settings.least_days)
    )
    found = [RuleWords(DATES, days, 0)] if any(one.starts or one.ends for one in projects) else []
    if any(one.country for one in projects):
        found.append(RuleWords(COUNTRY, reason("rule.country"), 0))
    if any(one.lowest or one.highest for one in projects):
        found.append(RuleWords(GRADE, reason("rule.grade"), 0))
    if any(one.fewest > 1 for one in projects) or settings.every_project:
        code = "rule.fewest_must" if settings.every_project else "rule.fewest"
        found.append(RuleWords(FEWEST, reason(code), 0))
    if any(one.needs for one in projects):
        code = "rule.skills" if must else "rule.skills_preferred"
        found.append(RuleWords(SKILLS, reason(code), 0 if must else settings.skill_points))
    if asked is not None:
        found.append(RuleWords(HAND_OVER, reason("rule.hand_over", days=asked.least_days), asked.points))
    return found


ENGINE = Placements()
