"""What a file seems to be, by its first bytes: a name can lie, and does."""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO

from kith.foundation.faults import KithError, Where
from kith.tables.types import MEGABYTE, Limits, fault

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_PARTS = 5_000  # an XLSX has tens; a zip bomb may have millions

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "tables.is_pdf"),
    (b"\x89PNG", "tables.is_picture"),
    (b"\xff\xd8\xff", "tables.is_picture"),
    (b"GIF8", "tables.is_picture"),
    (b"{\\rtf", "tables.is_word"),
    (b"\x1f\x8b", "tables.is_zip"),
    (b"7z\xbc\xaf", "tables.is_zip"),
    (b"Rar!", "tables.is_zip"),
    (b"PK\x05\x06", "tables.is_zip"),
)
MARKUP = re.compile(rb"^\s*<(!doctype|!--|html|table|head|body|\?xml|meta)", re.IGNORECASE)
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLD_WORD = "WordDocument".encode("utf-16-le")


def is_workbook(content: bytes, where: Where, limits: Limits) -> bool:
    """True for an XLSX that is safe to open, False for what may be text.

    Raises
    ------
    KithError
        For any other kind of file, with how to save it again; for an XLSX that unpacks past the limit.
    """
    if not content.strip():
        raise KithError(fault("tables.empty_file", where))
    if content.startswith(ZIP):
        _check_zip(content, where, limits)
        return True
    code = _foreign(content)
    if code:
        raise KithError(fault(code, where))
    return False


def _foreign(content: bytes) -> str | None:
    for signature, code in SIGNATURES:
        if content.startswith(signature):
            return code
    if content.startswith(OLE):
        if ENCRYPTED in content:
            return "tables.is_locked"
        return "tables.is_word" if OLD_WORD in content else "tables.is_old_excel"
    return "tables.is_web_page" if MARKUP.match(content.removeprefix(b"\xef\xbb\xbf")[:200]) else None


def _check_zip(content: bytes, where: Where, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError) as error:
        raise KithError(fault("tables.damaged", where)) from error
    code = _foreign_zip({part.filename for part in parts})
    if code:
        raise KithError(fault(code, where))
    # A part cannot unpack to more than its stated size: zipfile stops there and finds the checksum wrong.
    unpacked = sum(part.file_size for part in parts) / MEGABYTE
    if unpacked > limits.unpacked_megabytes or len(parts) > MOST_PARTS:
        size = round(unpacked)
        raise KithError(fault("tables.unpacks_too_large", where, size=size, limit=limits.unpacked_megabytes))


def _foreign_zip(names: set[str]) -> str | None:
    lowered = {name.lower() for name in names}
    if "xl/workbook.xml" in lowered:
        return None
    if "xl/workbook.bin" in lowered:
        return "tables.is_binary_excel"
    if "word/document.xml" in lowered:
        return "tables.is_word"
    if "content.xml" in lowered:
        return "tables.is_open_document"
    return "tables.is_numbers" if any(name.startswith("index/") for name in lowered) else "tables.is_zip"
