"""``kith workforce wisn``: how many staff the work of each facility needs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.evaluate_options import FILE, OUT, dated, report_files, seeded, titled
from kith.commands.run import faults_to_stderr

if TYPE_CHECKING:
    from kith.commands.evaluate_outputs import Outputs

WORK_OUT = "work-out"


class Wisn(click.Group):
    """``wisn FILE`` works out; ``wisn template`` writes the workbook."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args.insert(0, WORK_OUT)
        return super().parse_args(ctx, args)


@click.group(name="wisn", cls=Wisn)
def command() -> None:
    """Staffing norms (WISN): kith workforce wisn FILE.xlsx, after kith workforce wisn template FILE.xlsx."""


@command.command()
@click.argument("out", type=OUT)
@click.option("--example", "filled", is_flag=True, help="Filled with an invented example, which says so.")
@faults_to_stderr
def template(out: Path, filled: bool) -> None:
    """Write the workbook to fill in to OUT.xlsx."""
    from kith.commands.evaluate_outputs import write_all
    from kith.workforce.wisn.example import example
    from kith.workforce.wisn.template import template as workbook

    write_all({out: workbook(example() if filled else None)})


@command.command(name=WORK_OUT, hidden=True)
@click.argument("file", type=FILE)
@click.option(
    "--rounding",
    type=click.Choice(["none", "nearest", "up", "tenth"]),
    default="none",
    show_default=True,
    help="How required staff become posts; tenth rounds down while that adds at most 10% to everybody's work.",
)
@click.option(
    "--annual-leave",
    "leave",
    multiple=True,
    metavar="CADRE=DAYS",
    help="Also say what need would be with so many days of annual leave. Give it once each.",
)
@click.option("--xlsx", type=OUT, help="The results, as an Excel workbook.")
@titled
@report_files
@seeded("Of the ranges' draws.")
@dated
@faults_to_stderr
def work_out(
    file: Path,
    rounding: str,
    leave: tuple[str, ...],
    xlsx: Path | None,
    title: str | None,
    outputs: Outputs,
    seed: int,
    now: datetime,
) -> None:
    """Work out required staff from FILE.xlsx: by cadre and facility, and added up both ways."""
    from kith.commands.workforce_wisn_run import run_wisn

    run_wisn(
        file, rounding=rounding, leave=leave, xlsx=xlsx, title=title, outputs=outputs, seed=seed, now=now
    )
