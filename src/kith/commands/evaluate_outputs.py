"""What ``kith evaluate`` prints and writes: tables for a terminal, and all files together or none."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.outputs import Bar, refuse_clashes, write_together
from kith.foundation.messages import Translate, gettext_noop

if TYPE_CHECKING:
    from kith.publishing.blocks import Block
    from kith.publishing.model import Report


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where each kind of file was asked for; None is not asked for."""

    html: Path | None = None
    pdf: Path | None = None
    docx: Path | None = None
    json: Path | None = None
    bundle: Path | None = None

    def refuse_clashes(self, *inputs: Path | None) -> None:
        """Raise :class:`KithError` if two of them are the same file, or one is an input."""
        refuse_clashes(
            (self.html, self.pdf, self.docx, self.json, self.bundle),
            [one for one in inputs if one is not None],
        )


def drawn(
    outputs: Outputs,
    report: Report,
    numbers: Mapping[str, object],
    bar: Bar,
    *,
    translate: Translate = gettext_noop,
) -> dict[Path, bytes]:
    """Every file that was asked for, complete in memory: nothing is written until all of them are."""
    contents: dict[Path, bytes] = {}
    if outputs.html is not None:
        from kith.publishing.html import render_document

        bar("Drawing the page", 0.0)
        contents[outputs.html] = render_document(report, translate=translate).encode()
    if outputs.pdf is not None:
        from kith.publishing.pdf import render_pdf

        bar("Drawing the PDF", 0.5)
        contents[outputs.pdf] = render_pdf(report, translate=translate)
    if outputs.docx is not None:
        from kith.publishing.docx import render_docx

        bar("Drawing the Word document", 0.8)
        contents[outputs.docx] = render_docx(report, translate=translate)
    if outputs.json is not None:
        text = json.dumps(numbers, ensure_ascii=False, indent=2, allow_nan=False)
        contents[outputs.json] = text.encode() + b"\n"
    return contents


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write all files or none, and say what was written."""
    write_together(contents)
    for path in contents:
        click.echo(f"Written: {path}")


def counted(n: int, one: str, many: str) -> str:
    """``1 person``, ``7 people``."""
    return f"{n} {one if n == 1 else many}"


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> None:
    """A plain table. The first ``words`` columns start at the left, the others end at the right."""
    widths = [max(_width(row[place]) for row in (headings, *rows)) for place in range(len(headings))]
    for row in (headings, *rows):
        cells = [
            _pad(cell, width, left=place < words)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())


def print_block(block: Block) -> None:
    """A block of a report on a terminal: sentences with their ranges, tables, what stands under Details."""
    from kith.publishing import blocks

    if isinstance(block, blocks.Finding):
        click.echo(f"{block.headline} {block.basis.uncertainty}".rstrip())
    elif isinstance(block, blocks.Paragraph):
        click.echo(block.text)
    elif isinstance(block, blocks.BulletList):
        click.echo(block.lead)
        for said in block.items:
            click.echo(f"- {said}")
    elif isinstance(block, blocks.Table):
        rows = [[cell if isinstance(cell, str) else cell.reason for cell in row] for row in block.rows]
        click.echo(f"\n{block.caption}")
        words = sum(column.alignment is blocks.Alignment.WORDS for column in block.columns)
        print_table([column.label for column in block.columns], rows, words)
    elif isinstance(block, blocks.Details):
        for each in block.blocks:
            print_block(each)


def _pad(cell: str, width: int, *, left: bool) -> str:
    gap = " " * (width - _width(cell))
    return cell + gap if left else gap + cell


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
