"""What each rule costs the whole: the sets are made once more without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kith.foundation.faults import KithError
from kith.matching.draft import Choice, Price
from kith.matching.engines import Stop, going_on
from kith.matching.rulebook import BestFor
from kith.matching.sets.plain import without_requests
from kith.matching.sets.solver import solve
from kith.matching.sets.types import WINDOW, SetsProblem, SetsResult
from kith.matching.types import ObjectiveKey

LIGHT = 0.1
"""The share of a whole run's effort that goes into one price."""


def prices(
    problem: SetsProblem,
    result: SetsResult,
    *,
    seed: int,
    progress: Callable[[str, float], None] | None = None,
    workers: int = 1,
) -> tuple[tuple[Price, ...], Choice | None]:
    """The price of each rule, and of putting the weakest set first.

    Both sides of a price are computed without forbids and private requests, and with the same effort, or a price would show
    them. So is the choice, where they made no difference to the result.
    """
    public = without_requests(problem)
    keys = [*(rule.key for rule in problem.set_rules), *(rule.key for rule in problem.rules.rules)]
    keys += [WINDOW] if problem.shape.window is not None else []
    keys = [key for key in dict.fromkeys((*problem.order, *keys)) if key in keys]
    asked = going_on(progress, "prices", 0.0)
    now = solve(public, seed=seed, workers=workers, effort=LIGHT, should_stop=asked)
    found = []
    for number, key in enumerate(keys):
        asked = going_on(progress, "prices", number / (len(keys) + 1))
        try:
            without = solve(
                _without(public, key), seed=seed, workers=workers, effort=LIGHT, should_stop=asked
            )
        except KithError:  # fewer, larger sets without it, and in those no lock can be kept: it has no price
            continue
        found.append(_price(key, now, without))
        if progress is not None:
            progress("prices", (number + 1) / (len(keys) + 1))
    same = [one.value for one in now.objectives] == [one.value for one in result.objectives]
    asked = going_on(progress, "prices", len(keys) / (len(keys) + 1))
    choice = _choice(public if same else problem, result, seed, workers, asked)
    if progress is not None:
        progress("prices", 1.0)
    return tuple(found), choice


def _without(problem: SetsProblem, key: str) -> SetsProblem:
    if key == WINDOW:
        return replace(problem, shape=replace(problem.shape, window=None))
    rest = tuple(rule for rule in problem.rules.rules if rule.key != key)
    return replace(
        problem,
        rules=replace(problem.rules, rules=rest),
        set_rules=tuple(rule for rule in problem.set_rules if rule.key != key),
    )


def _price(key: str, now: SetsResult, without: SetsResult) -> Price:
    """What the other rules lose now, beside what they lose without this one, of all that they could give."""
    lost, most = _lost(now, key)
    rest, _ = _lost(without, key)
    more = sum(len(one.members) for one in without.sets) - sum(len(one.members) for one in now.sets)
    return Price(key, (lost - rest) / most if most else 0.0, more)


def _lost(result: SetsResult, key: str) -> tuple[int, int]:
    parts = [part for one in result.sets for part in one.parts if part.rule != key]
    return sum(part.most - part.points for part in parts), sum(part.most for part in parts)


def _choice(problem: SetsProblem, now: SetsResult, seed: int, workers: int, asked: Stop) -> Choice | None:
    """The weakest set and the total under either order; ``None`` where there is nothing to choose."""
    if len(now.sets) < 2:
        return None
    fair_now = problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND
    other = BestFor.MOST if fair_now else BestFor.NO_ONE_LEFT_BEHIND
    turned_problem = replace(problem, rules=replace(problem.rules, best_for=other))
    turned = solve(turned_problem, seed=seed, workers=workers, effort=LIGHT, should_stop=asked)
    fair, most = (now, turned) if fair_now else (turned, now)
    return Choice(_total(fair), _worst(fair), _total(most), _worst(most))


def _total(result: SetsResult) -> int:
    found = result.objective(ObjectiveKey.TOTAL)
    return 0 if found is None else found.value


def _worst(result: SetsResult) -> int | None:
    return min((one.points for one in result.sets), default=None)
