"""``kith workforce compare``: two scenarios with the same luck, draw by draw."""

from __future__ import annotations

from pathlib import Path

import click

from kith.commands.run import faults_to_stderr

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="compare")
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@click.option("--draws", type=click.IntRange(1, 100_000), help="How many draws, instead of BEFORE's.")
@click.option("--seed", type=click.IntRange(0), help="Another seed than BEFORE's.")
@faults_to_stderr
def command(before: Path, after: Path, draws: int | None, seed: int | None) -> None:
    """Say how the gross gap of AFTER differs from that of BEFORE: both run with BEFORE's draws and seed."""
    from kith.commands.evaluate_outputs import print_block
    from kith.workforce.pictures import SUBJECT, difference_fan
    from kith.workforce.scenario.compiling import replaced
    from kith.workforce.scenario.reading import load_scenario
    from kith.workforce.scenario.running import run
    from kith.workforce.speaking import Speaker

    first = replaced(load_scenario(before), draws=draws, seed=seed)
    other = replaced(load_scenario(after), draws=first.draws, seed=first.seed)
    if first.years != other.years:
        years = [f"{one.years[0]} to {one.years[-1]}" for one in (first, other)]
        raise click.UsageError(
            f"{before.name} runs from {years[0]} and {after.name} from {years[1]}. Give both the same years."
        )
    figure = difference_fan(run(first).projection, run(other).projection, Speaker(SUBJECT))
    click.echo(f"{figure.finding}.")
    print_block(figure.data)
