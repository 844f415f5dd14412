"""Files in answers as the evaluator reads them: of those who agreed to be read on a line of their own."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from kith.questionnaires.responses import base_key
from kith.questionnaires.types import Instrument
from kith.service.surveys.models import ResponseFile, Wave


def readable_files(wave: Wave) -> QuerySet[ResponseFile]:
    """Those of answers that were sent, may be reported and may be read, in an order that says nothing."""
    rows = ResponseFile.objects.filter(
        response__wave=wave, response__may_be_reported=True, response__may_be_read=True
    )
    return rows.exclude(response__submitted_on=None).select_related("file").order_by("field", "id")


def readable_file(wave: Wave, file_id: UUID | str) -> ResponseFile:
    """One of them. Raises ResponseFile.DoesNotExist."""
    return readable_files(wave).get(pk=file_id)


def asks_for_files(instrument: Instrument) -> bool:
    return any(item.is_file for item in instrument.items)


def label_of(row: ResponseFile, instrument: Instrument, language: str) -> str:
    """The question that it answers."""
    key = base_key(row.field)
    return instrument.item(key).label.in_language(language) if key in instrument else row.field
