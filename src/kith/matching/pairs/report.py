"""A result with everything that is said about it, as plain values for a JSON file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kith.matching.describe import describe
from kith.matching.draft import Choice
from kith.matching.exchange import FORMAT_VERSION, reason_to_json
from kith.matching.pairs.exchange import REPORT_FORMAT, result_to_json
from kith.matching.pairs.explain import Alternative, Freeing, PairExplanation, explainer_of
from kith.matching.pairs.rule_prices import RulePrice, price_of_choice, price_of_rules
from kith.matching.pairs.solver import Progress
from kith.matching.pairs.types import MatchResult
from kith.matching.types import MatchProblem


@dataclass(frozen=True, slots=True)
class MatchReport:
    """A result explained. ``freeing`` is in the order of ``result.unmatched``; ``choice`` is ``None`` when
    nobody asked what the rules and the choice cost."""

    problem: MatchProblem
    result: MatchResult
    pairs: tuple[PairExplanation, ...]
    freeing: tuple[tuple[Freeing, ...], ...]
    prices: tuple[RulePrice, ...]
    choice: Choice | None


def report(
    problem: MatchProblem,
    result: MatchResult,
    *,
    prices: bool = True,
    priced: tuple[tuple[RulePrice, ...], Choice] | None = None,
    progress: Progress | None = None,
) -> MatchReport:
    """Explain a whole result.

    Parameters
    ----------
    prices
        Whether to make the match anew without each rule, and the other way of choosing.
    priced
        What that came to, where it was worked out before.
    """
    explainer = explainer_of(problem, result)
    seed = result.provenance.seed or 0
    if priced is None and prices:
        priced = (
            price_of_rules(problem, result, seed=seed, progress=progress),
            price_of_choice(problem, result, seed=seed),
        )
    return MatchReport(
        problem=problem,
        result=result,
        pairs=tuple(explainer.pair(pair.left, pair.right) for pair in result.pairs),
        freeing=tuple(explainer.freeing(one.side, one.id) for one in result.unmatched),
        prices=priced[0] if priced else (),
        choice=priced[1] if priced else None,
    )


def report_to_json(made: MatchReport) -> dict[str, object]:
    """The report as plain values. Like the result in it, it holds nothing private."""
    return {
        "format": REPORT_FORMAT,
        "format_version": FORMAT_VERSION,
        "result": result_to_json(made.result),
        "rules": [
            {"rule": rule.key, "weight": rule.weight or None, **reason_to_json(describe(rule))}
            for rule in made.problem.rules.rules
        ],
        "explanations": [_explanation(one) for one in made.pairs],
        "freeing": [
            {
                "side": one.side,
                "id": one.id,
                "rules": [{"rule": f.rule, "partners": f.partners} for f in found],
            }
            for one, found in zip(made.result.unmatched, made.freeing, strict=True)
        ],
        "prices": [
            {
                "rule": price.rule,
                "others": price.others,
                "others_without": price.others_without,
                "share": price.share,
                "matched_change": price.matched_change,
            }
            for price in made.prices
        ],
        "choice": None if made.choice is None else _choice(made.choice),
    }


def _explanation(one: PairExplanation) -> dict[str, object]:
    return {
        "left": one.pair.left,
        "right": one.pair.right,
        "strongest": [part.rule for part in one.strongest],
        "alternatives_for_left": _alternatives(one.for_left),
        "alternatives_for_right": _alternatives(one.for_right),
    }


def _alternatives(found: Iterable[Alternative]) -> list[dict[str, object]]:
    return [
        {
            "left": one.pair[0],
            "right": one.pair[1],
            "points": one.points,
            "instead": None if one.instead is None else list(one.instead),
            "instead_points": one.instead_points,
            "left_over": one.left_over,
            "total_change": one.total_change,
            "worst_after": one.worst_after,
            **({} if one.whole is None else {"whole": one.whole}),
            "gives": reason_to_json(one.gives),
        }
        for one in found
    ]


def _choice(choice: Choice) -> dict[str, object]:
    return {
        "fair_total": choice.fair_total,
        "fair_worst": choice.fair_worst,
        "most_total": choice.most_total,
        "most_worst": choice.most_worst,
        "share": choice.share,
    }
