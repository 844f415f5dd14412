"""``kith workforce compare``: two scenarios with the same luck, draw by draw."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kith.commands.evaluate_options import FILE, OUT, dated
from kith.commands.run import faults_to_stderr


@click.command(name="compare")
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@click.option("--draws", type=click.IntRange(1, 100_000), help="How many draws, instead of BEFORE's.")
@click.option("--seed", type=click.IntRange(0), help="Another seed than BEFORE's.")
@click.option(
    "--threads", type=click.IntRange(1, 64), default=1, show_default=True, help="They change no number."
)
@click.option("--report", type=OUT, help="Write the report as a page that stands alone.")
@click.option("--pdf", type=OUT, help="Write the report as PDF/UA.")
@click.option("--docx", type=OUT, help="Write the report as a Word document.")
@dated
@faults_to_stderr
def command(
    before: Path,
    after: Path,
    draws: int | None,
    seed: int | None,
    threads: int,
    report: Path | None,
    pdf: Path | None,
    docx: Path | None,
    now: datetime,
) -> None:
    """Say how supply, gaps and money of AFTER differ from those of BEFORE: both run with BEFORE's draws and seed."""
    from kith.commands.evaluate_outputs import Outputs, drawn, write_all
    from kith.commands.outputs import Bar
    from kith.commands.workforce_printing import print_report
    from kith.workforce.report.comparing import check_comparable, comparison_report
    from kith.workforce.scenario.compiling import replaced
    from kith.workforce.scenario.reading import load_scenario
    from kith.workforce.scenario.running import run

    outputs = Outputs(report, pdf, docx)
    outputs.refuse_clashes(before, after)
    one = replaced(load_scenario(before), draws=draws, seed=seed)
    other = replaced(load_scenario(after), draws=one.draws, seed=one.seed)
    check_comparable(one, other)
    with Bar() as bar:
        bar("Projecting the first", 0.0)
        first = run(one, threads=threads)
        bar("Projecting the second", 0.4)
        second = run(other, threads=threads)
        made = comparison_report(first, second, written_at=now)
        contents = drawn(outputs, made, {}, bar)
    print_report(made)
    if contents:
        write_all(contents)
