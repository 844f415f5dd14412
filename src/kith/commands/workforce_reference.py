"""``kith workforce reference``: the scenario format as a page."""

from __future__ import annotations

import click


@click.command(name="reference")
def command() -> None:
    """Print the reference of the scenario format."""
    from kith.workforce.scenario.reference import reference

    click.echo(reference(), nl=False)
