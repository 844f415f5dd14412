"""What is written in Python for speed says word for word what the NHS component says."""

import re

import pytest
from django import forms
from django.template import engines
from jinja2 import ChainableUndefined, Environment, PackageLoader
from markupsafe import Markup

from kith.service.ui.web.attributes import attributes
from kith.service.ui.web.boxes import with_boxes_written
from kith.service.ui.web.field_views import field_view, with_options
from kith.service.ui.web.kept_components import kept
from kith.service.ui.web.lists import facts_html, tasks_html
from kith.service.ui.web.tables import TONES, table_html, tag_html

NHS = Environment(
    loader=PackageLoader("nhsuk_frontend_jinja"),
    undefined=ChainableUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
"""The package as it comes, with nothing of ours."""


MACROS = {
    "tables": "table",
    "summary-list": "summaryList",
    "task-list": "taskList",
    "date-input": "dateInput",
}
"""Where the macro is not called as its folder."""


def component(name, params):
    template = NHS.from_string(
        f'{{% from "nhsuk/components/{name}/macro.jinja" import {MACROS.get(name, name)} as it %}}{{{{ it(params) }}}}'
    )
    return template.render(params=params)


def same(html):
    """Spaces between elements, and at the ends of what stands in one, are layout of the source."""
    return re.sub(r"\s*(<|>)\s*", r"\1", re.sub(r"\s+", " ", html)).strip()


def cell(value, is_numeric):
    said = {"html": value} if hasattr(value, "__html__") else {"text": "" if value is None else str(value)}
    return {**said, "format": "numeric"} if is_numeric else said


ROWS = [
    ["Amina", 3, Markup('<a href="/x">Look</a>'), None],
    ["<script>alert(1)</script>", 0, Markup(""), "A & B"],
    ["  spaced  ", 12, Markup("<b>\nlines</b>"), ""],
]
HEADS = ["Name", "How <many>", "Look", ""]


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


GIVEN = {
    "nothing": None,
    "a string": Markup(' class="a"'),
    "pairs": {"class": "a b", "id": "", "data-x": 'say "hello" & <go>'},
    "true and false": {"aria-hidden": True, "data-no": False},
    "none": {"title": None},
    "optional": {
        "hidden": {"value": True, "optional": True},
        "id": {"value": None, "optional": True},
        "role": {"value": False, "optional": True},
        "lang": {"value": "en", "optional": True},
        "data-zero": {"value": 0, "optional": True},
        "data-empty": {"value": "", "optional": True},
    },
    "not optional": {"id": {"value": None}, "for": {"value": "it's"}, "n": {"value": 3, "optional": False}},
    "safe": {"data-html": Markup("a &amp; b"), "data-more": {"value": Markup("<"), "optional": True}},
    "array": {"data-list": {"value": ["a'b", "<c>", 1], "type": "array"}},
    "a list, not an array": {"data-list": {"value": ["a"], "type": "string"}},
    "name": {"a<b": "c"},
}


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


class Choosing(forms.Form):
    zone = forms.ChoiceField(
        label="Zone",
        choices=[("", "Choose"), ("Europe/London", "London"), ("a&b", "<A>")],
        initial="Europe/London",
    )
    again = forms.ChoiceField(label="Again", choices=[(1, "One"), (2, "Two")])


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


RADIOS = {
    "plain": [{"value": str(n), "text": f"Point <{n}> & more", "checked": n == 2} for n in range(1, 6)],
    "hints": [
        {"value": "a", "text": "A", "hint": {"text": "the <first>"}},
        {"value": "b", "text": "B", "checked": True},
    ],
    "divider": [
        {"value": 'a"', "text": "A"},
        {"divider": "or"},
        {"value": "no", "text": "Rather not", "exclusive": True},
    ],
    "none": [],
}


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


CHANGE = {"text": "Change", "href": "/?a=1&b=2", "hidden": "the name <b>"}
FACTS = {
    "without actions": [("Name <a>", "A & B"), ("Pairs", 0), ("Note", Markup("<b>x</b>")), ("Nothing", None)],
    "with actions": [
        ("Name", "Ann", CHANGE),
        ("Age", 12),
        ("Site", "", None),
        ("See", 1, {**CHANGE, "hidden": ""}),
    ],
    "none": [],
}


@pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS)
def test_facts_are_the_components_summary_list(facts):
    rows = []
    for key, value, *more in facts:
        said = (
            {"html": value} if hasattr(value, "__html__") else {"text": "" if value is None else str(value)}
        )
        rows.append({"key": {"text": key}, "value": said})
        if more and more[0]:
            action = {name: more[0][name] for name in ("text", "href")}
            rows[-1]["actions"] = {"items": [{**action, "visuallyHiddenText": more[0]["hidden"]}]}
    assert same(facts_html(facts)) == same(component("summary-list", {"rows": rows}))


def test_an_action_is_about_its_fact_unless_it_says_otherwise():
    assert 'Change<span class="nhsuk-u-visually-hidden"> Name</span>' in facts_html(
        [("Name", "Ann", {"text": "Change", "href": "/"})]
    )


