"""Answers that were given elsewhere before the cohort came here: a file in, responses under pseudonyms out.

The file is read and forgotten: it is never stored, so that addresses do not stay beside answers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.questionnaires.responses import REPEAT_MARK, Answers
from kith.questionnaires.types import Instrument
from kith.questionnaires.validate import check_all
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.people.domain.consents import record_elsewhere
from kith.service.people.domain.many import CHUNK, people_by_address
from kith.service.surveys.domain.cells import typed
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.pseudonyms import pseudonym_of, pseudonyms_by_place
from kith.service.surveys.domain.uses import Use, permissions, said_in
from kith.service.surveys.domain.waves import was_asked_here
from kith.service.surveys.models import Invitation, Response, Wave
from kith.tables.naming import plain
from kith.tables.reading import read_table
from kith.tables.types import Cell, Table

ADDRESS_HEADINGS = frozenset(plain(word) for word in ("email", "e-mail", "e-mail address", "电子邮箱"))
WERE_ASKED = (Place.State.CONFIRMED, Place.State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the people of a file agreed to where they were asked, as the lead who brings it in knows it.

    That their answers may be reported goes without saying; ``basis`` says where and how they agreed.
    """

    basis: str
    may_be_read: bool
    may_be_quoted: bool


@dataclass(frozen=True, slots=True)
class Line:
    place: Place
    answers: Answers


def bring_answers(*, by: Actor, wave: Wave, name: str, content: bytes, agreed: Elsewhere) -> int:
    """Keep every answer of the file, or none; how many people answered.

    A row without answers is somebody who was asked and did not answer. Everybody who takes part on the
    wave's sides counts as asked, whether the file names them or not.
    """
    must_take_a_file(wave)
    try:
        with transaction.atomic():
            return keep_lines(by, wave, _checked(wave, read_table(content, name=name)), agreed)
    except IntegrityError as twice:  # somebody else brought the same answers between the look and the write
        raise KithError(Fault("surveys.past_meanwhile")) from twice


def must_take_a_file(wave: Wave) -> None:
    """Raises KithError for a wave that is not over, or that was asked here."""
    must_be_open(wave.cohort_id)
    if wave.state != Wave.State.CLOSED and wave.closes_at > timezone.now():
        raise KithError(Fault("surveys.past_not_over"))
    if was_asked_here(wave):  # which rows are refused, or what a few add, would tell who has answered
        raise KithError(Fault("surveys.past_asked_here"))


def keep_lines(by: Actor, wave: Wave, lines: list[Line], agreed: Elsewhere) -> int:
    """Keep checked answers, in the caller's transaction; how many people answered."""
    if not agreed.basis.strip():
        raise KithError(Fault("surveys.basis_missing", Where(key="basis")))
    answered = [line for line in lines if line.answers]
    closed_on = (wave.closes_at - dt.timedelta(seconds=1)).astimezone(ZoneInfo(wave.cohort.time_zone)).date()
    _record_consents(by, wave, [line.place.person_id for line in answered], agreed)
    said = said_in(wave.cohort_id)
    called = pseudonyms_by_place(wave.cohort, [line.place.pk for line in answered])
    responses = [
        Response(
            wave=wave,
            pseudonym=called[line.place.pk],
            side=line.place.side,
            answers=line.answers.to_json(),
            submitted_on=closed_on,
            **permissions(said.get(line.place.person_id, {})),
        )
        for line in answered
    ]
    Response.objects.bulk_create(sorted(responses, key=lambda row: row.pseudonym), batch_size=CHUNK)
    _note_who_was_asked(wave, [line.place for line in lines], {line.place.pk for line in answered})
    audit.record(
        by=by,
        action="surveys.bring_answers",
        subject=wave,
        organisation_id=wave.cohort.organisation_id,
        cohort_id=wave.cohort_id,
        detail={"answers": len(answered)},
    )
    return len(answered)


def _record_consents(by: Actor, wave: Wave, people: list[UUID], agreed: Elsewhere) -> None:
    for use, is_given in (
        (Use.REPORT, True),
        (Use.LINES, agreed.may_be_read),
        (Use.QUOTES, agreed.may_be_quoted),
    ):
        record_elsewhere(
            by=by,
            people=people,
            purpose=use,
            is_given=is_given,
            basis=agreed.basis.strip(),
            organisation=wave.cohort.organisation,
            cohort_id=wave.cohort_id,
        )


