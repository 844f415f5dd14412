"""The funnel counted, compared and refused, against plain counting."""

from collections import Counter

import numpy as np
import pytest

from kith.evaluation.ethnicity import ethnic_categories
from kith.evaluation.funnel import analyse_funnel
from kith.evaluation.funnel_counts import count, stage_totals
from kith.evaluation.funnel_types import (
    ABSENT,
    Baseline,
    Category,
    Characteristic,
    Counted,
    FunnelData,
    Stage,
    Told,
    Wres,
)
from kith.evaluation.result_json import jsonable
from kith.foundation.faults import KithError
from kith.foundation.messages import catalogue, words
from kith.foundation.words import Text
from kith.publishing.disclosure import Withheld
from kith.statistics.multiplicity import holm

STAGES = (Stage.APPLIED, Stage.SHORTLISTED, Stage.ACCEPTED)
WOMEN, MEN, NO_ANSWER = (
    Category("women", Text.of("Women")),
    Category("men", Text.of("Men")),
    Category("unsaid", Text.of("Prefer not to say"), Told.PREFER_NOT),
)


def people(*groups):
    """``(code, furthest, how many)``, one after the other."""
    codes = np.repeat([code for code, _, _ in groups], [n for _, _, n in groups])
    return codes, np.repeat([stage for _, stage, _ in groups], [n for _, _, n in groups])


def by_sex(*groups, **more):
    codes, furthest = people(*groups)
    return FunnelData(
        STAGES, furthest, (Characteristic("sex", Text.of("Sex"), (WOMEN, MEN, NO_ANSWER), codes),), **more
    )


PLAIN = by_sex(
    (0, 0, 60), (0, 1, 20), (0, 2, 20), (1, 0, 20), (1, 1, 20), (1, 2, 40), (2, 0, 10), (2, 1, 10), (2, 2, 10)
)


def test_everyone_at_a_stage_was_at_those_before_it():
    rng = np.random.default_rng(1)
    codes, furthest = rng.integers(-1, 3, 300), rng.integers(0, 3, 300)
    characteristic = Characteristic("sex", Text.of("Sex"), (WOMEN, MEN, NO_ANSWER), codes)
    data = FunnelData(STAGES, furthest, (characteristic,))
    found = count(data, characteristic)
    plain = Counter(
        (int(code), stage)
        for code, last in zip(codes, furthest, strict=True)
        for stage in range(int(last) + 1)
    )
    order = [0, 1, 2, ABSENT]
    assert found.reached.tolist() == [[plain[code, stage] for stage in range(3)] for code in order]
    assert found.categories[-1].told is Told.NOT_KNOWN
    assert stage_totals(data).tolist() == found.reached.sum(axis=0).tolist()


def test_a_step_says_counts_rates_an_exact_test_and_a_ratio_beside_the_larger_group():
    result = analyse_funnel(PLAIN, seed=1)
    assert result.totals == (210, 120, 70)
    (sex,) = result.characteristics
    assert [row.counts for row in sex.rows] == [(100, 40, 20), (80, 60, 40), (30, 20, 10)]
    first, second = sex.steps
    assert [(rate.category, rate.earlier, rate.later) for rate in first.rates] == [
        ("women", 100, 40), ("men", 80, 60),
    ]  # fmt: skip
    assert first.test.p < 0.001
    (ratio,) = first.likelihoods
    assert (ratio.category, ratio.reference, ratio.ratio.value) == ("men", "women", 1.875)
    assert [step.p_holm for step in sex.steps] == list(holm([first.test.p, second.test.p]))
    assert first.four_fifths.fails
    assert result.comparisons == 2
    assert sex.is_complete
    assert analyse_funnel(PLAIN, seed=1) == result


def test_what_is_kept_back_names_the_pooling_and_has_no_rate():
    codes, furthest = people(
        (0, 0, 30), (0, 2, 25), (1, 0, 20), (1, 1, 9), (1, 2, 20), (2, 0, 3), (2, 2, 2), (3, 2, 5)
    )
    sites = tuple(Category(key, Text.of(key)) for key in ("Leeds", "York", "Hull"))
    unsaid = Category("unsaid", Text.of("Not stated"), Told.NOT_STATED)
    data = FunnelData(STAGES, furthest, (Characteristic("site", Text.of("Site"), (*sites, unsaid), codes),))
    (site,) = analyse_funnel(data, seed=1).characteristics
    assert all(isinstance(figure, Withheld) for row in site.rows[2:] for figure in row.counts)
    assert site.pooling.labels == ("Hull", "York")
    for step in site.steps:
        shown = {rate.category for rate in step.rates}
        assert shown | set(step.not_shown) == {"Leeds", "York", "Hull"}
        assert (step.test is None) == (len(shown) < 2)


def test_a_call_of_seven_shows_nothing_by_group():
    result = analyse_funnel(by_sex((0, 2, 4), (1, 1, 3)), seed=1)
    (sex,) = result.characteristics
    assert (sex.stages, sex.steps, sex.left_out) == ((), (), STAGES)
    assert [remark.code for remark in sex.remarks] == ["evaluation.funnel.nobody_shown"]
    assert all(isinstance(figure, Withheld) for figure in result.totals)
    assert analyse_funnel(by_sex(), seed=1).totals[0] == result.totals[0]


