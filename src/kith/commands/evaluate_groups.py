"""The work of ``kith evaluate groups``: read, compare different people, print, write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from kith.commands.evaluate_outputs import Outputs, counted, drawn, print_block, write_all
from kith.commands.outputs import Bar
from kith.evaluation.facts import ReportFacts
from kith.evaluation.independent import compare_groups, groups_report, groups_section
from kith.evaluation.independent.reading import ReadGroups, read_groups
from kith.evaluation.result_json import groups_json
from kith.evaluation.speaker import Speaker
from kith.foundation.messages import sentence
from kith.foundation.words import Text
from kith.publishing.model import Section
from kith.tables.reading import read_table
from kith.tables.types import FILE_LIMITS, Table


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the command line chose."""

    by: str
    scores: tuple[str, ...]
    order: tuple[str, ...] = ()
    title: str | None = None
    person: str | None = None


def run_groups(data: Path, chosen: Chosen, *, outputs: Outputs, seed: int, now: datetime) -> None:
    """Everything is computed and drawn before anything is printed or written."""
    outputs.refuse_clashes(data)
    speaker = Speaker()
    with Bar() as bar:
        table = read_table(data, name=data.name, limits=FILE_LIMITS)
        read = read_groups(table, chosen.by, chosen.scores, chosen.order, person=chosen.person)
        bar("Comparing groups", 0.2)
        result = compare_groups(read.data, read.plan, seed=seed)
        title = chosen.title or speaker.say("evaluation.groups.title", name=data.name)
        facts = ReportFacts(Text.of(title), now, source=Text.of(data.name))
        report = groups_report(result, read.plan, facts)
        contents = drawn(outputs, report, groups_json(result, read.plan), bar)
    _print(table, read, groups_section(result, read.plan, speaker))
    write_all(contents)


def _print(table: Table, read: ReadGroups, section: Section) -> None:
    people = counted(len(read.data.groups), "person", "people")
    click.echo(f"{table.name}: {people}, {len(read.plan.groups)} groups.")
    for noted in table.notes:
        click.echo(sentence(noted))
    for part in section.subsections:
        click.echo(f"\n{part.title}")
        for block in part.blocks:
            print_block(block)
    click.echo("")
    for block in section.blocks:
        print_block(block)
