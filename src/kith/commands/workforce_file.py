"""``kith workforce file``: what was said goes into the archive, to be scored when it is known."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kith.commands.evaluate_options import FILE, dated
from kith.commands.run import faults_to_stderr
from kith.commands.workforce_scorecard import planned_in


@click.command(name="file")
@click.argument("plans", type=FILE)
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path))
@dated
@faults_to_stderr
def command(plans: Path, archive: Path, now: datetime) -> None:
    """Add each plan of PLANS to ARCHIVE (.jsonl), which is only ever added to, to be scored later."""
    from kith.foundation.provenance import hash_bytes
    from kith.workforce.scorecard.archive import Filed, file_line
    from kith.workforce.scorecard.scoring import check

    found = planned_in(plans)
    check(found, ())
    before = content = archive.read_bytes() if archive.exists() else b""
    made_from = {plans.name: hash_bytes(plans.read_bytes())}
    for plan in dict.fromkeys(each.plan for each in found):
        values = tuple(each for each in found if each.plan == plan)
        content += file_line(content, Filed(plan, now.date(), made_from, values), archive.name)
    with archive.open("ab") as file:
        file.write(content[len(before) :])
    click.echo(f"Filed: {len({each.plan for each in found})} in {archive}")
