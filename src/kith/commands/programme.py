"""``kith programme``: list, show and check definitions, and write their reference."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.outputs import write_together
from kith.commands.run import faults_to_stderr
from kith.foundation.faults import Fault, KithError, Where

if TYPE_CHECKING:
    from kith.programmes.types import Definition

OUT = click.Path(dir_okay=False, path_type=Path)
LINE_WIDTH = 100


@click.group(name="programme")
def commands() -> None:
    """Read, check and explain programme definitions."""


@commands.command(name="list")
@click.option("--language", default="en", show_default=True, help="Language of the names: en or zh-Hans.")
@faults_to_stderr
def list_command(language: str) -> None:
    """The programmes that come with Kith, and their variants."""
    from kith.programmes import list_definitions, load_shipped

    for key in list_definitions():
        definition = load_shipped(key)
        click.echo(f"{key}  {definition.name.in_language(language)}")
        for variant in definition.variants:
            click.echo(f"  --variant {variant.key}  {variant.name.in_language(language)}")


@commands.command()
@click.argument("programme")
@click.option("--variant", help="One public way of running it.")
@click.option("--language", default="en", show_default=True, help="Language of its own words: en or zh-Hans.")
@click.option("--json", "json_path", type=OUT, help="Write what it means as JSON.")
@faults_to_stderr
def show(programme: str, variant: str | None, language: str, json_path: Path | None) -> None:
    """PROGRAMME in plain words: a key from `list`, or a file."""
    from kith.programmes.describe import describe
    from kith.programmes.write import to_json

    definition = _chosen(programme, variant)
    for number, paragraph in enumerate(describe(definition, language)):
        click.echo(("\n" if number else "") + click.style(paragraph.heading, bold=True))
        for line in paragraph.lines:
            click.echo(click.wrap_text(line, LINE_WIDTH, "  ", "    "))
    if json_path is not None:
        content = json.dumps(to_json(definition), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        write_together({json_path: content.encode()})


@commands.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@faults_to_stderr
def check(file: Path) -> None:
    """Say everything that is wrong with a definition FILE, at once, with line numbers."""
    from kith.foundation.messages import words
    from kith.programmes import read_definition
    from kith.programmes.advice import advise

    definition = read_definition(file.read_bytes(), file.name)
    variants = ", ".join(variant.key for variant in definition.variants) or "none"
    click.echo(f"{file.name} is sound: “{definition.name}”, variants: {variants}.")
    for code in advise(definition):
        click.echo(words("programmes.advice.line", {"advice": words(code, {})}))


@commands.command()
@click.option("--language", default="en", show_default=True, help="Language of the names: en or zh-Hans.")
@faults_to_stderr
def frameworks(language: str) -> None:
    """The leadership frameworks that come with Kith: names of dimensions, and Kith's own line about each."""
    from kith.programmes.frameworks import shipped_frameworks

    for key, framework in shipped_frameworks().items():
        name = framework.name.in_language(language)
        click.echo(f"{key}  {name} ({framework.owner}, {framework.version})")
        for dimension in framework.dimensions:
            gloss = f": {dimension.gloss.in_language(language)}" if dimension.gloss else ""
            click.echo(f"  {dimension.key}  {dimension.name.in_language(language)}{gloss}")


@commands.command()
def reference() -> None:
    """Write the reference of the format, as Markdown."""
    from kith.programmes.reference import reference as written

    click.echo(written(), nl=False)


def _chosen(programme: str, variant: str | None) -> Definition:
    """A shipped definition by key, or one from a file."""
    from kith.programmes import load_shipped, read_definition

    path = Path(programme)
    is_file = path.suffix == ".toml"
    if is_file and not path.is_file():
        raise KithError(Fault("tables.not_readable", Where(file=programme)))
    definition = read_definition(path.read_bytes(), path.name) if is_file else load_shipped(programme)
    if variant is None or variant in definition.by_variant:
        return definition.for_variant(variant)
    known = ", ".join(definition.by_variant) or "–"
    params = {"programme": definition.key, "variant": variant, "known": known}
    raise KithError(Fault("programmes.no_such_variant", params=params))
