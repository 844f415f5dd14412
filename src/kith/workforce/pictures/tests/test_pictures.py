"""Pictures of a projection: headings, words and tables have the projection's own numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import page
import pytest

from kith.publishing.pdf import render_pdf
from kith.publishing.report_json import report_from_json, report_to_json
from kith.workforce.gap import over_time
from kith.workforce.pictures import (
    SUBJECT,
    Lies,
    Of,
    age_pyramid,
    difference_fan,
    fan_chart,
    gap_waterfall,
    met_heat,
    sankey,
    small_multiples,
    tile_map,
)
from kith.workforce.report import SUBJECT as REPORT
from kith.workforce.report import lever_shares, workforce_report
from kith.workforce.report.levers import levers_section
from kith.workforce.scenario.compiling import replaced
from kith.workforce.scenario.levers_types import Pull
from kith.workforce.scenario.running import Run, run
from kith.workforce.scenario.shipped import read_template
from kith.workforce.sensitivity import gross, sensitivity
from kith.workforce.speaking import Speaker, number

SAY = Speaker(SUBJECT)
WHEN = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def made() -> Run:
    return run(replaced(read_template("one-by-two"), draws=20))


def test_a_fan_tells_each_quantile_and_its_heading_has_the_last(made: Run) -> None:
    found = made.projection
    figure = fan_chart(found, Of.SUPPLY, SAY)
    values = found.supply_total.values
    assert figure.chart.middle == tuple(values[3])
    assert figure.data.rows[-1][4] in figure.finding
    assert figure.data.rows[-1][4].replace(",", "") == number(float(values[3, -1]), 0).replace(",", "")
    assert figure.basis.n == found.draws
    assert figure.finding in figure.alternative


def test_a_gap_is_named_net_or_gross(made: Run) -> None:
    for of in (Of.GAP_NET, Of.GAP_GROSS):
        assert f"({of.value})" in fan_chart(made.projection, of, SAY).finding
    assert len(small_multiples(made.projection, SAY)) == len(made.projection.axes.professions)
    with pytest.raises(ValueError, match="one profession"):
        fan_chart(made.projection, Of.GAP_NET, SAY, region=0)


def test_a_regions_gross_gap_has_no_surplus(made: Run) -> None:
    figure = fan_chart(made.projection, Of.GAP_GROSS, SAY, profession=0, region=0)
    assert max(max(band.high) for band in figure.chart.bands) <= 0


def test_the_same_run_differs_from_itself_by_nothing_and_luck_must_be_shared(made: Run) -> None:
    found = made.projection
    assert set(difference_fan(found, found, SAY).chart.middle) == {0.0}
    other = replace(found, provenance=replace(found.provenance, seed=99))
    with pytest.raises(ValueError, match="one seed"):
        difference_fan(found, other, SAY)


def test_a_waterfall_ends_where_the_run_ends(made: Run) -> None:
    found = made.projection
    years = found.axes.years
    steps = over_time(found.expected, found.need, first=0, last=len(years))
    figure = gap_waterfall(steps, SAY, first_year=years[0], last_year=years[-1] + 1, cells=2)
    *_, last, end = figure.chart.rows
    assert last.parts[0].end == pytest.approx(end.parts[0].end, abs=1e-6)
    assert figure.data.rows[-1][1] in figure.finding
    assert len(figure.data.rows) == len(figure.chart.rows)


def test_flows_and_ages_add_up(made: Run) -> None:
    found = made.projection
    chart = sankey(found.expected, found.axes, SAY).chart
    assert sum(part.value for part in chart.come) == pytest.approx(sum(part.value for part in chart.go))
    ages = age_pyramid(found.expected, found.axes, SAY).chart
    assert sum(row.parts[1].end for row in ages.rows) == pytest.approx(found.expected.by_age[-1].sum())


def test_places_tell_the_share_of_need(made: Run) -> None:
    found = made.projection
    values = met_heat(found, SAY).chart.values
    assert values[1][0] == 100 * found.expected.fte[-1, 0, 1] / found.need[-1, 0, 1]
    figure = tile_map((Lies("Hills", (0, 0), 30.0, 40.0), Lies("Town", (0, 1), 10.0, 0.0)), SAY, year=2030)
    assert [tile.said for tile in figure.chart.tiles] == ["75%"]


def test_more_need_and_more_joiners_move_the_gap_as_they_must(made: Run) -> None:
    moved = {one.kind: one for one in sensitivity(made.model, made.need)}
    assert moved["need"].high <= gross(made.projection.expected, made.need, -1) <= moved["need"].low
    assert moved["sources"].low <= moved["sources"].high
    assert np.isfinite([end for one in moved.values() for end in (one.low, one.high)]).all()


def test_the_report_is_kept_and_drawn_the_same(made: Run) -> None:
    report = workforce_report(made, written_at=WHEN)
    assert report_from_json(report_to_json(report)) == report
    content = render_pdf(report)
    assert not page.validate_pdf_bytes(content, profile="ua1").failures
    assert content == render_pdf(workforce_report(made, written_at=WHEN))


def test_levers_that_are_pulled_share_what_they_did() -> None:
    scenario = read_template("four-by-ten")
    lever = scenario.levers[0]
    pulls = (Pull(lever.key, lever.cap or 1.0, scenario.years[0]),)
    pulled = run(replaced(scenario, draws=2, pulls=pulls))
    shares = lever_shares(pulled)
    assert shares is not None
    assert sum(shares.of.values()) == pytest.approx(shares.after - shares.before)
    assert shares.after == gross(pulled.projection.expected, pulled.need, -1)
    table = levers_section(pulled, Speaker(REPORT)).blocks[1]
    assert table.rows[0][0] == lever.name.in_language("en")
