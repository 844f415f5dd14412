"""Change: published examples, a brute-force oracle, and properties."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.evaluation import (
    Centre,
    ChangeData,
    ChangePlan,
    Comparison,
    Measures,
    Outcome,
    Wave,
    WaveRole,
    Withheld,
)
from kith.evaluation.change import analyse_change
from kith.evaluation.checks import find_wrong
from kith.evaluation.types import Counts
from kith.foundation.faults import KithError
from kith.foundation.words import Text

# Hollander and Wolfe (1973), table 3.1: depression scores of nine patients at two visits; the worked
# example of R's wilcox.test.
FIRST = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
SECOND = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]

# Darwin (1876), The effects of cross and self fertilisation, table 97: 15 pairs of maize plants,
# crossed less self-fertilised, in eighths of an inch; Fisher (1935), section 17.
DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]

scores = st.lists(
    st.tuples(st.integers(1, 20), st.one_of(st.none(), st.integers(1, 20))), min_size=1, max_size=14
)


def only(result):
    return result.cells[0].found


def analyse(cohort, before, after, **plan):
    data = cohort.data({"before": before, "after": after})
    free = (Outcome("skill", Text.of("Skill")),)
    return analyse_change(data, cohort.plan(**({"outcomes": free} | plan)), seed=1)


def test_hollander_and_wolfe_to_the_printed_digits(cohort):
    found = only(analyse(cohort, FIRST, SECOND))
    assert (found.test.statistic, found.test.exact) == (5.0, True)  # 45 - 40
    assert found.test.p == 0.0390625
    assert round(found.typical_change.value, 3) == -0.46
    assert (round(found.typical_change.low, 3), round(found.typical_change.high, 3)) == (-0.786, -0.01)
    assert found.counts == Counts(up=2, same=0, down=7)


def test_darwin_to_the_printed_digits(cohort):
    found = only(analyse(cohort, [0] * 15, DARWIN))
    assert found.test.statistic == 96.0
    assert round(found.test.p, 5) == 0.04126
    assert round(found.mean_change.value, 2) == 20.93
    assert round(found.d_z.value * 15**0.5, 3) == 2.148  # Fisher's t


def test_tiny_samples_against_every_way_of_signs(cohort):
    """p is the share of all sign changes whose rank sum is at least as far from the middle."""
    rng = np.random.default_rng(3)
    for _ in range(20):
        changes = rng.integers(-4, 5, size=6)
        if not changes.any():
            continue
        found = only(analyse(cohort, [10] * 6, (10 + changes).tolist()))
        sizes = np.abs(changes)
        ranks = np.array([(np.sum(sizes < size) + (np.sum(sizes == size) + 1) / 2) for size in sizes])
        ranks = ranks[changes != 0]
        signs = np.sign(changes)[changes != 0]
        centre = ranks.sum() / 2
        seen = abs(ranks[signs > 0].sum() - centre)
        ways = [
            abs(ranks[np.array(way) > 0].sum() - centre) >= seen - 1e-9
            for way in itertools.product([-1, 1], repeat=len(ranks))
        ]
        assert found.test.p == pytest.approx(np.mean(ways), abs=1e-12)
        walsh = [(changes[i] + changes[j]) / 2 for i in range(6) for j in range(i, 6)]
        assert found.typical_change.value == float(np.median(walsh))


def test_holm_is_taken_over_sides_and_outcomes_of_a_family(cohort):
    up = [2, 3, 4, 5, 6, 7]
    data = cohort.data(
        {"before": [1] * 12, "after": [*up, 0, 2, 0, 2, 0, 3]}, sides=["clinician"] * 6 + ["manager"] * 6
    )
    result = analyse_change(data, cohort.plan(outcomes=(Outcome("skill", Text.of("S")),)), seed=1)
    first, second = (cell.found for cell in result.cells)
    assert (first.test.p, first.p_holm, first.smallest_p_holm) == (0.03125, 0.0625, 0.0625)
    assert (first.family, first.family_size) == ("all", 2)
    assert second.p_holm == second.test.p  # the largest is multiplied by one


def test_the_primary_outcome_is_a_family_of_its_own(cohort):
    found = only(analyse(cohort, [1] * 6, [2, 3, 4, 5, 6, 7], primary="skill"))
    assert (found.family, found.family_size, found.p_holm) == ("primary", 1, 0.03125)


def test_five_people_are_told_that_no_test_can_reach(cohort):
    cell = analyse(cohort, [1, 2, 3, 2, 1], [2, 3, 4, 4, 3]).cells[0]
    codes = [remark.code for remark in cell.cannot_show]
    assert codes[0] == "evaluation.limit.out_of_reach"
    assert cell.cannot_show[0].params == {"n": 5, "p": 0.0625}


def test_six_people_and_nine_scores_are_told_so_after_correction(cohort):

    rng = np.random.default_rng(1)
    keys = [f"dimension {number}" for number in range(1, 10)]
    data = ChangeData(
        tuple("ABCDEF"),
        ("",) * 6,
        {key: {"before": np.ones(6), "after": rng.permutation(6) + 2.0} for key in keys},
    )
    plan = ChangePlan(
        tuple(Outcome(key, Text.of(key)) for key in keys), (cohort.BEFORE, cohort.AFTER), resamples=99
    )
    found = analyse_change(data, plan, seed=1).cells[0]
    assert found.found.smallest_p_holm == 0.28125
    assert found.cannot_show[0].code == "evaluation.limit.out_of_reach_holm"


@pytest.mark.parametrize(
    ("n", "reason"), [(0, "nobody_matched"), (1, "too_few"), (2, "too_few"), (4, "too_few")]
)
def test_below_five_nothing_is_shown(cohort, n, reason):
    before, after = [3.0] * 6, [4.0] * n + [None] * (6 - n)
    cell = analyse(cohort, before, after).cells[0]
    assert cell.found == Withheld(reason, 5)
    assert cell.n_matched == n
    assert [remark.code for remark in cell.cannot_show] == [
        "evaluation.limit.nobody_matched" if n == 0 else "evaluation.limit.too_few"
    ]
    assert cell.completers.mean_both is None


def test_missing_is_never_zero(cohort):
    found = only(analyse(cohort, [3, 3, 3, 3, 3, None, 3], [4, 4, 4, 4, 4, 4, None]))
    assert (found.mean_earlier, found.mean_later, found.mean_change.value) == (3.0, 4.0, 1.0)


def test_nobody_moves(cohort):
    cell = analyse(cohort, [3] * 6, [3] * 6).cells[0]
    assert cell.found.test.p == 1.0
    assert cell.found.rank_biserial is None
    assert cell.found.g_av is None
    assert "evaluation.limit.nobody_moved" in [remark.code for remark in cell.cannot_show]


def test_everyones_mean_is_kept_back_where_it_would_uncover_a_few(cohort):
    data = cohort.data({"before": [1, 2, 3, 4, 5, 2, 3], "after": [1, 2, 3, 4, 5, None, 3]})
    result = analyse_change(data, cohort.plan(), seed=1)
    assert [each.wave for each in result.waves] == ["after"]  # before: 7 less 6 matched would show one


def test_reliable_change_by_hand(cohort):
    """SD of 1..6 is 1.8708; SEM at 0.9 is 0.5916; 1.96 * sqrt(2) * SEM = 1.6399."""
    outcome = Outcome("skill", Text.of("Skill"), reliability=0.9, smallest_change=1)
    found = only(analyse(cohort, [1, 2, 3, 4, 5, 6], [3, 3, 3, 2, 6, 6], outcomes=(outcome,)))
    reliable, smallest = found.beyond
    assert round(reliable.threshold, 4) == 1.6399
    assert reliable.counts == Counts(up=1, same=4, down=1)
    assert smallest.counts == Counts(up=3, same=2, down=1)


def test_the_mean_is_told_first_only_where_everyone_has_ten(cohort):
    assert analyse(cohort, [1] * 10, list(range(1, 11))).centre is Centre.MEAN
    assert analyse(cohort, [1] * 9, list(range(1, 10))).centre is Centre.TYPICAL


def test_a_plan_that_does_not_fit_is_refused_with_every_fault(cohort):
    data = cohort.data({"before": [1.0] * 6, "after": [1.0] * 6})
    outcomes = (Outcome("skill", Text.of("S"), low=5, high=1, reliability=2), Outcome("hope", Text.of("H")))
    plan = cohort.plan(
        outcomes=outcomes, primary="luck", comparisons=(Comparison("before", "later"),), least_matched=2
    )
    with pytest.raises(KithError) as refused:
        analyse_change(data, plan, seed=1)
    assert sorted(fault.code.rpartition(".")[2] for fault in refused.value.faults) == [
        "compared_unknown", "least_matched", "outcome_unknown",
        "primary_unknown", "reliability", "scale_ends",
    ]  # fmt: skip


@given(pairs=scores, shift=st.integers(-50, 50))
def test_properties_of_change(cohort, pairs, shift):

    before, after = [first for first, _ in pairs], [second for _, second in pairs]
    result = analyse(cohort, before, after)
    data = cohort.data({"before": before, "after": after})
    assert find_wrong(data, cohort.plan(outcomes=(Outcome("skill", Text.of("Skill")),)), result) == ()
    found = only(result)
    if isinstance(found, Withheld):
        return
    moved = only(
        analyse(cohort, [x + shift for x in before], [None if y is None else y + shift for y in after])
    )
    assert (moved.counts, moved.test, moved.typical_change) == (
        found.counts,
        found.test,
        found.typical_change,
    )
    assert moved.mean_change == found.mean_change

    turned = only(analyse(cohort, after, before))
    assert (turned.counts.up, turned.counts.down) == (found.counts.down, found.counts.up)
    assert turned.typical_change.value == -found.typical_change.value
    assert turned.test.p == found.test.p

    order = np.random.default_rng(len(pairs)).permutation(len(pairs))
    mixed = only(analyse(cohort, [before[i] for i in order], [after[i] for i in order]))
    assert mixed == found


def test_constant_and_empty_scores_are_said(cohort):
    result = analyse(cohort, [3.0] * 6, [3.0] * 5 + [None])
    codes = [remark.code for remark in result.remarks]
    assert codes == ["evaluation.read.not_declared", "evaluation.read.constant"]
    nobody = analyse(cohort, [3, 4, 5], [None] * 3)
    assert "evaluation.read.all_missing" in [remark.code for remark in nobody.remarks]


def test_nobody_at_all(cohort):
    result = analyse(cohort, [], [])
    assert [cell.found for cell in result.cells] == [Withheld("nobody_matched", 5)]
    assert [(each.invited, each.answered) for each in result.responses] == [(0, 0), (0, 0)]


def test_the_same_seed_gives_the_same_result(cohort):
    rng = np.random.default_rng(5)
    before, after = rng.integers(1, 6, 40).tolist(), rng.integers(1, 6, 40).tolist()
    assert only(analyse(cohort, before, after)) == only(analyse(cohort, before, after))


def test_then_test_is_labelled_and_never_mixed_in(cohort):

    data = cohort.data({"before": [3] * 6, "then": [2] * 6, "after": [4, 4, 4, 4, 4, 3]})
    plan = cohort.plan(waves=(cohort.BEFORE, cohort.THEN, cohort.AFTER))
    assert plan.compared() == (Comparison("before", "after"),)
    (found,) = analyse_change(data, plan, seed=1).recalibration
    assert (found.before_to_after.value, found.then_to_after.value, found.then_minus_before.value) == (
        1,
        2,
        -1,
    )
    assert isinstance(only(analyse_change(data, plan, seed=1)), Measures)


def test_middles_that_would_uncover_one_person_by_subtraction_are_kept_back(cohort):
    end = Wave("end", Text.of("End"), WaveRole.FOLLOW_UP)
    data = cohort.data(
        {"before": [1, 2, 3, 4, 5, 2], "after": [2, 3, 4, 5, 5, 3], "end": [2, 2, 3, 4, 4, None]}
    )
    plan = cohort.plan(waves=(cohort.BEFORE, cohort.AFTER, end))
    first, second = (cell.found for cell in analyse_change(data, plan, seed=1).cells)
    assert round(first.mean_earlier * 6) == 17
    assert (second.mean_earlier, second.mean_later, second.median_earlier, second.median_later) == (None,) * 4
    assert (second.sd_earlier, second.sd_later) == (None, None)
    assert second.counts == Counts(up=1, same=3, down=1)
