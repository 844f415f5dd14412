"""``kith workforce picture``: a country's staff in post against its funded posts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.evaluate_options import FILE, OUT, dated, report_files, seeded, split_names, titled
from kith.commands.run import faults_to_stderr

if TYPE_CHECKING:
    from kith.commands.evaluate_outputs import Outputs


@click.command(name="picture")
@click.option("--in-post", type=FILE, required=True, help="Staff and minutes a day in post.")
@click.option("--funded", type=FILE, required=True, help="The same columns for funded posts.")
@click.option("--population", type=FILE, help="People by district: staff per 10,000 are shown.")
@click.option("--classification", type=FILE, help="A class (urban, rural, remote ...) by district.")
@click.option("--urban", metavar="DISTRICT,DISTRICT", help="Districts to class as urban.")
@click.option("--rural", metavar="DISTRICT,DISTRICT", help="Districts to class as rural.")
@click.option("--remote", metavar="DISTRICT,DISTRICT", help="Districts to class as remote.")
@click.option("--appointments", type=FILE, help="Minutes of each cadre by type of appointment and level.")
@click.option("--workload", type=FILE, help="Appointments a day by district, level and type.")
@click.option("--invented-workload", is_flag=True, help="Make up a workload, and say so everywhere.")
@click.option("--xlsx", type=OUT, help="Every sum, as an Excel workbook.")
@titled
@report_files
@seeded("Of an invented workload.")
@dated
@faults_to_stderr
def command(
    in_post: Path,
    funded: Path,
    population: Path | None,
    classification: Path | None,
    urban: str | None,
    rural: str | None,
    remote: str | None,
    appointments: Path | None,
    workload: Path | None,
    invented_workload: bool,
    xlsx: Path | None,
    title: str | None,
    outputs: Outputs,
    seed: int,
    now: datetime,
) -> None:
    """Staff in post against funded posts by cadre, district and level, and what the appointments need."""
    from kith.commands.workforce_picture_run import run_picture
    from kith.workforce.picture.reading import Files

    given = {"urban": urban, "rural": rural, "remote": remote}
    named = {name: split_names(districts) for name, districts in given.items() if districts}
    files = Files(
        in_post, funded, population, classification, named, appointments, workload, invented_workload, seed
    )
    run_picture(files, xlsx=xlsx, title=title, outputs=outputs, now=now)
