"""Options that several commands of ``kith evaluate`` take alike, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
DEFAULT_SEED = 1

Command = TypeVar("Command", bound=Callable[..., Any])

titled = click.option("--title", help="The title of the report.")


def seeded(of: str) -> Callable[[Command], Command]:
    """``--seed``, with what is drawn by lot from it."""
    return click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help=of)


def dated(command: Command) -> Command:
    """``--date``, which reaches the command as ``now``: the day that was asked for, or this moment."""
    return click.option(
        "--date",
        "now",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=lambda _context, _option, date: _moment(date),
        help="The date on the report. [default: today]",
    )(command)


def report_files(command: Callable[..., None]) -> Callable[..., None]:
    """A report's files, which reach the command together as ``outputs``."""

    @click.option("--out", type=OUT, help="The report, as HTML.")
    @click.option("--pdf", type=OUT, help="The report, as PDF.")
    @click.option("--docx", type=OUT, help="The report, as a Word document.")
    @click.option("--json", "json_path", type=OUT, help="Every number, as JSON.")
    @wraps(command)
    def together(
        *, out: Path | None, pdf: Path | None, docx: Path | None, json_path: Path | None, **others: object
    ) -> None:
        from kith.commands.evaluate_outputs import Outputs

        command(outputs=Outputs(out, pdf, docx, json_path), **others)

    return together


def split_names(given: str | None) -> tuple[str, ...]:
    """Names with commas between.

    >>> split_names(" before, after,"), split_names(None)
    (('before', 'after'), ())
    """
    return tuple(name.strip() for name in (given or "").split(",") if name.strip())


def _moment(date: datetime | None) -> datetime:
    return datetime.now(UTC) if date is None else date.replace(tzinfo=UTC)
