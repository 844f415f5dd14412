"""``kith``: every wing on files, without the service."""

from __future__ import annotations

import importlib

import click

import kith

SUBJECTS = {
    "programme": "Read, check and explain programme definitions.",
    "match": "Find the best pairs, with reasons and a proof.",
    "evaluate": "Say honestly what changed.",
    "workforce": "How many people are needed, how many there will be, and what would close the gap.",
    "form": "Move questionnaires and answers in and out.",
}


class Subjects(click.Group):
    """Loads a subject's commands when they are asked for, so that ``kith --help`` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBJECTS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in SUBJECTS:
            return None
        module = importlib.import_module(f"kith.commands.{name}")
        command: click.Command = module.commands
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUBJECTS.items()))


@click.command(cls=Subjects, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kith.__version__)
def main() -> None:
    """Kith: programmes that grow health leaders, and what they change."""
