"""Pages: accessible by their structure, escaped everywhere, the same bytes every time."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from kith.publishing.html import render_document, render_fragment
from kith.publishing.report_json import report_from_json, report_to_json

ATTACK = " <script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }}{% raw %}</style></svg>"
VOID = {"meta", "br", "link"}


class Page(HTMLParser):
    """The elements of a page, and a failure where they are not nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def page(make_report):
    return Page(render_document(make_report()))


@pytest.fixture(scope="module")
def attacked(make_report):
    return Page(render_document(make_report(ATTACK)))


def test_the_document_stands_alone(page):
    assert page.all("html") == [{"lang": "en"}]
    assert page.all("a")[0]["href"] == "#report-main"
    assert page.all("main") == [{"id": "report-main", "tabindex": "-1"}]
    addresses = [
        value
        for _, attributes in page.elements
        for name, value in attributes.items()
        if name in {"src", "href"}
    ]
    assert all(address.startswith("#") for address in addresses)


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in page.elements if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_headers_with_scope(page):
    assert len(page.all("caption")) == len(page.all("table"))
    assert {header["scope"] for header in page.all("th")} == {"col", "row"}


def test_ids_are_unique_and_every_reference_has_its_target(page):
    ids = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)
    assert set(ids.values()) == {1}
    for _, attributes in page.elements:
        for target in (attributes.get("aria-labelledby") or "").split():
            assert target in ids
        if (attributes.get("href") or "").startswith("#"):
            assert attributes["href"][1:] in ids


def test_a_number_kept_back_is_said(page):
    assert "Not shown: 7 or fewer" in page.words
    assert "There is nothing to show in this table." in page.words


def test_every_number_says_what_it_stands_on(page):
    said = " ".join(page.words)
    assert "Based on 14 clinicians who answered both times." in said
    assert "How it was worked out: The middle change." in said
    assert "How sure we are: 0.2 to 1.0" in said


def test_no_text_of_the_report_becomes_markup(page, attacked):
    # a longer label may move a chart's lines and letters about; nothing else may differ
    drawn = {"g", "path", "text", "tspan", "line", "rect"}
    tags = [Counter(tag for tag, _ in each.elements if tag not in drawn) for each in (page, attacked)]
    assert tags[0] == tags[1]
    assert not [name for _, attributes in attacked.elements for name in attributes if name.startswith("on")]
    assert "{{ 7*7 }}" in " ".join(attacked.words)


def test_the_fragment_has_neither_style_nor_script_and_starts_where_it_is_told(make_report):
    fragment = Page(render_fragment(make_report(ATTACK), heading_level=3, key="spring"))
    assert fragment.all("style") == fragment.all("script") == fragment.all("h1") == fragment.all("h2") == []
    assert not [attributes for _, attributes in fragment.elements if "style" in attributes]
    assert fragment.elements[0] == ("div", {"class": "kith-report", "lang": "en"})
    assert all(
        attributes["id"].startswith("spring-") for _, attributes in fragment.elements if "id" in attributes
    )


def test_a_heading_level_that_breaks_the_page_is_refused(make_report):
    with pytest.raises(ValueError):
        render_fragment(make_report(), heading_level=1)


def test_the_same_report_gives_the_same_bytes_also_when_it_was_kept(make_report):
    report = make_report(" 中文")
    kept = report_from_json(report_to_json(report))
    assert render_document(report) == render_document(report) == render_document(kept)


def test_the_pages_own_words_are_translated_and_the_date_is_in_words(make_report):
    html = render_document(
        make_report(language="zh-hans"), translate=lambda said: {"Contents": "目录"}.get(said, said)
    )
    assert ">目录</h2>" in html
    assert "2026年11月22日" in html


def test_characters_that_no_page_can_hold_are_replaced(make_report):
    html = render_document(make_report(" \x00\x1b\ud800"))
    assert "\N{REPLACEMENT CHARACTER}" * 3 in html
    assert not {"\x00", "\x1b", "\ud800"} & set(html)


def test_a_thousand_rows_are_all_there(make_report):
    assert Page(render_fragment(make_report(rows=1000))).words.count("C0999") == 1


def test_behind_each_section_a_link_leads_back_to_the_contents(make_report):
    report = make_report()
    page = Page(render_fragment(report))
    places = {attributes["id"] for _tag, attributes in page.elements if "id" in attributes}
    back = [link["href"] for link in page.all("a") if link["href"].endswith("-contents-heading")]
    assert len(back) == len(report.sections) == page.words.count("Back to contents")
    assert {href.removeprefix("#") for href in back} <= places


def test_a_folded_section_shows_its_title_and_keeps_its_address(make_report):
    report = make_report()
    key = report.sections[0].key
    page = render_fragment(report, folded={key})
    assert page.count('<details class="nhsuk-details kith-folded">') == 1
    opened = page.index("kith-folded")
    assert opened < page.index(f'id="report-{key}"') < page.index("</summary>", opened)
    assert "kith-folded" not in render_fragment(report)


def test_each_chart_is_there_for_a_desk_and_narrower_for_a_phone(make_report):
    page = render_fragment(make_report())
    wide, narrow = page.count('class="kith-wide"'), page.count('class="kith-narrow"')
    assert wide == narrow > 0
    widths = [float(size) for size in re.findall(r'viewBox="0 0 ([0-9.]+) ', page)]
    assert len(widths) == wide + narrow
    assert all(on_phone < at_desk for at_desk, on_phone in zip(widths[::2], widths[1::2], strict=True))
    assert max(widths[1::2]) < 420
