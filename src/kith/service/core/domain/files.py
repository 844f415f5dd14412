"""Files: measured while they stream in, kept under a name of ours, given out only to who may have them."""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.foundation.ids import uuid7
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.file_types import media_type_of
from kith.service.core.domain.permissions import Permission, may
from kith.service.core.models import AnswerFile, Organisation, StoredFile

CHUNK = 256 * 1024
IN_MEMORY = 1024 * 1024
NAME_LENGTH = 120
MEGABYTE = 1024 * 1024
ORPHAN_AFTER = timedelta(hours=1)


def store_file(
    *,
    by: Actor,
    organisation: Organisation,
    name: str,
    stream: BinaryIO,
    limit: int,
    delete_after: datetime | None = None,
    is_noted: bool = True,
) -> StoredFile:
    """Keep what ``stream`` gives, at most ``limit`` bytes: reading stops there, however much was sent.

    With ``is_noted=False`` neither the audit, the id nor the row tells who gave it or at what moment: of files
    that are answers under a pseudonym.
    """
    shown = safe_name(name)
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool, transaction.atomic():
        digest = hashlib.sha256()
        for chunk in _chunks(stream):
            if spool.tell() + len(chunk) > limit:
                raise KithError(
                    Fault("core.file.too_large", params={"name": shown, "limit_mb": limit // MEGABYTE})
                )
            digest.update(chunk)
            spool.write(chunk)
        if not spool.tell():
            raise KithError(Fault("core.file.empty", params={"name": shown}))
        row = StoredFile(
            organisation=organisation,
            name=shown,
            media_type=media_type_of(spool, shown),
            bytes=_size(spool),
            sha256=digest.hexdigest(),
            delete_after=delete_after,
        )
        if is_noted:
            _keep(row, spool, uuid7().hex)
            _note(by, row)
        else:
            row.id, row.created_at = (
                uuid4(),
                timezone.now().replace(hour=0, minute=0, second=0, microsecond=0),
            )
            _keep(row, spool, uuid4().hex)
    return row


def _note(by: Actor, row: StoredFile) -> None:
    audit.record(
        by=by,
        action="core.file.store",
        subject=row,
        organisation_id=row.organisation_id,
        detail={"bytes": row.bytes, "media_type": row.media_type},
    )


def open_file(
    *, by: Actor, file: StoredFile, permission: Permission, thing: Any, on: str, is_noted: bool = True
) -> IO[bytes]:
    """The content, for who holds ``permission`` on the thing the file belongs to. It is audited, unless it is
    something to read of which nobody is to be told who opened it (``is_noted=False``)."""
    if by.person is None or not may(by.person, permission, thing, on=on):
        raise PermissionDenied(permission)
    try:
        content = default_storage.open(str(file.content.name))
    except FileNotFoundError as gone:
        raise KithError(Fault("core.file.gone")) from gone
    if is_noted:
        with transaction.atomic():
            audit.record(by=by, action="core.file.open", subject=file, organisation_id=file.organisation_id)
    return content


@transaction.atomic
def delete_file(*, by: Actor, file: StoredFile) -> None:
    """Forget the row now and the content once that is certain."""
    audit.record(by=by, action="core.file.delete", subject=file, organisation_id=file.organisation_id)
    transaction.on_commit(partial(default_storage.delete, str(file.content.name)))
    file.delete()


def safe_name(name: str) -> str:
    """A name without folders, control characters or direction marks, short enough to show.

    >>> safe_name("..\\\\..\\\\secret/people\\u202e.csv")
    'people.csv'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(
        c for c in unicodedata.normalize("NFC", last) if not unicodedata.category(c).startswith("C")
    )
    path = PurePosixPath(shown.strip().lstrip(".") or "file")
    suffix = path.suffix[:10]
    return path.name.removesuffix(path.suffix)[: NAME_LENGTH - len(suffix)] + suffix


def let_go(sender: type[AnswerFile], instance: AnswerFile, **_more: object) -> None:
    """When a file that is an answer goes, however it goes, the next tick deletes row and content."""
    StoredFile.objects.filter(pk=instance.file_id).update(delete_after=timezone.now())


def delete_expired(now: datetime) -> int:
    """For the tick: what has been kept long enough goes."""
    rows = list(StoredFile.objects.filter(delete_after__lte=now))
    for row in rows:
        delete_file(by=Actor.system("tick"), file=row)
    return len(rows)


def delete_orphans(now: datetime) -> int:
    """For the tick: contents whose transaction was rolled back have no row; they go."""
    gone = 0
    for day in (now, now - timedelta(days=1)):
        folder = day.strftime("%Y/%m/%d")
        known = set(StoredFile.objects.filter(content__startswith=folder).values_list("content", flat=True))
        for path in _listed(folder):
            if path not in known and default_storage.get_modified_time(path) < now - ORPHAN_AFTER:
                default_storage.delete(path)
                gone += 1
    return gone


def _listed(folder: str) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []


def _keep(row: StoredFile, spool: IO[bytes], name: str) -> None:
    """Under a name of ours: what people call their files says something about people."""
    spool.seek(0)
    row.content.save(name, File(spool), save=False)
    try:
        row.save()
    except BaseException:
        with suppress(OSError):
            default_storage.delete(str(row.content.name))
        raise


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _size(spool: IO[bytes]) -> int:
    return spool.seek(0, 2)
