"""``kith match check``: what a rules file asks, and what it makes impossible for the people it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.run import faults_to_stderr
from kith.foundation.faults import KithError
from kith.foundation.messages import words
from kith.matching.rulebook import POINTS_PER_WEIGHT
from kith.matching.types import Kind

if TYPE_CHECKING:
    from kith.matching.engines import Input, RuleWords

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TABLES = {
    "left": "People of the first side.",
    "right": "People of the second side.",
    "people": "People of the one list of pairs, of sets, or of placements.",
    "applicants": "Applicants for posts.",
    "posts": "Posts.",
    "marks": "The panel's marks.",
    "scores": "Scores of pairs, given directly.",
    "projects": "Projects for placements.",
}
"""Every table of every kind; which of them a kind reads, its engine says."""
IMPOSSIBLE = frozenset(
    f"matching.{code}"
    for code in (
        "problem.fewest_possible",
        "problem.fewest_together",
        "posts.problem.fewest_alone",
        "posts.problem.fewest_together",
    )
)
"""Faults of a problem that is in order and that its rules leave without an answer: which rules, is said first."""
SHOWN = 20
"""People spoken of one by one."""


@click.command(name="check")
@click.argument("rules", type=FILE)
@click.option(
    "--kind", type=click.Choice(["pairs", "posts", "placements", "sets"]), help="What to check for."
)
@faults_to_stderr
def check(rules: Path, kind: str | None, **tables: Path | None) -> None:
    """Say in words what RULES asks, or everything that is wrong with it.

    With the tables as well: whom the rules leave nobody, and the smallest sets of rules that do.
    """
    from kith.matching.ruling import kind_of_rules, words_of_rules

    text = rules.read_bytes()
    chosen = kind_of_rules(text, rules.name) if kind is None else Kind(kind)
    given = {key: path for key, path in tables.items() if path is not None}
    if not given:
        _say(words_of_rules(chosen, text, rules.name), _hash(chosen, text, rules.name))
        return
    _with_tables(chosen, rules, given)


for _key, _words in TABLES.items():
    check.params.append(click.Option([f"--{_key}"], type=FILE, help=_words))


def _say(rules: Sequence[RuleWords], hash_: str) -> None:
    for one in rules:
        weight = f" (weight {one.points / POINTS_PER_WEIGHT:g})" if one.points else ""
        click.echo(f"{words(one.says.code, one.says.params)}{weight}")
    click.echo(f"{len(rules)} {'rule' if len(rules) == 1 else 'rules'}, in order.{hash_}")


def _hash(kind: Kind, text: bytes, name: str) -> str:
    from kith.matching.rules import read_rules, rules_hash

    return f" Hash {rules_hash(read_rules(text, name))[:12]}." if kind is Kind.PAIRS else ""


def _with_tables(kind: Kind, rules: Path, given: Mapping[str, Path]) -> None:
    from kith.commands.match_kinds import load
    from kith.matching.clash_cells import clashes_of
    from kith.matching.clash_words import clash_words
    from kith.matching.engines import engine

    the = engine(kind)
    _check_tables(kind, the.inputs, given)
    loaded = load(the, given, rules)
    wrong = the.check(loaded.problem)
    if {fault.code for fault in wrong} - IMPOSSIBLE:
        raise KithError(wrong)
    said = the.rules(loaded.problem)
    _say(said, _hash(kind, rules.read_bytes(), rules.name))
    for line in clash_words(clashes_of(kind, loaded.problem), said, most=SHOWN):
        click.echo(line)
    if wrong:
        raise KithError(wrong)


def _check_tables(kind: Kind, inputs: Sequence[Input], given: Mapping[str, Path]) -> None:
    """Only the kind's own tables, and all that it cannot do without."""
    read = [one.key for one in inputs]
    foreign = [f"--{key}" for key in given if key not in read]
    if foreign:
        raise click.UsageError(
            f"Rules for {kind.value} read {', '.join(f'--{key}' for key in read)}, not {', '.join(foreign)}."
        )
    missing = [f"--{one.key}" for one in inputs if one.required and one.key not in given]
    if missing:
        raise click.UsageError(f"Rules for {kind.value} need {', '.join(missing)} as well.")
