import json
from dataclasses import replace
from itertools import pairwise
from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.foundation.provenance import Provenance
from kith.workforce.forecast import (
    Calibration,
    Factors,
    Method,
    Reach,
    Scale,
    Series,
    caption,
    check_series,
    forecast,
    history,
    log_change,
    log_sds,
    read_calibration,
    shipped,
    spread,
    write_calibration,
)
from kith.workforce.forecast.history import gather
from kith.workforce.speaking import Speaker

SMALL = Calibration(
    method=Method.DAMPED,
    weight=1.0,
    pooled=0.0,
    scale=Scale.OWN,
    window=11,
    least_points=3,
    factors=(
        Factors(1, 100, 20, {"0.8": 2.0, "0.95": 4.0}, {"0.8": 0.1, "0.95": 0.2}),
        Factors(4, 100, 20, {"0.8": 4.0, "0.95": 8.0}, {"0.8": 0.4, "0.95": 0.8}),
    ),
    provenance=Provenance("test", {"stocks": "0"}, 1, {}),
)
DOUBLING = Series("A", "nurses", (2000, 2001, 2002), (100.0, 200.0, 400.0))


def test_methods_by_hand() -> None:
    """Steps of ln 2, ln 2 and, over two years, 0: drift ln 4 / 4, usual ln 2."""
    row = history([2000, 2001, 2002, 2004], [0.0, log(2), log(4), log(4)], 2004, least=4)
    assert row is not None
    past = gather([row])
    assert log_change(Method.NO_CHANGE, past, 3).tolist() == [0.0]
    assert log_change(Method.DRIFT, past, 2).tolist() == [pytest.approx(log(4) / 2)]
    assert log_change(Method.DAMPED, past, 2).tolist() == [pytest.approx(0.7 * log(4) / 2)]
    assert log_change(Method.SHRUNK, past, 2, weight=0.75, pooled=0.02).tolist() == [
        pytest.approx(2 * (0.75 * log(2) + 0.25 * 0.02))
    ]
    slope, level = np.polyfit([-4, -3, -2, 0], [0.0, log(2), log(4), log(4)], 1)
    assert log_change(Method.TREND, past, 5).tolist() == [pytest.approx(level + 5 * slope - log(4))]


def test_volatility_by_hand() -> None:
    """Steps 0.3 and 0.1 around a drift of 0.2: root of (0.01 + 0.01) / 2."""
    row = history([2000, 2001, 2002], [0.0, 0.3, 0.4], 2002, least=3)
    assert row is not None
    assert row[6] == pytest.approx(0.1)


def test_a_forecast_by_hand() -> None:
    """Damped drift of a stock that doubles, with the least volatility of 1%: half width 2 x 1% after a year."""
    band = forecast(DOUBLING, (1,), SMALL).at(1, 0.8)
    middle = 400 * 2**0.7
    assert (band.year, band.reach) == (2003, Reach.CALIBRATED)
    assert (band.low, band.middle, band.high) == (
        pytest.approx(middle * exp(-0.02)),
        pytest.approx(middle),
        pytest.approx(middle * exp(0.02)),
    )


def test_widths_between_and_beyond_what_was_learnt() -> None:
    """Between, on a line of logs of factor over root of the years; beyond, with the growth of the last two."""
    known = {each.horizon: each for each in spread((1, 2, 4, 16), SMALL, volatility=0.05)}
    assert known[2].half_width[0.8] == pytest.approx((2 * 4) ** 0.5 * 0.05 * 2**0.5)
    assert known[16].half_width[0.8] == pytest.approx(8.0 * 0.05 * 4)
    assert [known[at].reach.value for at in (1, 2, 16)] == ["calibrated", "between", "beyond"]
    assert known[1].sd == pytest.approx(2 * 0.05 / 1.2815515655446004)


def test_a_stock_without_a_past_has_the_plain_width() -> None:
    assert spread((1, 4), SMALL)[1].half_width == {0.8: 0.4, 0.95: 0.8}


@given(horizons=st.lists(st.integers(1, 40), min_size=2, unique=True), volatility=st.floats(0, 0.5))
@settings(max_examples=40, deadline=None)
def test_widths_never_shrink_with_the_years_or_the_level(horizons: list[int], volatility: float) -> None:
    found = spread(sorted(horizons), shipped(), volatility=volatility)
    for before, after in pairwise(found):
        assert before.half_width[0.8] <= after.half_width[0.8] * 1.0000001
    assert all(each.half_width[0.8] < each.half_width[0.95] for each in found)


