"""A rule book written as TOML is the same book when it is read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.faults import Faults, KithError
from kith.matching import AttributeKind, BestFor, Kind, Strength, parse_rules, read_rules
from kith.matching.rules import read_rules_with
from kith.matching.vocabulary import WORDS
from kith.matching.writing import rules_to_toml

NAMES = ["site", "line_of_management", "not_paired_before", "same_site", "heures d'été", 'a "b"\\\n', "价格"]
DECLARED = {
    AttributeKind.GRADE: {"scale": ["low", 'hi"gh', "更高"]},
    AttributeKind.AVAILABILITY: {"week_of": date(2026, 1, 12), "time_zone": "Europe/London"},
}


@st.composite
def books(draw):
    kinds = {name: draw(st.sampled_from(AttributeKind)) for name in NAMES}
    tables = []
    for strength, verb in draw(st.lists(st.sampled_from(sorted(WORDS)), max_size=6)):
        word = WORDS[strength, verb]
        table = {str(strength): str(verb)}
        on = draw(st.sampled_from(NAMES))
        if word.needs_attribute:
            fitting = [name for name in NAMES if kinds[name] in word.kinds]
            if not fitting:
                continue
            on = table["on"] = draw(st.sampled_from(fitting))
            table["with"] = draw(st.sampled_from([one for one in fitting if kinds[one] is kinds[on]]))
        if word.limit and (draw(st.booleans()) or kinds[on] in word.limit_needed_for):
            table[word.limit] = draw(st.integers(1, 400))
        if str(verb) == "wish" and draw(st.booleans()):
            table["side"] = draw(st.sampled_from(["nurse", "a b"]))
        if strength is Strength.PREFER:
            table["weight"] = draw(st.integers(1, 100_000)) / 100
        tables.append(table)
    attributes = {name: {"kind": str(kind)} | DECLARED.get(kind, {}) for name, kind in kinds.items()}
    try:
        return parse_rules(tables, attributes=attributes, best_for=draw(st.sampled_from([None, "most"])))
    except KithError:  # two rules that do not go together
        return parse_rules(tables[:1], attributes=attributes)


@given(books(), st.booleans())
def test_what_is_written_is_read_as_the_same_book(book, comments):
    assert read_rules(rules_to_toml(book, comments=comments)) == book


def test_it_is_written_in_words_that_a_coordinator_reads():
    book = parse_rules(
        [
            {"must": "different_line_of_management"},
            {"must": "share_times", "at_least": "90 minutes"},
            {"must": "within", "on": "home", "with": "site", "within": "20 miles"},
            {"prefer": "overlap", "on": "free", "with": "runs", "enough": "4 weeks", "weight": 2.5},
        ],
        attributes={
            "times": {"kind": "availability", "week_of": "2026-01-12"},
            "home": {"kind": "location"},
            "site": {"kind": "location"},
        },
        best_for="most",
    )
    assert book.best_for is BestFor.MOST
    written = rules_to_toml(book, kind=Kind.PLACEMENTS, tables={"placements": {"handover": 3}})
    assert written.splitlines() == [
        "format_version = 1",
        'kind = "placements"',
        'best_for = "most"',
        "",
        "[placements]",
        "handover = 3",
        "",
        "[attribute.home]",
        'kind = "location"',
        "",
        "[attribute.site]",
        'kind = "location"',
        "",
        "[attribute.times]",
        'kind = "availability"',
        "week_of = 2026-01-12",
        "",
        "# must have a different line of management",
        "[[rule]]",
        'must = "different_line_of_management"',
        "",
        "# must share at least 1.5 hours of times",
        "[[rule]]",
        'must = "share_times"',
        'at_least = "3 half-hours"',
        "",
        "# home and site must be at most 32.18688 km apart",
        "[[rule]]",
        'must = "within_home"',
        'with = "site"',
        "within = 32.18688",
        "",
        "# free that overlap runs preferred (28 days are enough)",
        "[[rule]]",
        'prefer = "overlap_free"',
        'with = "runs"',
        'enough = "4 weeks"',
        "weight = 2.5",
    ]
    read, document = read_rules_with(written, kind=Kind.PLACEMENTS, also={"placements"})
    assert (read, document.data["placements"]) == (book, {"handover": 3})


def test_a_kinds_own_faults_stand_beside_those_of_the_rules():
    faults = Faults()
    text = 'kind = "posts"\n[post]\n[[rule]]\nmust = "sme_site"\n'
    book, document = read_rules_with(text, kind=Kind.SETS, also={"posts"}, faults=faults)
    faults.add("matching.rules.rule_not_list", document.where("posts.ties"))
    assert book.rules == ()
    assert sorted((fault.code.removeprefix("matching.rules."), fault.where.line) for fault in faults) == [
        ("kind_of_file", 1),
        ("rule_not_list", None),
        ("unknown_key_near", 2),
        ("unknown_word_near", 4),
    ]
    with pytest.raises(KithError):
        read_rules_with(text)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (['kind = "availability"'], "week_needed"),
        (['kind = "availability"', 'week_of = "soon"'], "week_not_date"),
        (['kind = "availability"', "week_of = 2026-01-14"], "week_not_monday"),
        (['kind = "tags"', "week_of = 2026-01-12"], "week_not_wanted"),
        (['kind = "tags"', 'time_zone = "UTC"'], "zone_not_wanted"),
    ],
)
def test_an_attribute_of_hours_needs_its_week(lines, code):
    with pytest.raises(KithError) as refused:
        read_rules("\n".join(["[attribute.times]", *lines]))
    assert [fault.code for fault in refused.value.faults] == [f"matching.rules.{code}"]
