"""What a file is, by its content: a name and a browser's word prove nothing."""

from __future__ import annotations

import zipfile
from typing import IO

OCTETS = "application/octet-stream"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAMPLE = 64 * 1024

_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_PARTS = (("xl/workbook.xml", XLSX), ("word/document.xml", DOCX))


def is_markup(content: IO[bytes]) -> bool:
    """Whether text begins as a page, a drawing or another document that a program would run or draw."""
    content.seek(0)
    begins = content.read(SAMPLE).removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip().lower()
    return begins.startswith((b"<", b"\xff\xfe<", b"\xfe\xff<"))


def has_macros(content: IO[bytes]) -> bool:
    """Whether an Office document carries a program. Only the list of its parts is read, none is unpacked."""
    content.seek(0)
    with zipfile.ZipFile(content) as archive:
        return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())


def media_type_of(content: IO[bytes], name: str) -> str:
    """The media type. Text is never called HTML, so that no browser runs what somebody sent."""
    content.seek(0)
    sample = content.read(SAMPLE)
    for beginning, media_type in _BEGINNINGS:
        if sample.startswith(beginning):
            return media_type
    if sample.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if not _is_text(sample):
        return OCTETS
    return "text/csv" if name.lower().endswith((".csv", ".tsv")) else "text/plain"


def _zipped(content: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(content) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return OCTETS
    return next((media_type for part, media_type in _PARTS if part in names), "application/zip")


def _is_text(sample: bytes) -> bool:
    """Any encoding of text that people's programs write; a NUL byte outside UTF-16 means it is none."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return bool(sample[: len(sample) // 2 * 2].decode(encoding, errors="ignore"))
    return b"\0" not in sample
