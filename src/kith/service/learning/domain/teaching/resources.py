"""Things to read or watch, for everybody in the cohort. Nobody is told who opened them."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from kith.foundation.faults import Faults, Where
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import MEGABYTE, delete_file, store_file
from kith.service.learning.domain.once import sent_before
from kith.service.learning.models import Event, Resource

LIMIT = 25 * MEGABYTE
TITLE_LIMIT = 200


@transaction.atomic
def add(
    *,
    by: Actor,
    cohort: Cohort,
    title: str,
    sent_once: UUID | None,
    note: str = "",
    address: str = "",
    file: tuple[str, BinaryIO] | None = None,
    event: Event | None = None,
) -> Resource:
    """A page on the web by its address, or a file with its name. The same form twice adds it once."""
    take_turn(cohort)
    must_be_open(cohort.pk)
    known = sent_before(Resource.objects.filter(cohort=cohort), sent_once)
    if known is not None:
        return known
    faults = Faults()
    if not 0 < len(title.strip()) <= TITLE_LIMIT:
        faults.add("learning.resource_title", Where(key="title"), limit=TITLE_LIMIT)
    if bool(address) == (file is not None):
        faults.add("learning.resource_needs_one", Where(key="address"))
    faults.raise_if_any()
    kept = None
    if file is not None:
        name, stream = file
        kept = store_file(by=by, organisation=cohort.organisation, name=name, stream=stream, limit=LIMIT)
    row = Resource.objects.create(
        cohort=cohort,
        event=event,
        title=title.strip(),
        note=note.strip()[:400],
        address=address,
        file=kept,
        sent_once=sent_once,
    )
    _record(by, "learning.add_resource", row)
    return row


@transaction.atomic
def remove(*, by: Actor, resource: Resource) -> None:
    """It is gone for everybody, with its file. Twice is once."""
    must_be_open(resource.cohort_id)
    file = resource.file
    if not Resource.objects.filter(pk=resource.pk).delete()[0]:
        return
    _record(by, "learning.remove_resource", resource)
    if file is not None:
        delete_file(by=by, file=file)


def _record(by: Actor, action: str, row: Resource) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row,
        organisation_id=row.cohort.organisation_id,
        cohort_id=row.cohort_id,
        fields=["file" if row.file_id else "address"],
    )
