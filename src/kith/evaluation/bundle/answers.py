"""Answers to single questions as a table and back, for the evaluator's bundle alone."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.tables.escaping import restore
from kith.tables.types import Cell
from kith.tables.writing import write_csv

FAULT = "evaluation.bundle"
HEADINGS = ("person", "side", "wave", "question", "answer")
DECLINED = "prefer_not_to_say"
"""Stands for an answer of somebody who would rather not say. Empty is no answer."""
SEVERAL = ";"
"""Between answers where several may be chosen."""

Given = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sent:
    """What one person sent at one time, by question: codes or a number as text. A blank is not there."""

    person: str
    side: str
    wave: str
    given: Given


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything in the table. ``person`` is a code made for this file: it is none of the codes of the report."""

    sent: tuple[Sent, ...]
    questions: Mapping[str, tuple[str, ...]]
    """Time to its questions, in the order in which they stand."""

    def at(self, wave: str) -> Iterator[Sent]:
        """Who sent something at a time."""
        return (one for one in self.sent if one.wave == wave)


def write_answers(answers: Answers) -> bytes:
    """A row for each person, time and question; an empty answer where there is none.

    Raises
    ------
    KithError
        When an answer or a key has a character that the table cannot carry.
    """
    content = write_csv(HEADINGS, _rows(answers))
    faults = Faults()
    if read_answers(content, faults, Where()) != answers:
        raise KithError(Fault(f"{FAULT}.answer_not_carried"))
    return content


def _rows(answers: Answers) -> Iterator[list[Cell]]:
    for one in answers.sent:
        for question in answers.questions[one.wave]:
            given = one.given.get(question, ())
            yield [one.person, one.side, one.wave, question, SEVERAL.join(given) or None]


def read_answers(content: bytes, faults: Faults, where: Where) -> Answers | None:
    """The answers, or ``None`` with every fault noted."""
    try:
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        faults.add(f"{FAULT}.not_a_table", where)
        return None
    if not rows or tuple(rows[0]) != HEADINGS:
        found = ", ".join(rows[0]) if rows else ""
        faults.add(f"{FAULT}.headings", where, found=found, wanted=", ".join(HEADINGS))
        return None
    return _read(rows[1:], faults, where)


def _read(rows: Iterable[Sequence[str]], faults: Faults, where: Where) -> Answers | None:
    given: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    asked: dict[tuple[str, str], list[str]] = {}
    sides: dict[str, str] = {}
    before = len(faults)
    for number, row in enumerate(rows, start=2):
        at = Where(file=where.file, row=number)
        if len(row) != len(HEADINGS):
            faults.add(f"{FAULT}.row_width", at, found=len(row), wanted=len(HEADINGS))
            continue
        person, side, wave, question, answer = (restore(cell) for cell in row)
        if sides.setdefault(person, side) != side:
            faults.add(f"{FAULT}.person_differs", at, person=person)
        questions = asked.setdefault((person, wave), [])
        if question in questions:
            faults.add(f"{FAULT}.answer_twice", at, person=person, wave=wave, question=question)
        questions.append(question)
        answers = given.setdefault((person, wave), {})
        if answer:
            answers[question] = tuple(answer.split(SEVERAL))
    by_wave: dict[str, tuple[str, ...]] = {}
    for (person, wave), questions in asked.items():
        if set(by_wave.setdefault(wave, tuple(questions))) != set(questions):
            faults.add(f"{FAULT}.questions_differ", where, person=person, wave=wave)
    if len(faults) > before:
        return None
    sent = tuple(Sent(person, sides[person], wave, each) for (person, wave), each in given.items())
    return Answers(sent, by_wave)
