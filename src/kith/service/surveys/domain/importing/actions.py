"""Another tool's export into past answers: uploaded, mapped, looked at, brought in whole or not at all.

Unlike a file in our own columns it has to be kept while somebody maps it: a day at most, and not once it is in.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import BinaryIO

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.questionnaires.mapping import (
    ItemMapping,
    Mapping,
    mapping_from_toml,
    mapping_to_toml,
    propose,
)
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import delete_file, store_file
from kith.service.surveys.domain.importing.looking import Seen, look
from kith.service.surveys.domain.importing.uploaded import (
    LIVE_ROWS,
    column_of_addresses,
    first_rows,
    table_of,
)
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.past_answers import Elsewhere, keep_lines, must_take_a_file
from kith.service.surveys.models import AnswersImport, KeptMapping, Wave
from kith.tables.records import in_brief
from kith.tables.types import Table

KEPT = timedelta(days=1)


def upload(
    *, by: Actor, wave: Wave, name: str, stream: BinaryIO, kept: KeptMapping | None = None
) -> AnswersImport:
    """Keep the file for a day and guess its columns, or take a kept mapping as far as the file has its columns.

    A file that cannot be read is refused, and not kept.
    """
    must_take_a_file(wave)
    with transaction.atomic():
        file = store_file(
            by=by,
            organisation=wave.cohort.organisation,
            name=name,
            stream=stream,
            limit=settings.ANSWERS_FILE_LIMIT_BYTES,
            delete_after=timezone.now() + KEPT,
        )
        row = AnswersImport(wave=wave, file=file)
        table = table_of(row)
        row.rows, row.is_long = len(table.rows), len(table.rows) > LIVE_ROWS
        row.mapping = mapping_to_toml(
            _guessed(row, first_rows(table) if row.is_long else table, kept)
        ).decode()
        row.save()
        _record(by, "surveys.upload_export", row, rows=row.rows)
    return row


def _guessed(row: AnswersImport, table: Table, kept: KeptMapping | None) -> Mapping:
    found = propose(table, instrument_of(row.wave))
    found = replace(found, person=column_of_addresses(table) or found.person)
    if kept is not None:
        found = _fitting(mapping_from_toml(kept.mapping.encode(), kept.title), found, table)
    return found


def _fitting(kept: Mapping, found: Mapping, table: Table) -> Mapping:
    """The kept mapping where the file has its columns, for the other questions the guess."""
    here = set(table.columns)
    items = {one.item: one for one in kept.items if set(one.columns) <= here}
    taken = {column for one in items.values() for column in one.columns}
    for one in found.items:
        if one.item not in items and not taken & set(one.columns):
            items[one.item] = one
    person = kept.person if kept.person in here else found.person
    wave = kept.wave if kept.wave in here else found.wave
    return Mapping(tuple(items.values()), person, wave, day_first=kept.day_first, blanks=kept.blanks)


@transaction.atomic
def choose(
    *,
    by: Actor,
    row: AnswersImport,
    items: dict[str, ItemMapping],
    person: str,
    person_is: str,
    time: str = "",
    time_is: str = "",
    day_first: bool = True,
    without_others: bool = False,
    keep_as: str = "",
) -> AnswersImport:
    """Say which column answers which question, who the person is and which rows are of this time.

    With ``keep_as`` the mapping is kept under that title for the organisation, in the place of one so called.
    """
    must_take_a_file(row.wave)
    must_wait(row)
    if time and not time_is.strip():
        raise KithError(Fault("surveys.import_time_unsaid", Where(key="time_is")))
    before = mapping_from_toml(row.mapping.encode(), "mapping")
    chosen = Mapping(tuple(items.values()), person or None, time or None, None, day_first, before.blanks)
    row.mapping = mapping_to_toml(chosen).decode()
    row.person_is, row.time_is, row.without_others = person_is, time_is.strip(), without_others
    row.save(update_fields=["mapping", "person_is", "time_is", "without_others"])
    if keep_as.strip():
        KeptMapping.objects.update_or_create(
            organisation=row.wave.cohort.organisation,
            instrument=instrument_of(row.wave).key,
            title=keep_as.strip(),
            defaults={"mapping": row.mapping},
        )
    _record(by, "surveys.map_export", row)
    return row


def bring(*, by: Actor, row: AnswersImport, agreed: Elsewhere) -> int:
    """Keep every answer, or none, and forget the file; how many people answered."""
    must_wait(row)
    try:
        with transaction.atomic():
            return write(by, row, look(row), agreed)
    except IntegrityError as twice:  # somebody else brought the same answers between the look and the write
        raise KithError(Fault("surveys.past_meanwhile")) from twice


def write(by: Actor, row: AnswersImport, seen: Seen, agreed: Elsewhere) -> int:
    """Keep what was seen, in the caller's transaction, which a fault ends; how many people answered."""
    must_take_a_file(row.wave)
    waiting = AnswersImport.objects.filter(pk=row.pk, brought_at=None).exclude(file=None)
    if not waiting.update(brought_at=timezone.now()):
        raise KithError(Fault("surveys.import_brought"))
    if seen.faults:
        raise KithError(in_brief(seen.faults))
    count = keep_lines(by, row.wave, list(seen.lines), agreed)
    _forget(by, row)
    return count


@transaction.atomic
def leave(*, by: Actor, row: AnswersImport) -> None:
    """Forget the file at once. Leaving twice is leaving once."""
    if row.file is not None:
        _forget(by, row)
        _record(by, "surveys.leave_export", row)


def _forget(by: Actor, row: AnswersImport) -> None:
    if row.file is not None:
        file, row.file, row.found = row.file, None, None
        row.save(update_fields=["file", "found"])
        delete_file(by=by, file=file)


def must_wait(row: AnswersImport) -> None:
    """Raises KithError once the answers are in."""
    row.refresh_from_db(fields=["brought_at"])
    if row.brought_at is not None:
        raise KithError(Fault("surveys.import_brought"))


def _record(by: Actor, action: str, row: AnswersImport, **detail: int) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row,
        organisation_id=row.wave.cohort.organisation_id,
        cohort_id=row.wave.cohort_id,
        detail=detail,
    )
