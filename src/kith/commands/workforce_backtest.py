"""``kith workforce backtest``: how far forecasts would have been off, and how wide bands must be."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.evaluate_options import FILE, OUT, dated, report_files, seeded, titled
from kith.commands.run import faults_to_stderr

if TYPE_CHECKING:
    from kith.commands.evaluate_outputs import Outputs


@click.command(name="backtest")
@click.argument("file", type=FILE)
@click.option("--horizons", default="1,3,5,10", show_default=True, help="Years ahead, with commas.")
@click.option("--hold-out", "held_out", type=int, help="Also forecast the last so many years of each series.")
@click.option("--only", multiple=True, help="An occupation to read. Give it once each; all without it.")
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=HEADING", help="Where place, year, count, … stand."
)
@click.option("--splits", type=int, default=200, show_default=True, help="Random halves of the places.")
@click.option("--calibration", type=OUT, help="What was learnt, for a scenario's fan charts.")
@titled
@report_files
@seeded("Of the random halves.")
@dated
@faults_to_stderr
def command(
    file: Path,
    horizons: str,
    held_out: int | None,
    only: tuple[str, ...],
    columns: tuple[str, ...],
    splits: int,
    calibration: Path | None,
    title: str | None,
    outputs: Outputs,
    seed: int,
    now: datetime,
) -> None:
    """Forecast the counts of FILE from every year in them, and compare with what came."""
    from kith.commands.workforce_backtest_run import Asked, run_backtest

    run_backtest(
        file,
        Asked(horizons, held_out, only, columns, splits),
        calibration=calibration,
        title=title,
        outputs=outputs,
        seed=seed,
        now=now,
    )
