"""What a question for a file may take, and how large."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    """What a file may be, by its content. The value is what an instrument file writes."""

    PDF = "pdf"
    WORD = "word"
    PICTURE = "picture"
    SPREADSHEET = "spreadsheet"
    TEXT = "text"


FILE_KINDS = (FileKind.PDF, FileKind.WORD, FileKind.PICTURE)
"""What a question for a file takes where it does not say: what certificates and letters come as."""

FILE_MEGABYTES = 10
"""The most a file may have where the question does not say: a certificate of several pages from a telephone."""

MOST_FILE_MEGABYTES = 25
"""More than this no question can ask for: what most mail servers let through."""