@given(later=st.lists(st.floats(1, 1e6), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_what_comes_later_is_not_looked_at(later: list[float]) -> None:
    years = [*range(2000, 2012), *range(2012, 2012 + len(later))]
    logs = [log(100 + 7 * at % 13) for at in range(12)]
    assert history(years, [*logs, *map(log, later)], 2011) == history(years[:12], logs, 2011)


def test_a_calibration_survives_its_file_and_notices_a_change() -> None:
    content = write_calibration(SMALL)
    assert read_calibration(content, "c.json") == SMALL
    changed = json.loads(content)
    changed["factors"][0]["scaled"]["0.8"] = 1.0
    for content, code in (
        (json.dumps(changed).encode(), "changed"),
        (b"{}", "not_one"),
        (b"\xff", "not_one"),
    ):
        with pytest.raises(KithError) as refused:
            read_calibration(content, "c.json")
        assert [fault.code for fault in refused.value.faults] == [f"workforce.calibration.{code}"]
    assert replace(SMALL, weight=0.5).hash != SMALL.hash


def test_the_shipped_calibration_serves_thirty_years() -> None:
    assert [each.horizon for each in spread(range(1, 31), shipped())] == list(range(1, 31))


def test_every_fault_of_every_series_at_once() -> None:
    with pytest.raises(KithError) as refused:
        check_series(
            (
                Series("A", "nurses", (2000, 2000, 1999), (1.0, 0.0, float("nan"))),
                Series("B", "nurses", (2000,), (1.0,)),
                Series("C", "nurses", (2000, 2001), (1.0,)),
            )
        )
    assert [fault.code.rsplit(".", 1)[1] for fault in refused.value.faults] == [
        "not_positive",
        "not_positive",
        "year_twice",
        "out_of_order",
        "too_short",
        "uneven",
    ]


def test_a_past_that_is_too_thin_and_what_cannot_be_served() -> None:
    with pytest.raises(KithError) as refused:
        forecast(DOUBLING, (1,), shipped())
    assert refused.value.faults[0].params["points"] == 3
    with pytest.raises(KithError) as refused:
        spread((0, -1), SMALL, levels=(0.5,))
    assert [fault.code.rsplit(".", 1)[1] for fault in refused.value.faults] == ["horizon", "horizon", "level"]


def test_the_sds_of_a_projection_begin_with_none() -> None:
    calm = Series("A", "nurses", tuple(range(2000, 2006)), tuple(100 * 1.02**at for at in range(6)))
    assert log_sds(4, SMALL)[::4] == (0.0, spread((4,), SMALL)[0].sd)
    assert log_sds(4, shipped(), past=DOUBLING) == log_sds(4, shipped())
    assert log_sds(1, SMALL, past=calm)[1] == pytest.approx(2 * 0.01 / 1.2815515655446004)


def test_a_past_with_gaps_gets_a_wider_band() -> None:
    """Six of eleven years counted: 11/6 as wide as with all."""
    sparse = replace(SMALL, scale=Scale.SPARSE)
    full, gaps = (spread((4,), sparse, volatility=0.02, points=known)[0] for known in (11, 6))
    assert full.half_width[0.8] == pytest.approx(4 * 2 * 0.025**0.5)
    assert gaps.half_width[0.8] == pytest.approx(full.half_width[0.8] * 11 / 6)


def test_the_caption_tells_what_was_held_and_where_it_ends() -> None:
    speaker = Speaker("workforce.forecast")
    held = tuple(replace(each, held={"0.8": (0.81, 0.77, 0.849)}) for each in SMALL.factors)
    told = caption(replace(SMALL, factors=held), speaker, last_horizon=5)
    assert "4-year forecasts 81% (77% to 85%; 20 places). Beyond 4 years no back-test reaches" in told
    assert "Beyond" not in caption(replace(SMALL, factors=held), speaker, last_horizon=4)
    assert (
        caption(SMALL, speaker, last_horizon=5) == "How often bands meant to hold 80% do so was not tested."
    )
    assert all(0.76 <= each.held["0.8"][0] <= 0.84 for each in shipped().factors)
