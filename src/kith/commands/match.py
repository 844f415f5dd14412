"""``kith match``: the best pairs from two files, the check of a result, the check of rules."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.outputs import Bar, refuse_clashes, write_together
from kith.commands.run import faults_to_stderr
from kith.foundation.faults import Faults, KithError
from kith.foundation.messages import sentences

if TYPE_CHECKING:
    from kith.matching.people import Side
    from kith.matching.types import MatchProblem, RuleBook

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
NOT_RIGHT = 1
"""Exit code of ``verify`` for a result that is not right."""
STEPS = {
    "score": "Scoring every pair",
    "worst": "Raising the weakest pair",
    "total": "Finding the best total",
    "reasons": "Finding reasons",
    "check": "Checking the proof",
    "prices": "Pricing each rule",
}


class Kinds(click.Group):
    """The commands of this file, and one for each other kind, made when it is asked for: engines load slowly."""

    MADE: Mapping[str, str] = {
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
@click.option("--left", type=FILE, required=True, help="People of the first side: CSV or XLSX.")
@click.option("--right", type=FILE, required=True, help="People of the second side.")
@click.option("--rules", type=FILE, required=True, help="What must and should hold: TOML.")
@click.option("--out", type=OUT, required=True, help="The pairs, as CSV.")
@click.option("--json", "report_path", type=OUT, help="Pairs, parts, reasons and proof, as JSON.")
@click.option("--problem-out", type=OUT, help="The whole problem as JSON, private requests included.")
@click.option("--seed", type=int, default=1, show_default=True, help="Decides between equally good answers.")
@click.option("--left-name", help="What to call the first side. [default: the file's name]")
@click.option("--right-name", help="What to call the second side.")
@click.option(
    "--prices/--no-prices", default=True, help="Say what each rule costs. Takes a run for each rule."
)
@faults_to_stderr
def pairs(
    left: Path,
    right: Path,
    rules: Path,
    out: Path,
    report_path: Path | None,
    problem_out: Path | None,
    seed: int,
    left_name: str | None,
    right_name: str | None,
    prices: bool,
) -> None:
    """The best pairs of two files: one-to-one, nobody kept out who can be matched, proven best."""
    from kith.commands.match_summary import pairs_csv, summary
    from kith.matching import problem_to_json, solve, verify
    from kith.matching.pairs.report import report, report_to_json
    from kith.matching.people import make_problem

    refuse_clashes((out, report_path, problem_out), (left, right, rules))
    book = _rules(rules)
    sides = _sides(left, right, (left_name, right_name), book)
    problem = make_problem(*sides, book)
    with Bar() as bar:
        said = _in_words(bar)
        result = solve(problem, seed=seed, progress=said)
        wrong = verify(problem, result, progress=said)
        if wrong:  # the engine and its checker disagree: a bug, and nothing is written
            raise AssertionError("; ".join(fault.code for fault in wrong))
        made = report(problem, result, prices=prices, progress=said)
    contents = {out: pairs_csv(made, sides)}
    if report_path is not None:
        contents[report_path] = _json(report_to_json(made))
    if problem_out is not None:
        contents[problem_out] = _json(problem_to_json(problem))
    write_together(contents)
    for line in summary(made, sides):
        click.echo(line)


@commands.command()
@click.argument("result", type=FILE)
@click.argument("problem", type=FILE)
@faults_to_stderr
def verify(result: Path, problem: Path) -> None:
    """Check RESULT (or a report) against PROBLEM without the solver: valid, and nothing better exists."""
    from kith.matching import problem_from_json, result_from_json
    from kith.matching import verify as find_wrong

    to_check = result_from_json(result.read_bytes(), result.name)
    against = problem_from_json(problem.read_bytes(), problem.name)
    with Bar() as bar:
        wrong = find_wrong(against, to_check, progress=_in_words(bar))
    for line in sentences(wrong):
        click.echo(line, err=True)
    if wrong:
        sys.exit(NOT_RIGHT)
    click.echo(
        f"Right: {len(to_check.pairs)} pairs keep every rule and request, and no better answer exists."
    )


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
        problem = make_problem(*_sides(left, right, (None, None), book), book)
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


def _sides(
    left: Path, right: Path, names: tuple[str | None, str | None], book: RuleBook
) -> tuple[Side, Side]:
    """Both files, with the faults of both at once."""
    from kith.matching.people import read_side
    from kith.tables.reading import read_table

    called = (names[0] or left.stem, names[1] or right.stem)
    if called[0] == called[1]:
        called = ("left", "right")
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


def _in_words(bar: Bar) -> Callable[[str, float], None]:
    return lambda step, share: bar(STEPS[step], share)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
