"""Files of applications to a report for a board: what is read, what is refused, what stands on the page."""

from pathlib import Path

import pytest

from kith.evaluation.facts import ReportFacts
from kith.evaluation.funnel import analyse_funnel
from kith.evaluation.funnel_file import FunnelColumns, read_baselines, read_funnel
from kith.evaluation.funnel_report import funnel_report
from kith.evaluation.funnel_types import ABSENT, Counted, Stage, Told
from kith.evaluation.result_json import funnel_json
from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.foundation.words import Text
from kith.publishing.blocks import BulletList, Finding, Table
from kith.publishing.html import render_document
from kith.tables.reading import read_table
from kith.tables.types import Table as Sheet

EXAMPLES = Path(__file__).parents[4] / "examples/recruitment"
COLUMNS = FunnelColumns(
    stage="Furthest stage",
    by=("Side", "Sex", "Channel"),
    ethnic="Ethnic category",
    cohort="Cohort",
    counted=(Counted(Stage.REACHED, 812),),
)


def sheet(columns, *rows):
    return Sheet("a.csv", None, columns, rows, tuple(range(2, len(rows) + 2)))


@pytest.fixture(scope="module")
def example():
    table = read_table(EXAMPLES / "applications-synthetic.csv", name="applications.csv")
    data = read_funnel(table, COLUMNS)
    staff, remarks = read_baselines(
        read_table(EXAMPLES / "workforce-synthetic.csv", name="workforce.csv"), data
    )
    assert remarks == ()
    return analyse_funnel(data, seed=1, baselines=staff)


@pytest.fixture(scope="module")
def report(example, written_at):
    return funnel_report(example, ReportFacts(Text.of("Who got in"), written_at))


@pytest.fixture(scope="module")
def written_at():
    from datetime import UTC, datetime

    return datetime(2026, 11, 22, tzinfo=UTC)


def test_the_board_reads_findings_counts_and_what_they_cannot_say_on_one_page(report):
    findings = [block for block in report.summary if isinstance(block, Finding)]
    assert findings[0].headline == "Of 240 who applied, 50 came to the last stage: Completed."
    assert len(findings) == 1 + 4 + 2
    assert all(finding.headline.endswith(".") for finding in findings)
    (stages,) = [block for block in report.summary if isinstance(block, Table)]
    assert [row[1] for row in stages.rows] == ["810", "240", "200", "120", "100", "60", "50"]
    limits = report.summary[-1]
    assert isinstance(limits, BulletList)
    assert limits.lead == "What this cannot say"
    assert any("cannot tell an unfair step" in item for item in limits.items)
    assert len(report.summary) < 12


def test_every_figure_of_the_page_is_one_of_the_result(report, example):
    section = next(section for section in report.sections if section.title == "Sex")
    counts = next(block for block in section.blocks if isinstance(block, Table))
    sex = example.characteristic("Sex")
    for row, cells in zip(sex.rows, counts.rows, strict=False):
        assert cells[0] == row.category.label.in_language("en")
        shown = [cell if isinstance(cell, str) else None for cell in cells[1:]]
        assert shown == [str(figure) if isinstance(figure, int) else None for figure in row.counts]
    page = render_document(report)
    assert "7 or fewer" in page
    assert "never" in page or "not a percentage" in page
    assert "%" not in "".join(
        f.headline for f in report.summary if isinstance(f, Finding) and "WRES" in f.headline
    )


def test_the_json_says_its_format_and_why_a_number_is_not_there(example):
    found = funnel_json(example)
    assert (found["format"], found["format_version"]) == ("kith.evaluation.funnel", 1)
    assert {"reason": "small_count", "limit": 7} in [
        figure for each in found["characteristics"] for row in each["rows"] for figure in row["counts"]
    ]
    assert found["wres"][0]["indicator"] == "2"


