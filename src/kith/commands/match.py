"""``kith match``: a command for each kind, the check of a result, the check of rules."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.match_check import check
from kith.commands.outputs import Bar
from kith.commands.run import faults_to_stderr
from kith.foundation.messages import sentences

if TYPE_CHECKING:
    from kith.matching.draft import Draft
    from kith.matching.types import Kind

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NOT_RIGHT = 1
"""Exit code of ``verify`` for a result that is not right."""


class Kinds(click.Group):
    """The commands of this file, and one for each kind, made when it is asked for: engines load slowly."""

    MADE: Mapping[str, str] = {
        "pairs": "The best pairs of two lists: nobody left out who can be matched, proven best.",
        "posts": "Fill posts: applicants' wishes in order, panels' marks, a published lottery; stable, proven.",
        "placements": "Place people in projects: dates, teams, skills needed together, hand-over.",
        "sets": "Make groups that spread, gather, balance, leave nobody alone and share an hour.",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self.MADE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.MADE:
            return super().get_command(ctx, cmd_name)
        from kith.commands.match_kinds import command_of
        from kith.matching import Kind

        return command_of(Kind(cmd_name), self.MADE[cmd_name])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading an engine for it."""
        own = {name: command.get_short_help_str(100) for name, command in self.commands.items()}
        with formatter.section("Commands"):
            formatter.write_dl(sorted({**own, **self.MADE}.items()))


@click.group(name="match", cls=Kinds)
def commands() -> None:
    """Find the best pairs, posts, placements or sets, with reasons and a proof."""


@commands.command()
@click.argument("result", type=FILE)
@click.argument("problem", type=FILE)
@faults_to_stderr
def verify(result: Path, problem: Path) -> None:
    """Check RESULT (or a report) against PROBLEM without the solver: valid, and as good as it says."""
    from kith.commands.match_kinds import step_words
    from kith.matching.engines import engine

    the = engine(kind_of(problem))
    against = the.problem_from_json(problem.read_bytes(), problem.name)
    to_check = the.result_from_json(result.read_bytes(), result.name)
    with Bar() as bar:

        def said(step: str, share: float) -> None:
            bar(step_words(step), share)

        wrong = the.verify(against, to_check, said)
        unshown = () if wrong else the.not_reproved(against, to_check, said)
    for line in sentences(wrong):
        click.echo(line, err=True)
    if wrong:
        sys.exit(NOT_RIGHT)
    draft = the.draft(against, to_check)
    best = "no better answer exists" if draft.proven else "what it says of better answers holds"
    rest = "" if unshown else f", and {best}"
    click.echo(f"Right: {groups_words(the.kind, draft)} every rule and request{rest}.")
    for line in sentences(unshown):
        click.echo(line)


def groups_words(kind: Kind, draft: Draft) -> str:
    """What was made, counted: pairs and sets as they are, people with a post, teams of projects."""
    from kith.matching import Kind

    if kind is Kind.POSTS:
        people = len({one.id for group in draft.groups for one in group.members})
        return f"{people} with a post {'keeps' if people == 1 else 'keep'}"
    one, many = {Kind.PAIRS: ("pair", "pairs"), Kind.SETS: ("set", "sets")}.get(kind, ("team", "teams"))
    return f"{len(draft.groups)} {f'{one} keeps' if len(draft.groups) == 1 else f'{many} keep'}"


def kind_of(problem: Path) -> Kind:
    """Of which kind a problem file is; one that is none is read as pairs, whose reader says what is wrong."""
    from kith.matching import Kind

    try:
        found = json.loads(problem.read_bytes())
        return Kind(found["kind"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Kind.PAIRS


commands.add_command(check)
