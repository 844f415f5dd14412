"""What must hold for any questionnaire: every format gives it back, and conditions keep their meaning."""

import datetime as dt
import json
import re

from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pyxform.xls2xform import convert

from kith.foundation.words import Text
from kith.questionnaires.exchange import Format, read_form, write_form
from kith.questionnaires.exchange.fhir_when import from_when, to_when
from kith.questionnaires.exchange.from_xpath import Known, from_xpath, write_node
from kith.questionnaires.exchange.to_xpath import NoCounterpart, to_xpath
from kith.questionnaires.exchange.xpath import parse_xpath
from kith.questionnaires.expressions import parse
from kith.questionnaires.logic import holds
from kith.questionnaires.responses import DECLINED
from kith.questionnaires.types import (
    Constraint,
    FileKind,
    Instrument,
    Item,
    ItemKind,
    Option,
    Page,
    Point,
    Repeat,
    Requirement,
    Rights,
    ScaleDefinition,
    ScoreRule,
)

POINTS = tuple(Point(value, Text.of(f"P{value}")) for value in (1, 2, 3))
OPTIONS = (
    Option("a", Text.of("A")),
    Option("B-2", Text.of("B")),
    Option("none", Text.of("N"), exclusive=True),
)
WORDS = st.sampled_from(
    ["What?", "=1+1", "a | b", "日本 “x” 😀", "\u202bעברית\u202c", 'It\'s "so"', "@x", "50% <b>"]
)
TEXTS = st.builds(lambda en, fr: Text.of({"en": en, **({"fr": fr} if fr else {})}), WORDS, st.none() | WORDS)
CONDITIONS = (
    *("{0} == 'a'", "{0} != 'a'", "answered({0})", "not declined({0})", "declined({0}) or {0} == 'B-2'"),
)
BY_KIND = {
    ItemKind.CHOICE: CONDITIONS,
    ItemKind.CHOICES: (
        "selected({0}, 'a')",
        "count({0}) >= 2",
        "not selected({0}, 'none') and answered({0})",
    ),
    ItemKind.SCALE: ("{0} >= 2", "{0} != 3", "{0} == 1 or {0} == 2", "2 > {0}"),
    ItemKind.NUMBER: ("{0} > 1.5", "not ({0} != 2)", "{0} == 2 or not answered({0})"),
    ItemKind.YES_NO: ("{0}", "{0} == false", "not {0}", "{0} != true"),
    ItemKind.DATE: ("{0} >= '2026-03-01'", "{0} != '2026-03-01'"),
    ItemKind.SHORT_TEXT: ("{0} == 'x'", '{0} != "it\'s"'),
}


@st.composite
def items(draw: st.DrawFn, key: str, earlier: dict[str, ItemKind]) -> Item:
    kind = draw(st.sampled_from(list(ItemKind)))
    asked = kind.is_asked
    least = draw(st.sampled_from([None, 0.0, 1.0]))
    number, ticked = kind is ItemKind.NUMBER, kind is ItemKind.CHOICES
    condition = draw(conditions(earlier))
    limit = f"{key} != 2" if number else f"answered({key})"
    return Item(
        key,
        kind,
        draw(TEXTS),
        help=draw(st.none() | TEXTS),
        required=draw(st.sampled_from(Requirement)) if asked else Requirement.OPTIONAL,
        points=POINTS if kind is ItemKind.SCALE else (),
        options=OPTIONS if kind in (ItemKind.CHOICE, ItemKind.CHOICES) else (),
        accepts=draw(st.sampled_from([(), (FileKind.PDF, FileKind.TEXT)])) if kind is ItemKind.FILE else (),
        minimum=least if number or ticked else None,
        maximum=draw(st.sampled_from([None, 3.0])) if number or ticked or kind is ItemKind.FILE else None,
        whole=draw(st.booleans()) if number else False,
        unit=draw(st.none() | TEXTS) if number else None,
        max_length=draw(st.sampled_from([None, 9])) if kind is ItemKind.LONG_TEXT else None,
        latest=draw(st.sampled_from([None, dt.date(2026, 5, 6)])) if kind is ItemKind.DATE else None,
        may_decline=draw(st.booleans()) if asked else False,
        relevant=parse(condition) if condition else None,
        constraint=Constraint(parse(limit), draw(TEXTS)) if asked and draw(st.booleans()) else None,
    )


