"""Linear mixed models against what lme4, lmerTest and nlme print, statsmodels, and balanced designs by hand."""

import csv

import numpy as np
import pytest
from scipy import stats
from statistics_published import BATCH, DAYS, DYESTUFF, SLEEP, SUBJECT

from kith.foundation.faults import KithError
from kith.statistics.mixed import Term, fit_mixed

ONES = np.ones(len(SLEEP))
FIXED = [("intercept", ONES), ("days", DAYS)]


def test_sleepstudy_with_uncorrelated_slopes_as_lme4_and_lmertest_print_it():
    fit = fit_mixed(SLEEP, FIXED, [Term("subject", SUBJECT), Term("slope", SUBJECT, DAYS)])
    printed = [
        (round(each.estimate.value, 3), round(each.error, 3), round(each.freedom, 3), round(each.t, 3))
        for each in fit.coefficients
    ]
    assert printed == [(251.405, 6.885, 18.156, 36.513), (10.467, 1.560, 18.156, 6.712)]
    assert [round(each.sd, 3) for each in fit.spreads] == [25.051, 5.988]
    assert (round(fit.residual_sd, 3), round(fit.criterion, 1)) == (25.565, 1743.7)


def test_sleepstudy_with_a_random_intercept():
    fit = fit_mixed(SLEEP, FIXED, [Term("subject", SUBJECT)])
    assert [round(each.estimate.value, 4) for each in fit.coefficients] == [251.4051, 10.4673]
    assert [round(each.error, 4) for each in fit.coefficients] == [9.7467, 0.8042]
    assert (round(fit.spreads[0].sd, 3), round(fit.residual_sd, 3)) == (37.124, 30.991)
    assert round(fit.criterion, 1) == 1786.5
    # Within people the design is balanced, so the slope has exactly 180 - 18 - 1 degrees of freedom.
    assert fit.coefficient("days").freedom == pytest.approx(161, abs=1e-3)


def test_dyestuff_as_lme4_prints_it_and_as_the_balanced_design_gives_it_by_hand():
    fit = fit_mixed(DYESTUFF, [("mean", np.ones(30))], [Term("batch", BATCH)])
    mean, batch = fit.coefficients[0], fit.spreads[0]
    assert (mean.estimate.value, round(mean.error, 2)) == (pytest.approx(1527.5), 19.38)
    assert (round(batch.sd, 2), round(fit.residual_sd, 2), round(fit.criterion, 1)) == (42.00, 49.51, 319.7)
    assert mean.freedom == pytest.approx(5, abs=1e-3)  # six batches less one
    groups = DYESTUFF.reshape(6, 5)
    within = groups.var(axis=1, ddof=1).mean()
    between = groups.mean(axis=1).var(ddof=1) - within / 5
    assert (batch.sd**2, fit.residual_sd**2) == (
        pytest.approx(between, rel=1e-5),
        pytest.approx(within, rel=1e-5),
    )
    assert batch.share.value == pytest.approx(between / (between + within), rel=1e-5)
    assert batch.share.low < batch.share.value < batch.share.high


def test_pairs_are_the_paired_t_test():
    rng = np.random.default_rng(1)
    level = rng.normal(0, 2, 12)
    before, after = level + rng.normal(0, 1, 12), level + 0.5 + rng.normal(0, 1, 12)
    wave = np.repeat([0.0, 1.0], 12)
    fit = fit_mixed(
        np.concatenate((before, after)),
        [("before", np.ones(24)), ("change", wave)],
        [Term("person", np.tile(np.arange(12), 2))],
    )
    change, test = fit.coefficient("change"), stats.ttest_rel(after, before)
    assert (change.t, change.p) == (
        pytest.approx(test.statistic, rel=1e-5),
        pytest.approx(test.pvalue, rel=1e-4),
    )
    assert change.freedom == pytest.approx(11, abs=1e-3)


