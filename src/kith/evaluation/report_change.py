"""The section on change: individual change first, sizes with ranges, tests under Details."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation import formats
from kith.evaluation.missing.words import missing_sentences
from kith.evaluation.plan import Outcome
from kith.evaluation.report_details import details
from kith.evaluation.report_lines import people_figures
from kith.evaluation.report_parts import Parts, directions, is_bounded
from kith.evaluation.report_recalibration import recalibration_blocks
from kith.evaluation.report_summary import change_columns
from kith.evaluation.types import ChangeCell, Measures
from kith.publishing.blocks import Basis, Block, Column, Figure, Paragraph, Table
from kith.publishing.chart_types import ChangeCounts, IntervalRow, Intervals, SideCounts
from kith.publishing.model import Section

Shown = list[tuple[ChangeCell, Measures]]


def change_section(parts: Parts) -> Section:
    """One subsection an outcome, those on which the sides differ most first."""
    subsections = [
        Section(f"change-{place}", parts.outcome(outcome.key), tuple(_outcome(parts, outcome)))
        for place, outcome in enumerate(parts.outcomes(), start=1)
    ]
    looking_back = tuple(recalibration_blocks(parts))
    if looking_back:
        subsections.append(Section("recalibration", parts.say("evaluation.method.then_title"), looking_back))
    return Section("change", parts.say("evaluation.report.change"), (), tuple(subsections))


def _outcome(parts: Parts, outcome: Outcome) -> Iterator[Block]:
    cells = parts.cells_of(outcome)
    shown = [(cell, cell.found) for cell in cells if isinstance(cell.found, Measures)]
    yield Paragraph(parts.say(f"evaluation.report.better.{outcome.better.value}"))
    if shown:
        yield _counts(parts, outcome, shown)
    else:
        yield Paragraph(parts.say("evaluation.report.nothing_shown"))
    for cell, found in shown:
        yield from _beyond(parts, cell, found)
    yield from missing_sentences(parts, shown)
    yield from people_figures(parts, outcome, shown)
    bounded = [(cell, found) for cell, found in shown if is_bounded(parts.change(found))]
    if bounded:
        yield _intervals(parts, outcome, bounded)
    yield _table(parts, outcome, cells)
    if shown:
        yield details(parts, outcome, shown)


def _counts(parts: Parts, outcome: Outcome, shown: Shown) -> Figure:
    say = parts.say
    words = [
        say(
            "evaluation.report.counts_alternative",
            side=parts.label(cell),
            up=found.counts.up,
            same=found.counts.same,
            down=found.counts.down,
        )
        for cell, found in shown
    ]
    chart = ChangeCounts(
        sides=tuple(
            SideCounts(parts.label(cell), found.counts.up, found.counts.same, found.counts.down)
            for cell, found in shown
        ),
        directions=directions(parts),
        value_title=say("evaluation.report.people_title"),
    )
    rows = tuple(
        (parts.label(cell), *(str(n) for n in (found.counts.up, found.counts.same, found.counts.down)))
        for cell, found in shown
    )
    caption = say("evaluation.report.counts_caption", outcome=parts.outcome(outcome.key))
    columns = (Column(say("evaluation.report.compared")), *change_columns(parts)[1:4])
    finding = say(
        "evaluation.report.counts_finding", outcome=parts.outcome(outcome.key), said=_counted(parts, shown)
    )
    return Figure(
        finding, chart, " ".join(words), Table(caption, columns, rows), _basis(parts, shown, "headline_how")
    )


def _counted(parts: Parts, shown: Shown) -> str:
    """The counts of the main comparison, side by side; of the first one that is shown, where that is not."""
    return " ".join(
        parts.say(
            "evaluation.report.counts_of",
            label=parts.label(cell),
            up=found.counts.up,
            down=found.counts.down,
            n=cell.n_matched,
        )
        for cell, found in _foremost(parts, shown)
    )


def _foremost(parts: Parts, shown: Shown) -> Shown:
    return [each for each in shown if each[0].comparison == parts.main] or shown[:1]


def _basis(parts: Parts, shown: Shown, how: str) -> Basis:
    """The most people of any row; the numbers of each stand in the table."""
    return Basis(
        n=max(cell.n_matched for cell, _ in shown),
        who=parts.say("evaluation.report.figure_who"),
        how=parts.say(f"evaluation.report.{how}"),
    )


def _beyond(parts: Parts, cell: ChangeCell, found: Measures) -> Iterator[Paragraph]:
    for rule in found.beyond:
        yield Paragraph(
            parts.say(
                f"evaluation.report.beyond.{rule.rule}",
                side=parts.label(cell),
                threshold=formats.points(rule.threshold),
                up=rule.counts.up,
                down=rule.counts.down,
                within=rule.counts.same,
            )
        )


def _intervals(parts: Parts, outcome: Outcome, shown: Shown) -> Figure:
    say = parts.say
    rows = [
        IntervalRow(parts.label(cell), middle.value, middle.low, middle.high)
        for cell, found in shown
        for middle in (parts.change(found),)
    ]
    words = [
        say(
            "evaluation.report.interval_alternative",
            label=row.label,
            change=formats.change(row.estimate),
            low=formats.change(row.low),
            high=formats.change(row.high),
        )
        for row in rows
    ]
    centre, name = parts.result.centre.value, parts.outcome(outcome.key)
    caption = say(f"evaluation.report.intervals_caption.{centre}", outcome=name)
    foremost = {parts.label(cell) for cell, _ in _foremost(parts, shown)}
    said = " ".join(text for row, text in zip(rows, words, strict=True) if row.label in foremost)
    finding = say(f"evaluation.report.intervals_finding.{centre}", outcome=name, said=said)
    columns = (Column(say("evaluation.report.compared")), *change_columns(parts)[4:])
    numbers = tuple((parts.label(cell), *parts.change_row(cell)[4:]) for cell, _ in shown)
    chart = Intervals(
        tuple(rows),
        say("evaluation.report.intervals_title"),
        reference=0.0,
        reference_label=say("evaluation.report.no_change"),
    )
    alternative = " ".join(words)
    return Figure(
        finding,
        chart,
        alternative,
        Table(caption, columns, numbers),
        _basis(parts, shown, f"intervals_how.{centre}"),
    )


def _table(parts: Parts, outcome: Outcome, cells: list[ChangeCell]) -> Table:
    return Table(
        caption=parts.say("evaluation.report.all_caption", outcome=parts.outcome(outcome.key)),
        columns=(Column(parts.say("evaluation.report.compared")), *change_columns(parts)),
        rows=tuple((parts.label(cell), *parts.change_row(cell)) for cell in cells),
    )
