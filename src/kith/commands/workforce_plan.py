"""``kith workforce plan``: the least-cost plan of a scenario, its prices in words, or why there is none."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.evaluate_options import FILE, OUT, dated, report_files, titled
from kith.commands.run import faults_to_stderr

if TYPE_CHECKING:
    from kith.commands.evaluate_outputs import Outputs

IMPOSSIBLE = 3
"""The exit code where no plan keeps within the limits: it is said why, and every file is written."""


@click.command(name="plan")
@click.argument("file", type=FILE)
@click.option(
    "--threads", type=click.IntRange(1, 64), default=1, show_default=True, help="They change no number."
)
@click.option(
    "--robust",
    type=click.IntRange(2, 200),
    help="Also decide once for so many draws, and try both plans on 100 others.",
)
@titled
@click.option("--xlsx", type=OUT, help="The plan's tables, as a workbook.")
@report_files
@dated
@faults_to_stderr
def command(
    file: Path,
    threads: int,
    robust: int | None,
    title: str | None,
    xlsx: Path | None,
    outputs: Outputs,
    now: datetime,
) -> None:
    """Plan the scenario FILE at least cost within its [plan]: what to train, keep, recruit and move."""
    from kith.commands.evaluate_outputs import drawn, write_all
    from kith.commands.outputs import Bar, refuse_clashes
    from kith.commands.workforce_printing import print_report
    from kith.tables.writing import write_workbook
    from kith.workforce.plan.against import against
    from kith.workforce.plan.files import plan_json, plan_tables
    from kith.workforce.plan.making import make
    from kith.workforce.plan.section import plan_report
    from kith.workforce.plan.words import SUBJECT
    from kith.workforce.scenario.reading import load_scenario
    from kith.workforce.speaking import Speaker

    refuse_clashes((outputs.html, outputs.pdf, outputs.docx, outputs.json, xlsx), (file,))
    scenario = load_scenario(file)
    speaker = Speaker(SUBJECT)
    with Bar() as bar:
        bar("Planning", 0.0)
        made = make(scenario, threads=threads)
        compared = against(made, draws=robust) if robust is not None else None
        name = title or scenario.name.in_language(speaker.language)
        report = plan_report(made, title=name, created=now, speaker=speaker, compared=compared)
        contents = drawn(outputs, report, plan_json(made, compared), bar)
        if xlsx is not None and made.beside is not None:
            contents[xlsx] = write_workbook(plan_tables(made))
    print_report(report)
    write_all(contents)
    if made.why_not is not None:
        sys.exit(IMPOSSIBLE)
