"""The workforce that a funnel is laid beside: counts by question and answer, from a file that a lead uploads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.db import transaction

from kith.foundation.faults import Faults, KithError, Where
from kith.programmes.shipped import load_instrument
from kith.questionnaires.types import ItemKind
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.recruitment.domain.calling.calls import EQUALITY
from kith.service.recruitment.domain.funnel.funnel_groups import Dimension, item_dimension
from kith.service.recruitment.models import Baseline
from kith.tables.reading import read_table
from kith.tables.types import MEGABYTE, Cell, Limits, Table
from kith.tables.writing import write_xlsx

COLUMNS = ("characteristic", "category", "words", "staff")
NEEDED = ("characteristic", "category", "staff")
"""As ``kith evaluate funnel --baseline`` has them."""
LIMITS = Limits(megabytes=1, rows=2_000, columns=50, unpacked_megabytes=20)
MOST_BYTES = LIMITS.megabytes * MEGABYTE
NAME_LIMIT = 120
Counts = dict[str, dict[str, int]]
_WHOLE = re.compile(r"\d{1,3}(?:[ ,]?\d{3})*|\d+")


def questions() -> tuple[Dimension, ...]:
    """The equality questions that a workforce can be counted by, each with all its answers."""
    items = load_instrument(EQUALITY).items
    return tuple(item_dimension(item) for item in items if item.kind is ItemKind.CHOICE)


def template(language: str) -> bytes:
    """An empty spreadsheet with a row for each answer of each question. Rows may be left out."""
    rows = [
        (one.key, group.key, group.label.in_language(language), None)
        for one in questions()
        for group in one.groups
    ]
    return write_xlsx(COLUMNS, rows, sheet=EQUALITY)


@transaction.atomic
def add_baseline(
    *, by: Actor, organisation: Organisation, name: str, as_of: date, file_name: str, content: bytes
) -> Baseline:
    """Keep the counts of a file; the file itself is not kept.

    Raises KithError with every fault of the file, by row and column.
    """
    name = " ".join(name.split())
    faults = Faults()
    if not 0 < len(name) <= NAME_LIMIT:
        faults.add("recruitment.baseline_name", Where(key="name"), limit=NAME_LIMIT)
    faults.raise_if_any()
    counts = counts_of(read_table(content, name=file_name, limits=LIMITS))
    row = Baseline.objects.create(organisation=organisation, name=name, as_of=as_of, counts=counts)
    _record(by, "recruitment.add_baseline", row, questions=len(counts))
    return row


@transaction.atomic
def delete_baseline(*, by: Actor, baseline: Baseline) -> None:
    """Releases that were laid beside it stay as they are. Twice is once."""
    gone, _by_model = Baseline.objects.filter(pk=baseline.pk).delete()
    if gone:
        _record(by, "recruitment.delete_baseline", baseline, questions=len(baseline.counts))


def counts_of(table: Table) -> Counts:
    """Question to answer to how many people. A blank number leaves its answer out; it is not zero.

    Raises KithError with every fault, by row and column.
    """
    places = {heading.casefold(): index for index, heading in enumerate(table.columns)}
    missing = [name for name in NEEDED if name not in places]
    if missing:
        faults = Faults()
        faults.add("recruitment.baseline_columns", table.where(row=1), missing=", ".join(missing))
        faults.raise_if_any()
    faults, found = Faults(), Counts()
    known = {one.key: one for one in questions()}
    for number, cells in zip(table.row_numbers, table.rows, strict=True):
        question, answer, staff = (cells[places[name]] for name in NEEDED)
        if staff is None:
            continue
        try:
            one, key, people = _read(table, number, known, question, answer, staff)
        except KithError as wrong:
            faults.extend(wrong.faults)
            continue
        answers = found.setdefault(one.key, {})
        if key in answers:
            faults.add("recruitment.baseline_twice", _at(table, number, "category"), answer=_said(answer))
        answers[key] = people
    if not found and not faults:
        faults.add("recruitment.baseline_empty", Where(file=table.name))
    faults.raise_if_any()
    return found


def _read(
    table: Table, number: int, known: dict[str, Dimension], question: Cell, answer: Cell, staff: Cell
) -> tuple[Dimension, str, int]:
    faults = Faults()
    one = known.get(_said(question).casefold())
    key = dict(_spellings(one)).get(_said(answer).casefold()) if one is not None else None
    people = _people(staff)
    if one is None:
        at = _at(table, number, "characteristic")
        faults.add("recruitment.baseline_question", at, value=_said(question), known=", ".join(known))
    elif key is None:
        at = _at(table, number, "category")
        faults.add("recruitment.baseline_answer", at, value=_said(answer), question=one.key)
    if people is None:
        faults.add("recruitment.baseline_staff", _at(table, number, "staff"), value=_said(staff))
    faults.raise_if_any()
    assert one is not None and key is not None and people is not None  # noqa: PT018 - or raised above
    return one, key, people


def _spellings(one: Dimension) -> Iterator[tuple[str, str]]:
    """The words of an answer in each language, then its code, which wins."""
    for group in one.groups:
        for words in group.label.by_language.values():
            yield words.casefold(), group.key
    for group in one.groups:
        yield group.key.casefold(), group.key


def _people(cell: Cell) -> int | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return int(cell) if cell >= 0 and cell == int(cell) else None
    text = _said(cell)
    return int(re.sub(r"[ ,]", "", text)) if _WHOLE.fullmatch(text) else None


def _said(cell: Cell) -> str:
    """As people wrote it: a code 99 that a spreadsheet took for a number is still 99."""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _at(table: Table, number: int, name: str) -> Where:
    heading = next(one for one in table.columns if one.casefold() == name)
    return table.where(row=number, column=heading)


def _record(by: Actor, action: str, row: Baseline, **detail: int) -> None:
    audit.record(by=by, action=action, subject=row, organisation_id=row.organisation_id, detail=detail)