def _checked(wave: Wave, table: Table) -> list[Line]:
    """Every row as answers. Raises KithError with every fault, by row and column."""
    instrument = instrument_of(wave)
    faults = Faults()
    address, fields = _headings(table, instrument, faults)
    faults.raise_if_any()
    places = _places(wave, table, address)
    known = set(wave.responses.values_list("pseudonym", flat=True))
    lines, seen = [], set[str]()
    for row, number in zip(table.rows, table.row_numbers, strict=True):
        cells = dict(zip(table.columns, row, strict=True))
        written = str(cells[address] or "").strip().lower()
        where = table.where(row=number, column=address)
        place = places.get(written)
        if place is None:
            faults.add("surveys.past_nobody", where)
        elif str(place.pk) in seen:
            faults.add("surveys.past_twice", where)
        elif pseudonym_of(place) in known:
            faults.add("surveys.past_answered", where)
        answers = _answers(instrument, cells, fields, table, number, faults)
        if place is not None:
            seen.add(str(place.pk))
            lines.append(Line(place, answers))
    if not any(line.answers for line in lines) and not faults:
        faults.add("surveys.past_no_answers", table.where())
    faults.raise_if_any()
    return lines


def _headings(table: Table, instrument: Instrument, faults: Faults) -> tuple[str, Mapping[str, str]]:
    """The column with addresses, and the field that each other column answers."""
    by_words = {plain(item.key): item.key for item in instrument.items if item.kind.is_asked}
    for item in instrument.items:
        if item.kind.is_asked:
            by_words |= {plain(words): item.key for words in item.label.by_language.values()}
    address, fields = "", {}
    for column in table.columns:
        base, _mark, time = column.partition(REPEAT_MARK)
        if plain(column) in ADDRESS_HEADINGS and not address:
            address = column
        elif plain(column) in by_words:
            fields[column] = by_words[plain(column)]
        elif time.isdigit() and plain(base) in by_words:
            fields[column] = f"{by_words[plain(base)]}{REPEAT_MARK}{time}"
        else:
            faults.add("surveys.past_unknown_column", table.where(column=column))
    if not address:
        faults.add("surveys.past_no_address", table.where())
    return address, fields


def _places(wave: Wave, table: Table, address: str) -> dict[str, Place]:
    """Whose place each address of the file means, among those whom the wave asks."""
    written = {str(cell).strip().lower() for cell in table.column(address) if cell}
    people = people_by_address(written)
    asked = wave.cohort.places.filter(side__in=wave.sides, state__in=WERE_ASKED)
    places = {place.person_id: place for place in asked}
    return {word: places[person.pk] for word, person in people.items() if person.pk in places}


def _answers(
    instrument: Instrument,
    cells: Mapping[str, Cell],
    fields: Mapping[str, str],
    table: Table,
    row: int,
    faults: Faults,
) -> Answers:
    """One row's answers. A blank is missing, also where the page would have insisted: it is never made up."""
    items = {item.key: item for item in instrument.items}
    columns = {field: column for column, field in fields.items()}
    raw = {
        field: typed(items[field.split(REPEAT_MARK)[0]], cells[column])
        for column, field in fields.items()
        if cells[column] is not None
    }
    checked = check_all(instrument, raw)
    for fault in checked.faults:
        if fault.code != "questionnaires.required":
            column = columns.get(fault.where.key or "")
            faults.extend([Fault(fault.code, Where(table.name, table.sheet, row, column), fault.params)])
    for field in checked.dropped:
        faults.add("surveys.past_not_asked", table.where(row=row, column=columns.get(field)))
    return checked.answers


def _note_who_was_asked(wave: Wave, named: list[Place], answered: set[UUID]) -> None:
    asked = {place.pk for place in named} | set(_taking_part(wave))
    known = {row.place_id: row for row in wave.invitations.all()}
    Invitation.objects.filter(pk__in=[known[key].pk for key in answered if key in known]).update(
        is_finished=True
    )
    Invitation.objects.bulk_create(
        [
            Invitation(wave=wave, place_id=key, is_finished=key in answered)
            for key in sorted(asked - known.keys(), key=str)
        ],
        batch_size=CHUNK,
    )


def _taking_part(wave: Wave) -> Iterator[UUID]:
    rows = wave.cohort.places.filter(side__in=wave.sides, state=Place.State.CONFIRMED)
    return iter(rows.values_list("pk", flat=True))
