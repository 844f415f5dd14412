"""Advice against published tables, another package, and plain counting; and what is refused, said in words."""

import doctest
import importlib
import json
import math
import pkgutil
import re
from itertools import combinations, product

import numpy as np
import pytest

import kith.evaluation.advice
from kith.evaluation.advice import (
    Analysis,
    Design,
    Groups,
    Measure,
    Question,
    Raters,
    SideSize,
    advise,
    critical,
    power,
)
from kith.evaluation.advice.speech import Voice, advice_json, advice_section
from kith.evaluation.attainable import smallest_p, smallest_p_of_groups
from kith.evaluation.plan import WaveRole
from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.foundation.words import Text

MODULES = [
    each.name for each in pkgutil.iter_modules(kith.evaluation.advice.__path__) if each.name != "tests"
]


def measure(key: str, **parts) -> Measure:
    return Measure(key, Text.of(key.title()), **parts)


def design(*sizes: int, **parts) -> Design:
    names = ("",) if len(sizes) == 1 else ("clinician", "manager", "third")
    sides = tuple(SideSize(name, n) for name, n in zip(names, sizes, strict=False))
    return Design(sides, parts.pop("outcomes", (measure("skill", items=4),)), **parts)


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    assert doctest.testmod(importlib.import_module(f"kith.evaluation.advice.{name}")).failed == 0


def test_power_of_means_is_the_one_of_another_package():
    from statsmodels.stats.power import TTestIndPower, TTestPower

    for n in (6, 12, 60):
        for threshold in (0.05, 0.05 / 3):
            ours = power.power_of_paired_mean(0.5, n, threshold)
            assert round(ours, 6) == round(TTestPower().power(0.5, n, threshold), 6)
            found = power.detectable_mean(n, threshold, 0.8)
            assert round(TTestPower().power(found, n, threshold), 6) == 0.8
    for first, second in ((4, 7), (12, 12), (60, 20)):
        ours = power.power_of_two_means(0.8, first, second, 0.05)
        assert round(ours, 6) == round(TTestIndPower().power(0.8, first, 0.05, ratio=second / first), 6)


def test_numbers_of_people_are_the_printed_ones():
    """Two-sided 0.05, power 0.80, in each group: Cohen (1992), A power primer, table 2, prints 393, 64 and 26."""
    for size, printed in ((0.2, 393), (0.5, 64)):
        assert round(power.power_of_two_means(size, printed, printed, 0.05), 2) == 0.80
    # The first is 0.7995, so that the exact number, which G*Power prints, is one more.
    assert [power.enough_for_means(size, 0.05, 0.8) for size in (0.2, 0.5, 0.8)] == [394, 64, 26]


def test_critical_sums_are_those_of_the_printed_tables():
    """Wilcoxon's T for n = 6 to 15 and Mann-Whitney's U for groups of 4 to 10, two-sided 0.05."""
    printed = [0, 2, 3, 5, 8, 10, 13, 17, 21, 25]
    for n, smaller in zip(range(6, 16), printed, strict=True):
        assert n * (n + 1) // 2 - critical.critical_signed_rank(n, 0.05) == smaller
    for n, smaller in zip(range(4, 11), [0, 2, 5, 8, 13, 17, 23], strict=True):
        assert n * n - critical.critical_rank_sum(n, n, 0.05) == smaller


def test_critical_values_by_counting_every_outcome():
    for n in range(1, 9):
        sums = [sum(rank for rank, up in zip(range(1, n + 1), ups, strict=True) if up)
                for ups in product((0, 1), repeat=n)]  # fmt: skip
        reached = [s for s in set(sums) if 2 * sum(one >= s for one in sums) <= 0.05 * len(sums)]
        assert critical.critical_signed_rank(n, 0.05) == (min(reached) if reached else None)
    wins = [sum(place - order for order, place in enumerate(places)) for places in combinations(range(9), 4)]
    reached = [u for u in set(wins) if 2 * sum(one >= u for one in wins) <= 0.05 * len(wins)]
    assert critical.critical_rank_sum(4, 5, 0.05) == min(reached)


def test_the_size_that_signed_ranks_find_is_found_as_often_as_said():
    """Fresh studies of ten people, each tested by scipy's exact test."""
    from scipy.stats import wilcoxon

    size, method = power.detectable_signed_rank(10, 0.05, 0.8)
    drawn = np.random.default_rng(7).standard_normal((2_000, 10)) + size
    found = np.mean(wilcoxon(drawn, axis=1, method="exact").pvalue <= 0.05)
    assert method.endswith("simulated")
    assert abs(found - 0.8) <= 0.025
    assert power.detectable_signed_rank(10, 0.05, 0.8)[0] == size
    assert power.detectable_signed_rank(5, 0.05, 0.8) is None


