"""The rules boards ask for, to the printed digits, and what they refuse."""

from fractions import Fraction
from itertools import product
from math import comb

import pytest

from kith.evaluation.equality import false_alarm, four_fifths, representation, wres_ratio, wres_remarks
from kith.evaluation.ethnicity import BME, GROUPS, WHITE, ethnic_categories
from kith.evaluation.funnel_types import GroupRate, Stage, Told
from kith.foundation.faults import KithError
from kith.foundation.messages import words
from kith.statistics.proportions import clopper_pearson, wilson


def rates(**groups):
    return [GroupRate(key, n, yes, wilson(yes, n)) for key, (yes, n) in groups.items()]


def codes(remarks):
    return [remark.code.rsplit(".", 1)[1] for remark in remarks]


def test_four_of_ten_women_and_six_of_ten_men_fail_the_rule_and_differ_by_chance():
    found = four_fifths(rates(women=(4, 10), men=(6, 10)))
    assert (round(found.ratio, 2), found.fails, round(found.p, 2)) == (0.67, True, 0.66)
    assert (found.lowest, found.highest) == ("women", "men")
    assert codes(found.remarks) == ["fails_chance", "false_alarm"]
    assert round(found.false_alarm, 2) == 0.56


def test_the_false_alarm_is_the_sum_over_every_pair_of_counts():
    n, m, p = 6, 9, Fraction(1, 4)
    whole = sum(
        comb(n, x) * comb(m, y) * p ** (x + y) * (1 - p) ** (n + m - x - y)
        for x, y in product(range(n + 1), range(m + 1))
        if min(Fraction(x, n), Fraction(y, m)) < Fraction(4, 5) * max(Fraction(x, n), Fraction(y, m))
    )
    assert false_alarm(n, m, 0.25) == pytest.approx(float(whole), rel=1e-12)
    assert false_alarm(5_000, 5_000, 0.5) is None


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        ((400, 1000), (500, 1000), "passes_differs"),  # 0.8 exactly is not below four fifths
        ((399, 1000), (500, 1000), "fails_differs"),
        ((9, 20), (10, 20), "passes_chance"),
    ],
)
def test_the_verdict_is_that_of_the_rule_and_of_the_exact_test(low, high, verdict):
    assert codes(four_fifths(rates(a=low, b=high)).remarks)[0] == verdict


def test_wres_is_a_ratio_and_a_slip_of_units_is_seen():
    found = wres_ratio(48, 100, 28, 1000)
    assert round(found.value, 2) == 17.14
    assert codes(wres_remarks(found)) == ["implausible"]
    said = words(wres_remarks(found)[0].code, {"ratio": "17.16"})
    assert "17.16" in said
    assert "never a percentage" in said
    assert codes(wres_remarks(wres_ratio(30, 100, 20, 100))) == ["either_way"]
    assert wres_remarks(wres_ratio(300, 1000, 200, 1000)) == ()


@pytest.mark.parametrize(
    ("counts", "code"),
    [((0, 0, 3, 10), "nobody"), ((3, 10, 0, 0), "nobody"), ((3, 10, 0, 9), "none_went_on")],
)
def test_a_ratio_to_nothing_is_refused_and_never_guessed(counts, code):
    with pytest.raises(KithError) as refused:
        wres_ratio(*counts)
    (fault,) = refused.value.faults
    assert fault.code == f"evaluation.equality.wres.{code}"
    assert words(fault.code, fault.params)


def test_the_workforce_is_counted_whole_so_only_the_programme_has_an_interval():
    found = representation("women", Stage.BEGAN, 12, 40, 700, 1000)
    share = clopper_pearson(12, 40)
    assert found.share == share
    assert (found.ratio.low, found.ratio.high) == (share.low / 0.7, share.high / 0.7)
    assert (found.difference.low, found.difference.high) == (share.low - 0.7, share.high - 0.7)
    with pytest.raises(KithError):
        representation("women", Stage.BEGAN, 12, 40, 0, 1000)
    with pytest.raises(KithError):
        four_fifths(rates(a=(0, 10), b=(0, 10)))


def test_the_nhs_codes_are_the_sixteen_with_not_stated_and_not_known_apart():
    categories = ethnic_categories()
    assert [each.key for each in categories] == [*"ABCDEFGHJKLMNPRS", "Z", "99"]
    told = {each.key: each.told for each in categories}
    assert (told["Z"], told["99"]) == (Told.NOT_STATED, Told.NOT_KNOWN)
    assert {"A", "B", "C"} == WHITE
    assert frozenset(GROUPS) == WHITE | BME
    assert len(BME) == 13
