"""Bringing people in: upload, say which column is which, look, accept. Nothing is written before accepting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.service.cohorts.domain import people_file
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.file_columns import columns_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.domain.saying_yes import confirm_all
from kith.service.cohorts.models import Cohort, PeopleImport, Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import store_file
from kith.service.people.domain.many import CHUNK, Newcomer, find_or_create_people, people_by_address
from kith.tables.mapping import ColumnMapping, suggest_mapping
from kith.tables.reading import read_table
from kith.tables.types import Table

KEPT = timedelta(days=30)
"""How long an uploaded file is kept: long enough to look something up, then it is deleted."""

State = PeopleImport.State


@transaction.atomic
def upload(
    *, by: Actor, cohort: Cohort, name: str, stream: BinaryIO, side: str, said_yes: bool = False
) -> PeopleImport:
    """Keep a people file and guess its columns. A file that cannot be read is refused, and not kept."""
    must_be_open(cohort.pk)
    file = store_file(
        by=by,
        organisation=cohort.organisation,
        name=name,
        stream=stream,
        limit=settings.PEOPLE_FILE_LIMIT_BYTES,
        delete_after=timezone.now() + KEPT,
    )
    row = PeopleImport(cohort=cohort, file=file, side=side, has_said_yes=said_yes)
    table = table_of(row)
    schema = people_file.schema_for(definition_of(cohort), side or None)
    row.mapping = dict(suggest_mapping(table.columns, schema).by_field)
    row.save()
    _record(by, "cohorts.upload_people", row, rows=len(table.rows))
    return row


def table_of(row: PeopleImport) -> Table:
    """The uploaded file as a table. Raises KithError with everything that is wrong with its shape."""
    if row.file is None:
        raise KithError(Fault("cohorts.import_file_gone"))
    try:
        with row.file.content.open("rb") as stream:
            return read_table(stream.read(), name=row.file.name)
    except FileNotFoundError as gone:
        raise KithError(Fault("cohorts.import_file_gone")) from gone


def preview(row: PeopleImport) -> people_file.Preview:
    """What accepting would do, with every fault."""
    table = table_of(row)
    mapping = ColumnMapping.chosen(row.mapping, table.columns)
    side = row.side or None
    return people_file.check(
        row.cohort, definition_of(row.cohort), table, mapping, side, said_yes=row.has_said_yes
    )


@transaction.atomic
def choose_columns(*, by: Actor, row: PeopleImport, mapping: Mapping[str, str]) -> PeopleImport:
    """Say which column holds which field."""
    must_be_open(row.cohort_id)
    _must_be_open(row)
    row.mapping = {field: column for field, column in mapping.items() if column}
    row.state = State.CHECKED
    row.save(update_fields=["mapping", "state"])
    _record(by, "cohorts.choose_columns", row)
    return row


@transaction.atomic
def accept(*, by: Actor, row: PeopleImport) -> PeopleImport:
    """Give every person of the file a place, or nobody. Accepting twice changes nothing the second time."""
    take_turn(row.cohort)
    must_be_open(row.cohort_id)
    claimed = PeopleImport.objects.filter(pk=row.pk, state__in=[State.UPLOADED, State.CHECKED]).update(
        state=State.ACCEPTED, accepted_at=timezone.now()
    )
    row.refresh_from_db()
    if not claimed:
        if row.state == State.ACCEPTED:
            return row
        raise KithError(Fault("cohorts.import_closed"))
    seen = preview(row)
    if seen.faults:
        raise KithError(seen.faults)
    if not seen.entries:
        raise KithError(Fault("cohorts.import_nobody", Where(file=row.file.name if row.file else None)))
    row.counts = {"new": _add(by, row.cohort, seen.entries), "updated": _update(seen.entries)}
    places = _places_of(row.cohort, seen.entries)
    if row.has_said_yes:
        row.counts["confirmed"] = confirm_all(by=by, cohort=row.cohort, places=places.values())
    _bring_columns(by, row, seen.entries, places)
    row.save(update_fields=["counts"])
    _record(by, "cohorts.accept_people", row, **row.counts)
    return row


@transaction.atomic
def abandon(*, by: Actor, row: PeopleImport) -> PeopleImport:
    """Leave the file; it is deleted with the next tick."""
    _must_be_open(row)
    row.state = State.ABANDONED
    row.save(update_fields=["state"])
    if row.file is not None:
        row.file.delete_after = timezone.now()
        row.file.save(update_fields=["delete_after"])
    _record(by, "cohorts.abandon_people", row)
    return row


def _add(by: Actor, cohort: Cohort, entries: tuple[people_file.Entry, ...]) -> int:
    coming = [entry for entry in entries if entry.place is None]
    people = find_or_create_people(
        by=by,
        newcomers=[
            Newcomer(entry.address, entry.name, cohort.organisation.language, cohort.time_zone)
            for entry in coming
        ],
    )
    Place.objects.bulk_create(
        [
            Place(
                cohort=cohort,
                person=people[entry.address],
                side=entry.side,
                attributes=dict(entry.attributes),
            )
            for entry in coming
        ],
        batch_size=CHUNK,
    )
    return len(coming)


def _places_of(cohort: Cohort, entries: tuple[people_file.Entry, ...]) -> dict[str, Place]:
    """Everybody's place by the address in the file, once everybody has one."""
    people = people_by_address(entry.address for entry in entries)
    places = {place.person_id: place for place in cohort.places.select_related("person")}
    return {entry.address: places[people[entry.address].pk] for entry in entries}


def _bring_columns(
    by: Actor, row: PeopleImport, entries: tuple[people_file.Entry, ...], places: Mapping[str, Place]
) -> None:
    """What the columns of later apps hold, now that every place is there."""
    table = table_of(row)
    mapping = ColumnMapping.chosen(row.mapping, table.columns)
    for column, _field in columns_of(definition_of(row.cohort)):
        if column.key in mapping.by_field:
            coming = people_file.coming(
                column.key, row.cohort, entries, table, mapping, said_yes=row.has_said_yes, places=places
            )
            column.bring(by, coming)


def _update(entries: tuple[people_file.Entry, ...]) -> int:
    """A person who is in the cohort already gets the file's attributes; what the file leaves blank stays."""
    changed = []
    for entry in entries:
        if entry.place is None:
            continue
        attributes = {**entry.place.attributes, **entry.attributes}
        if attributes != entry.place.attributes:
            entry.place.attributes = attributes
            changed.append(entry.place)
    Place.objects.bulk_update(changed, ["attributes"], batch_size=CHUNK)
    return len(changed)


def _must_be_open(row: PeopleImport) -> None:
    if row.state not in {State.UPLOADED, State.CHECKED}:
        raise KithError(Fault("cohorts.import_closed"))


def _record(by: Actor, action: str, row: PeopleImport, **detail: int) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row,
        organisation_id=row.cohort.organisation_id,
        cohort_id=row.cohort_id,
        detail=detail,
    )
