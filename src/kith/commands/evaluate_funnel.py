"""The work of ``kith evaluate funnel``: read, count, print, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import click

from kith.commands.evaluate_outputs import Outputs, drawn, print_table, write_all
from kith.commands.outputs import Bar
from kith.evaluation.facts import ReportFacts
from kith.evaluation.funnel import analyse_funnel
from kith.evaluation.funnel_file import FunnelColumns, read_baselines, read_funnel, stage_keys
from kith.evaluation.funnel_report import funnel_report
from kith.evaluation.funnel_types import STAGES, Counted, Stage
from kith.evaluation.result_json import funnel_json
from kith.foundation.faults import Faults
from kith.foundation.messages import sentence, words
from kith.foundation.words import Text
from kith.publishing.blocks import Block, BulletList, Finding, Suppressed, Table
from kith.publishing.model import Report
from kith.tables.reading import read_table
from kith.tables.types import FILE_LIMITS
from kith.tables.types import Table as Sheet


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the command line chose, as it was written."""

    stage: str | None = None
    dates: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    ethnic: str | None = None
    cohort: str | None = None
    counted: tuple[str, ...] = ()
    title: str | None = None


def run_funnel(
    data: Path, chosen: Chosen, *, baseline: Path | None, outputs: Outputs, seed: int, now: datetime
) -> None:
    """Everything is computed and drawn before anything is printed or written."""
    outputs.refuse_clashes(data, baseline)
    columns = _columns(chosen)
    with Bar() as bar:
        table = _table(data, bar)
        bar("Counting applications", 0.5)
        found = read_funnel(table, columns)
        staff, remarks = ((), ()) if baseline is None else read_baselines(_table(baseline, bar), found)
        result = analyse_funnel(found, seed=seed, baselines=staff)
        title = chosen.title or words("evaluation.funnel.title", {"name": data.name})
        facts = ReportFacts(Text.of(title), now, source=Text.of(data.name))
        report = funnel_report(result, facts)
        contents = drawn(outputs, report, funnel_json(result), bar)
    click.echo(f"{table.name}: {len(table.rows)} applications.")
    for noted in table.notes:
        click.echo(sentence(noted))
    for remark in remarks:
        click.echo(words(remark.code, remark.params))
    _print(report)
    write_all(contents)


def _columns(chosen: Chosen) -> FunnelColumns:
    faults = Faults()
    dates = dict(_pairs(chosen.dates, faults))
    counted = []
    for stage, number in _pairs(chosen.counted, faults):
        if number.isascii() and number.isdigit():
            counted.append(Counted(stage, int(number)))
        else:
            faults.add("evaluation.funnel.not_a_number", value=number)
    faults.raise_if_any()
    return FunnelColumns(
        chosen.stage, MappingProxyType(dates), chosen.by, chosen.ethnic, chosen.cohort, tuple(counted)
    )


def _pairs(given: Sequence[str], faults: Faults) -> list[tuple[Stage, str]]:
    found = []
    for value in given:
        key, _, rest = value.partition("=")
        if key.strip() in {stage.value for stage in STAGES} and rest.strip():
            found.append((Stage(key.strip()), rest.strip()))
        else:
            faults.add("evaluation.funnel.bad_pair", value=value, stages=stage_keys())
    return found


def _table(path: Path, bar: Bar) -> Sheet:
    def said(done: int, whole: int | None) -> None:
        bar("Reading the file", done / whole if whole else 0.0)

    return read_table(path, name=path.name, limits=FILE_LIMITS, progress=said)


def _print(report: Report) -> None:
    """The page for a board, then each table by group, as plain words."""
    for block in (*report.summary, *(block for section in report.sections for block in section.blocks)):
        _print_block(block)


def _print_block(block: Block) -> None:
    if isinstance(block, Finding):
        click.echo(f"\n{block.headline}")
        n = block.basis.n.reason if isinstance(block.basis.n, Suppressed) else f"{block.basis.n}"
        click.echo(
            f"({n}: {block.basis.who}. {block.basis.how} {block.basis.uncertainty})".replace(" )", ")")
        )
    elif isinstance(block, Table):
        click.echo(f"\n{block.caption}")
        rows = [[cell if isinstance(cell, str) else f"[{cell.reason}]" for cell in row] for row in block.rows]
        print_table([column.label for column in block.columns], rows)
        for note in block.notes:
            click.echo(note)
    elif isinstance(block, BulletList):
        click.echo(f"\n{block.lead}" if block.lead else "")
        for item in block.items:
            click.echo(f"- {item}")
