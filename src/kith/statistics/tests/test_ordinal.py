"""Answers in order against what R's ordinal prints, statsmodels, and the integral taken another way."""

import csv
import math

import numpy as np
import pytest
from scipy import integrate, stats
from statistics_published import CONTACT, JUDGE, WARM, WINE

from kith.foundation.faults import KithError
from kith.statistics.ordinal import fit_ordinal, proportional_odds

FIXED = [("warm", WARM), ("contact", CONTACT)]


def test_wine_without_judges_as_clm_prints_it():
    """Christensen RHB, Cumulative Link Models for Ordinal Regression with the R package ordinal, section 2."""
    fit = fit_ordinal(WINE, FIXED)
    effects = [(round(each.coefficient.value, 4), round(each.error, 4)) for each in fit.effects]
    assert effects == [(2.5031, 0.5287), (1.5278, 0.4766)]
    thresholds = [(round(each.value, 4), round(each.error, 4)) for each in fit.thresholds]
    assert thresholds == [(-1.3444, 0.5171), (1.2508, 0.4379), (3.4669, 0.5978), (5.0064, 0.7309)]
    assert round(fit.log_likelihood, 2) == -86.49


def test_wine_with_judges_as_clmm2_prints_it_with_ten_nodes():
    """Christensen RHB, A Tutorial on fitting Cumulative Link Mixed Models with clmm2, section 2.

    By the coarser Laplace approximation it prints 3.063 and 1.835.
    """
    fit = fit_ordinal(WINE, FIXED, JUDGE, nodes=10)
    assert [round(each.coefficient.value, 4) for each in fit.effects] == [3.0619, 1.8334]
    assert [round(each.error, 4) for each in fit.effects] == [0.5951, 0.5122]
    assert (round(fit.log_likelihood, 2), round(fit.group_sd, 2)) == (-81.53, 1.13)
    assert fit.effect("warm").odds_ratio.value == math.exp(fit.effect("warm").coefficient.value)


def test_the_likelihood_is_the_integral_taken_by_another_rule():
    fit = fit_ordinal(WINE, FIXED, JUDGE, nodes=15)
    cuts = np.array([-np.inf, *(each.value for each in fit.thresholds), np.inf])
    slopes = [each.coefficient.value for each in fit.effects]
    shift = WARM * slopes[0] + CONTACT * slopes[1]

    def chance(u, judge):
        mine = judge == JUDGE
        places = WINE[mine].astype(int)
        ends = stats.logistic.cdf(np.array([cuts[places], cuts[places - 1]]) - shift[mine] - u)
        return float(np.prod(ends[0] - ends[1])) * stats.norm.pdf(u, scale=fit.group_sd)

    whole = sum(math.log(integrate.quad(chance, -9, 9, args=(judge,), epsabs=0)[0]) for judge in range(9))
    assert fit.log_likelihood == pytest.approx(whole, abs=1e-6)


def test_more_nodes_say_the_same():
    few, many = (fit_ordinal(WINE, FIXED, JUDGE, nodes=nodes) for nodes in (7, 25))
    assert few.log_likelihood == pytest.approx(many.log_likelihood, abs=1e-6)
    assert few.group_sd == pytest.approx(many.group_sd, abs=1e-5)


def test_without_groups_it_is_statsmodels_ordered_model():
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    rng = np.random.default_rng(1)
    x = rng.normal(0, 1, (150, 2))
    y = np.digitize(x @ [1.0, -0.5] + rng.logistic(size=150), [-1.0, 0.5, 2.0]).astype(float)
    other = OrderedModel(y, x, distr="logit").fit(method="bfgs", disp=False, gtol=1e-7)
    fit = fit_ordinal(y, [("a", x[:, 0]), ("b", x[:, 1])])
    assert [each.coefficient.value for each in fit.effects] == pytest.approx(list(other.params[:2]), abs=1e-4)
    assert [each.error for each in fit.effects] == pytest.approx(list(other.bse[:2]), rel=1e-3)
    assert fit.log_likelihood == pytest.approx(other.llf, abs=1e-6)


