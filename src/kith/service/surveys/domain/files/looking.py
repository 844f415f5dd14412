"""A file that somebody sends as an answer: what it is, told by its content, and whether the question takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import IO, Any
from uuid import UUID, uuid4

from django.core.files import File
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, Parameter, Where
from kith.questionnaires.logic import Step
from kith.questionnaires.responses import Answers
from kith.questionnaires.types import FileKind, Item
from kith.questionnaires.validate import Checked
from kith.service.core.domain.file_types import DOCX, XLSX, has_macros, is_markup, media_type_of
from kith.service.core.domain.files import MEGABYTE, safe_name
from kith.service.core.domain.uploads import Uploads

ENDINGS: Mapping[str, tuple[FileKind, str]] = {
    "application/pdf": (FileKind.PDF, ".pdf"),
    DOCX: (FileKind.WORD, ".docx"),
    "image/png": (FileKind.PICTURE, ".png"),
    "image/jpeg": (FileKind.PICTURE, ".jpg"),
    XLSX: (FileKind.SPREADSHEET, ".xlsx"),
    "text/csv": (FileKind.SPREADSHEET, ".csv"),
    "text/plain": (FileKind.TEXT, ".txt"),
}
"""What a media type is to a question, and the ending it is given out with, whatever ending it came with."""

_BARE = re.compile(r"[^\w\s()&'-]+")
NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that the question takes, not stored yet."""

    id: UUID
    field: str
    ending: str
    name: str
    """Without folders, signs that programs read, or a second ending."""
    limit: int
    """In bytes."""
    content: File[Any]

    @property
    def reference(self) -> str:
        return f"{self.id}{self.ending}"


@dataclass(frozen=True, slots=True)
class Looked:
    """What the fields of files come to: their answers, the files that are new, and what is refused."""

    raw: Mapping[str, str] = field(default_factory=dict)
    taken: tuple[Taken, ...] = ()
    faults: tuple[Fault, ...] = ()

    def said_in(self, checked: Checked) -> Checked:
        """The screen as it was checked, with what is wrong with its files in the place of other faults there."""
        own = {fault.where.key for fault in self.faults}
        others = tuple(fault for fault in checked.faults if fault.where.key not in own)
        return replace(checked, faults=others + self.faults)

    def wanted(self, answers: Answers) -> tuple[Taken, ...]:
        """Those that the answers hold: a file for a question that does not apply is never stored."""
        return tuple(one for one in self.taken if answers.get(one.field) == one.reference)


def look(step: Step, sent: Uploads, earlier: Answers) -> Looked:
    """What was sent for this screen's files. A file stays until it is replaced or removed; one that is refused
    replaces nothing."""
    raw: dict[str, str] = {}
    taken: list[Taken] = []
    faults: list[Fault] = []
    for item in step.page.items:
        if not item.is_file:
            continue
        name = step.field(item)
        standing = earlier.get(name)
        raw[name] = str(standing) if standing is not None and name not in sent.removed else ""
        if name in sent.files:
            found = _looked_at(item, name, sent.files[name])
            if isinstance(found, Fault):
                faults.append(found)
            else:
                raw[name] = found.reference
                taken.append(found)
    return Looked(raw, tuple(taken), tuple(faults))


def _looked_at(item: Item, name: str, content: File[Any]) -> Taken | Fault:
    shown, size = safe_name(content.name or "file"), content.size
    limit = item.file_megabytes * MEGABYTE
    if not size:
        return Fault("core.file.empty", Where(key=name), {"name": shown})
    if size > limit:
        params: dict[str, Parameter] = {
            "name": shown,
            "megabytes": f"{size / MEGABYTE:.1f}",
            "most": item.file_megabytes,
        }
        return Fault("surveys.file_too_large", Where(key=name), params)
    media_type = _media_type(content, shown)
    kind, ending = ENDINGS.get(media_type, (None, ""))
    if kind not in item.file_kinds:
        return Fault("surveys.file_kind", Where(key=name), {"name": shown, "takes": kinds_words(item)})
    return Taken(uuid4(), name, ending, clean_name(shown, ending), limit, content)


def _media_type(content: IO[bytes], name: str) -> str:
    """By its content; nothing where it could run or be drawn as a page. Nothing is unpacked or parsed."""
    found = media_type_of(content, name)
    if found in (DOCX, XLSX) and has_macros(content):
        return ""
    return "" if found.startswith("text/") and is_markup(content) else found


def clean_name(name: str, ending: str) -> str:
    """The name with one ending, which is that of the content.

    >>> clean_name("../My C.V.pdf.exe", ".pdf")
    'My C V pdf.pdf'
    """
    stem = PurePosixPath(safe_name(name)).stem
    if stem.lower().endswith(ending):
        stem = stem[: -len(ending)]
    bare = " ".join(_BARE.sub(" ", stem).split())[:NAME_LENGTH].strip()
    return (bare or "file") + ending


def kinds_words(item: Item) -> str:
    """What the question takes, to be read: ``a PDF, a Word document (DOCX) or a picture (PNG, JPEG)``."""
    words = {
        FileKind.PDF: _("a PDF"),
        FileKind.WORD: _("a Word document (DOCX)"),
        FileKind.PICTURE: _("a picture (PNG or JPEG)"),
        FileKind.SPREADSHEET: _("a spreadsheet (XLSX or CSV)"),
        FileKind.TEXT: _("plain text (TXT)"),
    }
    said = [words[kind] for kind in FileKind if kind in item.file_kinds]
    if len(said) == 1:
        return said[0]
    return _("%(first)s or %(last)s") % {"first": ", ".join(said[:-1]), "last": said[-1]}
