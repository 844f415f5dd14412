"""``kith evaluate plan`` and ``kith evaluate advise``, as they are typed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from kith.commands.evaluate_options import FILE, OUT
from kith.commands.run import faults_to_stderr


@click.command()
@click.argument("data", type=FILE, required=False)
@click.option(
    "--plan", type=FILE, help="The plan, TOML or frozen; else say the design with the options below."
)
@click.option(
    "--people", multiple=True, metavar="[SIDE=]N", help="People who answer first. Once for each side."
)
@click.option("--outcomes", type=int, default=1, show_default=True, help="How many outcomes.")
@click.option("--items", type=int, default=1, show_default=True, help="Questions in each outcome.")
@click.option("--points", type=int, default=5, show_default=True, help="Points of each answer.")
@click.option(
    "--times", default="before,after", show_default=True, help="Of before, then, during, after, follow_up."
)
@click.option("--missing", type=float, default=0.0, help="Share who will not answer again: 0.2 is a fifth.")
@click.option("--cohorts", type=int, default=1, show_default=True, help="Cohorts to take together.")
@click.option("--pairs", is_flag=True, help="People of the two sides belong together in pairs.")
@click.option("--different-people", is_flag=True, help="Different people answer each time.")
@click.option("--subgroup", "subgroups", multiple=True, metavar="NAME=N", help="A group within a side.")
@click.option("--raters", type=int, help="How many people judge the same things.")
@click.option("--judged", type=int, default=0, help="How many things they judge.")
@click.option("--categories", type=int, default=2, show_default=True, help="In how many categories.")
@click.option("--new-role", type=float, help="Share expected to move to a new role while followed.")
@click.option("--json", "json_path", type=OUT, help="Every number, as JSON.")
@faults_to_stderr
def advise(data: Path | None, plan: Path | None, json_path: Path | None, **design: object) -> None:
    """What a design can show: which analysis, why, what is out of reach, and what would be enough.

    With DATA (CSV or XLSX) and a plan, the people are those whom the file has; nothing else of it is looked at.
    """
    from kith.commands.evaluate_plan import Wanted, run_advise

    if data is not None and plan is None:
        raise click.UsageError("A file of answers needs --plan, which says what its columns are.")
    run_advise(data, Wanted(**design), plan, json_path)  # type: ignore[arg-type]  # click has checked each


@click.group()
def plan() -> None:
    """Write the plan down first: check it, and freeze it before answers are opened."""


@plan.command()
@click.argument("file", type=FILE)
@faults_to_stderr
def check(file: Path) -> None:
    """Say what is wrong with the plan in FILE (TOML, or frozen), and what it leaves open."""
    from kith.commands.evaluate_plan import run_check

    run_check(file)


@plan.command()
@click.argument("file", type=FILE)
@click.option("--out", type=OUT, help="Where the frozen plan goes. [default: FILE.frozen.json]")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day it is frozen. [default: today]")
@faults_to_stderr
def freeze(file: Path, out: Path | None, date: datetime | None) -> None:
    """Freeze the plan in FILE (TOML) under a hash: after this, each difference is told in the report."""
    from kith.commands.evaluate_plan import run_freeze

    run_freeze(file, out, (date or datetime.now(UTC)).date())
