"""Charts are pictures that a strict content policy shows and a screen reader can name."""

import re
from xml.etree import ElementTree

import pytest

from kith.publishing.chart_colours import (
    DARK_BLUE,
    LIGHT_ORANGE,
    WHITE,
    contrast,
    diverging,
    ink_on,
    luminance,
)
from kith.publishing.chart_types import (
    AnswerRow,
    AnswerShares,
    Bar,
    Bars,
    ChangeCounts,
    Intervals,
    PersonChanges,
    SideCounts,
)
from kith.publishing.charts import draw
from kith.publishing.svg import accessible_svg

SVG = "{http://www.w3.org/2000/svg}"
NASTY = " </svg><script>alert(1)</script> & \" ' \x01 \ud800 \\n 中文"


@pytest.fixture(scope="module", params=range(7))
def chart(request, make_charts):
    return make_charts()[request.param], make_charts(NASTY)[request.param]


def test_no_style_no_script_no_outside_file(chart):
    for each in chart:
        root = ElementTree.fromstring(draw(each, title="T" + NASTY, alternative="A" + NASTY, key="k"))
        for element in root.iter():
            assert element.tag.removeprefix(SVG) not in {"style", "script", "image", "use", "foreignObject"}
            for name, value in element.attrib.items():
                assert name != "style"
                assert not name.startswith("on")
                assert "href" not in name
                assert "http" not in value
                assert "url(" not in value or "url(#k-" in value


def test_it_is_named_and_described_and_says_nothing_else(chart):
    root = ElementTree.fromstring(draw(chart[0], title="Most rose", alternative="In words", key="k"))
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "k-title k-desc")
    assert [(child.tag.removeprefix(SVG), child.get("id"), child.text) for child in root[:2]] == [
        ("title", "k-title", "Most rose"),
        ("desc", "k-desc", "In words"),
    ]
    assert not [name for element in root[2:] for name in element.attrib if name.startswith("aria")]


def test_the_same_chart_gives_the_same_bytes(chart):
    assert draw(chart[0], title="T", alternative="A", key="k") == draw(
        chart[0], title="T", alternative="A", key="k"
    )


def test_a_fluid_chart_keeps_its_shape_without_a_height(chart):
    root = ElementTree.fromstring(draw(chart[0], title="T", alternative="A", key="k", is_fluid=True))
    assert (root.get("width"), root.get("height")) == ("100%", None)
    assert root.get("viewBox")


def test_charts_of_nothing_are_drawn(make_charts):
    dumbbells, _, counts, *_ = make_charts()
    for chart in (
        PersonChanges((), "Before", "After", "Score", (1, 5), dumbbells.directions),
        ChangeCounts((), counts.directions, "People"),
        AnswerShares(("No", "Yes"), (AnswerRow("Nobody answered", (0, 0)),), "Share"),
        Intervals((), "Change"),
        Bars((), "People"),
    ):
        assert draw(chart, title="T", alternative="A", key="k").startswith("<svg")


def test_labels_are_never_read_as_commands():
    label = "'+1]\"\\;x"
    drawn = draw(Bars((Bar(label, 1), Bar(label, 2)), "People"), title="T", alternative="A", key="k")
    said = [element.text for element in ElementTree.fromstring(drawn).iter(SVG + "text")]
    assert said.count(label) == 2


def test_numbers_stand_in_the_bars(make_charts):
    drawn = draw(make_charts()[2], title="T", alternative="A", key="k")
    assert re.findall(r">(14|5|0|n = 19)<", drawn).count("14") == 1
    assert "n = 19" in drawn


def test_a_small_count_is_written_too(make_charts):
    sides = (SideCounts("Managers", 19, 0, 1), SideCounts("Many", 407, 1, 2))
    drawn = draw(ChangeCounts(sides, make_charts()[2].directions, "x"), title="T", alternative="A", key="k")
    said = [element.text for element in ElementTree.fromstring(drawn).iter(SVG + "text")]
    assert [said.count(count) for count in ("19", "407", "1", "2")] == [1, 1, 2, 1]


def test_up_and_down_differ_without_colour(make_charts):
    drawn = draw(make_charts()[2], title="T", alternative="A", key="k")
    assert DARK_BLUE in drawn
    assert LIGHT_ORANGE in drawn
    up, down, paper = map(luminance, (DARK_BLUE, LIGHT_ORANGE, WHITE))
    assert min(contrast(up, down), contrast(down, paper)) >= 3


@pytest.mark.parametrize("steps", range(2, 12))
def test_letters_stand_out_on_every_colour(steps):
    colours = diverging(steps)
    assert len(set(colours)) == steps
    for colour in colours:
        assert contrast(luminance(colour), luminance(ink_on(colour))) >= 4.5


def test_style_attributes_become_plain_ones_and_ids_are_kept_apart():
    source = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><clipPath id="c"/>'
        '<g style="fill: red; stroke:blue" clip-path="url(#c)" onclick="x()"/></svg>'
    )
    root = ElementTree.fromstring(accessible_svg(source, title="T", alternative="A", key="k", is_fluid=False))
    assert root[2].get("id") == "k-c"
    assert root[3].attrib == {"clip-path": "url(#k-c)", "fill": "red", "stroke": "blue"}


def test_a_script_in_a_drawing_is_refused():
    source = '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
    with pytest.raises(ValueError, match="script"):
        accessible_svg(source, title="T", alternative="A", key="k", is_fluid=False)