def test_a_programme_too_small_for_anything_still_has_its_page(written_at):
    table = sheet(("Stage", "Sex"), *[("applied", "Women")] * 4, ("accepted", "Men"))
    result = analyse_funnel(read_funnel(table, FunnelColumns("Stage", by=("Sex",))), seed=1)
    report = funnel_report(result, ReportFacts(Text.of("Few"), written_at))
    headlines = [block.headline for block in report.summary if isinstance(block, Finding)]
    assert headlines == ["Sex: the groups are too small for anything to be compared."]
    assert "too few" not in render_document(report)


def test_stages_come_by_name_or_by_dates_and_blank_answers_were_not_asked():
    named = sheet(
        ("Stage", "Sex"), ("Applied", "Women"), ("offered a place", ""), ("shortlisted", "Not stated")
    )
    data = read_funnel(named, FunnelColumns("Stage", by=("Sex",)))
    assert data.stages == (Stage.APPLIED, Stage.SHORTLISTED, Stage.OFFERED)
    assert data.furthest.tolist() == [0, 2, 1]
    (sex,) = data.characteristics
    assert sex.codes.tolist() == [0, ABSENT, 1]
    assert [category.told for category in sex.categories] == [Told.GROUP, Told.NOT_STATED]
    dated = sheet(("In", "Out"), ("2026-03-01", ""), ("3 March 2026", "yes"), ("1/4/2026", "no"))
    dates = {Stage.APPLIED: "In", Stage.COMPLETED: "Out"}
    assert read_funnel(dated, FunnelColumns(dates=dates)).furthest.tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("table", "columns", "said"),
    [
        (sheet(("A",), ("x",)), FunnelColumns(), ["a.csv: No column tells how far"]),
        (sheet(("A",), ("x",)), FunnelColumns("B", by=("C",)), ["no column “B”", "no column “C”"]),
        (sheet(("A",)), FunnelColumns("A"), ["There is no application"]),
        (sheet(("A",), ("won",)), FunnelColumns("A"), ["row 2, column “A”: “won” is no stage"]),
        (
            sheet(("A",), ("soon",), ("",)),
            FunnelColumns(dates={Stage.APPLIED: "A"}),
            [
                "row 2, column “A”: “soon”",
                "row 2: This application reached no stage",
                "row 3: This application",
            ],
        ),
        (
            sheet(("A", "E"), ("applied", "Y"), ("accepted", "a")),
            FunnelColumns("A", ethnic="E"),
            ["row 2, column “E”: “Y” is no NHS"],
        ),
    ],
)
def test_every_fault_says_where_it_stands(table, columns, said):
    with pytest.raises(KithError) as refused:
        read_funnel(table, columns)
    found = [sentence(fault) for fault in refused.value.faults]
    assert len(found) == len(said)
    for words_, wanted in zip(found, said, strict=True):
        assert wanted in words_


def test_the_workforces_faults_come_by_row_and_what_nobody_has_is_said():
    data = read_funnel(
        sheet(("Stage", "Sex"), ("applied", "Women"), ("accepted", "Men")),
        FunnelColumns("Stage", by=("Sex",)),
    )
    columns = ("Characteristic", "Category", "Staff")
    staff, remarks = read_baselines(
        sheet(columns, ("sex", "women", "1,200"), ("Sex", "Men", 300), ("Sex", "Other", "4")), data
    )
    assert [dict(one.counts) for one in staff] == [{"Women": 1200, "Men": 300}]
    assert [remark.code for remark in remarks] == ["evaluation.funnel.staff_unknown"]
    with pytest.raises(KithError) as refused:
        read_baselines(sheet(columns, ("Age", "30", "4"), ("Sex", "Men", "many")), data)
    assert [(fault.code.rsplit(".", 1)[1], fault.where.row) for fault in refused.value.faults] == [
        ("baseline_unknown", 2), ("not_a_number", 3),
    ]  # fmt: skip
    with pytest.raises(KithError) as refused:
        read_baselines(sheet(("Staff",), (1,)), data)
    assert refused.value.faults[0].params["missing"] == "characteristic, category"
