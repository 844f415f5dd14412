"""Responses as a tidy table: a row a response, a column a question, and why an answer is missing.

An item of several ticks is a column of TRUE and FALSE for each option (``interests__quality``); a repeated
page's answers are ``site.1``, ``site.2``. Where an item can be missing for more than one reason, a column
``key__missing`` says which: ``blank``, ``declined`` or ``not_applicable``. Blank is never zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.faults import Fault, KithError
from kith.questionnaires.exchange.answering import Answered, answer
from kith.questionnaires.logic import Step, applies, steps
from kith.questionnaires.responses import PREFER_NOT_TO_SAY, REPEAT_MARK, Answers, Declined, base_key
from kith.questionnaires.scoring import score
from kith.questionnaires.types import Instrument, Item, ItemKind, Page
from kith.tables.parquet import write_parquet
from kith.tables.reading import read_table
from kith.tables.types import FILE_LIMITS, Cell, Table
from kith.tables.values import as_text
from kith.tables.writing import write_csv, write_xlsx

TICK = "__"
WHY = "__missing"
SCORE = "score__"
ABOUT = ("person", "wave", "side")


class Missing(StrEnum):
    """Why there is no answer."""

    BLANK = "blank"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Response:
    """One person's answers at one time. ``person`` is a pseudonym."""

    person: str | None
    answers: Answers
    wave: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: the item and, where it has them, its option and its turn in a repeat."""

    name: str
    item: Item
    option: str | None = None
    turn: int | None = None
    is_why: bool = False

    @property
    def key(self) -> str:
        """The key of the answer."""
        return self.item.key if self.turn is None else f"{self.item.key}{REPEAT_MARK}{self.turn}"


def columns_of(instrument: Instrument, turns: int | None = None) -> tuple[Column, ...]:
    """The columns of an instrument's responses, in reading order.

    Parameters
    ----------
    turns
        How often repeated pages stand in the table at most; the page's own limit when it is not said.
    """
    found: list[Column] = []
    for page in instrument.pages:
        most = min(page.repeat.maximum, turns or page.repeat.maximum) if page.repeat else 0
        for turn in range(1, most + 1) if page.repeat else [None]:
            for item in page.items:
                if item.kind.is_asked:
                    found += _columns(page, item, turn)
    return tuple(found)


def _columns(page: Page, item: Item, turn: int | None) -> Iterator[Column]:
    key = item.key if turn is None else f"{item.key}{REPEAT_MARK}{turn}"
    if item.kind is ItemKind.CHOICES:
        yield from (Column(f"{key}{TICK}{option.key}", item, option.key, turn) for option in item.options)
    else:
        yield Column(key, item, turn=turn)
    if item.may_decline or item.relevant or page.relevant or page.repeat:
        yield Column(f"{key}{WHY}", item, turn=turn, is_why=True)


def table_of(
    instrument: Instrument, responses: Sequence[Response], *, scores: bool = False
) -> tuple[list[str], list[list[Cell]]]:
    """The headings and rows of the responses. With ``scores``, a column for each scale comes last."""
    turns = max((_turn(key) for response in responses for key in response.answers), default=0)
    columns = columns_of(instrument, max(turns, 1))
    about = [name for name in ABOUT if any(getattr(response, name) is not None for response in responses)]
    scales = instrument.scales if scores else ()
    headings = [*about, *(column.name for column in columns), *(SCORE + scale.key for scale in scales)]
    rows: list[list[Cell]] = []
    for response in responses:
        asked = {step.key: step for step in steps(instrument, response.answers)}
        cells: list[Cell] = [getattr(response, name) for name in about]
        cells += [_cell(instrument, column, response.answers, asked) for column in columns]
        cells += [score(scale, response.answers).value for scale in scales]
        rows.append(cells)
    return headings, rows


def _cell(instrument: Instrument, column: Column, answers: Answers, asked: dict[str, Step]) -> Cell:
    value = answers.get(column.key)
    if column.is_why:
        return (
            None
            if value is not None and not isinstance(value, Declined)
            else _why(instrument, column, answers, asked)
        )
    if value is None or isinstance(value, Declined):
        return None
    if column.option is not None:
        return column.option in value if isinstance(value, tuple) else None
    return value if isinstance(value, str | int | float | bool | dt.date | dt.time) else None


def _why(instrument: Instrument, column: Column, answers: Answers, asked: dict[str, Step]) -> str:
    if answers.is_declined(column.key):
        return Missing.DECLINED.value
    page = next(page for page in instrument.pages if column.item in page.items)
    step = asked.get(page.key if column.turn is None else f"{page.key}{REPEAT_MARK}{column.turn}")
    if step is None:
        return Missing.NOT_APPLICABLE.value
    here = {item.key: answers[step.field(item)] for item in page.items if step.field(item) in answers}
    return (
        Missing.BLANK if applies(column.item.relevant, {**answers, **here}) else Missing.NOT_APPLICABLE
    ).value


def write_responses(
    instrument: Instrument, responses: Sequence[Response], ending: str, *, scores: bool = False
) -> bytes:
    """The responses as ``csv``, ``xlsx`` or ``parquet``. Nothing in them is run by a spreadsheet.

    Raises
    ------
    KithError
        For another ending.
    """
    return write_table(*table_of(instrument, responses, scores=scores), ending)


def write_table(headings: Sequence[str], rows: Sequence[Sequence[Cell]], ending: str) -> bytes:
    """A table as ``csv``, ``xlsx`` or ``parquet``. Raises KithError for another ending."""
    if ending == "csv":
        return write_csv(headings, rows)
    if ending == "xlsx":
        return write_xlsx(headings, rows, sheet="responses")
    if ending == "parquet":
        return write_parquet(headings, rows)
    raise KithError(
        Fault("exchange.unknown_ending", params={"ending": ending, "known": "csv, xlsx, parquet"})
    )


def read_responses(instrument: Instrument, content: bytes, name: str) -> tuple[Response, ...]:
    """The responses in a table that :func:`write_responses` wrote.

    Raises
    ------
    KithError
        With every fault, by row and column: an unknown column, an answer that is none.
    """
    table = read_table(content, name=name, limits=FILE_LIMITS)
    columns = {column.name: column for column in columns_of(instrument)}
    faults = [
        Fault("questionnaires.unknown_item", table.where(column=heading), {"key": heading})
        for heading in table.columns
        if heading not in columns and heading not in ABOUT and not heading.startswith(SCORE)
    ]
    found = []
    for number, row in zip(table.row_numbers, table.rows, strict=True):
        cells = dict(zip(table.columns, row, strict=True))
        answered = answer(instrument, raw_of(cells, columns))
        faults += _placed(answered, table, number)
        about = {key: as_text(cells[key]) for key in ABOUT if cells.get(key) is not None}
        found.append(Response(about.get("person"), answered.answers, about.get("wave"), about.get("side")))
    if faults:
        raise KithError(faults)
    return tuple(found)


def raw_of(cells: dict[str, Cell], columns: dict[str, Column]) -> dict[str, str | Sequence[str]]:
    """One row as it would have been typed into a form."""
    raw: dict[str, str | Sequence[str]] = {}
    ticks: dict[str, list[str]] = {}
    for heading, cell in cells.items():
        column = columns.get(heading)
        if column is None or cell is None:
            continue
        if column.is_why:
            if cell == Missing.DECLINED.value:
                raw[column.key] = PREFER_NOT_TO_SAY
        elif column.option is None:
            raw[column.key] = typed(cell)
        elif cell is True or str(cell).casefold() == "true":
            ticks.setdefault(column.key, []).append(column.option)
    return {**raw, **ticks}


def typed(cell: Cell) -> str:
    """A cell as a person would type it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return as_text(cell)


def _placed(answered: Answered, table: Table, row: int) -> Iterable[Fault]:
    return [
        Fault(one.code, table.where(row=row, column=one.where.key), one.params) for one in answered.faults
    ]


def _turn(key: str) -> int:
    return int(key.split(REPEAT_MARK, 1)[1]) if base_key(key) != key else 0
