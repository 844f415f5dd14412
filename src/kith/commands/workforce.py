"""``kith workforce``: what is needed, what there will be, the gap, and a plan that closes it."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click

MADE: Mapping[str, tuple[str, str]] = {
    "template": ("workforce_template", "Write a whole invented scenario, to be changed."),
    "check": ("workforce_check", "Say in words what a scenario holds, or everything that is wrong with it."),
    "reference": ("workforce_reference", "Print the reference of the scenario format."),
    "run": ("workforce_run", "Project a scenario: supply, need, the gap, and what it costs."),
    "plan": ("workforce_plan", "The least-cost plan within a scenario's limits, or why there is none."),
    "compare": (
        "workforce_compare",
        "Lay two scenarios beside each other, draw by draw, with the same luck.",
    ),
    "levers": ("workforce_levers", "What each pulled lever did to the gap, and its money per FTE."),
    "picture": (
        "workforce_picture",
        "Staff in post against funded posts: where, how unevenly, and what the work needs.",
    ),
    "functions": (
        "workforce_functions",
        "Who does public health: functions by occupations, from shares of a week.",
    ),
    "wisn": ("workforce_wisn", "How many staff the work of each facility needs (WISN)."),
    "backtest": (
        "workforce_backtest",
        "How far forecasts of counts would have been off, and how wide bands must be.",
    ),
    "scorecard": ("workforce_scorecard", "How well past plans and filed forecasts did against what came."),
    "file": ("workforce_file", "Add a plan or forecast to an archive, to be scored later."),
}
"""A command's name: the module of :mod:`kith.commands` that holds it as ``command``, and what it does."""


class Rooms(click.Group):
    """Loads a room of the wing when it is asked for: the engines load slowly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(MADE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MADE:
            return None
        command: click.Command = importlib.import_module(f"kith.commands.{MADE[cmd_name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in MADE.items()])


@click.group(name="workforce", cls=Rooms)
def commands() -> None:
    """Need, supply, gap and plan, with honest uncertainty."""
