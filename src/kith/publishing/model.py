"""The report model of the whole product: what a report says, before any page is drawn.

Every text is already words in the report's language. Every number that is claimed stands with a
:class:`Basis`: how many people, how it was worked out, how sure we are. Nothing here knows of HTML
or PDF. A report that breaks a rule of the model (a chart without words, a table with a hole) is a
bug in the program that built it, so it raises ``ValueError`` and never reaches a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kith.foundation.provenance import Provenance
from kith.publishing.blocks import (
    Alignment,
    Basis,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Definition,
    DefinitionList,
    Details,
    Figure,
    Finding,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quotation,
    Suppressed,
    Table,
    require,
)

__all__ = [
    "Alignment",
    "Basis",
    "Block",
    "BulletList",
    "Callout",
    "CalloutKind",
    "Cell",
    "Column",
    "Definition",
    "DefinitionList",
    "Details",
    "Figure",
    "Finding",
    "KeyFigure",
    "KeyFigures",
    "Paragraph",
    "Quotation",
    "Report",
    "Section",
    "Suppressed",
    "Table",
    "walk",
]

SECTION_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part. ``key`` is stable and unique in the report: links and contents use it."""

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    subsections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        require(self, "title")
        if not self.key or not all(
            character.isascii() and (character.isalnum() or character in "-_") for character in self.key
        ):
            raise ValueError(f"section key {self.key!r} must be ASCII letters, digits, - and _")


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Parameters
    ----------
    title, subtitle
        On the cover; the subtitle may be empty.
    language
        BCP 47 tag of the words in it ("en", "zh-hans").
    created
        When it was made, with a time zone; passed in, so that the same report gives the same bytes.
    provenance
        From what, with which versions and seed.
    summary
        One page that a board member reads in two minutes.
    sections
        The rest, in order.
    """

    title: str
    language: str
    created: datetime
    provenance: Provenance
    summary: tuple[Block, ...]
    sections: tuple[Section, ...]
    subtitle: str = ""

    def __post_init__(self) -> None:
        require(self, "title", "language")
        if self.created.tzinfo is None:
            raise ValueError("a report's time of making needs a time zone")
        keys = [section.key for section in walk(self.sections)]
        if len(keys) != len(set(keys)):
            raise ValueError("two sections of one report share a key")


def walk(sections: Iterable[Section]) -> Iterable[Section]:
    """Every section and subsection, in reading order."""
    for section in sections:
        yield section
        yield from walk(section.subsections)
