"""``kith match pairs``, ``posts``, ``placements`` and ``sets``: any kind from its files, with reasons and a proof."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import click

from kith.commands.outputs import Bar, refuse_clashes, write_together
from kith.commands.run import faults_to_stderr
from kith.foundation.faults import Faults, KithError
from kith.foundation.messages import sentences, words
from kith.matching.draft import Choice, Draft, Price
from kith.matching.engines import Engine, Loaded, Progress, RuleWords, engine
from kith.matching.types import Kind, PersonPair
from kith.tables.types import Note

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that came of one run, for whoever writes it down."""

    draft: Draft
    rules: tuple[RuleWords, ...]
    names: Mapping[tuple[str, str], str]
    prices: tuple[Price, ...] = ()
    choice: Choice | None = None
    before: Draft | None = None
    unshown: tuple[Note, ...] = ()
    """What rests on the solver's own proof."""
    things: str | None = None
    """What posts or projects are called, where people go to such."""


def step_words(step: str) -> str:
    """What a step is called on the bar."""
    return words(f"matching.step.{step}", {})


def command_of(kind: Kind, help_words: str) -> click.Command:
    """The command of a kind; its options are the tables that the kind reads."""
    inputs = engine(kind).inputs
    options: list[click.Parameter] = [
        click.Option(
            [f"--{one.key.replace('_', '-')}", one.key],
            type=FILE,
            required=one.required,
            help=f"The {one.side} list: CSV or XLSX.",
        )
        for one in inputs
    ]
    options += [
        click.Option(["--rules"], type=FILE, required=True, help="What must and should hold: TOML."),
        click.Option(["--out"], type=OUT, required=True, help="Who is where, as CSV."),
        click.Option(["--json", "report_path"], type=OUT, help="The result, its reasons and proof, as JSON."),
        click.Option(
            ["--problem-out"], type=OUT, help="The whole problem as JSON, private requests included."
        ),
        click.Option(["--seed"], type=int, default=1, show_default=True, help="Decides between equals."),
        click.Option(["--keep"], type=FILE, help="An earlier result: stay near it."),
        click.Option(
            ["--bonus"],
            type=int,
            default=200,
            show_default=True,
            help="With --keep: points for each who stays.",
        ),
        click.Option(["--lock"], multiple=True, metavar="ID=ID", help="These two belong together."),
        click.Option(["--forbid"], multiple=True, metavar="ID=ID", help="These two are kept apart."),
        click.Option(
            ["--prices/--no-prices"],
            default=True,
            help="Say what each rule costs. Takes a run for each rule.",
        ),
    ]

    def callback(**given: Any) -> None:
        _run(kind, given)

    return click.Command(kind.value, params=options, help=help_words, callback=faults_to_stderr(callback))


def _run(kind: Kind, given: dict[str, Any]) -> None:
    from kith.commands.match_lines import lines
    from kith.commands.match_tables import who_is_where

    the = engine(kind)
    files = {one.key: given[one.key] for one in the.inputs if given[one.key] is not None}
    outputs = (given["out"], given["report_path"], given["problem_out"])
    refuse_clashes(outputs, (*files.values(), given["rules"], *([given["keep"]] if given["keep"] else [])))
    locks, forbids = _two_ids(given["lock"], "--lock"), _two_ids(given["forbid"], "--forbid")
    loaded = load(the, files, given["rules"])
    problem = the.decided(loaded.problem, locks=locks, forbids=forbids)
    before = None
    if given["keep"] is not None:
        earlier = the.result_from_json(given["keep"].read_bytes(), given["keep"].name)
        problem = the.keeping(problem, earlier, bonus=given["bonus"])
        before = the.draft(problem, earlier)
    faults = the.check(problem)
    if faults:
        raise KithError(faults)
    done = solved(the, problem, seed=given["seed"], prices=given["prices"])
    result = done.result
    made = Run(
        the.draft(problem, result),
        the.rules(problem),
        loaded.names,
        done.prices,
        done.choice,
        before,
        done.unshown,
        things_of(the),
    )
    contents = {given["out"]: who_is_where(made)}
    if given["report_path"] is not None:
        contents[given["report_path"]] = _json(_report(the, problem, done))
    if given["problem_out"] is not None:
        contents[given["problem_out"]] = _json(the.problem_to_json(problem))
    write_together(contents)
    for line in lines(made):
        click.echo(line)


