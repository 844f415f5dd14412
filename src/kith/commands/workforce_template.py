"""``kith workforce template``: a whole invented scenario, to be changed."""

from __future__ import annotations

from pathlib import Path

import click

from kith.commands.run import faults_to_stderr


@click.command(name="template")
@click.argument("name", required=False)
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@faults_to_stderr
def command(name: str | None, folder: Path | None) -> None:
    """Write the template NAME into FOLDER; without a name, say which there are.

    Every figure in a template is invented, and it says so.
    """
    from kith.commands.evaluate_outputs import write_all
    from kith.workforce.scenario.shipped import list_templates, list_variants, read_template, template_files

    if name is None:
        for key in list_templates():
            click.echo(f"{key}: {read_template(key).name}")
            for variant in list_variants(key)[1:]:
                click.echo(f"  {variant}: {read_template(key, variant).name}")
        return
    contents = template_files(name)
    if folder is None:
        raise click.UsageError("Say where: kith workforce template NAME FOLDER.")
    there = [file for file in contents if (folder / file).exists()]
    if there:
        raise click.UsageError(f"{folder} has {', '.join(there)} already. Choose another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    write_all({folder / file: content for file, content in contents.items()})
