"""What a result says: in the report, in JSON and in the workbook."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kith.publishing.blocks import Callout, Finding
from kith.publishing.html import render_document
from kith.tables.reading import read_table
from kith.workforce.wisn import Rounding, calculate, leave_effects, with_leave
from kith.workforce.wisn.example import example
from kith.workforce.wisn.report import WisnFacts, wisn_report
from kith.workforce.wisn.results_out import wisn_json, wisn_workbook

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def result():
    return calculate(example(), seed=1)


def test_the_report_leads_with_a_finding_a_cadre_and_names_both_ratios(result):
    report = wisn_report(result, WisnFacts("Norms", "norms.xlsx", NOW))
    assert isinstance(report.summary[0], Callout)
    nurses, doctors = (block for block in report.summary if isinstance(block, Finding))
    assert nurses.headline == (
        "Nurse: 51.0 FTE in post for work that needs 53.9, 2.9 short. The ratio of sums is 0.95 (slight pressure);"
        " the mean of the facilities’ ratios is 1.41."
    )
    assert (nurses.basis.n, doctors.basis.n) == (4, 4)
    assert nurses.basis.uncertainty.startswith(
        "With times and volumes anywhere in their ranges, 47.9 to 63.0 FTE"
    )
    assert [section.key for section in report.sections] == ["facilities", "sums", "method"]


def test_figures_that_are_not_invented_carry_no_warning_and_leave_has_its_part(result):
    real = calculate(replace(example(), synthetic=False))
    effects = leave_effects(example(), with_leave(example().norms, "Nurse", annual_leave=30))
    report = wisn_report(real, WisnFacts("Norms", "norms.xlsx", NOW, effects))
    assert not isinstance(report.summary[0], Callout)
    assert [section.key for section in report.sections] == ["facilities", "sums", "leave", "method"]
    page = render_document(report)
    assert "Another leave policy" in page
    assert "Nothing here is about a real place" not in page


def test_json_and_the_workbook_hold_the_same_figures(result):
    numbers = wisn_json(result)
    assert json.loads(json.dumps(numbers, allow_nan=False)) == numbers
    table = read_table(wisn_workbook(result), name="r.xlsx", sheet="Requirements")
    # openpyxl writes sixteen figures of a number, one fewer than some need.
    assert table.column("Required") == pytest.approx(
        [each["required"] for each in numbers["requirements"]], rel=1e-15
    )
    assert set(table.column("Figures")) == {"invented"}
    sums = read_table(wisn_workbook(result), name="r.xlsx", sheet="Sums")
    assert sums.column("Mean of ratios") == pytest.approx(
        [each["mean_of_ratios"] for each in numbers["sums"]], rel=1e-15
    )
    assert numbers["sums"][0]["ratio_of_sums"] != numbers["sums"][0]["mean_of_ratios"]


def test_the_rounding_policy_stands_in_every_output():
    result = calculate(example(), rounding=Rounding.UP)
    assert wisn_json(result)["rounding"] == "up"
    assert set(read_table(wisn_workbook(result), name="r.xlsx").column("Rounding")) == {"up"}
    assert "Rounding: up to the next whole post" in render_document(
        wisn_report(result, WisnFacts("Norms", "norms.xlsx", NOW))
    )
