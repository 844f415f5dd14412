"""``kith workforce scorecard``: past plans and filed forecasts against what came."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.evaluate_options import FILE, dated, report_files, titled
from kith.commands.run import faults_to_stderr

if TYPE_CHECKING:
    from kith.commands.evaluate_outputs import Outputs
    from kith.workforce.scorecard.types import Planned

ARCHIVE_ENDING = ".jsonl"


@click.command(name="scorecard")
@click.argument("plans", type=FILE)
@click.argument("outturn", type=FILE)
@titled
@report_files
@dated
@faults_to_stderr
def command(plans: Path, outturn: Path, title: str | None, outputs: Outputs, now: datetime) -> None:
    """Score the values of PLANS (a table, or an archive of filed runs ending in .jsonl) against OUTTURN."""
    from kith.commands.evaluate_outputs import drawn, print_block, write_all
    from kith.commands.outputs import Bar
    from kith.foundation.provenance import hash_bytes
    from kith.publishing.blocks import Callout
    from kith.tables.reading import read_table
    from kith.workforce.scorecard.reading import read_outturns
    from kith.workforce.scorecard.scoring import score
    from kith.workforce.scorecard.section import scorecard_json, scorecard_report
    from kith.workforce.speaking import Speaker

    outputs.refuse_clashes(plans, outturn)
    inputs = {path.name: hash_bytes(path.read_bytes()) for path in (plans, outturn)}
    with Bar() as bar:
        result = score(
            planned_in(plans), read_outturns(read_table(outturn, name=outturn.name)), inputs=inputs
        )
        speaker = Speaker("workforce.scorecard")
        report = scorecard_report(
            result, name=title or plans.stem.replace("_", " "), created=now, speaker=speaker
        )
        contents = drawn(outputs, report, scorecard_json(result), bar)
    for block in (*report.summary, *report.sections[0].blocks):
        print_block(block)
        if isinstance(block, Callout):
            click.echo("\n".join(block.texts))
    write_all(contents)


def planned_in(path: Path) -> tuple[Planned, ...]:
    """The values of a table of plans or of an archive. Raises KithError with every fault."""
    from kith.tables.reading import read_table
    from kith.workforce.scorecard.archive import planned, read_archive
    from kith.workforce.scorecard.reading import read_plans

    if path.suffix == ARCHIVE_ENDING:
        return planned(read_archive(path.read_bytes(), path.name))
    return read_plans(read_table(path, name=path.name))
