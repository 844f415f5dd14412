"""Raters' agreement: a published table, the kappa paradox, and bad input."""

from datetime import UTC, datetime

import numpy as np
import pytest

from kith.evaluation.facts import ReportFacts
from kith.evaluation.raters import RatersData, analyse_raters, raters_report, raters_section
from kith.evaluation.raters.reading import read_raters
from kith.evaluation.speaker import Speaker
from kith.foundation.faults import KithError
from kith.foundation.words import Text
from kith.statistics.types import Estimate
from kith.tables.types import Table

NAN = float("nan")
PUBLISHED = {  # Krippendorff (2011), example C; Gwet's handbook uses the same
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}


def table_of(columns: dict[str, list[object]]) -> Table:
    rows = tuple(zip(*columns.values(), strict=True))
    return Table("ratings.csv", None, tuple(columns), rows, tuple(range(2, len(rows) + 2)))


def test_published():
    result = analyse_raters(read_raters(table_of(PUBLISHED), tuple("ABCD")), seed=1)
    figures = [result.fleiss, result.gwet, result.krippendorff]
    assert [f"{each.value:.3f}" for each in figures if isinstance(each, Estimate)] == [
        "0.761",
        "0.775",
        "0.743",
    ]
    assert (result.units, result.units_twice, result.pairs, result.cohen) == (12, 11, 55, None)


def test_the_paradox_is_named():
    ratings = np.array([[0, 0]] * 90 + [[0, 1]] * 5 + [[1, 0]] * 5, dtype=float)
    result = analyse_raters(RatersData(("A", "B"), ("no", "yes"), ratings), seed=1)
    assert [remark.code for remark in result.remarks] == ["evaluation.raters.paradox"]
    assert isinstance(result.cohen, Estimate)
    report = raters_report(result, ReportFacts(Text.of("Agreement"), datetime(2026, 5, 1, tzinfo=UTC)))
    assert "90 of 100" in str(report.summary[0])


def test_near_misses_count_in_order():
    ratings = np.array([[0, 1], [1, 2], [2, 1], [1, 0], [0, 0], [2, 2], [1, 1]] * 3, dtype=float)
    plain, ordered = (
        analyse_raters(RatersData(("A", "B"), ("low", "middle", "high"), ratings, ordered=flag), seed=1)
        for flag in (False, True)
    )
    assert isinstance(plain.cohen, Estimate)
    assert isinstance(ordered.cohen, Estimate)
    assert ordered.cohen.value > plain.cohen.value


@pytest.mark.parametrize(
    ("columns", "raters", "order", "codes"),
    [
        ({"A": [1, 2]}, ("A",), (), ["evaluation.raters.one_rater"]),
        ({"A": [1, 1], "B": [1, 1]}, ("A", "B"), (), ["evaluation.raters.one_category"]),
        ({"A": ["x"], "B": ["y"]}, ("A", "B"), ("x", "z"), ["evaluation.raters.no_category"]),
    ],
)
def test_refusals(
    columns: dict[str, list[object]], raters: tuple[str, ...], order: tuple[str, ...], codes: list[str]
):
    with pytest.raises(KithError) as refused:
        analyse_raters(read_raters(table_of(columns), raters, order), seed=1)
    assert [fault.code for fault in refused.value.faults] == codes


def test_the_headline_tells_every_coefficient_and_that_they_lie_apart():
    ratings = np.array([[0, 0]] * 12 + [[1, 1]] * 4 + [[2, 2]] * 2 + [[0, 1]] * 6 + [[1, 2]] * 6, dtype=float)
    result = analyse_raters(RatersData(("A", "B"), ("low", "mid", "high"), ratings, ordered=True), seed=1)
    assert [remark.code for remark in result.remarks] == ["evaluation.raters.apart"]
    told = str(raters_section(result, Speaker()).blocks[0])
    for name in ("Cohen's kappa", "Fleiss' kappa", "Gwet's AC", "Krippendorff's alpha"):
        assert name in told
