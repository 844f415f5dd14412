"""``kith match``: a command for each kind, the check of a result, the check of rules."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.outputs import Bar
from kith.commands.run import faults_to_stderr
from kith.foundation.faults import Faults, KithError
from kith.foundation.messages import sentences

if TYPE_CHECKING:
    from kith.matching.people import Side
    from kith.matching.types import Kind, MatchProblem, RuleBook

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
    from kith.commands.match_kinds import STEPS
    from kith.matching.engines import engine

    the = engine(kind_of(problem))
    against = the.problem_from_json(problem.read_bytes(), problem.name)
    to_check = the.result_from_json(result.read_bytes(), result.name)
    with Bar() as bar:
        wrong = the.verify(against, to_check, lambda step, share: bar(STEPS.get(step, step), share))
    for line in sentences(wrong):
        click.echo(line, err=True)
    if wrong:
        sys.exit(NOT_RIGHT)
    draft = the.draft(against, to_check)
    best = "no better answer exists" if draft.proven else "what it says of better answers holds"
    click.echo(f"Right: {len(draft.groups)} {the.kind.value} keep every rule and request, and {best}.")


def kind_of(problem: Path) -> Kind:
    """Of which kind a problem file is; one that is none is read as pairs, whose reader says what is wrong."""
    from kith.matching import Kind

    try:
        found = json.loads(problem.read_bytes())
        return Kind(found["kind"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Kind.PAIRS


@commands.command()
@click.argument("rules", type=FILE)
@click.option("--left", type=FILE, help="Also check that the people's file has what the rules read.")
@click.option("--right", type=FILE)
@faults_to_stderr
def check(rules: Path, left: Path | None, right: Path | None) -> None:
    """Say in words what RULES asks, or everything that is wrong with it."""
    from kith.matching import check_problem, rules_hash
    from kith.matching.describe import rule_words
    from kith.matching.people import make_problem

    if (left is None) != (right is None):
        raise click.UsageError("Give both --left and --right, or neither.")
    book = _rules(rules)
    problem = None
    if left is not None and right is not None:
        problem = make_problem(*_sides(left, right, book), book)
        wrong = check_problem(problem)
        if wrong:
            raise KithError(wrong)
    for rule in book.rules:
        weight = f" (weight {rule.weight:g})" if rule.points else ""
        click.echo(f"{rule_words(rule)}{weight}")
    click.echo(f"{len(book.rules)} rules, in order. Hash {rules_hash(book)[:12]}.")
    for line in _nobody_possible(problem) if problem is not None else ():
        click.echo(line)


def _rules(path: Path) -> RuleBook:
    from kith.matching import read_rules

    return read_rules(path.read_bytes(), path.name)


def _sides(left: Path, right: Path, book: RuleBook) -> tuple[Side, Side]:
    """Both files, with the faults of both at once."""
    from kith.matching.pairs.tables import side_names
    from kith.matching.people import read_side
    from kith.tables.reading import read_table

    called = side_names(left.name, right.name)
    faults = Faults()
    found = []
    for place, (path, name) in enumerate(zip((left, right), called, strict=True)):
        try:
            found.append(read_side(read_table(path, name=path.name), name, book, place))
        except KithError as error:
            faults.extend(error.faults)
    faults.raise_if_any()
    for line in sentences(note for side in found for note in side.notes):
        click.echo(line, err=True)
    return found[0], found[1]


def _nobody_possible(problem: MatchProblem) -> Iterator[str]:
    """Whom the rules alone leave without anybody."""
    from kith.matching.score import Scoring

    scoring = Scoring(problem)
    allowed = scoring.allowed(slice(0, len(scoring.left)), with_requests=False)
    for members, line in ((scoring.left, allowed), (scoring.right, allowed.T)):
        for member, possible in zip(members, line, strict=True):
            if not possible.any():
                yield f"{member.id} ({member.side}): the rules allow nobody."
