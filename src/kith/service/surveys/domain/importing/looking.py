"""What bringing an export in would do: whose answers are read, every fault, and what is left out. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from kith.foundation.faults import Fault, Faults, KithError
from kith.questionnaires.mapping import Mapped, apply, mapping_from_toml, propose
from kith.questionnaires.mapping import Mapping as ColumnMapping
from kith.service.cohorts.models import Place
from kith.service.people.domain.many import people_by_address
from kith.service.surveys.domain.importing.uploaded import table_of
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.past_answers import WERE_ASKED, Line
from kith.service.surveys.domain.pseudonyms import pseudonyms_by_place
from kith.service.surveys.models import AnswersImport
from kith.tables.naming import plain
from kith.tables.types import Note, Table
from kith.tables.values import as_text

Tell = Callable[[int, int | None, str], None]
"""Rows done, rows in all, a code of what is being done. It may raise, and nothing was written."""


def _silent(done: int, total: int | None, step: str) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Seen:
    """``rows`` in the file, of which ``other_times`` and ``others`` (people who are not asked) are left out.

    ``unused`` are headings that nothing reads, ``unanswered`` keys of questions without a column.
    """

    rows: int
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Note, ...]
    other_times: int
    others: int
    unused: tuple[str, ...]
    unanswered: tuple[str, ...]

    @property
    def answers(self) -> int:
        return sum(len(line.answers) for line in self.lines)


def mapping_of(row: AnswersImport, table: Table) -> ColumnMapping:
    """The mapping as it stands, with how sure and why where it is what the headings make one guess."""
    chosen, guess = (
        mapping_from_toml(row.mapping.encode(), "mapping"),
        propose(table, instrument_of(row.wave)),
    )
    items = []
    for one in chosen.items:
        found = guess.of(one.item)
        if found is not None and found.columns == one.columns:
            one = replace(one, reason=found.reason, confidence=found.confidence, fits=found.fits)
        items.append(one)
    return replace(chosen, items=tuple(items))


def look(row: AnswersImport, tell: Tell = _silent) -> Seen:
    """Everything that bringing it in would read, and everything wrong. Raises KithError for a mapping that does not fit."""
    tell(0, None, "surveys.import_step.reading")
    table, chosen = table_of(row), mapping_from_toml(row.mapping.encode(), "mapping")
    instrument = instrument_of(row.wave)
    if chosen.person is None:
        raise KithError(Fault("surveys.import_no_person"))
    of_this_time = _of_this_time(table, chosen, row.time_is)
    others, kept = _others(row, of_this_time, chosen.person) if row.without_others else (0, of_this_time)
    total = len(kept.rows)
    mapped = apply(
        kept,
        instrument,
        replace(chosen, wave=None, side=None),
        progress=lambda done: tell(done, total, "surveys.import_step.checking"),
    )
    lines, faults = _lines(row, kept, chosen.person, mapped)
    return Seen(
        rows=len(table.rows),
        lines=tuple(lines),
        faults=tuple(faults),
        remarks=mapped.remarks,
        other_times=len(table.rows) - len(of_this_time.rows),
        others=others,
        unused=_unused(table, chosen),
        unanswered=tuple(
            item.key for item in instrument.items if item.kind.is_asked and chosen.of(item.key) is None
        ),
    )


def _lines(row: AnswersImport, kept: Table, person: str, mapped: Mapped) -> tuple[list[Line], Faults]:
    """Whose each row is, and everything wrong in rows and in whose they are."""
    faults = Faults()
    faults.extend(mapped.faults)
    places = _places(row, kept, person)
    answered = _answered(row)
    lines = []
    for response, number in zip(mapped.responses, mapped.rows, strict=True):
        if response.person is None:
            continue
        found = places(response.person)
        if len(found) != 1:
            code = "surveys.import_two_so_called" if found else "surveys.past_nobody"
            faults.add(code, kept.where(row=number, column=person))
        elif found[0].pk in answered:
            faults.add("surveys.past_answered", kept.where(row=number, column=person))
        else:
            lines.append(Line(found[0], response.answers))
    if not any(line.answers for line in lines) and not faults:
        faults.add("surveys.past_no_answers", kept.where())
    _one_each(lines, faults, kept)
    return lines, faults


def _answered(row: AnswersImport) -> set[UUID]:
    """Places of whom answers stand already."""
    cohort = row.wave.cohort
    known = set(row.wave.responses.values_list("pseudonym", flat=True))
    places = cohort.places.values_list("pk", flat=True) if known else ()
    return {place for place, called in pseudonyms_by_place(cohort, places).items() if called in known}


def _one_each(lines: list[Line], faults: Faults, table: Table) -> None:
    """One person under two spellings of an address is still one."""
    if len({line.place.pk for line in lines}) < len(lines) and not faults:
        faults.add("surveys.past_twice", table.where())


def _unused(table: Table, chosen: ColumnMapping) -> tuple[str, ...]:
    used = {column for one in chosen.items for column in one.columns} | {chosen.person, chosen.wave}
    return tuple(column for column in table.columns if column not in used)


def _of_this_time(table: Table, chosen: ColumnMapping, time_is: str) -> Table:
    if chosen.wave is None or chosen.wave not in table.columns:
        return table
    wanted = plain(time_is)
    cells = table.column(chosen.wave)
    return _only(table, [cell is not None and plain(as_text(cell)) == wanted for cell in cells])


def _only(table: Table, kept: list[bool]) -> Table:
    pairs = [
        (row, number)
        for row, number, is_kept in zip(table.rows, table.row_numbers, kept, strict=True)
        if is_kept
    ]
    return replace(
        table, rows=tuple(row for row, _n in pairs), row_numbers=tuple(number for _row, number in pairs)
    )


def _others(row: AnswersImport, table: Table, person: str) -> tuple[int, Table]:
    """How many rows are of people whom the wave does not ask, and the table without them."""
    if person not in table.columns:
        return 0, table
    places = _places(row, table, person)
    kept = [cell is None or bool(places(as_text(cell))) for cell in table.column(person)]
    return kept.count(False), _only(table, kept)


def _places(row: AnswersImport, table: Table, person: str) -> Callable[[str], list[Place]]:
    """Whose place a cell means, among those whom the wave asks."""
    asked = list(
        row.wave.cohort.places.filter(side__in=row.wave.sides, state__in=WERE_ASKED).select_related("person")
    )
    if row.person_is == AnswersImport.PersonIs.NAME:
        by_name: dict[str, list[Place]] = {}
        for place in asked:
            by_name.setdefault(plain(place.person.name), []).append(place)
        return lambda cell: by_name.get(plain(cell), [])
    written = {as_text(cell).strip().lower() for cell in table.column(person) if cell is not None}
    of_person = {place.person_id: place for place in asked}
    found = {
        word: [of_person[one.pk]] for word, one in people_by_address(written).items() if one.pk in of_person
    }
    return lambda cell: found.get(cell.strip().lower(), [])
