import json
from pathlib import Path

import numpy as np
import pytest

from kith.foundation.faults import KithError
from kith.workforce.backtest.cases import cases, past_at, pasts
from kith.workforce.backtest.holdout import hold_out
from kith.workforce.backtest.quality import quality
from kith.workforce.backtest.reading import read_stocks
from kith.workforce.backtest.result_json import backtest_json
from kith.workforce.backtest.run import backtest
from kith.workforce.backtest.section import backtest_section
from kith.workforce.backtest.types import Band, Stocks
from kith.workforce.forecast import Method, Series
from kith.workforce.speaking import Speaker

YEARS = tuple(range(2000, 2016))


def invented(places: int = 24, noise: float = 0.02, seed: int = 3) -> Stocks:
    """Walks with a drift of their own: forecasts whose right width is known."""
    rng = np.random.default_rng(seed)
    series = []
    for place in range(places):
        steps = rng.normal(0.02, 0.01) + noise * rng.standard_normal(len(YEARS) - 1)
        counts = 1000 * np.exp(np.concatenate([[0.0], np.cumsum(steps)]))
        region = "North" if place % 2 else "South"
        series.append(Series(f"P{place:02}", "nurses", YEARS, tuple(float(each) for each in counts), region))
    return Stocks(tuple(series), quality(series, rows=places * len(YEARS)), "0" * 64)


@pytest.fixture(scope="module")
def stocks() -> Stocks:
    return invented()


def test_errors_by_hand() -> None:
    """A stock that grows by a tenth each year: no change is off by 1 - 1/1.1, drift by nothing."""
    series = [
        Series(f"P{at}", "x", tuple(range(2000, 2008)), tuple(100 * 1.1**year for year in range(8)))
        for at in range(10)
    ]
    found = backtest(
        Stocks(tuple(series), quality(series, rows=80), ""), horizons=(1,), levels=(0.5,), splits=3, seed=1
    )
    errors = {each.method: each.median for each in found.horizons[0].errors}
    assert errors[Method.NO_CHANGE] == pytest.approx(100 * (1 - 1 / 1.1))
    assert errors[Method.DRIFT] == pytest.approx(0, abs=1e-9)
    assert errors[Method.DAMPED] == pytest.approx(100 * (1 - 1.1 ** (0.7 - 1)))
    assert found.horizons[0].forecasts == 20
    assert found.calibration.method is Method.DRIFT


def test_origins_need_six_counts_in_eleven_years_and_the_very_year_ahead() -> None:
    years = (1990, 2001, 2002, 2003, 2004, 2005, 2006, 2008, 2009)
    series = [Series("A", "x", years, (5.0,) * 9)]
    found = pasts(series)
    assert [each.origin for each in found] == [2006, 2008, 2009]
    one, two = cases(series, found, 1), cases(series, found, 2)
    assert one is not None
    assert two is not None
    assert (one.origin.tolist(), two.origin.tolist()) == ([2008], [2006])
    assert cases(series, found, 5) is None


def test_the_future_changes_no_forecast(stocks: Stocks) -> None:
    series = stocks.series[0]
    wild = Series(series.place, "nurses", YEARS, (*series.counts[:12], 1.0, 9e9, 5.0, 2.0))
    assert past_at(0, series, 2011) == past_at(0, wild, 2011)


def test_held_out_years_teach_nothing(stocks: Stocks) -> None:
    """Outturns after the cut move errors, never a width or a forecast."""
    other = [
        Series(each.place, "nurses", YEARS, (*each.counts[:13], 7.0, 7.0, 7.0), each.region)
        for each in stocks.series
    ]
    widths = []
    for series in (stocks.series, other):
        all_cases = [found for at in (1, 3) if (found := cases(series, pasts(series), at)) is not None]
        held = hold_out(series, all_cases, 3, levels=(0.8,))
        assert (held.series, held.left_out) == (24, 0)
        widths.append([each.half_width for each in held.ahead])
    assert widths[0] == widths[1]


def test_bands_hold_what_they_say_on_walks(stocks: Stocks) -> None:
    found = backtest(stocks, horizons=(1, 3), splits=40, seed=5)
    for each in found.horizons:
        held = next(one for one in each.coverage if (one.band, one.level) == (Band.CALIBRATED, 0.8))
        assert 0.76 <= held.places.value <= 0.90
        assert held.places.low < held.places.value < held.places.high
        assert held.above + held.below + held.places.value == pytest.approx(1)


def test_the_same_seed_gives_the_same_figures(stocks: Stocks) -> None:
    def figures(seed: int) -> str:
        return json.dumps(backtest_json(backtest(stocks, horizons=(2,), splits=5, seed=seed)))

    assert figures(1) == figures(1)
    assert json.loads(figures(1))["horizons"] != json.loads(figures(2))["horizons"]


def test_every_part_can_be_said(stocks: Stocks) -> None:
    result = backtest(stocks, horizons=(1,), splits=3, held_out=2, seed=1)
    said = backtest_section(result, Speaker("workforce.backtest"))
    assert "workforce.backtest" not in repr(said.blocks)


def test_what_is_odd_is_counted() -> None:
    series = [
        Series("A", "x", (2000, 2001, 2003, 2004), (10.0, 10.0, 12.0, 30.0)),
        Series("B", "x", (2000,), (10.0,)),
    ]
    found = quality(series, rows=5)
    assert (found.steps, found.gaps, found.years_missing, found.repeats, found.breaks) == (3, 1, 1, 1, 1)
    assert (found.series, found.short_series, found.counts) == (2, 2, 5)


def test_reading_finds_its_columns_and_counts_what_it_leaves(tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"
    file.write_text(
        "Country,Profession,Year,Staff\nA,nurses,2001,12\nA,nurses,2000,10\nA,nurses,2002,\nA,doctors,2000,3\n"
    )
    found = read_stocks(file, only=("nurses",), columns={"count": "Staff"})
    assert found.series == (Series("A", "nurses", (2000, 2001), (10.0, 12.0)),)
    assert (found.quality.rows, found.quality.other_rows, found.quality.no_count) == (4, 1, 1)


def test_every_fault_of_a_file_at_once(tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"
    file.write_text("place,year,count\nA,2000,0\nA,2001,-4\nA,2001,5\nA,2002,6\n")
    with pytest.raises(KithError) as refused:
        read_stocks(file, only=("everybody", "vets"))
    assert [(fault.code.rsplit(".", 1)[1], fault.where.row) for fault in refused.value.faults] == [
        ("not_positive", 2),
        ("not_positive", 3),
        ("year_again", 4),
        ("no_occupation", None),
    ]


def test_every_fault_of_what_is_asked_at_once(stocks: Stocks) -> None:
    with pytest.raises(KithError) as refused:
        backtest(stocks, horizons=(0, 1), levels=(1.0,), splits=0, held_out=0, seed=1)
    assert len(refused.value.faults) == 4
    with pytest.raises(KithError) as refused:
        backtest(stocks, horizons=(1, 12, 40), seed=1)
    assert [fault.params["horizon"] for fault in refused.value.faults] == [12, 40]
