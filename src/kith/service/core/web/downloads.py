"""Giving a stored file out: always as an attachment, never run by the browser."""

from __future__ import annotations

from typing import IO, Any

from django.http import FileResponse

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import open_file
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import StoredFile


def download(
    *, by: Actor, file: StoredFile, permission: Permission, thing: Any, on: str, is_noted: bool = True
) -> FileResponse:
    """The file for who holds ``permission`` on the thing it belongs to. ``is_noted``: see ``open_file``."""
    content = open_file(by=by, file=file, permission=permission, thing=thing, on=on, is_noted=is_noted)
    return attachment(content, name=file.name, media_type=file.media_type)


def attachment(content: IO[bytes], *, name: str, media_type: str) -> FileResponse:
    """Content that is given out as a file. Whoever calls has asked whether the reader may have it."""
    response = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
