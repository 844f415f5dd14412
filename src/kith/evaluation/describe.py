"""A survey of one wave: what people answered, question by question, and how each was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from kith.evaluation.codebook import Codebook
from kith.evaluation.headings import option_labels
from kith.evaluation.questions import (
    Answer,
    DescribeResult,
    Kind,
    NumberSummary,
    Question,
    QuestionResult,
)
from kith.evaluation.recognise import YES, as_number
from kith.evaluation.survey import answers_of, read_questions
from kith.evaluation.types import Remark
from kith.foundation.provenance import hash_value, provenance
from kith.publishing.disclosure import CountTable, DisclosurePolicy, protect_counts
from kith.tables.types import Table

METHOD = "kith.evaluation.describe"
OWN_WORDS = "evaluation.describe.own_words"
"""Stands as the label of answers in people's own words: counted together, never printed."""

COUNTED = (Kind.ORDERED, Kind.CHOICE, Kind.YES_NO)
Column = list[str | None]
Progress = Callable[[int, int], None]


def describe(
    table: Table,
    codebook: Codebook | None = None,
    *,
    only: Sequence[str] = (),
    exclude: Sequence[str] = (),
    by: str | None = None,
    policy: DisclosurePolicy | None = None,
    progress: Progress | None = None,
) -> DescribeResult:
    """Counts and shares of every question, with intervals, for everybody or for each group.

    A share is of those who answered the question; missing answers are counted beside it and never
    taken as an answer. Text in people's own words is counted and not repeated.

    Parameters
    ----------
    by
        A heading whose answers divide people into groups. Empty cells make no group.
    policy
        Small numbers are kept back under it; ``None`` shows every count, for the evaluator's desk.

    Raises
    ------
    KithError
        With every heading named that the file does not have.
    """
    codebook = codebook or Codebook()
    questions = read_questions(table, codebook, only=only, exclude=exclude, by=by)
    cells = {
        column: answers_of(table, column, codebook.missing)
        for question in questions
        for column in question.columns
    }
    grouping = answers_of(table, by, codebook.missing) if by else None
    groups = tuple(sorted({each for each in grouping if each is not None})) if grouping else ()
    results: list[QuestionResult] = []
    for done, question in enumerate(questions, start=1):
        results.extend(_in_groups(question, cells, grouping, groups, policy))
        if progress:
            progress(done, len(questions))
    return DescribeResult(
        n=len(table.rows),
        groups=groups,
        questions=tuple(results),
        remarks=tuple(_remarks(grouping)),
        provenance=provenance(
            METHOD,
            inputs={"data": hash_value([list(map(str, row)) for row in table.rows])},
            libraries=("numpy",),
        ),
    )


def _in_groups(
    question: Question,
    cells: dict[str, Column],
    grouping: Column | None,
    groups: tuple[str, ...],
    policy: DisclosurePolicy | None,
) -> Iterator[QuestionResult]:
    if grouping is None:
        yield _question(question, [cells[column] for column in question.columns], None, policy)
        return
    for group in groups:
        inside = [
            [cell for cell, whose in zip(cells[column], grouping, strict=True) if whose == group]
            for column in question.columns
        ]
        yield _question(question, inside, group, policy)


def _question(
    question: Question, columns: list[Column], group: str | None, policy: DisclosurePolicy | None
) -> QuestionResult:
    asked = len(columns[0]) if columns else 0
    answered = [any(cell is not None for cell in row) for row in zip(*columns, strict=True)]
    n, remarks = sum(answered), []
    answers: tuple[Answer, ...] = ()
    numbers = None
    known = [cell for cell in columns[0] if cell is not None] if columns else []
    if question.kind in COUNTED:
        answers = _counted(_tally(question, known), n, policy)
    elif question.kind is Kind.SEVERAL:
        answers = _ticked(question, columns, n, policy)
        remarks.append(Remark("evaluation.describe.several_share"))
    elif question.kind is Kind.NUMBER:
        numbers = _summary(known, policy)
        if numbers is None:
            remarks.append(Remark("evaluation.describe.too_few_numbers"))
        elif numbers.not_numbers:
            remarks.append(Remark("evaluation.describe.not_numbers", {"n": numbers.not_numbers}))
    elif question.kind is Kind.TEXT:
        remarks.append(Remark("evaluation.describe.text", {"n": n, "different": len(set(known))}))
    return QuestionResult(question, group, asked, n, answers, numbers, tuple(remarks))


def _tally(question: Question, known: list[str]) -> dict[str, int]:
    """Counts in the order of the levels; all other answers together, under :data:`OWN_WORDS`."""
    given = Counter(_level(question, answer) for answer in known)
    tally = {level: given.pop(level, 0) for level in question.levels}
    rest = sum(given.values())
    return {**tally, OWN_WORDS: rest} if rest else tally


def _level(question: Question, answer: str) -> str:
    """A rating read as ``3.0`` is the level ``3``."""
    if answer not in question.levels and (number := as_number(answer)) is not None and number == int(number):
        return str(int(number))
    return answer


def _counted(tally: dict[str, int], n: int, policy: DisclosurePolicy | None) -> tuple[Answer, ...]:
    from kith.statistics.proportions import wilson

    if policy is None or not tally:
        return tuple(Answer(label, count, wilson(count, n) if n else None) for label, count in tally.items())
    cells = protect_counts(CountTable.one_way(tally), policy).cells
    return tuple(
        Answer(label, figure if isinstance(figure, int) else None, None)
        for label, (figure,) in zip(tally, cells, strict=True)
    )


def _ticked(
    question: Question, columns: list[Column], n: int, policy: DisclosurePolicy | None
) -> tuple[Answer, ...]:
    """One line an option. Each option is a yes-or-no of its own, so each is protected with its complement."""
    from kith.statistics.proportions import wilson

    labels = option_labels(question.columns)
    answers = []
    for heading, column in zip(question.columns, columns, strict=True):
        yes = sum(1 for cell in column if cell is not None and _is_tick(cell, labels[heading]))
        if policy is None:
            answers.append(Answer(labels[heading], yes, wilson(yes, n) if n else None))
        else:
            (figure,), _rest = protect_counts(CountTable.one_way({"yes": yes, "no": n - yes}), policy).cells
            answers.append(Answer(labels[heading], figure if isinstance(figure, int) else None, None))
    return tuple(answers)


def _is_tick(cell: str, label: str) -> bool:
    """Survey tools write a tick as yes, 1, or the option's own words."""
    said = cell.lower()
    return said in YES or said in ("1", "1.0", "x", "ticked", "checked", "selected") or said == label.lower()


def _summary(known: list[str], policy: DisclosurePolicy | None) -> NumberSummary | None:
    numbers = np.array([number for cell in known if (number := as_number(cell)) is not None])
    if numbers.size == 0 or (policy is not None and numbers.size <= policy.count_threshold):
        return None
    lower, median, upper = np.quantile(numbers, [0.25, 0.5, 0.75])
    # The extremes are one person's answer each: for the evaluator's desk only.
    ends = (float(numbers.min()), float(numbers.max())) if policy is None else (None, None)
    return NumberSummary(
        n=int(numbers.size),
        median=float(median),
        lower_quartile=float(lower),
        upper_quartile=float(upper),
        smallest=ends[0],
        largest=ends[1],
        mean=float(np.mean(numbers)),
        not_numbers=len(known) - int(numbers.size),
    )


def _remarks(grouping: Column | None) -> Iterator[Remark]:
    if grouping is not None:
        blank = sum(each is None for each in grouping)
        if blank:
            yield Remark("evaluation.describe.no_group", {"n": blank})
