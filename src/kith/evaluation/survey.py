"""The questions of a survey: each column as it was recognised, unless a codebook says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kith.evaluation.change_columns import note_missing_columns
from kith.evaluation.codebook import Codebook, Entry
from kith.evaluation.headings import readable, shared_words, ticked_together
from kith.evaluation.questions import Kind, Question
from kith.evaluation.recognise import is_missing, recognise
from kith.evaluation.types import Remark
from kith.foundation.faults import Faults
from kith.foundation.words import Text
from kith.tables.types import Cell, Table


def answers_of(table: Table, column: str, missing: frozenset[str] = frozenset()) -> list[str | None]:
    """The column's cells as trimmed text, ``None`` where there is no answer."""
    return [_answer(cell, missing) for cell in table.column(column)]


def _answer(cell: Cell, missing: frozenset[str]) -> str | None:
    text = None if cell is None else " ".join(str(cell).split())
    return None if is_missing(text, missing) else text


def read_questions(
    table: Table,
    codebook: Codebook,
    *,
    only: Sequence[str] = (),
    exclude: Sequence[str] = (),
    by: str | None = None,
) -> tuple[Question, ...]:
    """The questions in the order of the file; options ticked in several columns make one.

    Parameters
    ----------
    only
        Headings to read; empty is all.
    exclude
        Headings to leave out.
    by
        The column that divides people into groups: it is read, and not left out of the questions.

    Raises
    ------
    KithError
        With every heading that the file does not have.
    """
    faults = Faults()
    note_missing_columns(table, dict.fromkeys((*only, *exclude, *([by] if by else []))), faults)
    faults.raise_if_any()
    headings = [name for name in table.columns if name not in exclude and (not only or name in only)]
    taken = {column for entry in codebook.entries.values() for column in entry.columns}
    single = [_single(table, heading, codebook) for heading in headings if heading not in taken]
    return _gathered(single, codebook, headings)


def _single(table: Table, heading: str, codebook: Codebook) -> Question:
    answers = [each for each in answers_of(table, heading, codebook.missing) if each is not None]
    found = recognise(heading, answers)
    question = Question(
        heading, Text.of(readable(heading)), found.kind, (heading,), found.reading, found.levels
    )
    entry = codebook.entries.get(heading)
    return question if entry is None else _by_codebook(question, entry, answers)


def _by_codebook(question: Question, entry: Entry, answers: list[str]) -> Question:
    """What the codebook says stands; answers it does not list come after those it does."""
    kind = entry.kind or (Kind.ORDERED if entry.levels else question.kind)
    levels = entry.levels or question.levels
    if kind in (Kind.ORDERED, Kind.CHOICE, Kind.YES_NO) and not levels:
        levels = tuple(sorted(set(answers), key=lambda answer: (-answers.count(answer), answer)))
    reading = question.reading
    if kind is not question.kind or levels != question.levels:
        reading = Remark("evaluation.reading.codebook")
    return replace(question, label=entry.label or question.label, kind=kind, levels=levels, reading=reading)


def _gathered(single: list[Question], codebook: Codebook, headings: list[str]) -> tuple[Question, ...]:
    yes_no = [
        question.key
        for question in single
        if question.kind is Kind.YES_NO and question.key not in codebook.entries
    ]
    together = dict(ticked_together(yes_no))
    reading = {key: Remark("evaluation.reading.several", {"n": len(cols)}) for key, cols in together.items()}
    labels = {key: Text.of(shared_words(columns)) for key, columns in together.items()}
    for key, entry in codebook.entries.items():
        if entry.columns:
            together[key] = entry.columns
            reading[key] = Remark("evaluation.reading.codebook")
            labels[key] = entry.label or Text.of(readable(key))
    group_of = {column: key for key, columns in together.items() for column in columns}
    by_key = {question.key: question for question in single}
    gathered: dict[str, Question] = {}
    for heading in headings:
        name = group_of.get(heading)
        if name is None:
            gathered[heading] = by_key[heading]
        elif name not in gathered:
            gathered[name] = Question(name, labels[name], Kind.SEVERAL, together[name], reading[name])
    return tuple(gathered.values())
