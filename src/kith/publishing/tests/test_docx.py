"""The Word document, as python-docx and the standard's own elements read it back."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import docx
import pytest
from docx.oxml.ns import qn

from kith.publishing import model as m
from kith.publishing.docx import render_docx

ATTACK = " <script>alert(1)</script><w:t>x</w:t>&amp;]]> {{ 7*7 }} { DDEAUTO c:\\windows } =cmd|' /C calc'!A0"


def opened(content):
    return docx.Document(io.BytesIO(content))


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode()


def text_of(element):
    return "".join(text.text for text in element.iter(qn("w:t")))


def words(document):
    """Everything that is read in the body, tables included."""
    return "\n".join(text_of(paragraph) for paragraph in document.element.body.iter(qn("w:p")))


def levels(document):
    names = [p.style.name for p in document.paragraphs]
    return [int(name.split()[-1]) for name in names if name.startswith("Heading")]


@pytest.fixture(scope="module")
def plain(make_report):
    return render_docx(make_report())


@pytest.fixture(scope="module")
def document(plain):
    return opened(plain)


def test_the_same_report_gives_the_same_bytes(make_report, plain):
    assert render_docx(make_report()) == plain
    with zipfile.ZipFile(io.BytesIO(plain)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_its_dates_are_the_reports(make_report):
    created = datetime(2026, 7, 1, 0, 30, 0, 123456, tzinfo=ZoneInfo("Europe/London"))
    found = opened(render_docx(replace(make_report(drawn=False), created=created))).core_properties
    expected = created.astimezone(ZoneInfo("UTC")).replace(microsecond=0)
    assert found.created == found.modified == expected
    assert expected.utcoffset() == timedelta(0)


def test_properties_say_what_it_is(document):
    found = document.core_properties
    assert found.title == "Paired Learning, spring 2026"
    assert found.subject == "What changed"
    assert found.language == "en-GB"
    assert (found.author, found.last_modified_by, found.comments) == ("Kith", "Kith", "")


def test_a_title_longer_than_word_takes_is_whole_on_the_page(make_report):
    title = "A programme " * 40
    made = opened(render_docx(replace(make_report(drawn=False), title=title)))
    assert made.paragraphs[0].text == title
    assert made.core_properties.title == title[:255]


def test_headings_are_headings_and_go_down_one_step_at_a_time(document):
    assert document.paragraphs[0].style.name == "Title"
    found = levels(document)
    assert found[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found))
    by_level = {(p.text, p.style.name) for p in document.paragraphs}
    assert ("Summary", "Heading 1") in by_level
    assert ("By scale", "Heading 2") in by_level
    assert ("Statistical details", "Heading 3") in by_level
    assert ("How this report was made", "Heading 1") in by_level


def test_the_contents_lead_to_each_section(document):
    body = document.element.body
    places = {mark.get(qn("w:name")): text_of(mark.getparent()) for mark in body.iter(qn("w:bookmarkStart"))}
    links = [(link.get(qn("w:anchor")), text_of(link)) for link in body.iter(qn("w:hyperlink"))]
    titles = ["Who took part", "What changed", "By scale", "In words", "Everybody"]
    assert [text for _, text in links] == titles
    assert [places[anchor] for anchor, _ in links] == titles


def test_a_report_of_one_section_has_no_contents(make_report):
    report = make_report()
    short = opened(render_docx(replace(report, sections=report.sections[:1], summary=())))
    assert "Contents" not in [p.text for p in short.paragraphs]
    assert "Summary" not in [p.text for p in short.paragraphs]


def test_each_table_has_a_caption_a_marked_heading_row_and_row_headings(document):
    body = list(document.element.body)
    for table in document.tables:
        before = body[body.index(table._tbl) - 1]
        caption = docx.text.paragraph.Paragraph(before, document)
        assert caption.style.name == "Caption"
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == caption.text
        look = properties.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marked == [True] + [False] * (len(marked) - 1)
        assert all(cell.paragraphs[0].runs[0].bold for cell in table.rows[0].cells)
    (numbers,) = (t for t in document.tables if len(t.rows) == 21)
    first, second, _ = numbers.rows[1].cells
    assert (first.paragraphs[0].runs[0].bold, second.paragraphs[0].runs[0].bold) == (True, None)


def test_a_table_without_row_headings_marks_none(make_report):
    table = m.Table("Plain", (m.Column("A"), m.Column("B")), (("1", "2"),), row_headers=False)
    report = replace(make_report(), sections=(m.Section("one", "One", (table,)),), summary=())
    (found,) = opened(render_docx(report)).tables
    look = found._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstColumn")), look.get(qn("w:val"))) == ("0", "0620")
    assert found.rows[1].cells[0].paragraphs[0].runs[0].bold is None


def test_an_empty_table_says_so(document):
    (empty,) = (t for t in document.tables if t.rows[0].cells[0].text == "A")
    assert empty.rows[1].cells[0].text == "There is nothing to show in this table."


def test_what_is_kept_back_says_why(document):
    said = words(document)
    assert "Not shown: 7 or fewer" in said
    assert "Not shown: fewer than 5" in said
    assert "number not shown: few" in said


def test_each_chart_has_its_words_and_fits_the_page(make_charts, document):
    about = [shape._inline.docPr for shape in document.inline_shapes]
    assert len(about) == len(make_charts())
    assert {one.get("descr") for one in about} == {"In words, most rose."}
    ids = [one.get("id") for one in about]
    assert len(set(ids)) == len(ids)
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    assert all(shape.width <= width for shape in document.inline_shapes)


def test_what_anybody_wrote_is_text_and_nothing_else(make_report):
    content = render_docx(make_report(ATTACK, drawn=False))
    made = opened(content)
    assert words(made).count(f"They met.{ATTACK}") == 1
    assert made.core_properties.title == f"Paired Learning, spring 2026{ATTACK}"
    instructions = [f.get(qn("w:instr")) for f in made.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert instructions == ["PAGE", "NUMPAGES"]
    assert not list(made.element.body.iter(qn("w:fldSimple"), qn("w:instrText"), qn("w:script")))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = file.namelist()
        outside = [name for name in names if name.endswith(".rels") and b'"External"' in file.read(name)]
    assert outside == []


def test_chinese_has_its_language_and_font(make_report):
    content = render_docx(make_report(" 结对学习", language="zh-hans", drawn=False))
    made = opened(content)
    assert "结对学习" in words(made)
    assert "2026年11月22日" in words(made)
    assert made.core_properties.language == "zh-CN"
    language = next(made.styles.element.iter(qn("w:lang")))
    assert language.get(qn("w:eastAsia")) == "zh-CN"
    fonts = list(made.styles.element.iter(qn("w:rFonts")))
    assert {font.get(qn("w:eastAsia")) for font in fonts} == {"Microsoft YaHei"}
    assert not any("Theme" in name or "theme" in name for font in fonts for name in font.attrib)


def test_english_has_its_language(plain):
    assert '<w:lang w:val="en-GB" w:eastAsia="zh-CN"' in part(plain, "word/styles.xml")


def test_no_letter_stops_a_report(make_report):
    made = opened(render_docx(make_report(" \U0001f600 العربية \x00\x1b\ud800")))
    assert "Paired Learning, spring 2026" in made.paragraphs[0].text
    assert "\x00" not in words(made)


def test_a_thousand_rows_are_all_there(make_report):
    made = opened(render_docx(make_report(rows=1000, drawn=False)))
    (long,) = (table for table in made.tables if len(table.rows) == 1001)
    assert long.rows[1000].cells[0].text == "C0999"


def test_the_words_of_the_page_are_translated(make_report):
    made = opened(render_docx(make_report(drawn=False), translate=lambda text: f"[{text}]"))
    assert "[Summary]" in [p.text for p in made.paragraphs]
    assert "[Page 1 of 1]" in text_of(made.sections[0].footer._element)
