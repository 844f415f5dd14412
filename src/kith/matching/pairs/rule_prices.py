"""What each rule costs the whole, and what the order of the objectives costs: the match is made once more.

Where no forbid or request made a difference to the result, it is made without any, so that a request which changes
nothing changes no price. Where one did, it stays in, and reads as a forbid.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kith.matching.draft import Choice
from kith.matching.pairs.regret import under_rules_alone
from kith.matching.pairs.solver import solve
from kith.matching.pairs.types import MatchResult
from kith.matching.rulebook import BestFor
from kith.matching.types import MatchProblem


@dataclass(frozen=True, slots=True)
class RulePrice:
    """What the match would be without one rule.

    ``others`` and ``others_without`` are the points that all *other* rules give, now and without it;
    ``matched_change`` is how many more pairs there would be, ``people_change`` how many more people with a partner.
    """

    rule: str
    others: int
    others_without: int
    matched_change: int
    people_change: int = 0

    @property
    def share(self) -> float:
        """The part of the others' points that the rule costs: 0.014 is 1.4%. Below 0 when it helps them."""
        return (self.others_without - self.others) / self.others_without if self.others_without else 0.0


def price_of_rules(
    problem: MatchProblem,
    result: MatchResult,
    *,
    seed: int,
    progress: Callable[[str, float], None] | None = None,
) -> tuple[RulePrice, ...]:
    """What each rule costs the others: the match is made once more without it."""
    base = under_rules_alone(problem, result) or problem
    rules = base.rules.rules
    parts = [part for pair in result.pairs for part in pair.parts]
    parts += [part for three in result.threes for part in three.parts]
    prices = []
    for index, rule in enumerate(rules):
        rest = tuple(one for one in rules if one.key != rule.key)
        without = solve(replace(base, rules=replace(base.rules, rules=rest)), seed=seed)
        own = sum(part.points for part in parts if part.rule == rule.key)
        more = len(without.pairs) - len(result.pairs)
        people = len(result.unmatched) - len(without.unmatched)
        prices.append(RulePrice(rule.key, _total(result) - own, _total(without), more, people))
        if progress is not None:
            progress("prices", (index + 1) / len(rules))
    return tuple(prices)


def price_of_choice(problem: MatchProblem, result: MatchResult, *, seed: int) -> Choice:
    """The total and the worst pair under either order of objectives."""
    other = {
        BestFor.MOST: BestFor.NO_ONE_LEFT_BEHIND,
        BestFor.NO_ONE_LEFT_BEHIND: BestFor.MOST,
    }[result.best_for]
    base = under_rules_alone(problem, result) or problem
    turned = solve(replace(base, rules=replace(base.rules, best_for=other)), seed=seed)
    fair, most = (result, turned) if other is BestFor.MOST else (turned, result)
    return Choice(_total(fair), fair.worst, _total(most), most.worst)


def _total(result: MatchResult) -> int:
    return result.total + sum(three.points for three in result.threes)
