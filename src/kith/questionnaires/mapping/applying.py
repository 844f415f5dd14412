"""A table of another tool's answers as typed responses: every fault by row and column, and what was noticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kith.foundation.faults import Fault, Faults, KithError
from kith.questionnaires.exchange.answering import Answered, answer
from kith.questionnaires.exchange.responses import Response
from kith.questionnaires.mapping.guessing import is_tick
from kith.questionnaires.mapping.reading import CellReader
from kith.questionnaires.mapping.types import ItemMapping, Mapping
from kith.questionnaires.responses import base_key
from kith.questionnaires.types import Instrument, Item
from kith.tables.naming import shorten
from kith.tables.types import Cell, Note, Table, note
from kith.tables.values import as_text


@dataclass(frozen=True, slots=True)
class Mapped:
    """What came of a table. ``rows[i]`` is the spreadsheet row of ``responses[i]``.

    A response keeps what is sound in it. ``faults`` are what is wrong, ``remarks`` what was noticed and dealt
    with: dates that could be read two ways, required questions left blank, answers that do not apply.
    """

    responses: tuple[Response, ...]
    rows: tuple[int, ...]
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Note, ...] = ()

    def raise_if_any(self) -> None:
        """Raise :class:`KithError` with every fault, if there is one."""
        if self.faults:
            raise KithError(self.faults)


ROWS_A_BREATH = 1_000


def apply(
    table: Table,
    instrument: Instrument,
    mapping: Mapping,
    *,
    progress: Callable[[int], None] = lambda done: None,
) -> Mapped:
    """The responses in the table, one a row, in its order. ``progress`` hears now and then how many rows are read.

    Raises
    ------
    KithError
        When the mapping itself cannot be used: an item or a column that is not there, a column used twice.
    """
    check_mapping(table, instrument, mapping)
    reader = _Rows(table, instrument, mapping)
    responses = []
    for index in range(len(table.rows)):
        if index % ROWS_A_BREATH == 0:
            progress(index)
        responses.append(reader.response(index))
    reader.twice(responses)
    faults = tuple(sorted(reader.faults, key=lambda fault: fault.where.row or 0))
    return Mapped(tuple(responses), table.row_numbers, faults, tuple(reader.remarks()))


def check_mapping(table: Table, instrument: Instrument, mapping: Mapping) -> None:
    """Refuse a mapping that does not fit the table and the instrument, with everything wrong in it."""
    faults = Faults()
    used = Counter(column for one in mapping.items for column in one.columns)
    for one in mapping.items:
        if one.item not in instrument:
            faults.add("mapping.no_such_item", table.where(), item=one.item)
            continue
        known = {option.key for option in instrument.item(one.item).options}
        for option in one.options:
            if option not in known:
                faults.add("mapping.no_such_option", table.where(), item=one.item, option=option)
        if len(one.columns) != max(len(one.options), 1):
            faults.add("mapping.columns_and_options", table.where(), item=one.item)
    about = [heading for heading in (mapping.person, mapping.wave, mapping.side) if heading]
    for heading in dict.fromkeys([*used, *about]):
        if heading not in table.columns:
            faults.add("mapping.no_such_column", table.where(), column=shorten(heading))
    for heading, times in used.items():
        if times > 1:
            faults.add("mapping.column_twice", table.where(column=shorten(heading)))
    faults.raise_if_any()


class _Rows:
    """Reads rows one after another; what is wrong and what was noticed gathers."""

    def __init__(self, table: Table, instrument: Instrument, mapping: Mapping) -> None:
        self._table, self._instrument, self._mapping = table, instrument, mapping
        self._index = {heading: index for index, heading in enumerate(table.columns)}
        self._blanks = frozenset(word.casefold() for word in mapping.blanks)
        self._readers = [(one, instrument.item(one.item), self._reader(one)) for one in mapping.items]
        self.faults: list[Fault] = []
        self._left_blank: Counter[str] = Counter()
        self._unasked: Counter[str] = Counter()

    def _reader(self, one: ItemMapping) -> CellReader:
        item = self._instrument.item(one.item)
        return CellReader(item, values=one.values, day_first=self._mapping.day_first)

    def response(self, index: int) -> Response:
        row, number = self._table.rows[index], self._table.row_numbers[index]
        raw: dict[str, str | Sequence[str]] = {}
        for one, item, reader in self._readers:
            said = self._ticks(one, item, row, number) if one.options else self._single(one, reader, row)
            if said:
                raw[one.item] = said
        answered = answer(self._instrument, raw)
        self._note(answered, number)
        person, wave, side = (
            self._about(heading, row)
            for heading in (self._mapping.person, self._mapping.wave, self._mapping.side)
        )
        if self._mapping.person and person is None:
            self._fault("mapping.no_person", number, self._mapping.person)
        return Response(person, answered.answers, wave, side)

    def _about(self, heading: str | None, row: Sequence[Cell]) -> str | None:
        cell = row[self._index[heading]] if heading else None
        return None if cell is None else as_text(cell)

    def _cell(self, heading: str, row: Sequence[Cell]) -> Cell:
        cell = row[self._index[heading]]
        return None if isinstance(cell, str) and cell.strip().casefold() in self._blanks else cell

    def _single(
        self, one: ItemMapping, reader: CellReader, row: Sequence[Cell]
    ) -> str | tuple[str, ...] | None:
        raw = row[self._index[one.columns[0]]]
        if isinstance(raw, str) and raw in one.values:  # a blank's word that stands for an answer here
            return reader(raw)
        cell = self._cell(one.columns[0], row)
        return None if cell is None else reader(cell)

    def _ticks(self, one: ItemMapping, item: Item, row: Sequence[Cell], number: int) -> tuple[str, ...]:
        ticked = []
        for heading, option in zip(one.columns, one.options, strict=True):
            cell = self._cell(heading, row)
            tick = False if cell is None else is_tick(cell, item, option)
            if tick is None:
                self._fault("mapping.not_a_tick", number, heading, value=shorten(as_text(cell)))
            elif tick:
                ticked.append(option)
        return tuple(ticked)

    def _note(self, answered: Answered, number: int) -> None:
        self._left_blank.update(map(base_key, answered.blank))
        self._unasked.update(map(base_key, answered.unasked))
        for fault in answered.faults:
            one = self._mapping.of(base_key(fault.where.key or ""))
            column = one.columns[0] if one else fault.where.key
            self.faults.append(Fault(fault.code, self._table.where(row=number, column=column), fault.params))

    def twice(self, responses: Sequence[Response]) -> None:
        """One person who answers twice at one time: Kith does not choose between them."""
        seen: dict[tuple[str, str | None, str | None], int] = {}
        for response, number in zip(responses, self._table.row_numbers, strict=True):
            if response.person is None:
                continue
            first = seen.setdefault((response.person, response.wave, response.side), number)
            if first != number:
                self._fault("mapping.person_twice", number, self._mapping.person or "", first=first)

    def _fault(self, code: str, row: int, column: str, **params: str | int) -> None:
        self.faults.append(Fault(code, self._table.where(row=row, column=column), MappingProxyType(params)))

    def remarks(self) -> list[Note]:
        found = []
        for one, _, reader in self._readers:
            where = self._table.where(column=one.columns[0])
            if reader.ambiguous_dates:
                code = "dates_day_first" if self._mapping.day_first else "dates_month_first"
                found.append(note(f"mapping.{code}", where, dates=reader.ambiguous_dates))
            if many := self._left_blank[one.item]:
                found.append(note("mapping.left_blank", where, rows=many, item=one.item))
            if many := self._unasked[one.item]:
                found.append(note("mapping.unasked", where, rows=many, item=one.item))
        return found