def test_proportional_odds_as_two_models_by_statsmodels_give_it():
    """A two-valued column with thresholds of its own is two models, each fitted by itself."""
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    rng = np.random.default_rng(2)
    wave = np.repeat([0.0, 1.0], 80)
    y = np.digitize(rng.logistic(size=160) * (1 + wave), [-1.0, 1.0]).astype(float)
    found = proportional_odds(y, [("wave", wave)], "wave")
    together = OrderedModel(y, wave[:, None], distr="logit").fit(method="bfgs", disp=False, gtol=1e-8).llf
    apart = sum(_own_thresholds(y[wave == value]) for value in (0, 1))
    assert found.statistic == pytest.approx(2 * (apart - together), abs=1e-4)
    assert found.p == pytest.approx(float(stats.chi2.sf(found.statistic, 1)), rel=1e-9)


def _own_thresholds(y):
    counts = np.unique(y, return_counts=True)[1]
    return float((counts * np.log(counts / counts.sum())).sum())


def test_no_spread_between_groups_is_said():
    y = np.tile([1.0, 2, 3, 1, 2, 3], 6)
    fit = fit_ordinal(y, [], np.repeat(np.arange(6), 6))
    assert (fit.at_zero, fit.group_sd, fit.share) == (True, 0.0, 0.0)
    assert [round(each.value, 6) for each in fit.thresholds] == [
        round(-math.log(2), 6),
        round(math.log(2), 6),
    ]


@pytest.mark.parametrize(
    ("y", "x", "groups", "code"),
    [
        (np.ones(12), np.arange(12.0), None, "too_few_categories"),
        (np.arange(50.0), np.arange(50.0) % 2, None, "too_many_categories"),
        (np.repeat([1.0, 2.0], 6), np.repeat([0.0, 1.0], 6), None, "separated"),
        (np.tile([1.0, 2.0], 6), np.ones(12), None, "not_independent"),
        (np.tile([1.0, 2.0], 6), np.arange(12.0), np.arange(12) // 6, "too_few_groups"),
    ],
)
def test_what_cannot_be_fitted_is_refused(y, x, groups, code):
    with pytest.raises(KithError, match=code):
        fit_ordinal(y, [("x", x)], groups)


def test_an_answer_that_nobody_gave_at_one_time_leaves_the_check_undone():
    with pytest.raises(KithError, match="empty_category"):
        proportional_odds(WINE, FIXED, "warm")


def test_thousands_of_people_in_many_groups(shared_data):
    """7,382 people in 99 groups: also the fit is the one that no small step betters."""
    with (shared_data / "surveys" / "bh1996.csv").open() as file:
        rows = list(csv.DictReader(file))
    y = np.array([round(float(row["COHES"])) for row in rows], dtype=float)
    hours = np.array([float(row["HRS"]) for row in rows])
    fit = fit_ordinal(y, [("hours", hours - hours.mean())], [row["GRP"] for row in rows])
    assert (fit.n, fit.groups) == (7382, 99)
    assert round(fit.effects[0].coefficient.value, 3) == -0.089
    assert fit.log_likelihood == pytest.approx(
        fit_ordinal(y, [("hours", hours)], [row["GRP"] for row in rows], nodes=7).log_likelihood, abs=1e-3
    )


def test_groups_far_apart_are_climbed_with_more_nodes():
    rng = np.random.default_rng(9)
    group = np.repeat(np.arange(20), 3)
    y = np.clip(rng.integers(1, 8, 60) + rng.integers(-6, 7, 20)[group], 1, 7).astype(float)
    x = rng.integers(0, 2, 60).astype(float)
    few, many = (fit_ordinal(y, [("x", x)], group, nodes=nodes) for nodes in (7, 61))
    assert few.effects[0].coefficient.value == pytest.approx(many.effects[0].coefficient.value, abs=0.05)