def test_crossed_groups_against_statsmodels():
    from statsmodels.regression.mixed_linear_model import MixedLM, VCSpec

    rng = np.random.default_rng(2)
    plate, sample = np.repeat(np.arange(8), 6), np.tile(np.arange(6), 8)
    y = 20 + rng.normal(0, 1, 8)[plate] + rng.normal(0, 2, 6)[sample] + rng.normal(0, 0.7, 48)
    fit = fit_mixed(y, [("mean", np.ones(48))], [Term("plate", plate), Term("sample", sample)], shares=False)
    whole = np.zeros(48)
    parts = {"plate": np.eye(8)[plate], "sample": np.eye(6)[sample]}
    names = list(parts)
    spec = VCSpec(
        names,
        [[[f"{name}{k}" for k in range(parts[name].shape[1])]] for name in names],
        [[parts[name]] for name in names],
    )
    other = MixedLM(y, np.ones((48, 1)), groups=whole, exog_vc=spec).fit(reml=True)
    assert fit.criterion == pytest.approx(-2 * other.llf, abs=1e-4)
    assert [each.sd**2 for each in fit.spreads] == pytest.approx(list(other.vcomp), rel=1e-2)
    assert fit.coefficients[0].estimate.value == pytest.approx(other.fe_params[0], abs=1e-6)


def test_unbalanced_groups_against_statsmodels():
    from statsmodels.regression.mixed_linear_model import MixedLM

    rng = np.random.default_rng(3)
    group = np.repeat(np.arange(9), rng.integers(2, 9, 9))
    x = rng.normal(0, 1, len(group))
    y = 1 + 0.4 * x + rng.normal(0, 1, 9)[group] + rng.normal(0, 1, len(group))
    fit = fit_mixed(y, [("intercept", np.ones(len(y))), ("x", x)], [Term("group", group)])
    other = MixedLM(y, np.column_stack((np.ones(len(y)), x)), groups=group).fit(reml=True)
    assert [each.estimate.value for each in fit.coefficients] == pytest.approx(
        list(other.fe_params), abs=1e-5
    )
    # The whole covariance of the answers, turned round by brute force.
    whole = fit.spreads[0].sd ** 2 * (group[:, None] == group) + fit.residual_sd**2 * np.eye(len(y))
    columns = np.column_stack((np.ones(len(y)), x))
    covariance = np.linalg.inv(columns.T @ np.linalg.solve(whole, columns))
    assert [each.error for each in fit.coefficients] == pytest.approx(
        list(np.sqrt(np.diag(covariance))), rel=1e-9
    )
    assert fit.criterion == pytest.approx(-2 * other.llf, abs=1e-6)
    contrasted = fit_mixed(
        y,
        [("intercept", np.ones(len(y))), ("x", x)],
        [Term("group", group)],
        contrasts=[("both", [1.0, 1.0])],
        shares=False,
    )
    assert contrasted.coefficient("both").estimate.value == pytest.approx(
        float(other.fe_params.sum()), abs=1e-5
    )


def test_a_fit_at_the_edge_says_so_and_is_least_squares():
    y = np.tile([1.0, 2.0, 3.0, 4.0], 6)
    fit = fit_mixed(y, [("mean", np.ones(24))], [Term("group", np.repeat(np.arange(6), 4))])
    assert fit.spreads[0].at_zero
    assert (fit.spreads[0].sd, fit.spreads[0].share.low, fit.coefficients[0].freedom) == (0.0, 0.0, 23.0)
    assert fit.coefficients[0].error == pytest.approx(y.std(ddof=1) / np.sqrt(24))


