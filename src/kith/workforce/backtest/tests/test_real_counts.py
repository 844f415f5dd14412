"""The counts of the World Health Organization: the figures that the documents and the shipped calibration claim."""

from pathlib import Path

import pytest

from kith.workforce.backtest.reading import read_stocks
from kith.workforce.backtest.run import backtest
from kith.workforce.backtest.types import Band, Coverage, HorizonResult
from kith.workforce.forecast import shipped

PAGE = Path(__file__).parents[5] / "docs" / "explanation" / "how-sure-a-projection-is.md"


@pytest.fixture(scope="module")
def result(shared_data):
    return backtest(read_stocks(shared_data / "workforce" / "who_health_workforce.csv"), held_out=10, seed=1)


def found(each: HorizonResult, band: Band, level: float) -> Coverage:
    return next(one for one in each.coverage if (one.band, one.level) == (band, level))


def coverage_row(each: HorizonResult) -> str:
    eighty, ninety = found(each, Band.CALIBRATED, 0.8), found(each, Band.CALIBRATED, 0.95)
    walk = found(each, Band.RANDOM_WALK, 0.8)
    cells = [
        str(each.horizon),
        f"{each.forecasts:,}",
        str(each.n_places),
        f"{100 * eighty.places.value:.1f}",
        f"{100 * eighty.places.low:.0f} to {100 * eighty.places.high:.0f}",
        f"{100 * eighty.forecasts:.1f}",
        f"{eighty.half_width:.1f}",
        f"{100 * ninety.places.value:.1f}",
        f"{ninety.half_width:.0f}",
        f"{100 * walk.places.value:.1f}",
        f"{100 * found(each, Band.RANDOM_WALK, 0.95).places.value:.1f}",
    ]
    return "| " + " | ".join(cells) + " |"


def error_row(each: HorizonResult) -> str:
    ratio = each.errors[-1].against
    assert ratio is not None
    cells = [str(each.horizon), *(f"{one.median:.1f}" for one in each.errors)]
    return "| " + " | ".join([*cells, f"{ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"]) + " |"


def test_the_aims_of_the_wing_are_met(result):
    """80% bands hold 76-84% at every horizon; the median error is no worse than the best simple method's."""
    assert [each.horizon for each in result.horizons] == [1, 3, 5, 10]
    for each in result.horizons:
        assert 0.76 <= found(each, Band.CALIBRATED, 0.8).places.value <= 0.84
        assert each.errors[-1].median <= min(one.median for one in each.errors[:-1])


def test_the_page_says_what_was_measured(result):
    page = PAGE.read_text()
    q = result.quality
    for row in (*map(coverage_row, result.horizons), *map(error_row, result.horizons)):
        assert row in page
    for number in (q.series, q.counts, q.short_series, q.gaps, q.years_missing, q.repeats, q.breaks):
        assert f"{number:,}" in page


def test_the_shipped_calibration_is_what_these_counts_teach(result):
    assert result.calibration.factors == shipped().factors
    assert result.calibration.method is shipped().method


def test_bands_hold_in_time_too(result):
    """Ten years held out: nothing after the cut is learnt from, in any country."""
    held = [round(100 * each.coverage[0.8].value) for each in result.hold_out.ahead if each.ahead <= 10]
    assert (
        f"80% bands held {min(held)} to {max(held)}% at one\n  to ten years ahead ({held[9]}% at ten)"
        in PAGE.read_text()
    )
