"""The work of ``kith evaluate describe``: read, count, print, write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from kith.commands.evaluate_outputs import Outputs, counted, drawn, print_table, write_all
from kith.commands.outputs import Bar
from kith.evaluation import formats
from kith.evaluation.codebook import Codebook, read_codebook
from kith.evaluation.describe import describe
from kith.evaluation.describe_blocks import answer_label, answered
from kith.evaluation.describe_report import describe_report
from kith.evaluation.facts import ReportFacts
from kith.evaluation.questions import Answer, DescribeResult, Kind, QuestionResult
from kith.evaluation.result_json import describe_json
from kith.evaluation.speaker import Speaker
from kith.foundation.messages import sentence
from kith.foundation.words import Text
from kith.publishing.disclosure import DisclosurePolicy
from kith.tables.reading import read_table
from kith.tables.toml import load_toml
from kith.tables.types import FILE_LIMITS, Table

MOST_CHARACTERS = 56


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the command line chose."""

    questions: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    by: str | None = None
    suppress: bool = False
    title: str | None = None


def run_describe(
    data: Path, chosen: Chosen, *, codebook_path: Path | None, outputs: Outputs, now: datetime
) -> None:
    """Everything is computed and drawn before anything is printed or written."""
    outputs.refuse_clashes(data, codebook_path)
    policy = DisclosurePolicy() if chosen.suppress else None
    with Bar() as bar:

        def rows_said(done: int, whole: int | None) -> None:
            bar("Reading the file", done / whole if whole else 0.0)

        def said(done: int, whole: int) -> None:
            bar("Counting answers", done / whole)

        table = read_table(data, name=data.name, limits=FILE_LIMITS, progress=rows_said)
        result = describe(
            table,
            _codebook(codebook_path, table),
            only=chosen.questions,
            exclude=chosen.exclude,
            by=chosen.by,
            policy=policy,
            progress=said,
        )
        speaker = Speaker()
        title = chosen.title or speaker.say("evaluation.describe.title", name=data.name)
        facts = ReportFacts(Text.of(title), now, source=Text.of(data.name))
        report = describe_report(result, facts, policy=policy)
        contents = drawn(outputs, report, describe_json(result), bar)
    _print(table, result, speaker)
    write_all(contents)


def _codebook(path: Path | None, table: Table) -> Codebook:
    if path is None:
        return Codebook()
    return read_codebook(load_toml(path.read_bytes(), path.name), table)


def _print(table: Table, result: DescribeResult, speaker: Speaker) -> None:
    people, columns = counted(result.n, "person", "people"), counted(len(table.columns), "column", "columns")
    click.echo(f"{table.name}: {people}, {columns}.")
    for noted in table.notes:
        click.echo(sentence(noted))
    for remark in result.remarks:
        click.echo(speaker.remark(remark))
    left_out = []
    for each in result.questions:
        if each.question.kind is Kind.LEFT_OUT:
            left_out.append(f"{each.question.key} ({speaker.reading(each.question.reading)})")
        else:
            _print_question(each, speaker)
    if left_out:
        click.echo("\nNot shown")
        for said in dict.fromkeys(left_out):
            click.echo(f"- {said}")


def _print_question(result: QuestionResult, speaker: Speaker) -> None:
    question = result.question
    group = "" if result.group is None else f" [{result.group}]"
    click.echo(f"\n{speaker.text(question.label)} ({question.key}){group}")
    click.echo(f"Read as {speaker.reading(question.reading)}.")
    said = answered(result, speaker)
    if said:
        click.echo(f"{said}.")
    if result.answers:
        print_table(
            ("Answer", "People", "Share", "Range"), [_row(answer, speaker) for answer in result.answers]
        )
    if result.numbers is not None:
        numbers, short = result.numbers, formats.whole_or_points
        click.echo(
            f"Median {short(numbers.median)}, half of the answers between {short(numbers.lower_quartile)} and"
            f" {short(numbers.upper_quartile)}, mean {short(numbers.mean)} ({numbers.n} numbers)."
        )
    for remark in result.remarks:
        click.echo(speaker.remark(remark))


def _row(answer: Answer, speaker: Speaker) -> tuple[str, str, str, str]:
    label = answer_label(answer, speaker)
    label = label if len(label) <= MOST_CHARACTERS else label[: MOST_CHARACTERS - 1] + "…"
    if answer.count is None:
        return label, speaker.say("evaluation.describe.kept_back"), "", ""
    if answer.share is None:
        return label, str(answer.count), "", ""
    low, high = formats.percent(answer.share.low), formats.percent(answer.share.high)
    return label, str(answer.count), formats.percent(answer.share.value), f"{low} to {high}"
