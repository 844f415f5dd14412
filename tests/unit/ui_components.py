"""The design system's own components, and whether ours are the same: for the tests of faster drawing."""

import re

from django import forms
from jinja2 import ChainableUndefined, Environment, PackageLoader
from markupsafe import Markup

from kith.service.ui.web.boxes import with_boxes_written

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


class Choosing(forms.Form):
    zone = forms.ChoiceField(
        label="Zone",
        choices=[("", "Choose"), ("Europe/London", "London"), ("a&b", "<A>")],
        initial="Europe/London",
    )
    again = forms.ChoiceField(label="Again", choices=[(1, "One"), (2, "Two")])


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
