"""A panel's ranking against plain least squares with a column for everyone, and what it must never do."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kith.evaluation.panel_types import Adjust, Criterion, PanelData, Score
from kith.evaluation.panels import at_cut, rank_panel
from kith.foundation.faults import KithError
from kith.foundation.messages import catalogue, words

ONE = (Criterion("all", 100),)
TWO = (Criterion("drive", 4, weight=3), Criterion("fit", 5, minimum=1))


def panel(totals, criteria=ONE, **more):
    """``{(applicant, reviewer): points}``, or a tuple of points, one a criterion."""
    scores = tuple(
        Score(who, by, criterion.key, points)
        for (who, by), given in totals.items()
        for criterion, points in zip(criteria, given if isinstance(given, tuple) else (given,), strict=False)
    )
    return PanelData(criteria, scores, **more)


def some_scores(seed, applicants=8, reviewers=4, each=3, strict=None):
    rng = np.random.default_rng(seed)
    worth, severity = rng.normal(60, 12, applicants), rng.normal(0, 8, reviewers)
    if strict is not None:
        severity = strict
    return {
        (f"a{a}", f"r{r}"): int(np.clip(round(worth[a] - severity[r] + rng.normal(0, 5)), 0, 100))
        for a in range(applicants)
        for r in rng.choice(reviewers, each, replace=False)
    }


def dummies(totals):
    """Every applicant and every reviewer a column, reviewers' effects summing to 0: the textbook's way."""
    applicants, reviewers = (sorted({pair[at] for pair in totals}) for at in (0, 1))
    design = np.zeros((len(totals), len(applicants) + len(reviewers)))
    for row, (who, by) in enumerate(totals):
        design[row, applicants.index(who)] = 1
        design[row, len(applicants) + reviewers.index(by)] = 1
    bound = np.r_[np.zeros(len(applicants)), np.ones(len(reviewers))]
    inverse = np.linalg.inv(design.T @ design + np.outer(bound, bound))
    given = np.array(list(totals.values()), dtype=float)
    found = inverse @ design.T @ given
    freedom = len(totals) - len(applicants) - len(reviewers) + 1
    variance = ((given - design @ found) ** 2).sum() / freedom
    least = np.linalg.pinv(design.T @ design)  # of what can be estimated
    shift = np.eye(len(found)) - np.outer(bound, bound) / bound.sum()
    for row in range(len(applicants)):
        shift[row] = np.eye(len(found))[row] + bound / bound.sum()
    covariance = variance * shift @ least @ shift.T
    return applicants, reviewers, found, np.sqrt(np.diag(covariance)), freedom, variance


@pytest.mark.parametrize("seed", range(6))
def test_totals_errors_and_severities_are_those_of_least_squares(seed):
    totals = some_scores(seed)
    result = rank_panel(panel(totals), seed=1, draws=50)
    applicants, reviewers, found, errors, freedom, variance = dummies(totals)
    assert result.adjusted
    assert result.freedom == freedom
    assert result.residual_sd == pytest.approx(variance**0.5, rel=1e-9)
    reach = stats.t.ppf(0.975, freedom)
    for one in result.ranking:
        at = applicants.index(one.applicant)
        assert one.total == pytest.approx(found[at], abs=1e-8)
        assert one.se == pytest.approx(errors[at], rel=1e-8)
        assert (one.low, one.high) == pytest.approx((one.total - reach * one.se, one.total + reach * one.se))
    for one in result.severities:
        at = len(applicants) + reviewers.index(one.reviewer)
        assert one.points.value == pytest.approx(-found[at], abs=1e-8)
        assert one.points.high - one.points.value == pytest.approx(reach * errors[at], rel=1e-8)


def test_weights_ranges_and_unfinished_reviews():
    data = panel({("a", "r"): (4, 1), ("a", "s"): (2, 5), ("b", "r"): (1, 3), ("b", "s"): (3,)}, TWO)
    result = rank_panel(data, seed=1, adjust=Adjust.NONE)
    (a, b) = result.ranking
    assert (a.plain, a.spread, a.by_criterion) == (68.75, 12.5, {"drive": 75.0, "fit": 50.0})
    assert (b.plain, b.reviews, b.spread) == ((3 * 25 + 50) / 4, 1, None)
    assert {remark.code.rsplit(".", 1)[1]: dict(remark.params) for remark in result.remarks} == {
        "unfinished": {"n": 1},
        "one_review": {"n": 1},
    }


def test_equal_totals_are_ties_however_they_came_about():
    # 1/3 and 2/3 as floats would not add up to the same total by every way.
    criteria = tuple(Criterion(key, 3) for key in "uvw")
    given = {("a", "r"): (1, 2, 2), ("b", "r"): (2, 2, 1), ("c", "r"): (2, 1, 2), ("d", "r"): (3, 3, 3)}
    given |= {(who, "s"): points for (who, _), points in given.items()}
    result = rank_panel(panel(given, criteria), seed=1)
    assert [(one.applicant, one.rank, one.tied_with) for one in result.ranking] == [
        ("d", 1, ()), ("a", 2, ("b", "c")), ("b", 2, ("a", "c")), ("c", 2, ("a", "b")),
    ]  # fmt: skip
    cut = at_cut(result, 2)
    assert (cut.clear, cut.undecided, cut.out, cut.tied) == (("d",), ("a", "b", "c"), (), ("a", "b", "c"))
    assert at_cut(result, 4).undecided == ()
    assert at_cut(result, 0).out == ("d", "a", "b", "c")


def test_who_cannot_be_told_apart_at_the_cut_is_undecided():
    worth = {"a": 90, "b": 71, "c": 69, "d": 68, "e": 30}
    noise = {"r": 3, "s": -3, "t": 0}
    turns = dict(zip(worth, ("rst", "str", "trs", "rts", "srt"), strict=True))
    totals = {
        (who, by): points + noise[turn]
        for who, points in worth.items()
        for by, turn in zip("xyz", turns[who], strict=True)
    }
    cut = at_cut(rank_panel(panel(totals), seed=1), 2)
    assert (cut.clear, cut.undecided, cut.out) == (("a",), ("b", "c", "d"), ("e",))


def test_reviewers_that_nothing_links_are_not_compared():
    totals = {("a", "r"): 80, ("a", "s"): 70, ("b", "t"): 60, ("b", "u"): 55, ("c", "t"): 50, ("c", "u"): 40}
    result = rank_panel(panel(totals), seed=1)
    assert [remark.code for remark in result.remarks] == ["evaluation.panel.disconnected"]
    assert not result.adjusted
    assert {one.points for one in result.severities} == {None}
    assert [one.total for one in result.ranking] == [75.0, 57.5, 45.0]
    assert result.residual_sd == pytest.approx(((50 + 12.5 + 50) / 3) ** 0.5)
    linked = rank_panel(panel(totals | {("c", "s"): 45}), seed=1)
    assert linked.adjusted


def test_with_one_review_each_there_is_no_interval_and_it_says_so():
    result = rank_panel(panel({("a", "r"): 80, ("b", "r"): 70, ("c", "r"): 70}), seed=1)
    assert [remark.code.rsplit(".", 1)[1] for remark in result.remarks] == ["one_review", "no_error"]
    assert {(one.se, one.low, one.rank_low) for one in result.ranking} == {(None, None, None)}
    assert at_cut(result, 2).tied == ("b", "c")
    assert at_cut(result, 1).out == ("b", "c")
    nothing = rank_panel(PanelData(ONE, ()), seed=1)
    assert (nothing.ranking, [remark.code for remark in nothing.remarks]) == (
        (),
        ["evaluation.panel.nothing"],
    )


def test_where_all_review_all_the_order_is_that_of_the_means_and_agreement_is_both_ways():
    totals = some_scores(5, applicants=6, reviewers=3)
    result = rank_panel(panel(totals), seed=1)
    assert [one.total for one in result.ranking] == pytest.approx([one.plain for one in result.ranking])
    whole, criterion = result.agreement
    assert (whole.criterion, criterion.criterion) == (None, "all")
    assert whole.icc.method == "statistics.method.icc_consistency"
    nested = rank_panel(panel(some_scores(5)), seed=1).agreement[0]
    assert nested.icc.method == "statistics.method.icc_one_way"
    assert nested.alpha.method == "statistics.method.krippendorff_interval"


def test_lists_are_ranked_apart_with_severity_from_all_of_them():
    totals = some_scores(2)
    sides = {f"a{n}": "manager" if n % 2 else "doctor" for n in range(8)}
    both, apart = rank_panel(panel(totals), seed=1), rank_panel(panel(totals, lists=sides), seed=1)
    assert both.severities == apart.severities
    for side in ("manager", "doctor"):
        ranks = [one.rank for one in apart.of_list(side)]
        assert ranks == [1, 2, 3, 4]
        order = [one.applicant for one in both.ranking if sides[one.applicant] == side]
        assert [one.applicant for one in apart.of_list(side)] == order


def test_the_widest_reviews_are_flagged_widest_first():
    totals = {("a", "r"): 80, ("a", "s"): 55, ("b", "r"): 90, ("b", "s"): 50, ("c", "r"): 60, ("c", "s"): 60}
    assert rank_panel(panel(totals), seed=1).widest == ("b", "a")
    assert rank_panel(panel(totals), seed=1, wide=25.1).widest == ("b",)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(-12, 12))
def test_order_never_matters_and_a_reviewer_stricter_all_over_moves_nobody(seed, stricter):
    totals = {pair: min(max(points, 12), 88) for pair, points in some_scores(seed, applicants=6).items()}
    data = panel(totals)
    result = rank_panel(data, seed=3, draws=100)
    assert rank_panel(replace(data, scores=data.scores[::-1]), seed=3, draws=100) == result
    if not result.adjusted:
        return
    moved = {(who, by): points - stricter * (by == "r0") for (who, by), points in totals.items()}
    again = rank_panel(panel(moved), seed=3, draws=100)
    gained = np.mean([by == "r0" for by in sorted({by for _, by in totals})]) * stricter
    first, second = ({one.applicant: one for one in found.ranking} for found in (result, again))
    for who, one in first.items():
        assert second[who].total == pytest.approx(one.total - gained, abs=1e-7)
        assert second[who].se == pytest.approx(one.se, abs=1e-7)
        assert one.rank_low <= one.rank <= one.rank_high


def test_the_intervals_hold_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(11)
    held = whole = 0
    for _ in range(40):
        worth, severity = rng.normal(50, 6, 12), rng.normal(0, 5, 4)
        severity -= severity.mean()
        totals = {
            (f"a{a:02}", f"r{r}"): round(100 * (worth[a] - severity[r] + rng.normal(0, 4)))
            for a in range(12)
            for r in rng.choice(4, 2, replace=False)
        }
        result = rank_panel(panel(totals, (Criterion("all", 10_000),)), seed=1, draws=20)
        if result.adjusted:
            worth = {f"a{a:02}": worth[a] for a in range(12)}
            held += sum(one.low <= worth[one.applicant] <= one.high for one in result.ranking)
            whole += len(result.ranking)
    assert whole > 300
    assert 0.92 < held / whole < 0.98


def test_all_faults_come_at_once_and_every_code_has_its_sentence():
    scores = (
        Score("a", "r", "x", 9),
        Score("a", "r", "y", 1),
        Score("a", "s", "x", 1),
        Score("a", "s", "x", 1),
    )
    with pytest.raises(KithError) as refused:
        rank_panel(PanelData((Criterion("x", 5),), scores), seed=1)
    codes = [fault.code.rsplit(".", 1)[1] for fault in refused.value.faults]
    assert codes == ["out_of_range", "unknown_criterion", "scored_twice"]
    with pytest.raises(KithError) as refused:
        rank_panel(PanelData((Criterion("x", 0, 0), Criterion("x", 1)), ()), seed=1)
    assert [fault.code.rsplit(".", 1)[1] for fault in refused.value.faults] == [
        "same_criterion", "bad_range", "bad_weight",
    ]  # fmt: skip
    assert all(words(fault.code, fault.params) for fault in refused.value.faults)
    with pytest.raises(KithError):
        rank_panel(PanelData((), ()), seed=1)
    for method in ("severity", "plain"):
        assert f"evaluation.panel.method.{method}" in catalogue()
