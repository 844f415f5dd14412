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

NO_ANSWER = "evaluation.describe.no_answer"
LABELS = (OWN_WORDS, NO_ANSWER)
"""Codes that stand as labels of answers; everything else is an answer as it was given."""

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
    answered = sum(any(cell is not None for cell in row) for row in zip(*columns, strict=True))
    known = [cell for cell in columns[0] if cell is not None] if columns else []
    answers: tuple[Answer, ...] = ()
    numbers: NumberSummary | None = None
    remarks: list[Remark] = []
    if question.kind in COUNTED:
        tally = _tally(question, known)
        if policy is None:
            answers = _shares(tally, answered)
        else:
            answers, remarks = _protected(tally, asked - answered, policy)
    elif question.kind is Kind.SEVERAL:
        answers = _ticked(question, columns, answered, policy)
        remarks = [Remark("evaluation.describe.several_share")]
    elif question.kind is Kind.NUMBER:
        numbers = _summary(known, policy)
        remarks = _about_numbers(numbers, policy)
    elif question.kind is Kind.TEXT and policy is None:
        remarks = [Remark("evaluation.describe.text", {"n": answered, "different": len(set(known))})]
    # Beside rounded counts an exact total, or how many did not answer, would give some away.
    n_answered = _rounded(answered, policy) if policy is None or question.kind not in COUNTED else None
    n_asked = asked if group is None else _rounded(asked, policy)
    return QuestionResult(question, group, n_asked, n_answered, answers, numbers, tuple(remarks))


def _rounded(count: int, policy: DisclosurePolicy | None) -> int | None:
    if policy is None:
        return count
    return None if policy.is_small(count) else policy.rounded(count)


def _about_numbers(numbers: NumberSummary | None, policy: DisclosurePolicy | None) -> list[Remark]:
    if numbers is None:
        return [Remark("evaluation.describe.too_few_numbers")]
    if numbers.not_numbers and policy is None:
        return [Remark("evaluation.describe.not_numbers", {"n": numbers.not_numbers})]
    return []


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


def _shares(tally: dict[str, int], n: int) -> tuple[Answer, ...]:
    from kith.statistics.proportions import wilson

    return tuple(Answer(label, count, wilson(count, n) if n else None) for label, count in tally.items())


def _protected(
    tally: dict[str, int], missing: int, policy: DisclosurePolicy
) -> tuple[tuple[Answer, ...], list[Remark]]:
    """Counts as they may be shown. No answer is a count like the others: together they make a known total."""
    everybody = {**tally, NO_ANSWER: missing} if missing else tally
    if not everybody:
        return (), []
    table = protect_counts(CountTable.one_way(everybody), policy)
    answers = tuple(
        Answer(label, figure if isinstance(figure, int) else None, None)
        for label, (figure,) in zip(everybody, table.cells, strict=True)
    )
    pooled = [label for label in table.pooling.labels if label not in LABELS] if table.pooling else []
    if len(pooled) < 2:
        return answers, []
    return answers, [Remark("evaluation.describe.pooling", {"labels": ", ".join(pooled)})]


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
        n=_rounded(int(numbers.size), policy) or 0,
        median=float(median),
        lower_quartile=float(lower),
        upper_quartile=float(upper),
        smallest=ends[0],
        largest=ends[1],
        mean=float(np.mean(numbers)),
        not_numbers=len(known) - int(numbers.size) if policy is None else 0,
    )


def _remarks(grouping: Column | None) -> Iterator[Remark]:
    if grouping is not None:
        blank = sum(each is None for each in grouping)
        if blank:
            yield Remark("evaluation.describe.no_group", {"n": blank})
