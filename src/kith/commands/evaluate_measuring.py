"""``kith evaluate items``, ``agreement`` and ``time``: do questions hold together, do raters agree, when do people move on?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.evaluate_options import FILE, dated, report_files, seeded, split_names, titled
from kith.commands.run import faults_to_stderr

if TYPE_CHECKING:
    from kith.commands.evaluate_outputs import Outputs


@click.command()
@click.argument("data", type=FILE)
@click.option(
    "--scale",
    "scales",
    multiple=True,
    required=True,
    metavar="NAME=QUESTION,-QUESTION",
    help="A scale and the columns of its questions; a minus where agreeing means less. Give it once each.",
)
@click.option("--low", type=float, help="The lowest point of the answers. [default: the lowest found]")
@click.option("--high", type=float, help="The highest point of the answers. [default: the highest found]")
@click.option("--wave", help="The column of times, if people answered more than once.")
@click.option("--person", help="The column that tells people apart; needed with --again.")
@click.option(
    "--again",
    metavar="TIME,TIME",
    help="Two times between which nothing was meant to change: how far scores agree.",
)
@titled
@report_files
@seeded("Of omega's range.")
@dated
@faults_to_stderr
def items(
    data: Path,
    scales: tuple[str, ...],
    low: float | None,
    high: float | None,
    wave: str | None,
    person: str | None,
    again: str | None,
    title: str | None,
    outputs: Outputs,
    seed: int,
    now: datetime,
) -> None:
    """Whether the questions of a scale in DATA (CSV or XLSX) hold together, and whether scores stay put."""
    from kith.commands.evaluate_items import run_items
    from kith.evaluation.items.reading import Wanted

    times = split_names(again)
    if again and (len(times) != 2 or wave is None or person is None):
        raise click.UsageError("--again takes two times with a comma between, and needs --wave and --person")
    run_items(
        data,
        Wanted(scales, low, high, wave, person, (times[0], times[1]) if times else None),
        title=title,
        outputs=outputs,
        seed=seed,
        now=now,
    )


@click.command()
@click.argument("data", type=FILE)
@click.option("--raters", required=True, metavar="COLUMN,COLUMN", help="The columns of the raters.")
@click.option(
    "--ordered", is_flag=True, help="The categories have an order: a near miss counts for something."
)
@click.option("--order", help="All categories in order, with commas between. [default: those found]")
@titled
@report_files
@seeded("Of Krippendorff's range.")
@dated
@faults_to_stderr
def agreement(
    data: Path,
    raters: str,
    ordered: bool,
    order: str | None,
    title: str | None,
    outputs: Outputs,
    seed: int,
    now: datetime,
) -> None:
    """Whether raters agree who judged or coded the same things: DATA (CSV or XLSX) has a row for each thing."""
    from kith.commands.evaluate_items import run_agreement

    run_agreement(
        data,
        split_names(raters),
        split_names(order),
        ordered=ordered,
        title=title,
        outputs=outputs,
        seed=seed,
        now=now,
    )


@click.command()
@click.argument("data", type=FILE)
@click.option(
    "--start", metavar="COLUMN", help="The date from which time is counted, such as the programme's end."
)
@click.option("--end", metavar="COLUMN", help="The date of the next role; empty for who has not moved.")
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), help="The day of the last news of those who have not moved."
)
@click.option("--length", metavar="COLUMN", help="Instead of dates: how long each was watched.")
@click.option("--moved", metavar="COLUMN", help="With --length: yes if they moved then, no if not yet.")
@click.option("--by", metavar="COLUMN", help="A column that divides people into groups.")
@click.option(
    "--unit",
    type=click.Choice(["days", "weeks", "months", "years"]),
    default="months",
    show_default=True,
    help="What times are counted in.",
)
@titled
@report_files
@dated
@faults_to_stderr
def time(
    data: Path,
    start: str | None,
    end: str | None,
    until: datetime | None,
    length: str | None,
    moved: str | None,
    by: str | None,
    unit: str,
    title: str | None,
    outputs: Outputs,
    now: datetime,
) -> None:
    """How long until people's next role in DATA (CSV or XLSX), counting those who have not moved yet."""
    from kith.commands.evaluate_items import run_times
    from kith.evaluation.time_to_role.reading import TimeColumns
    from kith.evaluation.time_to_role.types import Unit

    by_dates = start is not None and end is not None and until is not None
    if by_dates == (length is not None and moved is not None):
        raise click.UsageError("give --start, --end and --until, or --length and --moved")
    run_times(
        data,
        TimeColumns(length, moved, start, end, until.date() if until else None, by, Unit(unit)),
        title=title,
        outputs=outputs,
        now=now,
    )
