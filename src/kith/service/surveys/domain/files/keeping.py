"""Files that are answers: stored beside the answers that hold their reference, and gone once no answer does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import store_file
from kith.service.core.models import AnswerFile, Organisation, StoredFile
from kith.service.surveys.domain.files.looking import Taken
from kith.service.surveys.models import Response, ResponseFile

SERVICE = Actor.system("surveys")
"""Whoever answers stands in no audit: a moment and a name beside a file would lead to the answers."""


def keep_files(response: Response, taken: Iterable[Taken], organisation: Organisation) -> None:
    """Store what is new in a response under the question's name, and let go of what it no longer holds.

    The name that it came with is not kept: people write their own into it.
    """
    for one in taken:
        file = store(one, f"{one.field}{one.ending}", organisation, by=SERVICE, is_noted=False)
        ResponseFile.objects.create(
            id=one.id, response=response, field=one.field, ending=one.ending, file=file
        )
    drop_unheld(response.files.all(), response.answers)


def store(one: Taken, name: str, organisation: Organisation, *, by: Actor, is_noted: bool) -> StoredFile:
    one.content.seek(0)
    return store_file(
        by=by,
        organisation=organisation,
        name=name,
        stream=one.content,  # type: ignore[arg-type]
        limit=one.limit,
        is_noted=is_noted,
    )


def drop_unheld(rows: Iterable[AnswerFile], *answers: Mapping[str, Any] | None) -> None:
    """Files whose reference stands in none of the answers go."""
    held = {value for some in answers for value in (some or {}).values() if isinstance(value, str)}
    for row in rows:
        if row.reference not in held:
            row.delete()


def file_words(rows: Iterable[AnswerFile], *, with_names: bool) -> dict[str, str]:
    """Each reference as its writer reads it: ``PDF, 1.2 MB``, or with the name it came with."""
    found = {}
    for row in rows:
        size = filesizeformat(row.file.bytes).replace("\u00a0", " ")
        kind = row.ending.removeprefix(".").upper()
        found[row.reference] = f"{row.file.name} ({size})" if with_names else f"{kind}, {size}"
    return found
