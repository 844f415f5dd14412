"""Tables, tags, attributes and choices that are drawn without the components are the components."""

import pytest
from django.template import engines
from tests.unit.ui_components import (
    GIVEN,
    HEADS,
    NHS,
    RADIOS,
    ROWS,
    Choosing,
    cell,
    component,
    same,
)

from kith.service.ui.web.attributes import attributes
from kith.service.ui.web.boxes import with_boxes_written
from kith.service.ui.web.field_views import field_view, with_options
from kith.service.ui.web.tables import TONES, table_html, tag_html


@pytest.mark.parametrize("rows", [ROWS, []], ids=["rows", "none"])
@pytest.mark.parametrize("is_hidden", [True, False])
@pytest.mark.parametrize("numeric", [(), (0, 1)])
def test_a_table_is_the_components_table(rows, is_hidden, numeric):
    params = {
        "responsive": True,
        "firstCellIsHeader": True,
        "caption": {
            "text": "People & more",
            "size": "s",
            "classes": "nhsuk-u-visually-hidden" if is_hidden else "",
        },
        "head": [cell(head, place in numeric) for place, head in enumerate(HEADS)],
        "rows": [[cell(one, place in numeric) for place, one in enumerate(row)] for row in rows],
    }
    ours = table_html("People & more", HEADS, rows, caption_size="s", numeric=numeric, hide_caption=is_hidden)
    # What is ours: a cell without anything says so, and takes no line on a phone.
    assert ours.count(" data-empty") == sum(
        not str(one or "").strip() for row in rows for one in row[1:] if one != 0
    )
    assert same(ours.replace(" data-empty", "")) == same(component("tables", params))


def test_a_row_that_is_too_short_is_a_mistake():
    with pytest.raises(ValueError, match="shorter"):
        table_html("People", HEADS, [["Amina"]])


@pytest.mark.parametrize("tone", TONES)
def test_a_tag_is_the_components_tag(tone):
    assert same(tag_html(tone, "Late & <lost>")) == same(
        component("tag", {"text": "Late & <lost>", "colour": TONES[tone]})
    )


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_attributes_are_the_macros_attributes(given):
    theirs = NHS.get_template("nhsuk/macros/attributes.jinja").module.nhsukAttributes
    assert str(attributes(given)) == str(theirs(given))


def test_a_name_that_a_component_was_not_given_is_no_attribute():
    source = "{{ it({'id': {'value': params.no.such, 'optional': true}, 'class': params.nor}) }}"
    theirs = NHS.from_string(
        '{% from "nhsuk/macros/attributes.jinja" import nhsukAttributes as it %}' + source
    )
    ours = NHS.from_string(source)
    assert ours.render(it=attributes, params={}) == theirs.render(params={})


def test_every_component_uses_it():
    components = engines["jinja2"].env.components
    assert components.get_template("nhsuk/macros/attributes.jinja").module.nhsukAttributes is attributes


@pytest.mark.parametrize(
    ("name", "data"),
    [("zone", None), ("again", None), ("zone", {"zone": "a&b", "again": "2"}), ("again", {"again": "2"})],
)
def test_a_select_is_the_components_select(name, data):
    bound = Choosing(data)[name]
    view = field_view(bound, {})
    items = [
        {
            "value": str(one.data["value"] or ""),
            "text": one.data["label"],
            "selected": bool(one.data["selected"]),
        }
        for one in bound.subwidgets
    ]
    ours = with_options(component("select", view.params), view.options)
    assert same(ours) == same(component("select", {**view.params, "items": items}))


@pytest.mark.parametrize("items", RADIOS.values(), ids=RADIOS)
@pytest.mark.parametrize(
    "more", [{}, {"idPrefix": "x<y"}, {"errorMessage": {"text": "Choose"}, "hint": {"text": "One"}}], ids=str
)
def test_radios_are_the_components_radios(items, more):
    params = {"name": "q1", "items": items, "fieldset": {"legend": {"text": "How?", "size": "s"}}, **more}
    written = with_boxes_written(params)
    assert not written["items"]
    assert same(component("radios", written)) == same(component("radios", params))


def test_an_unusual_item_is_left_to_the_component():
    params = {"name": "q1", "items": [{"value": "a", "text": "A", "conditional": {"html": "<p>More</p>"}}]}
    assert with_boxes_written(params) is params
