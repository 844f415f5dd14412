"""A ranking of 5,000 applications by three reviews each, with intervals, within its budget."""

from __future__ import annotations

import numpy as np

from benchmarks.claims import Claim, at_most, seconds
from kith.evaluation.panel_types import Criterion, PanelData, Score
from kith.evaluation.panels import rank_panel
from kith.matching.sharing.share import share_out
from kith.matching.sharing.types import Application, Reviewer, SharingProblem

APPLICATIONS, REVIEWERS, EACH = 5_000, 40, 3
RANK_BUDGET, SHARE_BUDGET = 1.0, 5.0


def measure() -> list[Claim]:
    rng = np.random.default_rng(1)
    problem = _problem(rng)
    shared = share_out(problem, seed=1)
    data = _scores(shared.assigned, rng)
    how = (
        f"Wall seconds, 1 thread. {APPLICATIONS:,} applications, {REVIEWERS} reviewers, {EACH} reviews each."
    )
    return [
        at_most(
            "applications shared out at best by load and speciality",
            kith=seconds(lambda: share_out(problem, seed=1), 1),
            peer=f"the budget of {SHARE_BUDGET:g} s for this machine",
            peer_value=SHARE_BUDGET,
            target=1.0,
            how=how,
        ),
        at_most(
            "a ranking with severity, intervals of ranks and agreement on five criteria",
            kith=seconds(lambda: rank_panel(data, seed=1), 5),
            peer=f"the budget of {RANK_BUDGET:g} s for this machine",
            peer_value=RANK_BUDGET,
            target=1.0,
            how=how,
        ),
    ]


def _problem(rng: np.random.Generator) -> SharingProblem:
    fields = [frozenset({f"s{place}"}) for place in range(8)]
    applications = tuple(
        Application(f"a{place:04}", specialities=fields[rng.integers(8)]) for place in range(APPLICATIONS)
    )
    reviewers = tuple(
        Reviewer(
            f"r{place:02}", int(rng.choice([300, 400, 500])), fields[place % 8] | fields[(place + 3) % 8]
        )
        for place in range(REVIEWERS)
    )
    conflicts = frozenset(
        (applications[rng.integers(APPLICATIONS)].id, reviewers[rng.integers(REVIEWERS)].id)
        for _ in range(2_000)
    )
    return SharingProblem(applications, reviewers, EACH, conflicts)


def _scores(assigned: tuple, rng: np.random.Generator) -> PanelData:
    criteria = tuple(Criterion(f"c{place}", 5, 1 + place % 2) for place in range(5))
    worth = {f"a{place:04}": rng.normal(2.5, 1) for place in range(APPLICATIONS)}
    strict = {f"r{place:02}": rng.normal(0, 0.5) for place in range(REVIEWERS)}
    given = np.rint(
        np.array([worth[each.application] - strict[each.reviewer] for each in assigned])[:, None]
        + rng.normal(0, 0.7, (len(assigned), len(criteria)))
    ).clip(0, 5)
    scores = tuple(
        Score(each.application, each.reviewer, criterion.key, int(points))
        for each, row in zip(assigned, given, strict=True)
        for criterion, points in zip(criteria, row, strict=True)
    )
    return PanelData(criteria, scores)