def test_tasks_of_one_title_say_which():
    html = tasks_html([{"title": "Write", "which": "A & B", "href": "/"}])
    assert '>Write<span class="nhsuk-u-visually-hidden"> A &amp; B</span></a>' in html


def test_tasks_are_the_components_task_list():
    ours = [
        {"title": "See <1>", "href": "/a?b&c", "hint": "10 & more", "state": "Done", "tone": "done"},
        {"title": "Answer", "href": "/x", "state": "To do", "tone": "now"},
        {"title": "Wait", "hint": "A week", "state": "Not yet"},
        {"title": "Read", "href": "/y"},
    ]
    states = [
        {"text": "Done"},
        *({"tag": {"text": t, "colour": c}} for t, c in (("To do", "blue"), ("Not yet", "grey"))),
    ]
    theirs = []
    for item, status in zip(ours, [*states, None], strict=True):
        theirs.append({"title": {"text": item["title"]}})
        theirs[-1] |= {"href": item["href"]} if "href" in item else {}
        theirs[-1] |= {"hint": {"text": item["hint"]}} if "hint" in item else {}
        theirs[-1] |= {"status": status} if status else {}
    assert same(tasks_html(ours, "t")) == same(component("task-list", {"items": theirs, "idPrefix": "t"}))


ASKED = [
    ("button", {"text": "Save <all>", "preventDoubleClick": True}),
    ("button", {"text": "Save <all>", "preventDoubleClick": 1}),
    ("button", {"text": Markup("Save <b>all</b>")}),
    ("button", {"html": Markup("Save <b>all</b>"), "href": "/?a=1&b=2"}),
    ("input", {"id": "n", "name": "n", "label": {"text": "Name"}, "value": 'a"b <c>'}),
    ("input", {"id": "n", "name": "n", "label": {"text": "Name"}, "value": "another"}),
    ("input", {"id": "n", "name": "n", "label": {"text": "Name"}, "value": ""}),
    ("input", {"id": "n", "name": "n", "label": {"text": "Name"}}),
    (
        "input",
        {"id": "n", "name": "n", "label": {"text": "Name"}, "value": "x", "errorMessage": {"text": "No"}},
    ),
    ("textarea", {"name": "t", "label": {"text": "Why"}, "value": "one\ntwo </textarea>"}),
    (
        "date-input",
        {
            "id": "d",
            "fieldset": {"legend": {"text": "When"}},
            "items": [{"name": "d_day", "value": "1"}, {"name": "d_year", "value": "2026", "width": 4}],
        },
    ),
    ("checkboxes", {"name": "c", "items": [{"value": "a", "text": "A", "checked": True}]}),
    ("checkboxes", {"name": "c", "items": [{"value": "a", "text": "A", "checked": False}]}),
    ("radios", with_boxes_written({"name": "r", "items": [{"value": "a", "text": "A", "checked": True}]})),
    ("radios", with_boxes_written({"name": "r", "items": [{"value": "b<", "text": "B"}]})),
]


@pytest.mark.parametrize("times", [1, 2])
def test_a_component_that_is_kept_is_the_component(times):
    """Those that Python takes for equal (1 and True, HTML and text) come one after the other."""
    components = engines["jinja2"].env.components
    for name, params in ASKED:
        macro = MACROS.get(name, name)
        ours, theirs = (
            getattr(env.get_template(f"nhsuk/components/{name}/macro.jinja").module, macro)
            for env in (components, NHS)
        )
        assert same(ours(params)) == same(theirs(params)), (name, params, times)


def test_a_component_is_made_once_and_nothing_typed_or_chosen_stays():
    made = []

    def macro(params):
        made.append(params)
        return Markup("<p>") + params.get("value", "") + Markup("</p>")

    component = kept(macro, holds_what_was_typed=True)
    assert [component({"id": "a", "value": said}) for said in ("<Ann>", "Bo")] == [
        "<p>&lt;Ann&gt;</p>",
        "<p>Bo</p>",
    ]
    assert len(made) == 1
    assert "Ann" not in str(made)
    for private in ({"errorMessage": {"text": "Ann is no day"}}, {"checked": True}, {"html": Markup("Ann")}):
        made.clear()
        assert component(private) == component(private)
        assert len(made) == 2


def test_a_card():
    item = {"title": "Spring <2027>", "href": "/cohorts/1/?a=1&b=2", "text": "Paired Learning & more"}
    ours = engines["jinja2"].env.get_template("ui/data.html").module.cards([item])
    inside = f'<p class="nhsuk-card__description">{Markup.escape(item["text"])}</p>'
    theirs = component(
        "card",
        {
            "href": item["href"],
            "clickable": True,
            "heading": item["title"],
            "headingSize": "m",
            "headingLevel": 2,
            "descriptionHtml": Markup(inside),
        },
    )
    assert same(theirs) in same(str(ours))
