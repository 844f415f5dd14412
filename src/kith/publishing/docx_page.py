"""An empty Word document in the house style: paper, fonts, styles, language, footer, properties."""

from __future__ import annotations

import zipfile
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Final

from kith.publishing.docx_marks import child, field, mark
from kith.publishing.model import Report
from kith.publishing.voice import Voice

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

LATIN_FONT: Final = "Arial"
CHINESE_FONT: Final = "Microsoft YaHei"
LONGEST_PROPERTY: Final = 255  # Word's own limit
# A ZIP file cannot say an earlier time than this.
ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
INK, GREY, BLUE, YELLOW = "212B32", "4C6272", "005EB8", "E0C700"
SIZES: Final = {
    "Normal": 10.5,
    "Title": 24,
    "Subtitle": 14,
    "TOC Heading": 17,
    "Heading 1": 17,
    "Heading 2": 13,
    "Heading 3": 11.5,
    "Caption": 10.5,
    "Quote": 10.5,
}


def empty_document(report: Report, voice: Voice) -> Document:
    """An A4 document with the report's language and properties, the house's styles and a footer."""
    from docx import Document as new_document

    document = new_document()
    _paper(document)
    _fonts(document)
    _styles(document)
    _language(document, report.language)
    _properties(document, report)
    _footer(document, report.title, voice)
    return document


def packed(document: Document) -> bytes:
    """The document as a file. The same document gives the same bytes: no part says when it was packed."""
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fixed.getvalue()


def word_language(tag: str) -> str:
    """The report's BCP 47 tag as Word knows it.

    >>> word_language("zh-hans"), word_language("en"), word_language("pt-br")
    ('zh-CN', 'en-GB', 'pt-BR')
    """
    language, _, rest = tag.lower().partition("-")
    known = {"en": "en-GB", "zh": "zh-CN", "zh-hans": "zh-CN", "zh-hant": "zh-TW"}
    return known.get(tag.lower(), f"{language}-{rest.upper()}" if len(rest) == 2 else language)


def _paper(document: Document) -> None:
    from docx.shared import Mm

    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)


def _fonts(document: Document) -> None:
    """One Latin and one Chinese font everywhere: the template's theme would bring its own into headings."""
    from docx.oxml.ns import qn

    root = document.styles.element
    for fonts in root.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        mark(fonts, ascii=LATIN_FONT, hAnsi=LATIN_FONT, eastAsia=CHINESE_FONT, cs=LATIN_FONT)


def _styles(document: Document) -> None:
    from docx.shared import Pt, RGBColor

    for name, size in SIZES.items():
        style = _paragraph_style(document, name)
        style.font.size = Pt(size)
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(INK)
    _paragraph_style(document, "Caption").paragraph_format.keep_with_next = True
    for name, base in (("Basis", "Normal"), ("Term", "Normal"), ("Key figure", "Normal")):
        _new_style(document, name, base)
    basis, term, figure = (_paragraph_style(document, name) for name in ("Basis", "Term", "Key figure"))
    basis.font.size, basis.font.color.rgb = Pt(9), RGBColor.from_string(GREY)
    term.font.bold, term.paragraph_format.keep_with_next = True, True
    term.paragraph_format.space_after = Pt(0)
    figure.font.size, figure.font.bold = Pt(15), True
    _new_style(document, "Table text", "Normal").paragraph_format.space_after = Pt(2)
    _paragraph_style(document, "Table text").font.size = Pt(9.5)
    for name, colour in (("Inset", BLUE), ("Warning", YELLOW)):
        aside = _new_style(document, name, "Normal")
        # the border first: Word wants the parts of a paragraph's format in the standard's order
        border = child(aside.element.get_or_add_pPr(), "pBdr")
        child(border, "left", val="single", sz="32", space="8", color=colour)
        aside.paragraph_format.left_indent = Pt(12)


def _new_style(document: Document, name: str, base: str) -> ParagraphStyle:
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made = _paragraph_style(document, style.name or name)
    made.base_style = _paragraph_style(document, base)
    return made


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    from docx.styles.style import ParagraphStyle

    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _language(document: Document, tag: str) -> None:
    from docx.oxml.ns import qn

    language = word_language(tag)
    is_chinese = language.startswith("zh")
    latin, chinese = ("en-GB", language) if is_chinese else (language, "zh-CN")
    for root, name in ((document.styles.element, "w:lang"), (document.settings.element, "w:themeFontLang")):
        for element in root.iter(qn(name)):
            mark(element, val=latin, eastAsia=chinese)


def _properties(document: Document, report: Report) -> None:
    made = report.created.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    properties = document.core_properties
    properties.title = report.title[:LONGEST_PROPERTY]
    properties.subject = report.subtitle[:LONGEST_PROPERTY]
    properties.language = word_language(report.language)
    properties.author = properties.last_modified_by = "Kith"
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = made
    properties.revision = 1


def _footer(document: Document, title: str, voice: Voice) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    paragraph = document.sections[0].footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(166), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{title}\t")
    said = voice.say("page_of", page="\0PAGE\0", pages="\0NUMPAGES\0")
    for place, part in enumerate(said.split("\0")):
        if place % 2:
            field(paragraph, part)
        else:
            paragraph.add_run(part)
