"""A realistic report with every kind of block, for the tests of the pages."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from kith.foundation.provenance import Provenance
from kith.publishing import chart_types as charts
from kith.publishing import model as m
from kith.publishing.disclosure import CountTable, protect_counts, report_table

DIRECTIONS = charts.DirectionWords("Went up", "Stayed the same", "Went down")
SCORES = ((2, 4), (3, 3), (2.5, 3.5), (4, 3.5), (1.5, 4.5), (3, 3.25), (3.5, 5))
PEOPLE = tuple(charts.PersonChange(f"C{i:02d}", *scores) for i, scores in enumerate(SCORES))
SCALE = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
EMPTY = m.Table("An empty table", (m.Column("A"), m.Column("B")), ())


def basis(text: str = "", n: "int | m.Suppressed" = 14) -> m.Basis:
    return m.Basis(
        n, f"clinicians who answered both times{text}", f"The middle change.{text}", f"0.2 to 1.0{text}"
    )


def table(text: str = "", rows: int = 5) -> m.Table:
    number = m.Alignment.NUMBER
    columns = (m.Column(f"Person{text}"), m.Column("Before", number), m.Column(f"After{text}", number))
    hidden = m.Suppressed(f"7 or fewer{text}", "small_count")
    body = tuple((f"C{i:04d}{text}", f"{i % 5}.0", hidden if i % 4 == 0 else "3.5") for i in range(rows))
    return m.Table(f"The numbers{text}", columns, body, notes=(f"A note{text}",))


def all_charts(text: str = "") -> tuple[charts.Chart, ...]:
    row = charts.IntervalRow(f"Clinicians{text}", 0.6, 0.2, 1.0)
    lines = charts.PersonStyle.LINES
    return (
        charts.PersonChanges(PEOPLE, f"Before{text}", "After", f"Score{text}", (1, 5), DIRECTIONS),
        charts.PersonChanges(PEOPLE, "Before", f"After{text}", "Score", (1, 5), DIRECTIONS, lines),
        charts.ChangeCounts((charts.SideCounts(f"Clinicians{text}", 14, 5, 0),), DIRECTIONS, f"People{text}"),
        charts.AnswerShares(SCALE, (charts.AnswerRow(f"I am ready{text}", (3, 9, 20, 41, 12)),), "Share"),
        charts.Intervals((row,), f"Change{text}", 0.0, f"No change{text}"),
        charts.Bars((charts.Bar(f"Applied{text}", 64),), f"People{text}"),
        charts.Bars((charts.Bar("Applied, chosen and started", 64),), "People"),
        charts.Heat((f"Nurses{text}", "Doctors"), ("A", "B"), ((1.5, None), (0.0, 4.0)), "FTE", f"few{text}"),
    )


def figures(text: str = "") -> tuple[m.Figure, ...]:
    return tuple(
        m.Figure(f"Most scores rose{text}", chart, f"In words, most rose.{text}", table(text), basis(text))
        for chart in all_charts(text)
    )


def report(text: str = "", language: str = "en", rows: int = 20, *, drawn: bool = True) -> m.Report:
    """``text`` is put at the end of every text that a person can have written.

    ``drawn=False`` leaves out all charts but one: drawing them takes longer than all the rest.
    """
    charts = figures(text) if drawn else figures(text)[2:3]
    people = protect_counts(CountTable.one_way({f"White{text}": 40, "Black": 3, "Asian": 22, "Mixed": 6}))
    warning = m.Callout(m.CalloutKind.WARNING, (f"There was no comparison group.{text}",), f"Beware{text}")
    inset = m.Callout(m.CalloutKind.INSET, (f"Set apart.{text}",), f"Aside{text}")
    hidden = m.KeyFigure(m.Suppressed(f"fewer than 5{text}"), "Managers", basis(text, m.Suppressed("few")))
    shown = m.KeyFigure(f"14 of 16{text}", f"Clinicians{text}", basis(text))
    details = m.Details(f"Statistical details{text}", (m.Paragraph(f"Exact test.{text}"), table(text)))
    return m.Report(
        title=f"Paired Learning, spring 2026{text}",
        subtitle=f"What changed{text}",
        language=language,
        created=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        provenance=Provenance(
            f"evaluation.change{text}", {f"answers{text}": "ab" * 32}, 7, {"kith": "0.1.0"}
        ),
        summary=(m.Paragraph(f"They met.{text}"), m.KeyFigures((shown, hidden)), warning),
        sections=(
            m.Section(
                "people",
                f"Who took part{text}",
                (
                    m.Finding(f"Eleven felt better prepared.{text}", basis(text)),
                    m.BulletList((f"First{text}", "Second"), f"Next:{text}"),
                    report_table(people, caption=f"Ethnic group{text}", first_heading=f"Group{text}"),
                    m.DefinitionList((m.Definition(f"Pair{text}", f"One of each{text}"),)),
                ),
            ),
            m.Section(
                "change",
                f"What changed{text}",
                charts[:3],
                (m.Section("scales", f"By scale{text}", (*charts[3:], details)),),
            ),
            m.Section(
                "words", f"In words{text}", (m.Quotation(f"I ring her now.{text}", f"a manager{text}"), inset)
            ),
            m.Section("long", f"Everybody{text}", (table(text, rows), EMPTY)),
        ),
    )


@pytest.fixture(scope="session")
def make_report() -> Callable[..., m.Report]:
    return report


@pytest.fixture(scope="session")
def make_charts() -> Callable[..., tuple[charts.Chart, ...]]:
    return all_charts
