"""What a Word document says to machines and python-docx has no call for: headings of tables, words of
pictures, fields, links inside the document. Names are those of ECMA-376, Part 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shape import InlineShape
    from docx.table import Table
    from docx.text.paragraph import Paragraph


def mark(element: BaseOxmlElement, **values: str) -> None:
    """Set attributes of Word's own namespace."""
    from docx.oxml.ns import qn

    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)


def child(parent: BaseOxmlElement, name: str, /, **values: str) -> BaseOxmlElement:
    """A new element of Word's own namespace at the end of ``parent``."""
    from docx.oxml.parser import OxmlElement

    element: BaseOxmlElement = OxmlElement(f"w:{name}")
    mark(element, **values)
    parent.append(element)
    return element


def describe_table(table: Table, caption: str, *, row_headers: bool) -> None:
    """Mark the first row as the heading, repeated on every page, and the first column if it heads its rows.

    No row breaks across pages. The caption is the table's name for a screen reader.
    """
    from docx.oxml.ns import qn

    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    # ECMA-376 17.4.56: first row 0020, first column 0080, no banding 0600
    look = 0x0620 | (0x0080 if row_headers else 0)
    child(
        properties,
        "tblLook",
        val=f"{look:04X}",
        firstRow="1",
        lastRow="0",
        firstColumn="1" if row_headers else "0",
        lastColumn="0",
        noHBand="1",
        noVBand="1",
    )
    child(properties, "tblCaption", val=caption)
    for place, row in enumerate(table.rows):
        about = row._tr.get_or_add_trPr()
        child(about, "cantSplit")
        if place == 0:
            child(about, "tblHeader")


def describe_picture(picture: InlineShape, name: str, alternative: str) -> None:
    """Give the picture its words for those who do not see it."""
    about = picture._inline.docPr
    about.set("name", name)
    about.set("descr", alternative)


def field(paragraph: Paragraph, instruction: str) -> None:
    """A value that Word works out, such as ``PAGE``."""
    element = child(paragraph._p, "fldSimple", instr=instruction)
    child(child(element, "r"), "t").text = "1"


def anchor(paragraph: Paragraph, number: int) -> None:
    """A place inside the document that a link can name."""
    runs = list(paragraph._p.r_lst)
    child(paragraph._p, "bookmarkStart", id=str(number), name=_place(number))
    paragraph._p.extend(runs)  # moves them into the bookmark
    child(paragraph._p, "bookmarkEnd", id=str(number))


def link(paragraph: Paragraph, text: str, number: int) -> None:
    """Words that lead to the :func:`anchor` of this number."""
    run = paragraph.add_run(text)
    run.font.underline = True
    element = child(paragraph._p, "hyperlink", anchor=_place(number), history="1")
    element.append(run._r)


def _place(number: int) -> str:
    return f"_Section{number}"
