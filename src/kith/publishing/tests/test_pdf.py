"""The PDF: accessible by an independent check, the same bytes every time, deaf to commands."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import page
import pytest

from kith.foundation.faults import KithError
from kith.publishing import model as m
from kith.publishing import pdf
from kith.publishing.pdf import render_pdf

COMMANDS = ' #panic("no") ] [ #{ $x$ `raw` \\ " * _ @ref <label> // */ #import "x.typ": * </svg>'
# The checker reads the CFF outlines of Noto Sans CJK as 0 wide. The embedded font says 1000 (its
# private dictionary's defaultWidthX), as the PDF does, so this one rule tells nothing here.
MISREAD = {"PDFUA1-FONT-GLYPH-WIDTH-001"}


def failures(content: bytes) -> set[str]:
    return {failure.rule_id for failure in page.validate_pdf_bytes(content, profile="ua1").failures}


def said(content: bytes, *options: str) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture(scope="module")
def plain(make_report):
    return render_pdf(make_report())


def test_it_passes_the_accessibility_check(plain):
    assert failures(plain) == set()


def test_the_same_report_gives_the_same_bytes(make_report, plain):
    assert render_pdf(make_report()) == plain


def test_the_pdf_was_made_when_the_report_was(make_report):
    created = datetime(2026, 7, 1, 23, 30, 0, 123456, tzinfo=ZoneInfo("Europe/London"))
    content = render_pdf(replace(make_report(drawn=False), created=created))
    assert b"D:20260701223000Z" in content
    assert "Made on 1 July 2026" in said(content)


def test_it_reads_in_order_with_page_numbers_and_reasons(plain):
    words = " ".join(said(plain).split())
    order = [
        "Paired Learning, spring 2026",
        "Summary",
        "Contents",
        "Who took part",
        "How this report was made",
    ]
    places = [words.index(part) for part in order]
    assert places == sorted(places)
    assert "Not shown: 7 or fewer" in words
    assert "Page 1 of 0" not in words
    assert "Page 1 of " in words


def test_a_full_summary_is_one_sheet(make_report):
    """As long as that of the shipped example: two sides, two scores, and everything that may be said."""
    basis = m.Basis(25, "Clinicians who were asked", "People with a score at both times. " * 3)
    numbers = [m.Column("Score"), *(m.Column("Understanding the other side", m.Alignment.NUMBER),) * 4]
    long = "We do not know what changed for 9 of 25 who did not answer at both times. They are not counted."
    summary = (
        m.Callout(m.CalloutKind.WARNING, ("All are made up.",), "Invented people"),
        m.DefinitionList(tuple(m.Definition(name, "Met in pairs. " * 8) for name in ("What", "When"))),
        m.KeyFigures(tuple(m.KeyFigure("16 of 25", "Clinicians: both times", basis) for _ in range(2))),
        m.Table("What changed", tuple(numbers), (("+0.20 to +0.64",) * 5,) * 7),
        m.Finding("The sides differ most on this score. " * 3, m.Basis(36, "both", long * 2, long)),
        *(m.BulletList((long,) * count, "How sure we are") for count in (3, 6, 4)),
    )
    whole = replace(make_report(drawn=False), summary=summary)
    behind = replace(whole, sections=tuple(m.Section(key, key, (m.Paragraph(key),)) for key in ("a", "b")))
    # The summary, the contents, and the sections with how it was made.
    assert len(re.findall(rb"/Type */Page\b", render_pdf(behind))) == 3


def test_a_sentence_among_numbers_leaves_room_for_the_words_beside_it(make_report):
    """Not a word a line: that took five pages for twenty questions."""
    question = "If I were asked to take on more responsibility next month, I would feel ready."
    columns = (
        m.Column("Asked"),
        *(m.Column(name, m.Alignment.NUMBER) for name in ("Doctors", "Managers", "Apart")),
    )
    few = m.Suppressed("fewer than 5 answered")
    rows = (
        *((question, "4 (15)", "4 (14)", "9%"),) * 20,
        (question, few, few, "Not shown: fewer than 5 on a side"),
    )
    table = m.Table("Side by side", columns, rows)
    report = replace(make_report(drawn=False), summary=(), sections=(m.Section("both", "Both", (table,)),))
    assert len(re.findall(rb"/Type */Page\b", render_pdf(report))) == 2


def test_commands_in_the_text_are_only_text(make_report):
    content = render_pdf(make_report(COMMANDS))
    assert failures(content) == set()
    assert '#panic("no")' in said(content)


def test_chinese_is_printed_as_text(make_report):
    try:
        content = render_pdf(make_report(" 结对学习", language="zh-hans"))
    except KithError:
        pytest.skip("no Chinese font is installed")
    assert failures(content) <= MISREAD
    assert "结对学习" in said(content)
    assert "2026年11月22日" in said(content).replace(" ", "")  # typst sets space between scripts


def test_chinese_without_a_font_is_refused_in_words(make_report, monkeypatch):
    monkeypatch.setattr(pdf, "CHINESE_FONTS", ("A font that nobody has",))
    with pytest.raises(KithError) as caught:
        render_pdf(make_report(" 结对学习"))
    assert [fault.code for fault in caught.value.faults] == ["publishing.no_chinese_font"]


def test_letters_without_a_font_do_not_stop_a_report(make_report):
    assert failures(render_pdf(make_report(" \U0001f600 العربية \x00\x1b\ud800"))) == set()


def test_a_thousand_rows_are_all_there_and_still_accessible(make_report):
    content = render_pdf(make_report(rows=1000, drawn=False))
    assert failures(content) == set()
    assert said(content).count("C0999") == 1
    assert said(content).count("Before") > 20  # the heading row stands on every page