def test_widths_by_hand():
    # 2 * t(0.975, 11) * E(s) / sqrt(12), t = 2.200985, E(s) = c4(12) = 0.977559 (printed tables).
    assert round(power.width_of_mean(12, 0.95), 4) == round(2 * 2.200985 * 0.977559 / math.sqrt(12), 4)
    assert power.width_of_mean(1, 0.95) is None
    # Wilson for 6 of 12: 0.2538 to 0.7462 (Newcombe 1998 gives the formula).
    assert round(power.width_of_share(12, 0.95), 3) == 0.492


def test_five_people_can_reach_nothing_and_six_can():
    five = advise(design(5)).answers[0]
    assert (five.analysis, five.smallest_p, five.enough, five.detectable) == (
        Analysis.COUNTS, smallest_p(5), 6, None,
    )  # fmt: skip
    six = advise(design(6)).answers[0]
    assert (six.analysis, six.smallest_p, six.refused) == (Analysis.SIGNED_RANK, 0.03125, ())
    assert six.least_same_way == 6
    said = Voice(advise(design(5))).said(five)
    assert "With 5 matched people no exact paired test can reach 0.05" in said.refused[0]


def test_holm_takes_it_out_of_reach_and_a_main_outcome_brings_it_back():
    two = (measure("a", items=4), measure("b", items=4))
    together = advise(design(6, outcomes=two)).answers[0]
    assert (together.family_size, together.smallest_p_holm, together.enough) == (2, 0.0625, 7)
    assert [one.code.rsplit(".", 1)[1] for one in together.refused] == ["no_test_in_family"]
    first, second = advise(design(6, outcomes=two, primary="a")).about(Question.CHANGE)
    assert (first.outcomes, first.family, first.smallest_p_holm, first.refused) == (
        ("a",), "primary", 0.03125, (),
    )  # fmt: skip
    assert second.smallest_p_holm == 0.03125


def test_families_are_counted_as_the_analysis_counts_them():
    from kith.evaluation.advice.families import family_sizes
    from kith.evaluation.change import analyse_change
    from kith.evaluation.plan import ChangePlan, Outcome, Wave
    from kith.evaluation.types import ChangeData, Measures

    keys, waves = ("a", "b", "c"), ("before", "after", "later")
    rng = np.random.default_rng(1)
    scores = {key: {wave: rng.integers(1, 6, 14).astype(float) for wave in waves} for key in keys}
    data = ChangeData(tuple(f"P{n}" for n in range(14)), ("x",) * 7 + ("y",) * 7, scores)
    roles = (WaveRole.BEFORE, WaveRole.AFTER, WaveRole.FOLLOW_UP)
    plan = ChangePlan(
        tuple(Outcome(key, Text.of(key), family="own" if key == "c" else None) for key in keys),
        tuple(Wave(key, Text.of(key), role) for key, role in zip(waves, roles, strict=True)),
        primary="a",
        resamples=200,
    )
    result = analyse_change(data, plan, seed=1)
    seen = {
        cell.found.family: cell.found.family_size for cell in result.cells if isinstance(cell.found, Measures)
    }
    outcomes = tuple(measure(key, family="own" if key == "c" else None) for key in keys)
    assert dict(family_sizes(design(7, 7, outcomes=outcomes, waves=roles, primary="a"))) == seen


def test_each_question_gets_its_own_analysis():
    outcomes = (measure("yes", points=2), measure("short"), measure("long", items=10))
    waves = (WaveRole.BEFORE, WaveRole.THEN, WaveRole.AFTER)
    many = design(
        20,
        20,
        outcomes=outcomes,
        waves=waves,
        cohorts=6,
        pairs=True,
        raters=Raters(3, 80),
        roles_expected=0.5,
    )
    found = {}
    for answer in advise(many).answers:
        found.setdefault(answer.question, []).append((answer.outcomes, answer.analysis, answer.also))
    assert found[Question.CHANGE][:3] == [
        (("yes",), Analysis.SIGN, ()),
        (("short",), Analysis.SIGNED_RANK, ()),
        (("long",), Analysis.SIGNED_RANK, (Analysis.PERMUTATION,)),
    ]
    assert [one[1] for one in found[Question.POOLED]] == [Analysis.MIXED_ORDINAL, Analysis.MIXED_LINEAR] * 2
    assert [one[1] for one in found[Question.SIDES]] == [Analysis.SIGNED_RANK]
    assert {one[1] for one in found[Question.RELIABILITY]} == {Analysis.NOTHING, Analysis.ALPHA_OMEGA}
    assert found[Question.AGREEMENT][0][1] is Analysis.KRIPPENDORFF
    assert found[Question.TIME_TO_ROLE][0][1] is Analysis.KAPLAN_MEIER
    assert found[Question.THEN][0][1] is Analysis.COUNTS
    apart = advise(design(20, 20, groups=Groups.INDEPENDENT, outcomes=outcomes))
    assert [one.analysis for one in apart.about(Question.CHANGE)[:2]] == [
        Analysis.FISHER,
        Analysis.MANN_WHITNEY,
    ]
    assert apart.remarks[1].code == "evaluation.advice.different_people"


