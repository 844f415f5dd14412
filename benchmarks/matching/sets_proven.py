"""Action-learning sets: proven optima of 72, 200 and 1,000 people, and the single-rule flow at 20,000."""

from __future__ import annotations

import time
from dataclasses import replace

from benchmarks.claims import Claim, at_most
from benchmarks.matching.instances_sets import problem
from kith.foundation.seeds import generator
from kith.matching.sets.anneal import anneal, deal, first_heat
from kith.matching.sets.building import model_of
from kith.matching.sets.measure import allowed_sets, losses
from kith.matching.sets.solver import solve
from kith.matching.sets.types import SetsProblem, SetsResult
from kith.matching.types import ObjectiveKey

WORKERS = 4
BUDGETS = ((72, 60.0), (200, 120.0))
LARGE = 1_000
NESTED = 20_000
TRIAL_MOVES = 1_000_000


def measure() -> list[Claim]:
    small = problem(72)
    solve(small, seed=1, workers=WORKERS)  # numba compiles once, and keeps it
    return [*(_proven(size, budget) for size, budget in BUDGETS), *_large(), _nested()]


def _timed(given: SetsProblem) -> tuple[SetsResult, float]:
    start = time.perf_counter()
    return solve(given, seed=1, workers=WORKERS), time.perf_counter() - start


def _said(result: SetsResult) -> str:
    total = result.objective(ObjectiveKey.TOTAL)
    assert total is not None
    lost = len(result.sets) * result.most_points - total.value
    gap = "none known" if total.gap is None else f"{total.gap:.2%}"
    return f"{lost} points lost, {'proven' if total.proven else 'not proven'}, gap {gap}"


def _proven(size: int, budget: float) -> Claim:
    result, taken = _timed(problem(size))
    return at_most(
        f"sets of at most 9, {size} people: country cap, one per employer, balance, ranked themes, requests",
        kith=taken,
        peer="the budget, for a proven optimum",
        peer_value=budget,
        target=1.0 if result.objectives[-1].proven else 0.0,
        how=f"Wall seconds, one run, {WORKERS} threads of CP-SAT. {_said(result)}.",
    )


def _large() -> list[Claim]:
    given = problem(LARGE)
    result, taken = _timed(given)
    lost = len(result.sets) * result.most_points - result.objectives[-1].value
    baseline, moves = _annealed(given, taken)
    return [
        at_most(
            f"sets, {LARGE:,} people: points lost, beside swap annealing for the same time",
            kith=float(lost),
            peer="swap annealing in numba (Kith's own, alone)",
            peer_value=float(baseline),
            target=1.0,
            how=f"Points lost, lower is better. Kith: {taken:.1f} s, {WORKERS} threads, {_said(result)}. "
            f"Annealing: as long, 1 thread, {moves:,} swaps.",
        )
    ]


def _annealed(given: SetsProblem, seconds: float) -> tuple[int, int]:
    """What annealing alone loses after about as many seconds."""
    model = model_of(given)
    start = deal(model, model.people)

    def walk(moves: int) -> int:
        found = anneal(model, start, generator(1, "bench"), moves, heat=first_heat(model))
        allowed = allowed_sets(model, found)
        return 1 << 30 if allowed is None else sum(losses(model, allowed))

    began = time.perf_counter()
    walk(TRIAL_MOVES)
    moves = int(TRIAL_MOVES * seconds / (time.perf_counter() - began))
    return walk(moves), moves


def _nested() -> Claim:
    given = problem(NESTED)
    given = replace(
        given,
        set_rules=tuple(rule for rule in given.set_rules if rule.verb.value in ("spread", "gather")),
        rules=replace(given.rules, rules=()),
        never_with=(),
    )
    result, taken = _timed(given)
    return at_most(
        f"sets, {NESTED:,} people: a country cap and ranked themes alone (one flow)",
        kith=taken,
        peer="a minute",
        peer_value=60.0,
        target=None,
        how=f"Wall seconds, one run, 1 thread. {_said(result)}.",
    )
