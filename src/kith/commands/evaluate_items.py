"""The work of ``kith evaluate items``, ``agreement`` and ``time``: read, work out, print, write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from kith.commands.evaluate_outputs import Outputs, counted, drawn, print_block, write_all
from kith.commands.outputs import Bar
from kith.evaluation.facts import ReportFacts
from kith.evaluation.items import analyse_items, items_report, items_section
from kith.evaluation.items.reading import Wanted, read_items
from kith.evaluation.raters import analyse_raters, raters_report, raters_section
from kith.evaluation.raters.reading import read_raters
from kith.evaluation.result_json import Json, items_json, raters_json, times_json
from kith.evaluation.speaker import Speaker
from kith.evaluation.time_to_role import analyse_times, times_report, times_section
from kith.evaluation.time_to_role.reading import TimeColumns, read_times
from kith.foundation.messages import sentence
from kith.foundation.words import Text
from kith.publishing.model import Report, Section
from kith.tables.reading import read_table
from kith.tables.types import FILE_LIMITS, Table


@dataclass(frozen=True, slots=True)
class _Worked:
    """What came of an analysis, ready to be printed and written."""

    section: Section
    report: Report
    numbers: Mapping[str, Json]


def run_items(
    data: Path, wanted: Wanted, *, title: str | None, outputs: Outputs, seed: int, now: datetime
) -> None:
    """Whether questions hold together."""

    def work(table: Table) -> _Worked:
        read = read_items(table, wanted)
        result = analyse_items(read.data, read.scales, seed=seed)
        facts = _facts("evaluation.items.title", data, title, now)
        return _Worked(items_section(result, Speaker()), items_report(result, facts), items_json(result))

    _run(data, work, outputs)


def run_agreement(
    data: Path,
    raters: tuple[str, ...],
    order: tuple[str, ...],
    *,
    ordered: bool,
    title: str | None,
    outputs: Outputs,
    seed: int,
    now: datetime,
) -> None:
    """Whether raters agree."""

    def work(table: Table) -> _Worked:
        result = analyse_raters(read_raters(table, raters, order, ordered=ordered), seed=seed)
        facts = _facts("evaluation.raters.title", data, title, now)
        return _Worked(raters_section(result, Speaker()), raters_report(result, facts), raters_json(result))

    _run(data, work, outputs)


def run_times(
    data: Path, columns: TimeColumns, *, title: str | None, outputs: Outputs, now: datetime
) -> None:
    """How long until the next role."""

    def work(table: Table) -> _Worked:
        result = analyse_times(read_times(table, columns))
        facts = _facts("evaluation.times.title", data, title, now)
        return _Worked(times_section(result, Speaker()), times_report(result, facts), times_json(result))

    _run(data, work, outputs)


def _facts(code: str, data: Path, title: str | None, now: datetime) -> ReportFacts:
    return ReportFacts(Text.of(title or Speaker().say(code, name=data.name)), now, source=Text.of(data.name))


def _run(data: Path, work: Callable[[Table], _Worked], outputs: Outputs) -> None:
    """Everything is computed and drawn before anything is printed or written."""
    outputs.refuse_clashes(data)
    with Bar() as bar:
        table = read_table(data, name=data.name, limits=FILE_LIMITS)
        bar("Working it out", 0.3)
        worked = work(table)
        contents = drawn(outputs, worked.report, worked.numbers, bar)
    click.echo(f"{table.name}: {counted(len(table.rows), 'row', 'rows')}.")
    for noted in table.notes:
        click.echo(sentence(noted))
    for part in worked.section.subsections or (worked.section,):
        click.echo(f"\n{part.title}")
        for block in part.blocks:
            print_block(block)
    write_all(contents)