def refused_codes(made: Design, question: Question) -> list[str]:
    return [one.code.rsplit(".", 1)[1] for answer in advise(made).about(question) for one in answer.refused]


def test_what_a_sample_cannot_carry_is_refused():
    two, one = (measure("two", items=2),), (measure("one"),)
    assert refused_codes(design(4), Question.CHANGE) == ["too_few"]
    assert refused_codes(design(30, cohorts=4), Question.POOLED) == ["too_few_cohorts"]
    assert refused_codes(design(9), Question.RELIABILITY) == ["reliability_few"]
    assert refused_codes(design(100, outcomes=two), Question.RELIABILITY) == ["alpha_of_two"]
    assert refused_codes(design(100, outcomes=one), Question.RELIABILITY) == ["one_item"]
    assert refused_codes(design(30, subgroups=(SideSize("nurses", 4),)), Question.SUBGROUPS) == ["too_few"]
    assert refused_codes(design(30, raters=Raters(2, 4)), Question.AGREEMENT) == ["agreement_few"]
    assert refused_codes(design(30, roles_expected=0.1), Question.TIME_TO_ROLE) == ["few_events"]
    alone = (WaveRole.THEN, WaveRole.AFTER)
    assert refused_codes(design(30, waves=alone), Question.THEN) == ["then_alone"]
    groups = design(3, groups=Groups.INDEPENDENT, least_matched=3)
    assert refused_codes(groups, Question.CHANGE) == ["no_test_groups"]
    assert advise(groups).answers[0].smallest_p == smallest_p_of_groups(3, 3) == 0.1


def test_a_design_that_no_study_has_is_refused_with_everything_that_is_wrong():
    bad = design(
        -1, outcomes=(measure("a", items=0, points=1),), missing=1.0, cohorts=0, pairs=True, power=1.0
    )
    with pytest.raises(KithError) as refused:
        advise(bad)
    said = sentences(refused.value.faults)
    assert len(said) == 7
    assert "−" in said[0] or "-1" in said[0]


def test_it_is_said_in_whole_words_without_a_cause_and_as_json():
    made = advise(design(12, 7, missing=0.2, pairs=True, cohorts=3, roles_expected=0.6, raters=Raters(2, 20)))
    section = advice_section(made)
    assert section.key == "advice"
    text = repr(section)
    assert "{" not in re.sub(r"\{'|\{\"", "", text)
    assert not re.search(r"\b(caus(es|ed)|led to|due to|thanks to|proves?)\b", text.replace("caused any", ""))
    first = json.loads(json.dumps(advice_json(made), allow_nan=False))
    assert first["answers"][0]["analysis"] == "signed_rank"
    assert advice_json(advise(made.design)) == advice_json(made)


def test_the_size_that_two_groups_ranks_find_is_found_as_often_as_said():
    from scipy.stats import mannwhitneyu

    size, method = power.detectable_rank_sum(7, 9, 0.05, 0.8)
    rng = np.random.default_rng(11)
    first, second = rng.standard_normal((2_000, 7)), rng.standard_normal((2_000, 9)) + size
    found = np.mean(mannwhitneyu(first, second, axis=1, method="exact").pvalue <= 0.05)
    assert method.endswith("simulated")
    assert abs(found - 0.8) <= 0.025


def test_a_sign_test_is_as_strong_as_scipy_counts():
    from scipy.stats import binom

    for n in (6, 12, 40, 600):
        critical_count = critical.critical_signs(n, 0.05)
        assert 2 * binom.sf(critical_count - 1, n, 0.5) <= 0.05 < 2 * binom.sf(critical_count - 2, n, 0.5)
        share = power.detectable_share(n, 0.05, 0.8)
        strength = binom.sf(critical_count - 1, n, share) + binom.cdf(n - critical_count, n, share)
        assert round(float(strength), 6) == 0.8


@pytest.mark.parametrize("n", [0, 1, 5, 26, 1_000_000])
@pytest.mark.parametrize("groups", list(Groups))
def test_any_number_of_people_gets_advice_in_whole_sentences(n, groups):
    outcomes = (measure("a", items=None), measure("b", items=4, points=101), measure("c", points=2))
    waves = (WaveRole.BEFORE, WaveRole.THEN, WaveRole.AFTER, WaveRole.FOLLOW_UP)
    made = advise(
        design(
            n, max(0, n - 1), outcomes=outcomes, waves=waves, groups=groups, cohorts=6, pairs=True,
            raters=Raters(2, n), roles_expected=0.3, subgroups=(SideSize("nurses", n),),
        )
    )  # fmt: skip
    for said in Voice(made).all_said():
        texts = (said.title, said.people, said.do, *said.why, *said.refused, *said.finds)
        assert not any("{" in text or "nan" in text.split() for text in texts)
    json.dumps(advice_json(made), allow_nan=False)
