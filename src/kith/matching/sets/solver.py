"""The best sets: objectives in order, each fixed before the next, with a proof or a bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kith.foundation.faults import Fault, KithError
from kith.foundation.provenance import provenance
from kith.foundation.seeds import lottery_number
from kith.matching.sets.building import model_of
from kith.matching.sets.exchange import problem_hash
from kith.matching.sets.limits import most_work
from kith.matching.sets.model import Model
from kith.matching.sets.outcome import left_over, made_sets
from kith.matching.sets.problem import check_problem
from kith.matching.sets.pursuit import LocksNotKept, Pursuit, Reached, Watch
from kith.matching.sets.rules import sets_rules_hash
from kith.matching.sets.types import SIDE, SetsProblem, SetsResult
from kith.matching.types import Objective, ObjectiveKey

METHOD = "matching.sets"
LIBRARIES = ("numpy", "ortools")


def solve(
    problem: SetsProblem,
    *,
    seed: int,
    progress: Callable[[str, float], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    workers: int = 1,
    effort: float = 1.0,
    quick: bool = False,
) -> SetsResult:
    """The best sets of a problem, with reasons for whoever is in none.

    In order, each fixed before the next: as many people in a set as can be; with ``best_for =
    "no_one_left_behind"`` the weakest set as good as can be; the total; the lottery, which is the order in which
    people are looked at. How many sets there are comes from counting alone (:func:`kith.matching.sets.counting.room`).

    Parameters
    ----------
    seed
        Any whole number. The same problem, seed and ``workers`` give the same result, in whatever order people come.
    progress, should_stop
        Called now and then; when the second answers true, the best so far comes back, marked as stopped.
    workers
        Threads of the search. A proven value is the same for any number.
    effort
        The share of the work after which a search ends without a proof: counted in steps, not by the clock.
    quick
        Whether annealing is enough: good sets, of which nothing is proven.

    Raises
    ------
    KithError
        With every fault of the problem; when its locks cannot all be kept.
    Stopped
        When it was stopped before anything was found.
    """
    faults = check_problem(problem)
    if faults:
        raise KithError(faults)
    ticketed, model = _drawn(problem, seed)
    watch = Watch(progress, should_stop)
    try:
        reached = Pursuit(model, problem.rules.best_for, seed, workers, watch, effort, quick).run()
    except LocksNotKept as error:
        raise KithError(Fault("matching.sets.problem.locks_not_kept")) from error
    ids = [[ticketed[i] for i in people] for people in reached.sets]
    made = made_sets(problem, ids)
    return SetsResult(
        sets=made,
        left_over=left_over(problem, made),
        objectives=_objectives(reached, model),
        most_points=model.most_loss,
        provenance=provenance(
            METHOD,
            inputs={"problem": problem_hash(problem), "rules": sets_rules_hash(problem)},
            seed=seed,
            libraries=LIBRARIES,
        ),
        stopped=watch.stopped,
        work=None if quick else most_work(len(problem.people), model.sets, effort),
    )


def _drawn(problem: SetsProblem, seed: int) -> tuple[tuple[str, ...], Model]:
    """The model, its people in the order of their lottery numbers: who comes first among equals."""
    numbers = {member.id: (lottery_number(seed, SIDE, member.id), member.id) for member in problem.people}
    ordered = sorted(numbers, key=lambda id_: numbers[id_])
    model = model_of(problem, order=ordered)
    return tuple(ordered), model


def _objectives(reached: Reached, model: Model) -> tuple[Objective, ...]:
    """Losses as points: what a set could have, less what it lost."""
    most, sets = model.most_loss, sum(bool(people) for people in reached.sets)
    found = [reached.placed]
    if reached.worst is not None and sets:
        found.append(_turned(reached.worst, ObjectiveKey.WORST, most))
    found.append(_turned(reached.total, ObjectiveKey.TOTAL, most * sets))
    return tuple(found)


def _turned(loss: Objective, key: ObjectiveKey, most: int) -> Objective:
    bound = None if loss.bound is None else most - loss.bound
    return replace(loss, key=key, value=most - loss.value, bound=bound)
