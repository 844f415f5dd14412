"""Bounds, tipping points and imputation, worked out again by plain means."""

import doctest
from datetime import UTC, datetime

import numpy as np
import pytest
from scipy import stats

import kith.evaluation.missing.bounds as bounds
from kith.evaluation import ChangeData, ChangePlan, Comparison, Outcome, ReportFacts, Wave, WaveRole
from kith.evaluation.change import analyse_change
from kith.evaluation.missing import missing_answers
from kith.evaluation.report import change_report
from kith.foundation.words import Text

SKILL = Outcome("skill", Text.of("Skill"), low=1, high=5)
PLAN = ChangePlan(outcomes=(SKILL,), waves=(), least_matched=5)


def answers(n=30, left=8, seed=1):
    rng = np.random.default_rng(seed)
    earlier = rng.integers(1, 6, n).astype(float)
    later = np.clip(earlier + rng.integers(-1, 3, n), 1, 5).astype(float)
    later[:left] = np.nan
    return earlier, later


def test_docstrings():
    assert doctest.testmod(bounds).failed == 0


def test_bounds_put_everyone_who_left_at_an_end_of_the_scale():
    earlier, later = answers()
    found = missing_answers(earlier, later, SKILL, PLAN, seed=1, asked=33)
    for end, value in ((1.0, found.lowest), (5.0, found.highest)):
        assert value == pytest.approx(np.where(np.isnan(later), end, later).mean() - earlier.mean())
    assert (found.n_matched, found.n_left, found.n_later_only, found.n_neither) == (22, 8, 0, 3)
    assert not found.by_length


def test_the_tipping_point_of_the_average_makes_it_zero():
    earlier, later = answers()
    found = missing_answers(earlier, later, SKILL, PLAN, seed=1, asked=30)
    filled = np.where(np.isnan(later), earlier + found.to_zero.change, later)
    assert (filled - earlier).mean() == pytest.approx(0.0, abs=1e-12)
    assert found.to_zero.difference == pytest.approx(found.to_zero.change - found.mean_change)


@pytest.mark.parametrize(("shift", "excludes"), [(0.5, True), (-0.3, False)])
def test_at_the_turning_point_an_end_of_the_range_is_zero(shift, excludes):
    earlier, later = answers()
    changes = (later - earlier)[np.isfinite(later)] + shift
    later[np.isfinite(later)] = earlier[np.isfinite(later)] + changes
    found = missing_answers(earlier, later, SKILL, PLAN, seed=1, asked=30)
    assert found.excludes_zero == (stats.ttest_1samp(changes, 0).pvalue < 0.05) == excludes
    n, gone, d = 22, 8, found.to_turn.difference
    share = gone / (n + gone)
    error = np.sqrt(changes.var(ddof=1) / n + share * (1 - share) * d**2 / (n + gone))
    assert abs(changes.mean() + share * d) == pytest.approx(stats.t.ppf(0.975, n - 1) * error)


def test_so_few_left_that_their_scores_would_be_uncovered_are_moved_by_the_whole_scale():
    earlier, later = answers(left=3)
    found = missing_answers(earlier, later, SKILL, PLAN, seed=1, asked=30)
    assert found.by_length
    assert found.lowest == pytest.approx((27 * found.mean_change - 3 * 4) / 30)
    assert found.imputed is None
    earlier[:3] = 6 - earlier[:3]
    assert missing_answers(earlier, later, SKILL, PLAN, seed=1, asked=30) == found


def test_imputation_agrees_with_the_regression_it_draws_from():
    earlier, later = answers(n=400, left=80)
    found = missing_answers(earlier, later, SKILL, PLAN, seed=1, asked=400)
    known = np.isfinite(later)
    line = stats.linregress(earlier[known], later[known])
    filled = np.where(known, later, line.intercept + line.slope * earlier)
    change = found.imputed.change
    assert change.value == pytest.approx((filled - earlier).mean(), abs=0.02)
    complete = stats.sem((later - earlier)[known]) * stats.t.ppf(0.975, 319)
    assert (change.high - change.low) / 2 == pytest.approx(complete, rel=0.15)
    shuffled = np.random.default_rng(2).permutation(400)
    assert missing_answers(earlier[shuffled], later[shuffled], SKILL, PLAN, seed=1, asked=400) == found


def test_nobody_left_and_no_ends_are_said():
    earlier, later = answers(left=0)
    found = missing_answers(earlier, later, SKILL, PLAN, seed=1, asked=30)
    assert (found.n_left, found.lowest, found.to_zero, found.to_turn, found.imputed) == (
        0,
        None,
        None,
        None,
        None,
    )
    earlier, later = answers()
    found = missing_answers(earlier, later, Outcome("x", Text.of("X")), PLAN, seed=1, asked=30)
    assert (found.lowest, found.to_zero.possible) == (None, None)


def changed(second, third, n=16):
    """Two comparisons from one first time, of the people known at each."""
    rng = np.random.default_rng(3)
    first = rng.integers(1, 6, n).astype(float)
    later = [np.where(np.arange(n) < known, rng.integers(1, 6, n), np.nan) for known in (second, third)]
    data = ChangeData(
        tuple(f"P{k:02d}" for k in range(n)),
        ("",) * n,
        {"skill": {"1": first, "2": later[0], "3": later[1]}},
    )
    waves = (
        Wave("1", Text.of("Before"), WaveRole.BEFORE),
        Wave("2", Text.of("After"), WaveRole.AFTER),
        Wave("3", Text.of("Later"), WaveRole.FOLLOW_UP),
    )
    plan = ChangePlan(outcomes=(SKILL,), waves=waves, resamples=99)
    return analyse_change(data, plan, seed=1), plan


def test_two_comparisons_that_differ_by_few_do_not_uncover_them_by_who_left():
    result, _ = changed(second=10, third=9)
    first, second = (result.cell("", "skill", Comparison("1", later)) for later in "23")
    assert not first.missing.by_length
    assert second.missing.by_length
    assert second.completers.mean_both is second.completers.mean_earlier_only is None


def test_a_report_says_it_plainly_and_in_details():
    result, plan = changed(second=10, third=10)
    facts = ReportFacts(Text.of("T"), datetime(2026, 1, 2, tzinfo=UTC))
    page = repr(change_report(result, plan, facts).sections)
    assert "6 of the 16 people who answered the first time did not answer again." in page
    assert "Missing answers, and how much they could matter: Skill" in page
