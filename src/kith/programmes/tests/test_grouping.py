"""Programmes of sets, posts and placements: their rules are those of the kind, every fault at its line."""

from pathlib import Path

import pytest

from kith.foundation.messages import sentence
from kith.matching.ruling import kind_of_rules, words_of_rules
from kith.matching.types import Kind
from kith.programmes import check, read_definition
from kith.programmes.capabilities import MatchKind
from kith.programmes.describe import describe
from kith.programmes.write import to_json

CIRCLES = (Path(__file__).parent / "ward-circles.toml").read_text()
POSTS = """kind = "posts"
sides = ["member"]

[match.posts]
ties = "lottery_a_post"

[[match.rule]]
must = "same_ward"

[[stage]]"""
PLACEMENTS = """kind = "placements"
sides = ["member"]
best_for = "most"

[match.placements]
least_days = 30

[[match.rule]]
prefer = "share_themes"
enough = 2
weight = 4

[[stage]]"""
CASES = [
    ("at_most = 2", "at_mst = 2", "matching.rules.unknown_key_near", "at_mst"),
    ('spread = "ward"', 'spread = "wrad"', "declared.no_such_attribute", "[[match.rule]]"),
    ("most = 4\n", "most = 1\n", "matching.sets.rules.whole_number", "most = 1"),
    ('sides = ["member"]', 'sides = ["member"]\nwishes = 2', "programmes.wishes_are_of_pairs", "wishes"),
    ('kind = "sets"\nsides', 'kind = "pairs"\nsides', "programmes.settings_of_other_kind", "[match.sets]"),
    ("fewest = 3\n", "fewest = 3\n[match.posts]\n", "programmes.settings_of_other_kind", "[match.posts]"),
    ('kind = "category"', 'kind = "text"', "programmes.text_cannot_match", "[[match.rule]]"),
    ('kind = "category"', 'kind = "category"\nroles = ["host"]', "programmes.attribute_not_of_side", "[[match.rule]]"),
]  # fmt: skip
HOST = """[[role]]
key = "host"
name = "Host"
places = { min = 1, max = 2 }

[[attribute]]"""


def with_match(match: str) -> str:
    head, rest = CIRCLES.split('kind = "sets"')
    return head + match + rest.split("[[stage]]", 1)[1]


def test_it_means_what_it_says() -> None:
    definition = read_definition(CIRCLES, "ward-circles.toml")
    grouping = definition.grouping
    assert definition.match is None
    assert grouping is not None
    assert (grouping.kind, grouping.side) == (MatchKind.SETS, "member")
    assert kind_of_rules(grouping.rules) is Kind.SETS
    assert [one.points for one in words_of_rules(Kind.SETS, grouping.rules)] == [0, 300]
    assert [one.key for one in definition.attributes if one.for_matching] == ["ward", "themes"]
    said = {paragraph.heading: paragraph.lines for paragraph in describe(definition)}
    assert said["How they are put together"] == (
        "Members are put into sets of a few who meet again and again.",
        "No more than 2 with the same ward in a set.",
        "Weight 3: people with the same themes together (their first 3 count).",
    )
    assert "How they are paired" not in said
    assert to_json(definition)["grouping"]["kind"] == "sets"  # type: ignore[index,call-overload]


@pytest.mark.parametrize(("match", "kind"), [(POSTS, Kind.POSTS), (PLACEMENTS, Kind.PLACEMENTS)])
def test_the_other_kinds_bring_their_own_words(match: str, kind: Kind) -> None:
    definition = read_definition(with_match(match), "p.toml")
    assert definition.grouping is not None
    assert kind_of_rules(definition.grouping.rules) is kind
    assert len(words_of_rules(kind, definition.grouping.rules)) == 1
    assert len([one for one in definition.attributes if one.for_matching]) == 1


@pytest.mark.parametrize(("old", "new", "code", "line"), CASES)
def test_a_fault_has_its_line(old: str, new: str, code: str, line: str) -> None:
    text = CIRCLES.replace(old, new, 1).replace("[[attribute]]", HOST, 1)
    faults = [fault for fault in check(text, "c.toml") if fault.code == code]
    assert faults, [fault.code for fault in check(text, "c.toml")]
    assert sentence(faults[0])
    assert line in text.splitlines()[(faults[0].where.line or 0) - 1]
