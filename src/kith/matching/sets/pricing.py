"""What each rule costs the whole: the sets are made once more without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kith.foundation.faults import KithError
from kith.matching.draft import Choice, Price
from kith.matching.engines import Stop, going_on
from kith.matching.rulebook import BestFor
from kith.matching.sets.cpsat import Aim
from kith.matching.sets.limits import LIMIT, MOVES_PER_PERSON, most_moves
from kith.matching.sets.plain import without_requests
from kith.matching.sets.solver import solve
from kith.matching.sets.types import WINDOW, SetsProblem, SetsResult
from kith.matching.types import ObjectiveKey

LIGHT = 0.1
"""The most of a whole run's effort that goes into one price."""
PROVEN_PEOPLE = 24
"""People up to which a price is asked of the same search as the sets; above it annealing alone answers."""
SECONDS = 30.0
"""CP-SAT's deterministic seconds for one objective, over all runs of the prices together."""
MOVES = 3_000_000
"""Steps of annealing over all runs of the prices together: a second or two for each rule."""


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
    them. So is the choice, where they made no difference to the result. All runs together have one limit of work, whatever the
    number of rules. Among more than :data:`PROVEN_PEOPLE` people annealing alone answers, so that a price is an estimate, and
    there is no choice to show: annealing does not look at the weakest set.
    """
    public = without_requests(problem)
    keys = [*(rule.key for rule in problem.set_rules), *(rule.key for rule in problem.rules.rules)]
    keys += [WINDOW] if problem.shape.window is not None else []
    keys = [key for key in dict.fromkeys((*problem.order, *keys)) if key in keys]
    steps = len(keys) + 2
    made = _way(public, seed, workers, steps)
    found = []
    try:
        now = made(public, going_on(progress, "prices", 0.0))
    except KithError:  # no sets of everybody were found so soon
        return (), None
    for number, key in enumerate(keys, 1):
        try:
            without = made(_without(public, key), going_on(progress, "prices", number / steps))
        except KithError:  # fewer, larger sets without it, and in those no lock can be kept: it has no price
            continue
        found.append(_price(key, now, without))
    choice = None
    if not is_large(public):
        same = [one.value for one in now.objectives] == [one.value for one in result.objectives]
        asked = going_on(progress, "prices", (steps - 1) / steps)
        choice = _choice(public if same else problem, result, lambda one: made(one, asked))
    if progress is not None:
        progress("prices", 1.0)
    return tuple(found), choice


def is_large(problem: SetsProblem) -> bool:
    """Whether prices are estimates by annealing alone. The weakest set is not searched for among so many people."""
    return len(problem.people) > PROVEN_PEOPLE


def _way(
    problem: SetsProblem, seed: int, workers: int, runs: int
) -> Callable[[SetsProblem, Stop], SetsResult]:
    """How each of so many runs is made, so that all of them together stay within what prices may take."""
    large, people = is_large(problem), len(problem.people)
    moves = MOVES / (runs * most_moves(max(1, people), MOVES_PER_PERSON, 1.0))
    seconds = SECONDS / (runs * LIMIT[Aim.TOTAL])
    effort = min(1.0, moves) if large else min(LIGHT, seconds)

    def made(one: SetsProblem, asked: Stop) -> SetsResult:
        return solve(one, seed=seed, workers=workers, effort=effort, quick=large, should_stop=asked)

    return made


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
    proven = all(objective.proven for one in (now, without) for objective in one.objectives)
    more = sum(len(one.members) for one in without.sets) - sum(len(one.members) for one in now.sets)
    return Price(key, (lost - rest) / most if most else 0.0, more, estimate=not proven)


def _lost(result: SetsResult, key: str) -> tuple[int, int]:
    parts = [part for one in result.sets for part in one.parts if part.rule != key]
    return sum(part.most - part.points for part in parts), sum(part.most for part in parts)


def _choice(
    problem: SetsProblem, now: SetsResult, solve: Callable[[SetsProblem], SetsResult]
) -> Choice | None:
    """The weakest set and the total under either order; ``None`` where there is nothing to choose, or where the light
    run of the other order came out worse in both, so that nothing is known of it."""
    if len(now.sets) < 2:
        return None
    fair_now = problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND
    other = BestFor.MOST if fair_now else BestFor.NO_ONE_LEFT_BEHIND
    turned_problem = replace(problem, rules=replace(problem.rules, best_for=other))
    turned = solve(turned_problem)
    fair, most = (now, turned) if fair_now else (turned, now)
    choice = Choice(_total(fair), _worst(fair), _total(most), _worst(most))
    known = choice.fair_total <= choice.most_total and (choice.fair_worst or 0) >= (choice.most_worst or 0)
    return choice if known else None


def _total(result: SetsResult) -> int:
    found = result.objective(ObjectiveKey.TOTAL)
    return 0 if found is None else found.value


def _worst(result: SetsResult) -> int | None:
    return min((one.points for one in result.sets), default=None)
