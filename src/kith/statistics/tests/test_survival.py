"""Time until something happens, with people lost from sight."""

import math

import numpy as np
import pytest
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from kith.foundation.faults import KithError
from kith.statistics.survival import kaplan_meier, log_rank

# Freireich and others (1963), as in Gehan (1965): weeks of remission, 21 patients on 6-MP and 21 on placebo.
DRUG = (
    [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
    [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
)
PLACEBO = ([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], [1] * 21)


def test_published():
    """The curve as printed in the textbooks: .857 at 6 weeks, .448 at 23, where the median is."""
    found = kaplan_meier(*DRUG)
    assert [(step.time, step.at_risk, step.events, f"{step.waiting.value:.3f}") for step in found.steps] == [
        (6, 21, 3, "0.857"),
        (7, 17, 1, "0.807"),
        (10, 15, 1, "0.753"),
        (13, 12, 1, "0.690"),
        (16, 11, 1, "0.627"),
        (22, 7, 1, "0.538"),
        (23, 6, 1, "0.448"),
    ]
    assert found.median.value == 23
    assert (found.median.low, found.median.high) == (13, math.inf)
    assert (found.n, found.events, found.longest) == (21, 9, 35)
    assert kaplan_meier(*PLACEBO).median.value == 8


def test_log_rank_published():
    """Chi-squared 16.79."""
    found = log_rank(DRUG, PLACEBO)
    assert f"{found.statistic:.2f}" == "16.79"
    group = [0] * 21 + [1] * 21
    oracle = survdiff(np.array(DRUG[0] + PLACEBO[0]), np.array(DRUG[1] + PLACEBO[1]), np.array(group))
    assert found.p == pytest.approx(float(oracle[1]), rel=1e-9)


def test_greenwood_against_an_oracle():
    oracle = SurvfuncRight(*DRUG)
    for step, share, error in zip(
        kaplan_meier(*DRUG).steps, oracle.surv_prob, oracle.surv_prob_se, strict=True
    ):
        assert step.waiting.value == pytest.approx(share, rel=1e-12)
        half = 1.959963984540054 * error / (share * abs(math.log(share)))
        assert step.waiting.low == pytest.approx(share ** math.exp(half), rel=1e-9)
        assert step.waiting.high == pytest.approx(share ** math.exp(-half), rel=1e-9)


def test_nobody_and_everybody():
    nobody = kaplan_meier([1, 2, 3, 4, 5], [0] * 5)
    assert (nobody.steps, nobody.median.value) == ((), math.inf)
    everybody = kaplan_meier([3] * 5, [1] * 5)
    assert everybody.steps[0].waiting.value == 0.0
    assert everybody.median.value == 3


@pytest.mark.parametrize(
    ("times", "events", "code"),
    [
        ([1, 2], [1, 1], "statistics.too_few"),
        ([1, 2, 3, 4, -1], [1] * 5, "statistics.negative_time"),
        ([1, 2, 3, 4, 5], [1] * 4, "statistics.different_lengths"),
    ],
)
def test_refusals(times: list[float], events: list[int], code: str):
    with pytest.raises(KithError) as refused:
        kaplan_meier(times, events)
    assert refused.value.faults[0].code == code