@st.composite
def conditions(draw: st.DrawFn, earlier: dict[str, ItemKind]) -> str | None:
    able = [key for key, kind in earlier.items() if kind in BY_KIND]
    if not able or draw(st.booleans()):
        return None
    parts = []
    for key in draw(st.lists(st.sampled_from(able), min_size=1, max_size=2)):
        parts.append(draw(st.sampled_from(BY_KIND[earlier[key]])).format(key))
    joined = draw(st.sampled_from([" and ", " or "])).join(f"({part})" for part in parts)
    return joined if len(parts) > 1 else parts[0]


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    count = Item("n", ItemKind.NUMBER, Text.of("N"), whole=True)
    earlier: dict[str, ItemKind] = {"n": ItemKind.NUMBER}
    pages = [Page("n", (count,))]
    for index in range(draw(st.integers(1, 3))):
        page, asked = [], dict(earlier)
        for number in range(draw(st.integers(1, 3))):
            item = draw(items(f"q{index}_{number}", asked))
            asked[item.key] = item.kind
            page.append(item)
        relevant, repeats = draw(conditions(earlier)), draw(st.integers(0, 3)) == 0
        pages.append(
            Page(
                f"p-{index}",
                tuple(page),
                title=draw(st.none() | TEXTS),
                intro=draw(st.none() | TEXTS),
                relevant=parse(relevant) if relevant else None,
                repeat=Repeat("n", 4) if repeats else None,
            )
        )
        if not repeats:
            earlier = asked
    scored = tuple(
        item.key for page in pages if not page.repeat for item in page.items if item.kind is ItemKind.SCALE
    )
    scales = (
        [ScaleDefinition("s", draw(TEXTS), scored, frozenset(scored[:1]), ScoreRule.SUM, 0.75, 1, 3, None)]
        if scored
        else []
    )
    return Instrument(
        "my-form",
        "1.2",
        draw(TEXTS),
        tuple(pages),
        Rights("O", "MIT", draw(st.none() | st.just("O 2026"))),
        intro=draw(st.none() | TEXTS),
        closing=draw(st.none() | TEXTS),
        minutes=draw(st.sampled_from([None, 5])),
        scales=tuple(scales),
    )


@settings(max_examples=25)
@given(instruments(), st.sampled_from(list(Format)))
def test_every_format_gives_the_questionnaire_back(instrument: Instrument, wanted: Format) -> None:
    carried = write_form(instrument, wanted)
    back = read_form(carried.value, f"x.{wanted.value}" + (".json" if wanted is Format.FHIR else ""))
    assert carried.is_whole
    assert back.value == instrument
    assert back.lost == ()
    if wanted is Format.FHIR:
        Questionnaire.model_validate(json.loads(carried.value))
    if wanted is Format.XLSFORM_MD:
        assert "<h:html" in convert(carried.value.decode(), validate=False, file_type=".md").xform


LIGHT = {
    kind.value: Item(
        kind.value,
        kind,
        Text.of("-"),
        points=POINTS if kind is ItemKind.SCALE else (),
        options=OPTIONS if kind in (ItemKind.CHOICE, ItemKind.CHOICES) else (),
        may_decline=True,
    )
    for kind in BY_KIND
}
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "choice": st.sampled_from(["a", "B-2", DECLINED]),
        "choices": st.sampled_from([("a",), ("a", "B-2"), ("none",), DECLINED]),
        "scale": st.sampled_from([1, 2, 3, DECLINED]),
        "number": st.sampled_from([1, 1.5, 2]),
        "yes_no": st.sampled_from([True, False, DECLINED]),
        "date": st.sampled_from([dt.date(2026, 2, 1), dt.date(2026, 3, 1)]),
        "short_text": st.sampled_from(["x", "it's"]),
    },
)


@given(conditions({kind.value: kind for kind in BY_KIND}).filter(bool), ANSWERS)
def test_a_condition_means_the_same_after_the_way_there_and_back(condition: str, answers: dict) -> None:
    asked = parse(condition)
    known = {key: Known(key, item.kind, item.may_decline) for key, item in LIGHT.items()}
    again = parse(write_node(from_xpath(parse_xpath(to_xpath(asked, LIGHT)), known)))
    assert holds(again, answers) == holds(asked, answers)
    try:
        when = to_when(asked, LIGHT)
    except NoCounterpart:
        return
    assert holds(parse(write_node(from_when(when, LIGHT))), answers) == holds(asked, answers)


def _as_odk(value: object) -> str:
    """An answer as an ODK form holds it; a date as a number, which is how ODK compares dates."""
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return " ".join(value)
        case dt.date():
            return str(value.toordinal())
        case _:
            return "prefer_not_to_say" if value is DECLINED else str(value)


def _words(nodes: list) -> list[str]:
    return (nodes[0].text or "").split() if nodes else []


ODK = {
    (None, "selected"): lambda _, nodes, word: word in _words(nodes),
    (None, "count-selected"): lambda _, nodes: float(len(_words(nodes))),
    (None, "if"): lambda _, test, yes, no: yes if test else no,
    (None, "date"): lambda _, day: float(dt.date.fromisoformat(day).toordinal()),
}


@given(conditions({kind.value: kind for kind in BY_KIND}).filter(bool), ANSWERS)
def test_an_independent_xpath_engine_finds_the_same_truth(condition: str, answers: dict) -> None:
    """libxml2 works the XPath out, with ODK's own functions; every question is there, blank or not."""
    data = etree.Element("data")
    for key in LIGHT:
        etree.SubElement(data, key).text = _as_odk(answers[key]) if key in answers else ""
    path = re.sub(r"\$\{(\w+)\}", r"/data/\1", to_xpath(parse(condition), LIGHT))
    found = etree.ElementTree(data).xpath(f"boolean({path})", extensions=ODK)
    assert found == holds(parse(condition), answers)


@given(conditions({kind.value: kind for kind in BY_KIND}).filter(bool))
def test_writing_a_condition_gives_the_same_tree(condition: str) -> None:
    root = parse(condition).root
    assert parse(write_node(root)).root == root
