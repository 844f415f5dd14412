"""``kith evaluate items``, ``agreement`` and ``time``: do questions hold together, do raters agree, when do people move on?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from kith.commands.run import faults_to_stderr

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
DEFAULT_SEED = 1


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
@click.option("--title", help="The title of the report.")
@click.option("--out", type=OUT, help="The report, as HTML.")
@click.option("--pdf", type=OUT, help="The report, as PDF.")
@click.option("--docx", type=OUT, help="The report, as a Word document.")
@click.option("--json", "json_path", type=OUT, help="Every number, as JSON.")
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help="Of omega's range.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The date on the report. [default: today]")
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
    out: Path | None,
    pdf: Path | None,
    docx: Path | None,
    json_path: Path | None,
    seed: int,
    date: datetime | None,
) -> None:
    """Whether the questions of a scale in DATA (CSV or XLSX) hold together, and whether scores stay put."""
    from kith.commands.evaluate_items import run_items
    from kith.commands.evaluate_outputs import Outputs
    from kith.evaluation.items.reading import Wanted

    times = tuple(time.strip() for time in (again or "").split(",") if time.strip())
    if again and (len(times) != 2 or wave is None or person is None):
        raise click.UsageError("--again takes two times with a comma between, and needs --wave and --person")
    run_items(
        data,
        Wanted(scales, low, high, wave, person, (times[0], times[1]) if times else None),
        title=title,
        outputs=Outputs(out, pdf, docx, json_path),
        seed=seed,
        now=moment(date),
    )


@click.command()
@click.argument("data", type=FILE)
@click.option("--raters", required=True, metavar="COLUMN,COLUMN", help="The columns of the raters.")
@click.option(
    "--ordered", is_flag=True, help="The categories have an order: a near miss counts for something."
)
@click.option("--order", help="All categories in order, with commas between. [default: those found]")
@click.option("--title", help="The title of the report.")
@click.option("--out", type=OUT, help="The report, as HTML.")
@click.option("--pdf", type=OUT, help="The report, as PDF.")
@click.option("--docx", type=OUT, help="The report, as a Word document.")
@click.option("--json", "json_path", type=OUT, help="Every number, as JSON.")
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help="Of Krippendorff's range.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The date on the report. [default: today]")
@faults_to_stderr
def agreement(
    data: Path,
    raters: str,
    ordered: bool,
    order: str | None,
    title: str | None,
    out: Path | None,
    pdf: Path | None,
    docx: Path | None,
    json_path: Path | None,
    seed: int,
    date: datetime | None,
) -> None:
    """Whether raters agree who judged or coded the same things: DATA (CSV or XLSX) has a row for each thing."""
    from kith.commands.evaluate_items import run_agreement
    from kith.commands.evaluate_outputs import Outputs

    run_agreement(
        data,
        _names(raters),
        _names(order),
        ordered=ordered,
        title=title,
        outputs=Outputs(out, pdf, docx, json_path),
        seed=seed,
        now=moment(date),
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
@click.option("--title", help="The title of the report.")
@click.option("--out", type=OUT, help="The report, as HTML.")
@click.option("--pdf", type=OUT, help="The report, as PDF.")
@click.option("--docx", type=OUT, help="The report, as a Word document.")
@click.option("--json", "json_path", type=OUT, help="Every number, as JSON.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The date on the report. [default: today]")
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
    out: Path | None,
    pdf: Path | None,
    docx: Path | None,
    json_path: Path | None,
    date: datetime | None,
) -> None:
    """How long until people's next role in DATA (CSV or XLSX), counting those who have not moved yet."""
    from kith.commands.evaluate_items import run_times
    from kith.commands.evaluate_outputs import Outputs
    from kith.evaluation.time_to_role.reading import TimeColumns
    from kith.evaluation.time_to_role.types import Unit

    by_dates = start is not None and end is not None and until is not None
    if by_dates == (length is not None and moved is not None):
        raise click.UsageError("give --start, --end and --until, or --length and --moved")
    run_times(
        data,
        TimeColumns(length, moved, start, end, until.date() if until else None, by, Unit(unit)),
        title=title,
        outputs=Outputs(out, pdf, docx, json_path),
        now=moment(date),
    )


def _names(given: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (given or "").split(",") if name.strip())


def moment(date: datetime | None) -> datetime:
    """The day that was asked for, or now."""
    return datetime.now(UTC) if date is None else date.replace(tzinfo=UTC)
