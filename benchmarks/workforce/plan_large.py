"""The least-cost plan: in the budget of a page when small, and against the whole given to HiGHS when large."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from benchmarks.claims import Claim, at_least, at_most
from kith.workforce.plan import solve
from kith.workforce.plan.building import build
from kith.workforce.plan.solving import run
from kith.workforce.tests.plans import a_plan

THREADS = 4
SMALL, LARGE = (4, 10, 20), (20, 42, 30)
BUDGET = 1.5
SHARE = 0.6
"""Of what would be spent in the dearest year if there were no limit: a budget that binds in most years."""


def measure() -> list[Claim]:
    small = _limited(*SMALL)
    seconds = min(_timed(lambda: solve(small, threads=THREADS))[0] for _ in range(3))
    claims = [
        at_most(
            "plan 4 x 10 x 20 with a shared budget, within the budget of 1.5 s",
            kith=seconds,
            peer="budget, s",
            peer_value=BUDGET,
            target=1.0,
            how=f"Wall seconds, best of 3, certificate worked out; {THREADS} threads. Invented problem.",
        )
    ]
    return [*claims, *(_large(problem, says) for problem, says in _larges())]


def _larges():
    yield a_plan(*LARGE), "no shared budget"
    yield _limited(*LARGE), "a shared budget that binds"


def _limited(*size: int):
    free = a_plan(*size)
    dearest = sum(solve(free, threads=THREADS).money.values()).max()
    return replace(free, budget=np.full(size[2], SHARE * dearest))


def _large(problem, says: str) -> Claim:
    ours, plan = _timed(lambda: solve(problem, threads=THREADS))
    assert plan.certificate.holds
    programme = build(problem)
    theirs, answer = _timed(lambda: run(programme, method="choose"))
    if not np.isclose(programme.cost @ answer.x, plan.objective, rtol=1e-6):
        raise AssertionError("the two plans do not cost the same")
    return at_least(
        f"plan 20 x 42 x 30 ({len(programme.cost):,} columns), {says}, proven optimal",
        kith=ours,
        peer="HiGHS 1.15.1 given the whole, default options",
        peer_value=theirs,
        target=2.0,
        how=(
            f"Wall seconds, once each, building included for Kith. {plan.parts} part(s), Kith with {THREADS} threads,"
            f" HiGHS as it chooses (the simplex method in 1 thread). The same objective to 1e-6; certificate: primal"
            f" {plan.certificate.primal:.1e}, dual {plan.certificate.dual:.1e}, gap {plan.certificate.gap:.1e}."
            " Invented problem."
        ),
    )


def _timed(work):
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made
