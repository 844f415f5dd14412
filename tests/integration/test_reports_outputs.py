"""A whole report with every section there is: as PDF, as Word and as a page it can be read by everybody, in
English and in Chinese."""

import io
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import docx
import page
import pytest
from django.utils import translation
from django.utils.translation import gettext
from docx.oxml.ns import qn
from tests.factories.reports import asked_cohort

from kith.programmes.types import Section
from kith.publishing import docx as word
from kith.publishing import html as web
from kith.publishing import pdf
from kith.publishing.blocks import Details, Figure, Table
from kith.publishing.charts import draw
from kith.publishing.model import walk
from kith.service.reports import bridge
from kith.service.reports.domain.making import material_of
from kith.service.reports.models import Report

pytestmark = pytest.mark.django_db

MISREAD = {"PDFUA1-FONT-GLYPH-WIDTH-001"}
"""The checker reads outlines of Noto Sans CJK as 0 wide; see the tests of the PDF."""


def blocks_of(model):
    """Every block, those under details too."""
    waiting = [*model.summary, *(block for section in walk(model.sections) for block in section.blocks)]
    while waiting:
        block = waiting.pop(0)
        yield block
        waiting = [*(block.blocks if isinstance(block, Details) else ()), *waiting]


def made(language):
    asked = asked_cohort()
    report = Report.objects.create(
        cohort=asked.cohort,
        number=1,
        audience="public",
        language=language,
        seed=3,
        made_by=asked.evaluator.person,
    )
    with translation.override(language):
        material = material_of(report)
        every = replace(material.definition, sections=tuple(Section))
        return bridge.model_of(replace(material, definition=every), lambda *_told: None)


@pytest.fixture(params=["en", "zh-hans"])
def drawn(request, monkeypatch):
    """The model, and each way to read it. A chart is drawn once for all of them: it takes a tenth of a second."""

    @cache
    def once(chart, title, alternative):
        return draw(chart, title=title, alternative=alternative, key=f"chart-{once.cache_info().misses}")

    for way in (pdf, word, web):
        monkeypatch.setattr(
            way, "draw", lambda chart, *, title, alternative, **_more: once(chart, title, alternative)
        )
    model = made(request.param)
    with translation.override(request.param):
        return (
            model,
            pdf.render_pdf(model, translate=gettext),
            docx.Document(io.BytesIO(word.render_docx(model, translate=gettext))),
            web.render_document(model, translate=gettext),
        )


class Page(HTMLParser):
    """What a screen reader moves by."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.headings, self.language = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "html":
            self.language = dict(attrs)["lang"]


def test_a_whole_report_can_be_read_by_everybody(drawn):
    model, printed, document, html = drawn
    figures = [block for block in blocks_of(model) if isinstance(block, Figure)]
    tables = [block for block in blocks_of(model) if isinstance(block, Table)]
    assert len(figures) >= 6
    _is_accessible_pdf(printed)
    _is_readable_in_word(model, document, figures, len(figures) + len(tables))
    _is_readable_as_a_page(model, html, len(figures), len(figures) + len(tables))


def _is_accessible_pdf(content):
    failures = {failure.rule_id for failure in page.validate_pdf_bytes(content, profile="ua1").failures}
    assert failures - MISREAD == set()


def _is_readable_in_word(model, document, figures, tables):
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Caption") >= tables
    titles = {
        paragraph.text for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")
    }
    assert {section.title for section in walk(model.sections)} <= titles
    assert {figure.finding for figure in figures} <= titles
    assert len(document.tables) == tables
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    told = [picture.get("descr") for picture in document.element.body.iter(qn("wp:docPr"))]
    assert told == [figure.alternative for figure in figures]
    language = "zh-CN" if model.language == "zh-hans" else "en-GB"
    assert language in document.styles.element.xml


def _is_readable_as_a_page(model, html, figures, tables):
    read = Page(html)
    assert read.language == model.language
    assert read.headings[0] == 1
    assert read.headings.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in zip(read.headings, read.headings[1:], strict=False))
    names = [tag for tag, _ in read.tags]
    assert names.count("main") == 1
    assert names.count("caption") == names.count("table") == tables
    svgs = [attrs for tag, attrs in read.tags if tag == "svg"]
    assert len(svgs) == 2 * figures  # for a desk, and narrower for a phone
    assert all(attrs.get("role") == "img" for attrs in svgs)


def test_each_chart_of_change_is_headed_by_what_it_shows():
    model = made("en")
    findings = [block.finding for block in blocks_of(model) if isinstance(block, Figure)]
    counts = [one for one in findings if "went up" in one]
    assert counts[0].endswith(
        "Clinicians: 5 of 8 went up, 1 went down. Managers: 2 of 8 went up, 2 went down."
    )