def ethnic(*groups):
    codes, furthest = people(*groups)
    each = Characteristic("ethnic_category", Text.of("Ethnic category"), ethnic_categories(), codes)
    return FunnelData(STAGES, furthest, (each,))


A, B, D, H, Z, UNKNOWN = 0, 1, 3, 7, 16, 17
MIXED = ethnic(
    (A, 0, 30), (A, 1, 60), (A, 2, 60), (B, 1, 20), (B, 2, 10),
    (D, 0, 30), (D, 1, 30), (D, 2, 20), (H, 1, 40), (H, 2, 10),
    (Z, 0, 10), (Z, 1, 15), (Z, 2, 10), (UNKNOWN, 1, 12), (UNKNOWN, 2, 8),
)  # fmt: skip


def test_wres_joins_the_codes_and_keeps_not_stated_and_not_known_apart():
    staff = Baseline("ethnic_category", {"A": 700, "B": 100, "D": 150, "H": 50, "Z": 99})
    appointment, access = analyse_funnel(MIXED, seed=1, baselines=(staff,)).wres
    assert appointment.indicator is Wres.APPOINTMENT
    assert (appointment.white, appointment.bme) == ((70, 150), (30, 100))
    assert appointment.ratio.value == (70 / 150) / (30 / 100)
    assert (appointment.not_stated, appointment.not_known) == (25, 20)
    assert "evaluation.equality.wres.international" in {remark.code for remark in appointment.remarks}
    assert (access.white, access.bme) == ((70, 800), (30, 200))
    assert round(access.ratio.value, 3) == round((70 / 800) / (30 / 200), 3)
    no_staff = analyse_funnel(MIXED, seed=1).wres[1]
    assert no_staff.ratio is None
    assert [remark.code.rsplit(".", 1)[1] for remark in no_staff.remarks] == ["no_workforce"]


def test_the_workforce_stands_beside_first_and_last_stage():
    staff = Baseline("sex", {"women": 700, "men": 300})
    found = analyse_funnel(PLAIN, seed=1, baselines=(staff,)).characteristics[0].representation
    assert [(one.category, one.stage, one.n, one.of) for one in found] == [
        ("women", Stage.APPLIED, 100, 180), ("men", Stage.APPLIED, 80, 180),
        ("women", Stage.ACCEPTED, 20, 60), ("men", Stage.ACCEPTED, 40, 60),
    ]  # fmt: skip
    assert [one.workforce_share for one in found] == [0.7, 0.3, 0.7, 0.3]


def test_visits_are_numbers_without_people_and_by_channel():
    codes, furthest = people((0, 1, 40), (1, 0, 30))
    channel = Characteristic(
        "channel",
        Text.of("Channel"),
        (Category("letter", Text.of("Letter")), Category("web", Text.of("Web"))),
        codes,
    )
    visits = Counted(Stage.REACHED, 400, {"channel": {"letter": 300, "web": 100}})
    data = FunnelData((Stage.APPLIED, Stage.ACCEPTED), furthest, (channel,), counted=(visits,))
    result = analyse_funnel(data, seed=1)
    assert (result.stages, result.totals) == ((Stage.REACHED, Stage.APPLIED, Stage.ACCEPTED), (400, 70, 40))
    assert result.steps[0].share.value == 70 / 400
    assert result.characteristics[0].stages[0] is Stage.REACHED
    assert result.characteristics[0].rows[0].counts[0] == 300


def test_all_faults_come_at_once_each_with_its_sentence():
    codes = np.array([0, 5])
    bad = Characteristic("x", Text.of("X"), (WOMEN, WOMEN), codes, reference="none")
    data = FunnelData((Stage.ACCEPTED, Stage.APPLIED), np.array([0, 2]), (bad, bad))
    with pytest.raises(KithError) as refused:
        analyse_funnel(data, seed=1, baselines=(Baseline("y", {}), Baseline("x", {"men": -1})))
    found = [fault.code.rsplit(".", 1)[1] for fault in refused.value.faults]
    assert found == [
        "bad_stages", "bad_furthest", "same_characteristic", "same_category", "bad_codes", "bad_reference",
        "same_category", "bad_codes", "bad_reference", "baseline_unknown", "baseline_category",
        "baseline_negative",
    ]  # fmt: skip
    assert all(words(fault.code, fault.params) for fault in refused.value.faults)


def test_the_result_is_json_with_reasons_for_what_is_kept_back():
    found = jsonable(analyse_funnel(by_sex((0, 0, 30), (0, 2, 25), (1, 0, 20), (2, 0, 3)), seed=1))
    assert found["characteristics"][0]["rows"][2]["counts"][0] == {"reason": "small_count", "limit": 7}
    assert all(f"evaluation.stage.{stage.value}" in catalogue() for stage in Stage)