@pytest.mark.parametrize(
    ("y", "fixed", "groups", "code"),
    [
        (np.arange(8.0), [("a", np.ones(8))], np.arange(8) // 2, "too_few_groups"),
        (np.arange(6.0), [("a", np.ones(6))], np.arange(6), "group_a_row"),
        (
            np.arange(12.0),
            [("a", np.ones(12)), ("b", np.full(12, 2.0))],
            np.arange(12) // 2,
            "not_independent",
        ),
        (np.full(12, 3.0), [("a", np.ones(12))], np.arange(12) // 2, "no_spread"),
        (np.full(12, np.nan), [("a", np.ones(12))], np.arange(12) // 2, "not_finite"),
        (np.arange(2.0), [("a", np.ones(2))], np.arange(2), "too_few_rows"),
    ],
)
def test_what_cannot_be_fitted_is_refused(y, fixed, groups, code):
    with pytest.raises(KithError, match=code):
        fit_mixed(y, fixed, [Term("group", groups)])


@pytest.fixture(scope="module")
def soldiers(shared_data):
    with (shared_data / "surveys" / "bh1996.csv").open() as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in ("GRP", "WBEING", "HRS", "G.HRS")}


def test_bh1996_as_printed_in_multilevel_modeling_in_r(soldiers):
    """Bliese PD, Multilevel Modeling in R (2.6), section 4.1: 7,382 people in 99 groups."""
    ones, term = np.ones(len(soldiers["GRP"])), Term("group", soldiers["GRP"].astype(np.int64))
    null = fit_mixed(soldiers["WBEING"], [("mean", ones)], [term])
    assert (round(null.spreads[0].sd, 6), round(null.residual_sd, 6)) == (0.189211, 0.888537)
    assert round(null.spreads[0].share.value, 5) == 0.04338
    hours = [("intercept", ones), ("hours", soldiers["HRS"]), ("group hours", soldiers["G.HRS"])]
    fit = fit_mixed(soldiers["WBEING"], hours, [term], shares=False)
    assert [round(each.estimate.value, 5) for each in fit.coefficients] == [4.74083, -0.04646, -0.12693]
    assert [round(each.error, 4) for each in fit.coefficients] == [0.2137, 0.0049, 0.0194]


def test_univbct_as_printed_in_multilevel_modeling_in_r(shared_data):
    """Section 5.3: job satisfaction at three times, 0.4337729 between and 0.4319055 within people."""
    with (shared_data / "surveys" / "univbct.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["JSAT"]]
    y, time = (np.array([float(row[name]) for row in rows]) for name in ("JSAT", "TIME"))
    people = Term("person", [row["SUBNUM"] for row in rows])
    null = fit_mixed(y, [("mean", np.ones(len(y)))], [people], shares=False)
    assert (round(null.spreads[0].sd ** 2, 4), round(null.residual_sd**2, 4)) == (0.4338, 0.4319)
    fit = fit_mixed(y, [("intercept", np.ones(len(y))), ("time", time)], [people], shares=False)
    assert [round(each.estimate.value, 5) for each in fit.coefficients] == [3.21887, 0.05176]
    assert [round(each.error, 5) for each in fit.coefficients] == [0.04076, 0.02168]


def test_the_unit_of_the_scores_does_not_count():
    plain = fit_mixed(SLEEP, FIXED, [Term("subject", SUBJECT)])
    moved = fit_mixed(1e-3 * SLEEP + 1e6, FIXED, [Term("subject", SUBJECT)])
    assert moved.coefficient("days").t == pytest.approx(plain.coefficient("days").t, rel=1e-5)
    assert moved.spreads[0].share.value == pytest.approx(plain.spreads[0].share.value, rel=1e-4)


def test_a_likelihood_without_a_top_is_refused():
    """Thirteen answers in nearly as many groups of two kinds: nothing need be left over."""
    rng = np.random.default_rng(8)
    group, other = np.arange(13) // 2, rng.permutation(13) // 2
    y = rng.normal(0, 1, 7)[group] + rng.normal(0, 1, 7)[other]
    with pytest.raises(KithError, match="no_convergence"):
        fit_mixed(y, [("mean", np.ones(13))], [Term("one", group), Term("other", other)])
