"""``kith workforce levers``: what each lever that a scenario pulls did, and what it costs."""

from __future__ import annotations

from pathlib import Path

import click

from kith.commands.run import faults_to_stderr


@click.command(name="levers")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@faults_to_stderr
def command(file: Path) -> None:
    """Share the change of the gross gap out among the levers that the scenario FILE pulls, with money per FTE."""
    from kith.commands.evaluate_outputs import print_block
    from kith.workforce.report import SUBJECT
    from kith.workforce.report.levers import levers_section
    from kith.workforce.scenario.compiling import replaced
    from kith.workforce.scenario.reading import load_scenario
    from kith.workforce.scenario.running import run
    from kith.workforce.speaking import Speaker

    # Levers are compared at the middle: draws are not used.
    made = run(replaced(load_scenario(file), draws=1))
    for block in levers_section(made, Speaker(SUBJECT)).blocks:
        print_block(block)
