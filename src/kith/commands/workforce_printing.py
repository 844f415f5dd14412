"""A whole report on a terminal."""

from __future__ import annotations

import click

from kith.commands.evaluate_outputs import print_block
from kith.publishing.blocks import Block, Callout, Details, Figure
from kith.publishing.model import Report, Section


def print_report(report: Report) -> None:
    """The report on a terminal, without pictures and without what stands under Details."""
    for block in report.summary:
        _print(block)
    for section in report.sections:
        _print_section(section)


def _print_section(section: Section) -> None:
    click.echo(f"\n{section.title}")
    for block in section.blocks:
        _print(block)
    for part in section.subsections:
        _print_section(part)


def _print(block: Block) -> None:
    if isinstance(block, Callout):
        click.echo(" ".join((block.title, *block.texts)).strip())
    elif isinstance(block, Figure):
        click.echo(block.finding)
    elif not isinstance(block, Details):
        print_block(block)
