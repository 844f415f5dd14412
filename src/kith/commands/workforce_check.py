"""``kith workforce check``: what a scenario says, in words, or everything that is wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from kith.commands.run import faults_to_stderr

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="check")
@click.argument("file", type=FILE)
@click.option("--accept-data", is_flag=True, help="Take tables that changed as they are now. Needs --by.")
@click.option("--by", metavar="NAME", help="Who accepts them; stands in the file with the day.")
@faults_to_stderr
def command(file: Path, accept_data: bool, by: str | None) -> None:
    """Say in words what the scenario FILE holds: assumptions without a source first.

    Or everything that is wrong with it and its tables, at once, each by line or row.
    """
    from kith.workforce.scenario.compiling import compile_scenario
    from kith.workforce.scenario.describe import describe
    from kith.workforce.scenario.reading import load_scenario

    if accept_data and not (by and by.strip()):
        raise click.UsageError("--accept-data needs --by NAME: a change of data is signed.")
    if accept_data:
        _accept(file, str(by).strip())
    for line in describe(compile_scenario(load_scenario(file))):
        click.echo(line)


def _accept(file: Path, by: str) -> None:
    from kith.commands.evaluate_outputs import write_all
    from kith.workforce.scenario.accepting import accept_data

    changed = accept_data(
        file.name, lambda name: (file.parent / name).read_bytes(), by=by, on=datetime.now(UTC).date()
    )
    if changed:
        write_all({file.parent / name: text.encode() for name, text in changed.items()})
    else:
        click.echo("No table had changed.")
