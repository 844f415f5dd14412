"""Published figures, to the printed digits.

Asamani, J. A., Christmals, C. D., Reitsma, G. M. (2021), PLoS ONE 16(9): e0257957, abstract: Ghana needs 221,593 health
workers in 2020 and 495,273 in 2035, and has 148,390 and 333,770 (5.6% more a year): 73,203 too few in 2020, about
161,500 in 2035, a coverage of 67%.

Scheffler, R. M., et al. (2018), Human Resources for Health 16:5: a gap is net where surpluses cancel shortfalls, and
gross where the places with too few are summed alone; a world may have more than it needs and still a shortage.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kith.workforce.scenario.running import run
from kith.workforce.scenario.types import Scenario

Small = Callable[..., Scenario]
ONE_YEAR = (
    ("years = 3", "years = 1"),
    (
        '{ value = 0.9, low = 0.85, high = 0.95, source = "Invented for this example", date = 2026-01-01 }',
        "1.0",
    ),
    (
        '{ value = 0.10, low = 0.08, high = 0.12, source = "Invented for this example", date = 2026-01-01 }',
        "0.0",
    ),
    ("draws = 200", "draws = 3"),
    ('widths = "history"', 'widths = "ranges"'),
)
NORMS = (
    ('method = "ratio"', 'method = "norms"'),
    ('ratio = { per_10000 = 20, unit = "fte" }', 'norms = { table = "population", unit = "fte" }'),
    ('[population]\ntable = "population"\n', ""),
)


def test_ghana_need_stock_gap_and_coverage(small: Small) -> None:
    """The 15 years between are one step here: the stock grows by what joins it."""
    joined = 333_770 - 148_390
    scenario = small(
        *ONE_YEAR,
        *NORMS,
        ("seats = 20", f"seats = {joined}"),
        ("attrition = 0.10", "attrition = 0.0"),
        ("take_up = 0.9", "take_up = 1.0"),
        ("shares = { town = 0.75, hills = 0.25 }", "shares = { town = 1.0 }"),
        stock="profession,region,age,heads\nnurse,town,40,148390\nnurse,hills,40,0\n",
        population="region,year,fte\ntown,2026,221593\ntown,2027,495273\nhills,2026,0\nhills,2027,0\n",
    )
    found = run(scenario).projection
    short = -found.gap_gross.values[found.gap_gross.levels.index(0.5)]
    assert [round(float(one)) for one in short] == [73_203, 161_503]
    coverage = found.expected.fte.sum((1, 2)) / found.need.sum((1, 2))
    assert [round(100 * float(one)) for one in coverage] == [67, 67]
    growth = (found.expected.fte[1].sum() / found.expected.fte[0].sum()) ** (1 / 15) - 1
    assert round(100 * float(growth), 1) == 5.6


def test_a_world_with_more_than_it_needs_and_still_a_shortage(small: Small) -> None:
    """Town has 100 of 60, the hills 50 of 80: net 10 too many, gross 30 missing."""
    scenario = small(
        *ONE_YEAR,
        *NORMS,
        ("seats = 20", "seats = 0"),
        population="region,year,fte\ntown,2026,60\ntown,2027,60\nhills,2026,80\nhills,2027,80\n",
    )
    found = run(scenario).projection
    at = found.gap_net.levels.index(0.5)
    assert np.round(found.gap_net.values[at], 9).tolist() == [10.0, 10.0]
    assert np.round(found.gap_gross.values[at], 9).tolist() == [-30.0, -30.0]
