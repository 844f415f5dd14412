"""Lists of facts and tasks, components that are kept, and cards are the components."""

import pytest
from django.template import engines
from markupsafe import Markup
from tests.unit.ui_components import (
    ASKED,
    FACTS,
    MACROS,
    NHS,
    component,
    same,
)

from kith.service.ui.web.kept_components import kept
from kith.service.ui.web.lists import facts_html, tasks_html


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
