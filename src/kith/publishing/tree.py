"""A report as plain nested values, every word said: what a template of any kind needs, and no more."""

from __future__ import annotations

from collections.abc import Callable

from kith.publishing.blocks import (
    Basis,
    Block,
    BulletList,
    Callout,
    Cell,
    Details,
    Figure,
    Finding,
    KeyFigures,
    Paragraph,
    Quotation,
    Suppressed,
    Table,
)
from kith.publishing.model import Report, Section
from kith.publishing.turned import upright
from kith.publishing.voice import Voice

Node = dict[str, object]
Picture = Callable[[Figure, str], object]


class Tree:
    """Builds the tree of one report. ``picture`` draws a figure's chart under a key of its own.

    ``on_paper``: tables that are too wide for a sheet are set upright.
    """

    def __init__(self, voice: Voice, picture: Picture, key: str, *, on_paper: bool = False) -> None:
        self._voice = voice
        self._picture = picture
        self._key = key
        self._on_paper = on_paper
        self._count = 0

    def report(self, report: Report) -> Node:
        """The whole report."""
        return {
            "key": self._key,
            "title": report.title,
            "subtitle": report.subtitle,
            "made_on": self._voice.say("made_on", date=self._voice.date(report.created)),
            "words": self._voice.page_words(),
            "summary": self._blocks(report.summary),
            "sections": [self._section(section) for section in report.sections],
            "provenance": self._provenance(report),
        }

    def _section(self, section: Section) -> Node:
        return {
            "key": f"{self._key}-{section.key}",
            "title": section.title,
            "blocks": self._blocks(section.blocks),
            "subsections": [self._section(part) for part in section.subsections],
        }

    def _blocks(self, blocks: tuple[Block, ...]) -> list[Node]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> Node:
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "text": block.text}
        if isinstance(block, Finding):
            return {"kind": "finding", "headline": block.headline, "basis": self._voice.basis(block.basis)}
        if isinstance(block, BulletList):
            return {"kind": "bullets", "lead": block.lead, "items": list(block.items)}
        if isinstance(block, Callout):
            return {"kind": block.kind.value, "title": block.title, "texts": list(block.texts)}
        if isinstance(block, Quotation):
            return {"kind": "quotation", "text": block.text, "speaker": block.speaker}
        if isinstance(block, Details):
            return {"kind": "details", "summary": block.summary, "blocks": self._blocks(block.blocks)}
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Figure):
            return self._figure(block)
        if isinstance(block, KeyFigures):
            return self._facts([(f.label, f.value, f.basis) for f in block.figures], is_large=True)
        return self._facts([(item.term, item.meaning, None) for item in block.items], is_large=False)

    def _facts(self, facts: list[tuple[str, Cell, Basis | None]], *, is_large: bool) -> Node:
        items = [
            {"term": term, "cell": self._cell(cell), "basis": self._voice.basis(basis) if basis else []}
            for term, cell, basis in facts
        ]
        return {"kind": "facts", "is_large": is_large, "items": items}

    def _figure(self, figure: Figure) -> Node:
        key = self._next_key()
        return {
            "kind": "figure",
            "key": key,
            "finding": figure.finding,
            "alternative": figure.alternative,
            "picture": self._picture(figure, key),
            "table": self._table(figure.data),
            "basis": self._voice.basis(figure.basis),
        }

    def _table(self, table: Table) -> Node:
        table = upright(table) if self._on_paper else table
        return {
            "kind": "table",
            "key": self._next_key(),
            "caption": table.caption,
            "columns": [{"label": c.label, "is_number": c.alignment == "number"} for c in table.columns],
            "rows": [[self._cell(cell) for cell in row] for row in table.rows],
            "row_headers": table.row_headers,
            "notes": list(table.notes),
        }

    def _cell(self, cell: Cell) -> Node:
        if isinstance(cell, Suppressed):
            return {"text": self._voice.withheld(cell), "is_withheld": True}
        return {"text": cell, "is_withheld": False}

    def _provenance(self, report: Report) -> Node:
        facts = self._voice.provenance(report.provenance)
        return self._facts([(term, value, None) for term, value in facts], is_large=False)

    def _next_key(self) -> str:
        self._count += 1
        return f"{self._key}-{self._count}"
