"""``kith evaluate many``: what changed in each of many programmes."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kith.commands.evaluate_options import FILE, OUT, seeded
from kith.commands.run import faults_to_stderr


@click.command()
@click.argument("data", type=FILE)
@click.option("--form", type=FILE, help="The questionnaire, with its scales: TOML, JSON, XLSForm or FHIR.")
@click.option("--scales", type=FILE, help="The scales alone: TOML.")
@click.option("--programme", required=True, metavar="COLUMN", help="The column that tells programmes apart.")
@click.option("--wave", required=True, metavar="COLUMN", help="The column of times.")
@click.option("--person", required=True, metavar="COLUMN", help="The column that tells people apart.")
@click.option("--before", required=True, metavar="TIME", help="The earlier time, as the column has it.")
@click.option("--after", required=True, metavar="TIME", help="The later time.")
@click.option("--resamples", type=int, default=2_000, show_default=True, help="Draws of each programme.")
@click.option(
    "--interval",
    type=click.Choice(["bca", "percentile"]),
    default="bca",
    show_default=True,
    help="Corrected for bias and skewness, or plain percentiles.",
)
@click.option("--keep", type=OUT, help="Keep what is done here, and go on from it when the run was stopped.")
@click.option("--json", "json_path", type=OUT, help="Every number, as JSON.")
@click.option("--csv", type=OUT, help="A row for each programme and scale, as CSV.")
@click.option("--parquet", type=OUT, help="The same, as Parquet.")
@seeded("Of the draws.")
@faults_to_stderr
def many(
    data: Path,
    form: Path | None,
    scales: Path | None,
    programme: str,
    wave: str,
    person: str,
    before: str,
    after: str,
    resamples: int,
    interval: str,
    keep: Path | None,
    json_path: Path | None,
    csv: Path | None,
    parquet: Path | None,
    seed: int,
) -> None:
    """What changed in each of many programmes, from DATA (Parquet, CSV or XLSX).

    DATA has a row for each person and time, and a column for each item of the questionnaire. A million rows
    take seconds.
    """
    # Before numpy is loaded: the products here are too small to be shared out between threads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from kith.commands.evaluate_many import Files, run_many, scales_of
    from kith.evaluation.many.reading import ManyColumns
    from kith.evaluation.many.types import ManyPlan
    from kith.statistics.bootstrap import Interval

    files = Files(form, scales, json_path, csv, parquet, keep)
    plan = ManyPlan(scales_of(files), before, after, resamples=resamples, interval=Interval(interval))
    run_many(data, ManyColumns(programme, wave, person), plan, files, seed=seed)
