"""Joarder and others (2020), BMJ Open 10:e035183, Table 5 (CC BY 4.0): to the printed digits."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from kith.workforce.wisn import Pressure, pressure, summed
from kith.workforce.wisn.results import Requirement

TABLE = [
    ("Physicians", "Shailkupa", 4, 8.14, "-4.14", "0.49", Pressure.VERY_HIGH),
    ("Physicians", "Kotchandpur", 3, 10.71, "-7.71", "0.28", Pressure.EXTREMELY_HIGH),
    ("Physicians", "Kulaura", 4, 12.28, "-8.28", "0.33", Pressure.VERY_HIGH),
    ("Physicians", "Sreemangal", 7, 11.23, "-4.23", "0.62", Pressure.HIGH),
    ("Nurses", "Shailkupa", 14, 16.08, "-2.08", "0.87", Pressure.MODERATELY_HIGH),
    ("Nurses", "Kotchandpur", 15, 22.80, "-7.80", "0.66", Pressure.HIGH),
    ("Nurses", "Kulaura", 10, 16.08, "-6.08", "0.62", Pressure.HIGH),
    ("Nurses", "Sreemangal", 12, 20.46, "-8.46", "0.59", Pressure.HIGH),
]


@pytest.mark.parametrize(("cadre", "facility", "current", "required", "difference", "ratio", "word"), TABLE)
def test_differences_ratios_and_words(cadre, facility, current, required, difference, ratio, word):
    found = Requirement(facility, cadre, None, None, None, current, None, (), 1.0, 0.0, required, required)
    assert f"{found.difference:.2f}" == difference
    assert f"{found.ratio:.2f}" == ratio
    assert pressure(found.ratio) is word


@pytest.mark.parametrize(
    ("cadre", "current", "required", "of_sums", "of_ratios", "of_printed", "abstract"),
    [
        ("Physicians", 18, "42.36", "0.425", "0.430", "0.430", "0.43"),
        ("Nurses", 51, "75.42", "0.676", "0.684", "0.685", "0.69"),
    ],
)
def test_both_ways_of_adding_up(cadre, current, required, of_sums, of_ratios, of_printed, abstract):
    """The abstract prints the means of the ratios as its table prints them: for nurses the full ratios give 0.684."""
    rows = [row for row in TABLE if row[0] == cadre]
    both = summed((row[2], row[3]) for row in rows)
    assert (both.current, f"{both.required:.2f}") == (current, required)
    assert (f"{both.ratio_of_sums:.3f}", f"{both.mean_of_ratios:.3f}") == (of_sums, of_ratios)
    printed = summed((float(row[5]), 1.0) for row in rows).mean_of_ratios
    assert f"{printed:.3f}" == of_printed
    assert str(Decimal(of_printed).quantize(Decimal("0.01"), ROUND_HALF_UP)) == abstract
