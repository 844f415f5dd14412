"""A report as a Word document: real headings, captions, table headings and words for each chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from kith.foundation.messages import Translate, gettext_noop
from kith.publishing import blocks as b
from kith.publishing.charts import draw
from kith.publishing.clean import cleaned
from kith.publishing.docx_marks import anchor, describe_picture, describe_table, link
from kith.publishing.docx_page import empty_document, packed
from kith.publishing.model import Report, Section
from kith.publishing.svg import natural_size
from kith.publishing.turned import upright
from kith.publishing.voice import Voice

if TYPE_CHECKING:
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

PIXELS_AN_INCH: Final = 96
WIDEST, TALLEST = 6.5, 8.0  # inches between the margins, with room for the heading and the basis
SCALE: Final = 2.0
DEEPEST: Final = 9
LISTED: Final = 2
"""Headings of these many levels stand in the contents."""


def render_docx(report: Report, *, translate: Translate = gettext_noop) -> bytes:
    """The report as DOCX: title, summary, contents, sections, how it was made.

    For a board that writes its own paper around the numbers. The words are text and nothing else: a
    field, a formula or markup in them is shown, never obeyed. Charts are pictures (PNG at twice
    their size) with the words for those who do not see them; what stands behind "Show the numbers" and
    other details is an ordinary part of the document. The same report gives the same bytes on a computer
    with the same fonts: every date in the file is the report's ``created``.

    Parameters
    ----------
    report
        What to write.
    translate
        Turns the catalogue's English into the report's language.
    """
    return _Writer(cleaned(report), translate).write()


class _Writer:
    """Writes one report."""

    def __init__(self, report: Report, translate: Translate) -> None:
        self._report = report
        self._voice = Voice(report.language, translate)
        self._document = empty_document(report, self._voice)
        # looked up once: python-docx searches all styles at each call, and a table has thousands of cells
        self._cell_style = self._document.styles["Table text"].style_id
        self._charts = 0
        self._sections = 0

    def write(self) -> bytes:
        report, voice = self._report, self._voice
        self._document.add_paragraph(report.title, "Title")
        if report.subtitle:
            self._document.add_paragraph(report.subtitle, "Subtitle")
        self._document.add_paragraph(voice.say("made_on", date=voice.date(report.created)), "Basis")
        if report.summary:
            self._heading(voice.say("summary"), 1)
            self._blocks(report.summary, 2)
        is_long = len(report.sections) > 1
        if is_long:
            self._contents()
        for place, section in enumerate(report.sections):
            heading = self._section(section, 1)
            heading.paragraph_format.page_break_before = True if is_long and place == 0 else None
        self._heading(voice.say("provenance"), 1)
        self._facts([(term, value, None) for term, value in voice.provenance(report.provenance)])
        return packed(self._document)

    def _contents(self) -> None:
        heading = self._document.add_paragraph(self._voice.say("contents"), "TOC Heading")
        heading.paragraph_format.page_break_before = True
        for number, (level, section) in enumerate(_numbered(self._report.sections), 1):
            if level <= LISTED:
                style = "List Bullet" if level == 1 else f"List Bullet {level}"
                link(self._document.add_paragraph(style=style), section.title, number)

    def _heading(self, text: str, level: int) -> Paragraph:
        return self._document.add_paragraph(text, f"Heading {min(level, DEEPEST)}")

    def _section(self, section: Section, level: int) -> Paragraph:
        heading = self._heading(section.title, level)
        self._sections += 1
        anchor(heading, self._sections)
        self._blocks(section.blocks, level + 1)
        for part in section.subsections:
            self._section(part, level + 1)
        return heading

    def _blocks(self, blocks: Sequence[b.Block], level: int) -> None:
        for block in blocks:
            self._block(block, level)

    def _block(self, block: b.Block, level: int) -> None:
        if isinstance(block, b.Paragraph):
            self._document.add_paragraph(block.text)
        elif isinstance(block, b.Finding):
            self._document.add_paragraph(style="Term").add_run(block.headline)
            self._basis(block.basis)
        elif isinstance(block, b.BulletList):
            self._bullets(block)
        elif isinstance(block, b.Callout):
            self._callout(block)
        elif isinstance(block, b.Quotation):
            self._document.add_paragraph(block.text, "Quote").paragraph_format.keep_with_next = True
            self._document.add_paragraph(f"— {block.speaker}", "Quote")
        elif isinstance(block, b.Details):
            self._heading(block.summary, level)
            self._blocks(block.blocks, level + 1)
        elif isinstance(block, b.Table):
            self._table(block)
        elif isinstance(block, b.Figure):
            self._figure(block, level)
        elif isinstance(block, b.KeyFigures):
            self._facts([(f.label, f.value, f.basis) for f in block.figures], "Key figure")
        else:
            self._facts([(item.term, item.meaning, None) for item in block.items])

    def _bullets(self, block: b.BulletList) -> None:
        if block.lead:
            self._document.add_paragraph(block.lead).paragraph_format.keep_with_next = True
        for item in block.items:
            self._document.add_paragraph(item, "List Bullet")

    def _callout(self, block: b.Callout) -> None:
        is_warning = block.kind is b.CalloutKind.WARNING
        style = "Warning" if is_warning else "Inset"
        title = f"{self._voice.say('important')}: {block.title}" if is_warning else block.title
        if title:
            heading = self._document.add_paragraph(style=style)
            heading.add_run(title).bold = True
            heading.paragraph_format.keep_with_next = True
        for text in block.texts:
            self._document.add_paragraph(text, style)

    def _figure(self, figure: b.Figure, level: int) -> None:
        import vl_convert
        from docx.shared import Inches

        self._heading(figure.finding, level)
        self._charts += 1
        name = f"chart-{self._charts}"
        svg = draw(figure.chart, title=figure.finding, alternative=figure.alternative, key=name)
        wide, tall = (size / PIXELS_AN_INCH for size in natural_size(svg))
        picture = self._document.add_picture(
            BytesIO(vl_convert.svg_to_png(svg, scale=SCALE)),
            width=Inches(wide * min(1.0, WIDEST / wide, TALLEST / tall)),
        )
        describe_picture(picture, name, figure.alternative)
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        self._basis(figure.basis)
        self._table(figure.data)

    def _table(self, table: b.Table) -> None:
        table = upright(table)
        self._document.add_paragraph(table.caption, "Caption")
        made = self._document.add_table(1 + max(1, len(table.rows)), len(table.columns), "Table Grid")
        rows = iter(made.rows)
        for cell, column in zip(next(rows).cells, table.columns, strict=True):
            self._fill(cell, column.label, column, is_heading=True)
        for values, row in zip(table.rows, rows, strict=False):
            for place, (cell, value, column) in enumerate(zip(row.cells, values, table.columns, strict=True)):
                self._fill(cell, value, column, is_heading=place == 0 and table.row_headers)
        if not table.rows:
            cells = made.rows[1].cells
            self._fill(cells[0].merge(cells[-1]), self._voice.say("nothing"), b.Column("-"), is_heading=False)
        describe_table(made, table.caption, row_headers=table.row_headers)
        for note in table.notes:
            self._document.add_paragraph(note, "Basis")
        if not table.notes:
            # Word joins two tables that nothing stands between.
            self._document.add_paragraph(style="Basis")

    def _fill(self, cell: _Cell, value: b.Cell, column: b.Column, *, is_heading: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = cell.paragraphs[0]
        paragraph._p.get_or_add_pPr().style = self._cell_style
        if column.alignment is b.Alignment.NUMBER:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._say(paragraph, value, is_bold=is_heading)

    def _say(self, paragraph: Paragraph, value: b.Cell, *, is_bold: bool = False) -> None:
        run = paragraph.add_run(self._voice.withheld(value) if isinstance(value, b.Suppressed) else value)
        run.bold = is_bold or None
        run.italic = isinstance(value, b.Suppressed) or None

    def _facts(self, facts: Sequence[tuple[str, b.Cell, b.Basis | None]], style: str = "Normal") -> None:
        for term, value, basis in facts:
            self._document.add_paragraph(term, "Term")
            is_shown = isinstance(value, str)
            self._say(self._document.add_paragraph(style=style if is_shown else "Normal"), value)
            if basis is not None:
                self._basis(basis)

    def _basis(self, basis: b.Basis) -> None:
        for line in self._voice.basis(basis):
            self._document.add_paragraph(line, "Basis")


def _numbered(sections: Sequence[Section], level: int = 1) -> Iterator[tuple[int, Section]]:
    """Every section with its level, in the order in which they are written."""
    for section in sections:
        yield level, section
        yield from _numbered(section.subsections, level + 1)
