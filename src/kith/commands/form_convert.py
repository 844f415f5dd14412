"""The work of ``kith form check`` and ``convert``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kith.commands.outputs import refuse_clashes, write_together
from kith.foundation.faults import Fault, KithError, Where
from kith.foundation.messages import sentence
from kith.questionnaires.exchange import Carried, Format, Loss, format_of, read_form, write_form
from kith.questionnaires.types import Instrument
from kith.tables.types import FILE_LIMITS, MEGABYTE


def run_check(file: Path) -> None:
    """Say what the questionnaire asks, then what was left out on the way in."""
    carried = read(file)
    one = carried.value
    asked = sum(item.kind.is_asked for item in one.items)
    click.echo(f"{one.title} ({one.key}, version {one.version})")
    click.echo(f"  questions: {asked}, pages: {len(one.pages)}, languages: {', '.join(one.languages)}")
    for scale in one.scales:
        turned = f", {len(scale.reversed_items)} reversed" if scale.reversed_items else ""
        click.echo(
            f"  scale {scale.key}: {scale.rule} of {len(scale.items)} items{turned}, "
            f"{scale.low:g} to {scale.high:g}, missing below {scale.min_answered:.0%} answered"
        )
    click.echo(f"  {one.rights.owner}; {one.rights.licence}")
    click.echo(f"  sha256 {one.sha256}")
    say_lost("Not carried over:", carried.lost)


def run_convert(source: Path, out: Path, wanted: str | None) -> None:
    """Write the questionnaire in another format, whole or not at all, and list what was lost each way."""
    refuse_clashes([out], [source])
    to = Format(wanted) if wanted else format_of(out.name)
    came = read(source)
    went = write_form(came.value, to)
    write_together({out: went.value})
    click.echo(f"Wrote {out}.")
    say_lost("Not carried over on the way in:", came.lost)
    say_lost("Not carried over on the way out:", [loss for loss in went.lost if not loss.kept])
    say_lost("Kept for Kith; other tools pass over it:", [loss for loss in went.lost if loss.kept])


def read(file: Path) -> Carried[Instrument]:
    """The questionnaire in a file."""
    size = file.stat().st_size
    if size > FILE_LIMITS.megabytes * MEGABYTE:
        params = {"size": -(-size // MEGABYTE), "limit": FILE_LIMITS.megabytes}
        raise KithError(Fault("tables.too_large", Where(file=file.name), params))
    return read_form(file.read_bytes(), file.name)


def say_lost(heading: str, lost: Sequence[Loss]) -> None:
    """List losses under a heading, or nothing where there are none."""
    if lost:
        click.echo(heading)
        for loss in lost:
            click.echo(f"  {sentence(loss)}")
