"""Krippendorff's alpha of 5,000 applications, three of forty reviewers each, against the package of that name."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from benchmarks.claims import Claim, at_least, seconds
from benchmarks.peers import ask, peer_python
from kith.statistics.agreement import Metric, krippendorff_alpha, long_form

UNITS, RATERS, EACH = 5_000, 40, 3
PEER = ("krippendorff==0.8.2", "numpy==2.4.6")


def measure() -> list[Claim]:
    rng = np.random.default_rng(1)
    ratings = np.full((RATERS, UNITS), np.nan)
    worth = rng.normal(3, 1.2, UNITS)
    for unit in range(UNITS):
        given = np.rint(worth[unit] + rng.normal(0, 0.8, EACH)).clip(0, 5)
        ratings[rng.choice(RATERS, EACH, replace=False), unit] = given
    units, values = long_form(ratings)
    answer = ask(
        peer_python("krippendorff", *PEER),
        Path(__file__).parent / "alpha_krippendorff_peer.py",
        np.where(np.isnan(ratings), -1, ratings).tolist(),
    )
    assert isinstance(answer, dict)
    claims = []
    for metric in Metric:
        alpha = krippendorff_alpha(units, values, metric=metric)
        theirs = float(answer[metric.value]["alpha"])
        if not math.isclose(alpha, theirs, rel_tol=1e-9):
            raise AssertionError(f"{metric.value}: {alpha} is not {theirs}")
        claims.append(
            at_least(
                f"Krippendorff's alpha, {metric.value}, {UNITS:,} applications of {EACH} reviews",
                kith=seconds(lambda metric=metric: krippendorff_alpha(*long_form(ratings), metric=metric), 7),
                peer=PEER[0],
                peer_value=float(answer[metric.value]["seconds"]),
                target=None,
                how=f"Wall seconds, medians of 7, from the same matrix. 1 thread each. Both say {alpha:.9f}.",
            )
        )
    return claims
