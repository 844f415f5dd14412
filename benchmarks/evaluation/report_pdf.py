"""A report with ten charts as PDF/UA-1 from a warm process, against its time and against weasyprint."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from benchmarks.claims import Claim, at_least, at_most, seconds
from benchmarks.peers import ask, peer_python
from kith.foundation.provenance import provenance
from kith.publishing.blocks import Basis, Column, Figure, Finding, Paragraph, Table
from kith.publishing.chart_types import (
    AnswerRow,
    AnswerShares,
    Bar,
    Bars,
    ChangeCounts,
    DirectionWords,
    IntervalRow,
    Intervals,
    PersonChange,
    PersonChanges,
    SideCounts,
)
from kith.publishing.charts import Chart
from kith.publishing.html import render_document
from kith.publishing.model import Report, Section
from kith.publishing.pdf import render_pdf

BUDGET = 2.0
CHARTS, PEOPLE = 10, 30
PEER = ("weasyprint==70.0",)
WORDS = DirectionWords("Went up", "Stayed the same", "Went down")
BASIS = Basis(n=PEOPLE, who="people", how="Each is compared with themselves.", uncertainty="95% range.")


def measure() -> list[Claim]:
    # Another report each time, so that nothing of one is remembered for the next; the first warms the process.
    reports = iter([ten_charts(shift) for shift in range(6)])
    render_pdf(next(reports))
    taken = seconds(lambda: render_pdf(next(reports)), 5)
    report = ten_charts()
    answer = ask(
        peer_python("weasyprint", *PEER),
        Path(__file__).parent / "report_pdf_peer.py",
        {"html": render_document(report)},
    )
    assert isinstance(answer, dict)
    what = f"a report with {CHARTS} charts and {CHARTS} tables as PDF/UA-1, warm"
    how = (
        f"Wall seconds, medians of 5, the first not counted. Kith draws {CHARTS} other charts each time; the peer"
        " turns the finished page with the same charts (SVG) and tables into PDF/UA-1. 1 thread each, but for what"
        f" either takes by itself. Kith {len(render_pdf(report)) // 1000} kB, peer {answer['bytes'] // 1000} kB."
    )
    peer = float(answer["seconds"])
    return [
        at_most(
            what,
            kith=taken,
            peer=f"the budget of {BUDGET:g} s",
            peer_value=BUDGET,
            target=1.0,
            how="Wall seconds, median of 5 different reports, the first not counted.",
        ),
        at_least(what, kith=taken, peer=PEER[0], peer_value=peer, target=None, how=how),
    ]


def ten_charts(shift: int = 0) -> Report:
    """Invented figures in every kind of chart, twice."""
    sections = tuple(
        Section(
            f"part-{number}",
            f"Part {number + 1}",
            (
                Paragraph("What people said before and after. " * 8),
                Finding("Most scores rose.", BASIS),
                Figure("Most scores rose", chart, "In words: most scores rose.", _table(number), BASIS),
            ),
        )
        for number, chart in enumerate([*_charts(2 * shift), *_charts(2 * shift + 1)][:CHARTS])
    )
    made = provenance("benchmark", inputs={})
    return Report(
        f"Ten charts {shift}",
        "en",
        datetime(2026, 1, 5, tzinfo=UTC),
        made,
        (Finding("Most rose.", BASIS),),
        sections,
    )


def _charts(shift: int) -> tuple[Chart, ...]:
    people = tuple(
        PersonChange(f"P{number:02d}", 1 + (number + shift) % 4, 1.5 + (number * 7) % 4 * 0.8)
        for number in range(PEOPLE)
    )
    rows = range(8)
    return (
        PersonChanges(people, "Before", "After", "Score", (1.0, 5.0), WORDS),
        ChangeCounts(tuple(SideCounts(f"Side {row}", 12 + row, 5, 3) for row in rows), WORDS, "People"),
        AnswerShares(
            ("Never", "Seldom", "Often", "Always"),
            tuple(AnswerRow(f"Question {row}", (3, 5, 9, 4 + row + shift)) for row in rows),
            "People",
        ),
        Intervals(
            tuple(IntervalRow(f"Score {row}", 0.1 * row, 0.1 * row - 0.3, 0.1 * row + 0.4) for row in rows),
            "Change",
            0.0,
            "No change",
        ),
        Bars(tuple(Bar(f"Group {row}", 4.0 + row + shift) for row in rows), "People"),
    )


def _table(number: int) -> Table:
    columns = (Column("Score"), Column("People"), Column("Change"))
    rows = tuple((f"Score {row}", str(30 - row), f"+0.{row + number % 3}") for row in range(8))
    return Table(f"Scores {number + 1}", columns, rows)


if __name__ == "__main__":
    print(len(render_pdf(ten_charts())))