def things_of(the: Engine[Any, Any]) -> str | None:
    """The list that holds no people: the second, of posts and of placements."""
    return the.inputs[1].side if the.kind in (Kind.POSTS, Kind.PLACEMENTS) else None


def _report(the: Engine[Any, Any], problem: Any, done: Solved) -> dict[str, object]:
    """What ``--json`` holds: of pairs the result with each person's alternatives, of the others the result."""
    if the.kind is not Kind.PAIRS:
        return the.result_to_json(done.result)
    from kith.matching.pairs.report import report, report_to_json

    return report_to_json(report(problem, done.result, prices=False, priced=done.of_pairs))


def load(the: Engine[Any, Any], files: Mapping[str, Path], rules: Path) -> Loaded[Any]:
    """The problem of some files: the faults of all tables and of the rules at once; notes go to standard error."""
    from kith.matching.pairs.direct import is_npz, table_of_npz
    from kith.tables.reading import read_table

    faults = Faults()
    tables = {}
    for key, path in files.items():
        try:
            tables[key] = (
                table_of_npz(path.read_bytes(), path.name)
                if is_npz(path)
                else read_table(path, name=path.name)
            )
        except KithError as error:
            faults.extend(error.faults)
    faults.raise_if_any()
    loaded = the.read(tables, rules.read_bytes(), rules_name=rules.name)
    for line in sentences(loaded.notes):
        click.echo(line, err=True)
    return loaded


@dataclass(frozen=True, slots=True)
class Solved:
    """A result that was checked, what the check could not show again, and what the rules cost."""

    result: Any
    unshown: tuple[Note, ...]
    prices: tuple[Price, ...] = ()
    choice: Choice | None = None
    of_pairs: Any = None
    """Of pairs, the same as their report has it."""


class _Enough(Exception):
    """Ctrl-C was pressed while prices were worked out."""


def solved(the: Engine[Any, Any], problem: Any, *, seed: int, prices: bool) -> Solved:
    """The result, checked, and what its rules cost. Ctrl-C once keeps the best found so far."""
    with Bar() as bar, stoppable() as asked:

        def said(step: str, share: float) -> None:
            bar(step_words(step), share)

        result = the.solve(problem, seed=seed, progress=said, should_stop=asked)
        wrong = the.verify(problem, result, said)
        if wrong:  # the engine and its checker disagree: a bug, and nothing is written
            raise AssertionError("; ".join(fault.code for fault in wrong))
        unshown = the.not_reproved(problem, result, said)

        def priced(step: str, share: float) -> None:
            if asked():
                raise _Enough
            said(step, share)

        if prices and not asked():
            priced("prices", 0.0)
            with suppress(_Enough):
                return Solved(result, unshown, *_prices(the, problem, result, seed, priced))
        return Solved(result, unshown)


def _prices(
    the: Engine[Any, Any], problem: Any, result: Any, seed: int, progress: Progress
) -> tuple[tuple[Price, ...], Choice | None, Any]:
    """What each rule costs; of pairs also as their report says it, so that it is worked out once."""
    if the.kind is not Kind.PAIRS:
        return *the.prices(problem, result, seed=seed, progress=progress), None
    from kith.matching.pairs.drafting import price_of
    from kith.matching.pairs.rule_prices import price_of_choice, price_of_rules

    found = price_of_rules(problem, result, seed=seed, progress=progress)
    choice = price_of_choice(problem, result, seed=seed)
    return tuple(price_of(one) for one in found), choice, (found, choice)


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed. The first only asks to stop; the second ends the command as ever."""
    pressed = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True
        click.echo("Stopping: the best so far is kept. Press Ctrl-C again to leave without it.", err=True)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _two_ids(given: tuple[str, ...], option: str) -> list[PersonPair]:
    found = []
    for one in given:
        left, sign, right = one.partition("=")
        if not (sign and left.strip() and right.strip()):
            raise click.BadParameter(f"“{one}” is not two ids with = between them.", param_hint=option)
        found.append((left.strip(), right.strip()))
    return found


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
